from odoo import api, fields, models
from odoo.tools import SQL

from ..profit.customer_cost_allocation import PLACES


class CustomerCostAllocation(models.Model):
    """Cost to serve in the period that the reader chose: what each activity cost each customer.

    Volumes and rates of several activities make no sense together: their sums are shown
    within one activity only.
    """

    _name = "customer.cost.allocation"
    _inherit = ["customer.cost.allocation", "customer.cost.listed.customers"]

    rate = fields.Float(
        aggregator="avg", help="Amount ÷ volume; of several rows that of their sums."
    )
    quantity = fields.Float("Volume")
    revenue_percent = fields.Float(
        "% of revenue",
        compute="_compute_revenue_percent",
        digits=(16, 1),
        aggregator="avg",
        help="Amount in percent of the net revenue of the customers who used the activity.",
    )
    net_revenue = fields.Monetary(
        compute="_compute_revenue_percent",
        aggregator=None,
        help="Of the customer in the month.",
    )
    in_period = fields.Boolean(
        "In the chosen period", compute="_compute_in_period", search="_search_in_period"
    )

    @api.depends("amount")
    def _compute_revenue_percent(self):
        statement_of = {row.id: row.id // PLACES for row in self}
        statements = self.env["customer.profitability"].browse(sorted(set(statement_of.values())))
        revenues = {statement.id: statement.net_revenue for statement in statements}
        for row in self:
            row.net_revenue = revenue = revenues[statement_of[row.id]]
            row.revenue_percent = 100 * row.amount / revenue if revenue > 0 else 0

    @api.depends_context("customer_cost_period", "customer_cost_estimate")
    def _compute_in_period(self):
        chosen = self.env["customer.profitability.period"]._chosen().ids
        for row in self:
            row.in_period = row.run_id.id in chosen

    def _search_in_period(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("run_id", "in", self.env["customer.profitability.period"]._chosen().ids)]

    def _read_group_select(self, aggregate_spec, query):
        """What cannot be averaged or added up."""
        name = aggregate_spec.partition(":")[0]
        if name not in ("quantity", "rate", "revenue_percent"):
            return super()._read_group_select(aggregate_spec, query)
        amount, quantity, activity = (
            self._field_to_sql(self._table, column, query)
            for column in ("amount", "quantity", "activity_id")
        )
        if name == "revenue_percent":
            return self._sql_percent_of_revenue(amount)
        total = SQL("SUM(%s)", quantity)
        if name == "rate":
            total = SQL("SUM(%s) / NULLIF(%s, 0)", amount, total)
        return SQL("CASE WHEN MIN(%(a)s) = MAX(%(a)s) THEN %(total)s END", a=activity, total=total)

    def _sql_percent_of_revenue(self, amount):
        """Of statements that have several rows the revenue counts once."""
        return SQL(
            """100 * SUM(%(amount)s) / (
                  SELECT NULLIF(GREATEST(SUM(statement.net_revenue), 0), 0)
                    FROM customer_profitability statement
                   WHERE statement.id = ANY(ARRAY_AGG(DISTINCT %(statement)s)))""",
            amount=amount,
            statement=SQL.identifier(self._table, "statement_id"),
        )
