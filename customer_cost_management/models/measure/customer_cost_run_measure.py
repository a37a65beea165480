from odoo import models
from odoo.tools import SQL

from ..masters.field_path import field_at
from ..platform.planning import ADDING_UP, planned

#: What two drivers must have in common to be measured in one query.
SOURCE = ("model_name", "date_field", "partner_path", "company_path", "without_company")

#: In a filter: a path through a list of records, whose name Odoo ends like this.
LIST = "_ids."


def _column(name, place):
    return SQL.identifier(f"{name}_{place}")


def _sql_sum(quantity, counts):
    return SQL("sum(%s) FILTER (WHERE %s)", quantity, counts)


def sum_by_customer(customers, contacts, quantities):
    """(customer ids ascending, quantities), without those who used nothing.

    Contacts are added in the order of their ids, so that the same data give the same sums.

    :param customers: int64, the customer of each contact; 0 is nobody's
    :param contacts: int64 ids
    """
    import numpy as np

    order = np.lexsort((contacts, customers))
    order = order[customers[order] > 0]
    ids, which = np.unique(customers[order], return_inverse=True)
    sums = np.bincount(which, quantities[order], len(ids))
    # what PostgreSQL would add exactly must not carry the noise of binary fractions
    several = np.bincount(which, minlength=len(ids)) > 1
    sums[several] = np.round(sums[several], 9)
    return ids[sums != 0], sums[sums != 0]


class CustomerCostRun(models.Model):
    """How much of each driver every customer used in the period: one query a source.

    Drivers are measured as superuser within an explicit scope: the period in the company's
    time zone, the companies of the run, the driver's own filter.  Own companies and the
    contacts of internal users are never customers.

    PostgreSQL adds up by contact; to which customer a contact belongs is looked up in one
    array, because joining all contacts to every source takes longer than adding up.
    """

    _inherit = "customer.cost.run"

    def _measure(self):
        """Quantities of all drivers: {driver id: (customer ids ascending, quantities)}."""
        self.ensure_one()
        self.env.flush_all()
        groups = {}
        for driver in self.snapshot["drivers"]:
            groups.setdefault(self._source_of(driver), []).append(driver)
        measured, customer_of = {}, self._customer_of_contact()
        with planned(self.env.cr, ADDING_UP):
            for drivers in groups.values():
                measured |= self._measure_together(drivers, customer_of)
        return measured

    def _source_of(self, driver):
        """Drivers of one source differ in filter and measure alone: one query for all.

        But for a filter that looks into a list: it is quick only where it picks the records.
        """
        if driver["kind"] not in ("count", "sum") or LIST in driver["domain"]:
            return driver["id"]
        return tuple(driver[name] for name in SOURCE)

    def _measure_driver(self, driver):
        return self._measure_together([driver], self._customer_of_contact())[driver["id"]]

    def _measure_together(self, drivers, customer_of):
        """Quantities of drivers of one source, see ``_measure``.

        :param customer_of: see ``_customer_of_contact``
        """
        from ..platform.binary_columns import read_columns

        query = {
            "count": self._sql_record_drivers,
            "sum": self._sql_record_drivers,
            "balance": self._sql_balance_driver,
            "overdue": self._sql_overdue_driver,
            "active": self._sql_active_driver,
            "first": self._sql_first_driver,
            "activity": self._sql_activity_driver,
            "typed": self._sql_typed_driver,
        }[drivers[0]["kind"]](*drivers)
        names = [SQL.identifier(f"quantity_{place}") for place in range(len(drivers))]
        contacts, *quantities = read_columns(
            self.env.cr,
            SQL(
                "SELECT contact, %s FROM (%s) measured(contact, %s) WHERE contact IS NOT NULL",
                SQL(", ").join(SQL("COALESCE(%s, 0)::float8", name) for name in names),
                query,
                SQL(", ").join(names),
            ),
            "i" + "d" * len(names),
        )
        customers = customer_of[contacts]
        return {
            driver["id"]: sum_by_customer(customers, contacts, values)
            for driver, values in zip(drivers, quantities, strict=True)
        }

    def _customer_of_contact(self):
        """int64 array by id of a contact: his customer; 0 for own companies, internal users."""
        import numpy as np

        from ..platform.binary_columns import read_columns

        contacts, customers = read_columns(
            self.env.cr,
            SQL(
                """
                SELECT id, commercial_partner_id FROM res_partner
                 WHERE commercial_partner_id NOT IN (SELECT partner_id FROM res_company)
                   AND commercial_partner_id NOT IN (
                           SELECT partner_id FROM res_users WHERE share IS NOT TRUE)
                """
            ),
            "ii",
        )
        [[highest]] = self.env.execute_query(SQL("SELECT COALESCE(max(id), 0) FROM res_partner"))
        customer_of = np.zeros(highest + 1, np.int64)
        customer_of[contacts] = customers
        return customer_of

    # ------------------------------------------------------------------ records of any model

    def _sql_record_drivers(self, *drivers):
        """Distinct records, or the sum over them, by customer: a column for each driver."""
        for driver in drivers:
            self._check_driver(driver)
        source = drivers[0]
        model = self.env[source["model_name"]].sudo().with_context(active_test=False)
        for driver in drivers:
            self._check_money(driver, model)
        query = model._search(self._record_scope(source, model))
        filters = [self._sql_filter(driver, model, query) for driver in drivers]
        query.add_where(SQL("(%s)", SQL(" OR ").join(filters)))
        if len(drivers) == 1:  # the filter need not be looked at twice
            filters = [SQL("TRUE")]
        quantities = [self._sql_quantity(driver, model) for driver in drivers]
        if not self._leads_to_many(model, source["partner_path"]):
            contact = self._sql_contact(query, model, source)
            columns = map(_sql_sum, quantities, filters)
            return SQL("%s GROUP BY 1", query.select(contact, *columns))
        partner = self._join_path(query, model, source["partner_path"].split("."))
        customer = SQL.identifier(partner, "commercial_partner_id")
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

    def _sql_contact(self, query, model, source):
        """The contact of a record, at the end of a path whose hops before it are joined."""
        *hops, last = source["partner_path"].split(".")
        alias = self._join_path(query, model, hops)
        date = field_at(model, source["date_field"])
        if date.type == "date" and date.related and [date.related.split(".")[0]] == hops:
            # a copy of the date of the record that is joined: let the index on that find it
            dates = SQL.identifier(alias, date.related.split(".")[1])
            query.add_where(SQL("%s BETWEEN %s AND %s", dates, self.date_from, self.date_to))
        return SQL.identifier(alias, last)

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
