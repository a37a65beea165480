from odoo import api, fields, models
from odoo.tools import SQL

from ..masters.customer_cost_category import STAGES
from ..profit.customer_profitability_sums import EPOCH, each_column, sql_counts
from ..value.customer_value import QUADRANTS

#: What a customer is worth today, beside his figures: columns of his evaluation in force.
VALUE_COLUMNS = ("stage", "quadrant", "clv", "overdue", "at_risk", "dso_days", "first_purchase")
#: Figures that compare two periods; not read from the statements themselves.
COMPARISONS = ("compared_cm3", "change", "compared_revenue", "revenue_change")


class CustomerProfitabilityPeriod(models.Model):
    """The published figures of each customer in the period that the reader chose.

    Grain: one row per company and customer, or with grain ``month`` one per company,
    customer and month.  Period, comparison and grain come from the context
    (:meth:`_chosen`): the same id means another row in another period, so one transaction
    reads one period.  Where a year is kept summed up, its rows are taken.

    Columns that nobody asks for cost nothing: PostgreSQL drops them.
    """

    _name = "customer.profitability.period"
    _description = "Customer Profitability"
    _inherit = ["customer.profitability.figures", "customer.cost.listed.customers"]
    _auto = False
    _order = "cm3 desc, id"
    _depends = {"customer.profitability": ["cm3"], "customer.profitability.year": ["cm3"]}

    date = fields.Date(
        "Month", readonly=True, help="Of a longer period: the last month with figures of him."
    )
    run_count = fields.Integer(
        "Periods", readonly=True, aggregator=None, help="Published months with figures of him."
    )
    compared_cm3 = fields.Monetary(
        "Contribution before",
        readonly=True,
        help="Customer contribution in the period compared with; of customers who have figures "
        "in the period shown.",
    )
    change = fields.Monetary(
        "Change of contribution",
        readonly=True,
        help="Contribution less that of the period compared with. Only where every month has its "
        "counterpart; a customer without figures then counts as 0.",
    )
    compared_revenue = fields.Monetary(
        "Net revenue before",
        readonly=True,
        help="Net revenue in the period compared with; of customers who have figures in the "
        "period shown.",
    )
    revenue_change = fields.Monetary(
        "Change of revenue",
        readonly=True,
        help="Net revenue less that of the period compared with. Only where every month has its "
        "counterpart.",
    )
    is_new = fields.Boolean(
        "New customer", readonly=True, help="No figures in the period compared with."
    )
    stage = fields.Selection(STAGES, "Life-cycle stage", readonly=True, help="As of today.")
    quadrant = fields.Selection(QUADRANTS, readonly=True, help="As of today.")
    clv = fields.Monetary("CLV", readonly=True, help="As of today.")
    overdue = fields.Monetary(readonly=True, help="Overdue receivable, as of today.")
    at_risk = fields.Boolean("Declining", readonly=True, help="As of today.")
    dso_days = fields.Float(
        "DSO",
        readonly=True,
        aggregator=None,
        digits=(16, 0),
        help="Days of sales that are still unpaid, as of today.",
    )
    first_purchase = fields.Date(readonly=True, help="Day of his first invoice.")

    @api.depends("partner_id")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row.partner_id.sudo().display_name or ""

    # ------------------------------------------------------------------ where rows come from

    @property
    def _table_query(self):
        chosen = self._chosen()
        figures = self._sql_years(chosen) if chosen.windows else self._sql_statements(chosen)
        compared = self._sql_compared(chosen, "cm3")
        comparable = SQL("figures.company_id = ANY(%s)", list(chosen.companies))
        return SQL(
            """
            SELECT figures.*, %(compared)s AS compared_cm3,
                   CASE WHEN %(comparable)s
                        THEN figures.cm3 - COALESCE(%(compared)s, 0) END AS change,
                   %(revenue)s AS compared_revenue,
                   CASE WHEN %(comparable)s
                        THEN figures.net_revenue - COALESCE(%(revenue)s, 0) END AS revenue_change,
                   %(comparable)s AND %(compared)s IS NULL AS is_new,
                   %(values)s
              FROM (%(figures)s) figures %(join)s
            """,
            figures=figures,
            compared=compared,
            revenue=self._sql_compared(chosen, "net_revenue"),
            comparable=comparable,
            values=SQL(", ").join(_sql_value(name) for name in VALUE_COLUMNS),
            join=self._sql_joined(chosen),
        )

    def _amounts(self):
        """Names of the amounts of the statements."""
        years = self.env["customer.profitability.year"]._fields.values()
        return [field.name for field in years if field.type == "monetary" and field.store]

    def _sql_years(self, chosen):
        return SQL(
            """
            SELECT year.id, year.company_id, year.partner_id, year.last_month AS date,
                   year.run_count, year.gross_unknown_count = 0 AS gross_known,
                   %(dimensions)s, %(amounts)s
              FROM customer_profitability_year year WHERE year.window_id = ANY(%(windows)s)
            """,
            dimensions=each_column("year.%(name)s", self._dimensions()),
            amounts=each_column("year.%(name)s", self._amounts()),
            windows=list(chosen.windows),
        )

    def _sql_statements(self, chosen):
        """Sums of the statements, with the dimensions of the last one.

        After a merge of two customers there are several in one run, so also a single month
        is grouped.
        """
        if not chosen.ids:
            # no sums of no runs: an empty table of the same columns
            chosen = chosen.nothing()
        return SQL(
            """
            SELECT id, company_id, partner_id, date, run_count, gross_unknown_count = 0
                   AS gross_known, %(names)s, %(dimensions)s
              FROM (SELECT min(statement.id) AS id, statement.company_id, statement.partner_id,
                           max(statement.date) AS date, %(counts)s, %(sums)s,
                           max(ARRAY[statement.date - %(epoch)s, statement.id, %(last)s]) AS last
                      FROM customer_profitability statement
                     WHERE statement.run_id = ANY(%(runs)s)
                  GROUP BY statement.company_id, statement.partner_id %(month)s) summed
            """,
            names=each_column("%(name)s", self._amounts()),
            dimensions=SQL(", ").join(
                SQL("NULLIF(last[%s], 0) AS %s", place, SQL.identifier(name))
                for place, name in enumerate(self._dimensions(), 3)
            ),
            counts=sql_counts(dict.fromkeys(chosen.ids, 1)),
            sums=each_column("sum(statement.%(name)s) AS %(name)s", self._amounts()),
            epoch=EPOCH,
            last=each_column("COALESCE(statement.%(name)s, 0)", self._dimensions()),
            runs=list(chosen.ids),
            month=SQL(", statement.date") if chosen.by_month else SQL(),
        )

    # ------------------------------------------------------------------ comparison

    def _sql_compared(self, chosen, amount):
        """An amount in the period compared with; NULL without figures in it.

        A list looks it up for the few customers it shows; groups join those of all.
        """
        if self.env.context.get("customer_cost_all_compared"):
            return SQL.identifier("compared", amount)
        return SQL(
            """(SELECT sum(%(amount)s) FROM customer_profitability compared
                 WHERE compared.run_id = ANY(%(runs)s)
                   AND compared.partner_id = figures.partner_id
                   AND compared.company_id = figures.company_id %(month)s)""",
            amount=SQL.identifier("compared", amount),
            runs=list(chosen.compared),
            month=self._sql_same_month(chosen),
        )

    def _sql_joined(self, chosen):
        if not self.env.context.get("customer_cost_all_compared"):
            return SQL()
        return SQL(
            """
            LEFT JOIN (SELECT company_id, partner_id, sum(cm3) AS cm3,
                              sum(net_revenue) AS net_revenue %(date)s
                         FROM customer_profitability WHERE run_id = ANY(%(runs)s)
                     GROUP BY company_id, partner_id %(date)s) compared
              ON compared.partner_id = figures.partner_id
             AND compared.company_id = figures.company_id %(month)s
            """,
            date=SQL(", date") if chosen.by_month else SQL(),
            runs=list(chosen.compared),
            month=self._sql_same_month(chosen),
        )

    def _sql_same_month(self, chosen):
        if not chosen.by_month:
            return SQL()
        return SQL(
            "AND compared.date = (figures.date - make_interval(months => %s))::date",
            chosen.months_back,
        )

    def _read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        compared = self._comparing(groupby, aggregates)
        parent = super(CustomerProfitabilityPeriod, compared)
        return parent._read_group(domain, groupby, aggregates, *args, **kwargs)

    def _read_grouping_sets(self, domain, grouping_sets, aggregates=(), *args, **kwargs):
        compared = self._comparing([], aggregates)
        parent = super(CustomerProfitabilityPeriod, compared)
        return parent._read_grouping_sets(domain, grouping_sets, aggregates, *args, **kwargs)

    def _comparing(self, groupby, aggregates):
        names = {spec.partition(":")[0] for spec in (*groupby, *aggregates)}
        if names.isdisjoint((*COMPARISONS, "is_new")):
            return self
        return self.with_context(customer_cost_all_compared=True)


def _sql_value(name):
    """A column of the customer's evaluation in force; who reads his figures may read it."""
    return SQL(
        """(SELECT value.%(name)s FROM customer_value value
             WHERE value.current AND value.partner_id = figures.partner_id
               AND value.company_id = figures.company_id LIMIT 1) AS %(name)s""",
        name=SQL.identifier(name),
    )
