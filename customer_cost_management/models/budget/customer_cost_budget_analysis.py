from odoo import api, fields, models
from odoo.tools import SQL


class CustomerCostBudgetAnalysis(models.Model):
    """Budgets by line and month: one row per line and month that has movements.

    A view over the movements, so every total is the sum of theirs.
    """

    _name = "customer.cost.budget.analysis"
    _description = "Budget Analysis"
    _inherit = ["customer.cost.budget.month"]
    _auto = False
    _order = "month, line_id"

    planned = fields.Monetary(readonly=True, help="As it was approved.")
    revised = fields.Monetary(
        readonly=True,
        help="Planned, with supplements, revisions, transfers, what was carried and released.",
    )
    committed = fields.Monetary(
        readonly=True, help="Money promised by an approved request but not yet booked."
    )
    consumed = fields.Monetary(readonly=True, help="Booked, without recoverable tax.")
    available = fields.Monetary(readonly=True, help="Revised less committed and consumed.")
    used_percent = fields.Float(
        "Used %",
        readonly=True,
        aggregator="avg",
        help="Committed and consumed, of what was revised. Of a group: from its sums.",
    )
    line_used_percent = fields.Float(
        "Used % of the line",
        readonly=True,
        aggregator=None,
        help="Of all months of the line together.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT month.id, %(of_line)s, month.month,
                   COALESCE(month.planned, 0) AS planned, month.revised,
                   COALESCE(month.committed, 0) AS committed,
                   COALESCE(month.consumed, 0) AS consumed,
                   month.revised - COALESCE(month.committed, 0) - COALESCE(month.consumed, 0)
                       AS available,
                   100 * (COALESCE(month.committed, 0) + COALESCE(month.consumed, 0))
                       / NULLIF(month.revised, 0) AS used_percent,
                   100 * sum(COALESCE(month.committed, 0) + COALESCE(month.consumed, 0))
                             OVER (PARTITION BY month.line_id)
                       / NULLIF(sum(month.revised) OVER (PARTITION BY month.line_id), 0)
                       AS line_used_percent
              FROM (%(moved)s) month
              JOIN customer_cost_budget_line line ON line.id = month.line_id
              JOIN res_company company ON company.id = line.company_id
            """,
            of_line=self._sql_of_line(),
            moved=self._sql_moved(),
        )

    def _read_group_select(self, aggregate_spec, query):
        """Used % of a group is computed from its sums, never averaged."""
        if aggregate_spec != "used_percent:avg":
            return super()._read_group_select(aggregate_spec, query)
        revised, committed, consumed = (
            self._field_to_sql(self._table, name, query)
            for name in ("revised", "committed", "consumed")
        )
        return SQL(
            "COALESCE(100 * (SUM(%s) + SUM(%s)) / NULLIF(SUM(%s), 0), 0)",
            committed,
            consumed,
            revised,
        )

    @api.readonly
    def action_open_movements(self):
        """The movements that this row adds up."""
        return self.line_id._action_movements([("month", "in", self.mapped("month"))])
