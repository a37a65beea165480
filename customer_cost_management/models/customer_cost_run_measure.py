from datetime import datetime, time, timedelta

import pytz

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

#: What two drivers must have in common to be measured in one query.
SOURCE = ("model_name", "date_field", "partner_path", "company_path", "without_company")


def _column(name, place):
    return SQL.identifier(f"{name}_{place}")


def _sql_sum(quantity, counts):
    return SQL("sum(%s) FILTER (WHERE %s)", quantity, counts)


class CustomerCostRun(models.Model):
    """How much of each driver every customer used in the period: one query a source.

    Drivers are measured as superuser within an explicit scope: the period in the company's
    time zone, the companies of the run, the driver's own filter.  Own companies and the
    contacts of internal users are never customers.
    """

    _inherit = "customer.cost.run"

    def _measure(self):
        """Quantities of all drivers: {driver id: (customer ids ascending, quantities)}."""
        self.ensure_one()
        self.env.flush_all()
        groups = {}
        for driver in self.snapshot["drivers"]:
            groups.setdefault(self._source_of(driver), []).append(driver)
        measured = {}
        for drivers in groups.values():
            measured |= self._measure_together(drivers)
        return measured

    def _source_of(self, driver):
        """Drivers of one source differ in filter and measure alone: one query for all."""
        if driver["kind"] not in ("count", "sum"):
            return driver["id"]
        return tuple(driver[name] for name in SOURCE)

    def _measure_driver(self, driver):
        return self._measure_together([driver])[driver["id"]]

    def _measure_together(self, drivers):
        """Quantities of drivers of one source, see ``_measure``."""
        import numpy as np

        query = {
            "count": self._sql_record_drivers,
            "sum": self._sql_record_drivers,
            "balance": self._sql_balance_driver,
            "active": self._sql_active_driver,
            "typed": self._sql_typed_driver,
        }[drivers[0]["kind"]](*drivers)
        names = [SQL.identifier(f"quantity_{place}") for place in range(len(drivers))]
        [[customers, *quantities]] = self.env.execute_query(
            SQL(
                """
                SELECT array_agg(customer ORDER BY customer), %s
                  FROM (%s) measured(customer, %s) WHERE customer IS NOT NULL
                """,
                SQL(", ").join(
                    SQL("array_agg(COALESCE(%s, 0)::float8 ORDER BY customer)", n) for n in names
                ),
                query,
                SQL(", ").join(names),
            )
        )
        customers = np.array(customers or [], np.int64)
        measured = {}
        for driver, values in zip(drivers, quantities, strict=True):
            values = np.array(values or [], np.float64)
            measured[driver["id"]] = (customers[values != 0], values[values != 0])
        return measured

    def _sql_customers_only(self, alias):
        """Leaves out own companies and internal users, on a partner alias."""
        return SQL(
            """%(id)s NOT IN (SELECT partner_id FROM res_company)
               AND %(id)s NOT IN (SELECT partner_id FROM res_users WHERE share IS NOT TRUE)""",
            id=SQL.identifier(alias, "commercial_partner_id"),
        )

    # ------------------------------------------------------------------ records of any model

    def _sql_record_drivers(self, *drivers):
        """Distinct records, or the sum over them, by customer: a column for each driver."""
        for driver in drivers:
            self._check_driver(driver)
        source = drivers[0]
        model = self.env[source["model_name"]].sudo().with_context(active_test=False)
        query = model._search(self._record_scope(source, model))
        filters = [self._sql_filter(driver, model, query) for driver in drivers]
        partner = self._join_path(query, model, source["partner_path"])
        query.add_where(self._sql_customers_only(partner))
        query.add_where(SQL("(%s)", SQL(" OR ").join(filters)))
        customer = SQL.identifier(partner, "commercial_partner_id")
        quantities = [self._sql_quantity(driver, model) for driver in drivers]
        if not self._leads_to_many(model, source["partner_path"]):
            columns = map(_sql_sum, quantities, filters)
            return SQL("%s GROUP BY 1", query.select(customer, *columns))
        rows = query.select(
            SQL("DISTINCT %s AS record", SQL.identifier(model._table, "id")),
            SQL("%s AS customer", customer),
            *(SQL("%s AS %s", sql, _column("quantity", n)) for n, sql in enumerate(quantities)),
            *(SQL("%s AS %s", sql, _column("counts", n)) for n, sql in enumerate(filters)),
        )
        columns = [
            _sql_sum(_column("quantity", n), _column("counts", n)) for n in range(len(drivers))
        ]
        return SQL(
            "SELECT customer, %s FROM (%s) rows GROUP BY customer", SQL(", ").join(columns), rows
        )

    def _sql_filter(self, driver, model, query):
        """Whether a record counts; joins that the filter needs are added to the query."""
        domain = self._search_domain(model, driver["domain"], driver["name"], only_parse=True)
        return SQL("(%s)", domain.optimize_full(model)._to_sql(model, model._table, query))

    def _sql_quantity(self, driver, model):
        if driver["kind"] == "count":
            return SQL("1")
        return SQL("COALESCE(%s, 0)", SQL.identifier(model._table, driver["measure_field"]))

    def _leads_to_many(self, model, path):
        """Whether a record may have several customers."""
        for name in path.split("."):
            field = model._fields[name]
            if field.type == "many2many":
                return True
            model = self.env[field.comodel_name]
        return False

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
            if target not in query._joins:  # the filter of a driver may go the same way
                condition = SQL("%s = %s", SQL.identifier(target, "id"), source)
                query.add_join("JOIN", target, comodel._table, condition)
            alias, model = target, comodel
        return alias
