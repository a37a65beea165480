from ast import literal_eval
from datetime import datetime, time, timedelta

import pytz

from odoo import models
from odoo.exceptions import UserError
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
        """Quantities of all drivers: {driver id: {customer id: quantity}}."""
        self.ensure_one()
        self.env.flush_all()
        return {driver["id"]: self._measure_driver(driver) for driver in self.snapshot["drivers"]}

    def _measure_driver(self, driver):
        query = {
            "count": self._sql_record_driver,
            "sum": self._sql_record_driver,
            "balance": self._sql_balance_driver,
            "active": self._sql_active_driver,
            "typed": self._sql_typed_driver,
        }[driver["kind"]](driver)
        return {
            customer: float(quantity)
            for customer, quantity in self.env.execute_query(query)
            if customer and quantity
        }

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
        model = self.env.get(driver["model_name"])
        if model is None:
            raise UserError(
                self.env._(
                    "Driver %(driver)s reads %(model)s, which is not installed.",
                    driver=driver["name"],
                    model=driver["model_name"],
                )
            )
        model = model.sudo().with_context(active_test=False)
        query = model._search(self._record_domain(driver, model))
        partner = self._join_path(query, model, driver["partner_path"])
        commercial = query.make_alias(partner, "commercial")
        query.add_join(
            "JOIN",
            commercial,
            "res_partner",
            SQL("%s = %s", SQL.identifier(commercial, "id"), SQL.identifier(partner, "id")),
        )
        quantity = SQL("1")
        if driver["kind"] == "sum":
            quantity = SQL("COALESCE(%s, 0)", SQL.identifier(model._table, driver["measure_field"]))
        query.add_where(self._sql_customers_only(commercial))
        rows = query.select(
            SQL("DISTINCT %s AS record", SQL.identifier(model._table, "id")),
            SQL("%s AS customer", SQL.identifier(commercial, "commercial_partner_id")),
            SQL("%s AS quantity", quantity),
        )
        return SQL("SELECT customer, sum(quantity) FROM (%s) rows GROUP BY customer", rows)

    def _record_domain(self, driver, model):
        domain = Domain(literal_eval(driver["domain"] or "[]"))
        date_field = model._fields[driver["date_field"]]
        start, stop = self.date_from, self.date_to + timedelta(days=1)
        if date_field.type == "datetime":
            start, stop = (self._in_utc(day) for day in (start, stop))
        name = driver["date_field"]
        domain &= Domain(name, ">=", start) & Domain(name, "<", stop)
        if driver["company_path"]:
            own = Domain(driver["company_path"], "in", self._companies())
            if driver["without_company"] == "include":
                own |= Domain(driver["company_path"], "=", False)
            domain &= own
        return domain

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
            target = query.make_alias(alias, name)
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
            SELECT partner_id, 1 FROM customer_cost_capture
             WHERE run_id = %s AND destination = 'revenue' AND partner_id IS NOT NULL
          GROUP BY partner_id HAVING bool_or(balance != 0)
            """,
            self.id,
        )

    def _sql_typed_driver(self, driver):
        return SQL(
            """
            SELECT partner.commercial_partner_id, sum(volume.quantity)
              FROM customer_cost_driver_volume volume
              JOIN res_partner partner ON partner.id = volume.partner_id
             WHERE volume.driver_id = %s AND volume.date BETWEEN %s AND %s
          GROUP BY partner.commercial_partner_id
            """,
            driver["id"],
            self.date_from,
            self.date_to,
        )
