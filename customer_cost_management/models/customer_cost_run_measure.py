from datetime import datetime, time, timedelta

import pytz

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """How much of each driver every customer used in the period: one query a driver.

    Drivers are measured as superuser within an explicit scope: the period in the company's
    time zone, the companies of the run, the driver's own filter.  Own companies and the
    contacts of internal users are never customers.
    """

    _inherit = "customer.cost.run"

    def _measure(self):
        """Quantities of all drivers: {driver id: (customer ids ascending, quantities)}."""
        self.ensure_one()
        self.env.flush_all()
        return {driver["id"]: self._measure_driver(driver) for driver in self.snapshot["drivers"]}

    def _measure_driver(self, driver):
        import numpy as np

        query = {
            "count": self._sql_record_driver,
            "sum": self._sql_record_driver,
            "balance": self._sql_balance_driver,
            "active": self._sql_active_driver,
            "typed": self._sql_typed_driver,
        }[driver["kind"]](driver)
        [[customers, quantities]] = self.env.execute_query(
            SQL(
                """
                SELECT array_agg(customer ORDER BY customer),
                       array_agg(quantity::float8 ORDER BY customer)
                  FROM (%s) measured(customer, quantity)
                 WHERE customer IS NOT NULL AND quantity != 0
                """,
                query,
            )
        )
        return np.array(customers or [], np.int64), np.array(quantities or [], np.float64)

    def _sql_customers_only(self, alias):
        """Leaves out own companies and internal users, on a partner alias."""
        return SQL(
            """%(id)s NOT IN (SELECT partner_id FROM res_company)
               AND %(id)s NOT IN (SELECT partner_id FROM res_users WHERE share IS NOT TRUE)""",
            id=SQL.identifier(alias, "commercial_partner_id"),
        )

    # ------------------------------------------------------------------ records of any model

    def _sql_record_driver(self, driver):
        """Distinct records, or the sum over them, by customer."""
        self._check_driver(driver)
        model = self.env[driver["model_name"]].sudo().with_context(active_test=False)
        domain = self._search_domain(model, driver["domain"], driver["name"], only_parse=True)
        query = model._search(domain & self._record_scope(driver, model))
        partner = self._join_path(query, model, driver["partner_path"])
        quantity = SQL("1")
        if driver["kind"] == "sum":
            quantity = SQL("COALESCE(%s, 0)", SQL.identifier(model._table, driver["measure_field"]))
        query.add_where(self._sql_customers_only(partner))
        rows = query.select(
            SQL("DISTINCT %s AS record", SQL.identifier(model._table, "id")),
            SQL("%s AS customer", SQL.identifier(partner, "commercial_partner_id")),
            SQL("%s AS quantity", quantity),
        )
        return SQL("SELECT customer, sum(quantity) FROM (%s) rows GROUP BY customer", rows)

    def _record_scope(self, driver, model):
        """The period and the companies, as a domain on the driver's records."""
        start, stop = self.date_from, self.date_to + timedelta(days=1)
        if model._fields[driver["date_field"]].type == "datetime":
            start, stop = (self._in_utc(day) for day in (start, stop))
        name = driver["date_field"]
        scope = Domain(name, ">=", start) & Domain(name, "<", stop)
        company_path = driver["company_path"] or self._own_company_path(model)
        if not company_path:
            return scope
        companies = Domain(company_path, "in", self._companies())
        if driver["without_company"] == "include":
            companies |= Domain(company_path, "=", False)
        return scope & companies

    def _own_company_path(self, model):
        """A model that has a company is never counted across companies by oversight."""
        field = model._fields.get("company_id")
        return "company_id" if field is not None and field.store else ""

    def _in_utc(self, day):
        """The first moment of a day in the company's time zone, as Odoo stores it."""
        zone = pytz.timezone(self.company_id.partner_id.tz or "UTC")
        return (
            zone.localize(datetime.combine(day, time())).astimezone(pytz.utc).replace(tzinfo=None)
        )

    def _join_path(self, query, model, path):
        """Join one table a hop along stored relations; the alias of the last one."""
        alias = model._table
        for name in path.split("."):
            field = model._fields[name]
            comodel = self.env[field.comodel_name]
            # an alias of its own: the driver's filter may go the same way, by an outer join
            target = query.make_alias(alias, f"{name}_customer")
            if field.type == "many2many":
                link = query.make_alias(alias, f"{name}_link")
                query.add_join(
                    "JOIN",
                    link,
                    field.relation,
                    SQL(
                        "%s = %s", SQL.identifier(link, field.column1), SQL.identifier(alias, "id")
                    ),
                )
                source = SQL.identifier(link, field.column2)
            else:
                source = SQL.identifier(alias, name)
            query.add_join(
                "JOIN", target, comodel._table, SQL("%s = %s", SQL.identifier(target, "id"), source)
            )
            alias, model = target, comodel
        return alias

    # ------------------------------------------------------------------ other kinds

    def _sql_balance_driver(self, driver):
        """Average balance of accounts over the days of the period, by customer."""
        accounts = SQL("account.account_type = 'asset_receivable'")
        if driver["account_ids"]:
            accounts = SQL("account.id = ANY(%s)", driver["account_ids"])
        return SQL(
            """
            SELECT partner.commercial_partner_id,
                   sum(line.balance * (%(stop)s - greatest(line.date, %(start)s)))
                       / (%(stop)s - %(start)s)::numeric
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
              JOIN res_partner partner ON partner.id = line.partner_id
             WHERE line.parent_state = 'posted' AND line.company_id IN %(companies)s
               AND line.date < %(stop)s AND %(accounts)s AND %(customers)s
          GROUP BY partner.commercial_partner_id
            """,
            start=SQL("%s::date", self.date_from),
            stop=SQL("%s::date", self.date_to + timedelta(days=1)),
            companies=self._companies(),
            accounts=accounts,
            customers=self._sql_customers_only("partner"),
        )

    def _sql_active_driver(self, driver):
        """One for each customer with revenue in the period."""
        return SQL(
            """
            SELECT partner.commercial_partner_id, 1
              FROM customer_cost_capture capture
              JOIN res_partner partner ON partner.id = capture.partner_id
             WHERE capture.run_id = %s AND capture.destination = 'revenue' AND %s
          GROUP BY partner.commercial_partner_id HAVING bool_or(capture.balance != 0)
            """,
            self.id,
            self._sql_customers_only("partner"),
        )

    def _sql_typed_driver(self, driver):
        return SQL(
            """
            SELECT partner.commercial_partner_id, sum(volume.quantity)
              FROM customer_cost_driver_volume volume
              JOIN res_partner partner ON partner.id = volume.partner_id
             WHERE volume.driver_id = %s AND volume.date BETWEEN %s AND %s AND %s
          GROUP BY partner.commercial_partner_id
            """,
            driver["id"],
            self.date_from,
            self.date_to,
            self._sql_customers_only("partner"),
        )
