from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.budget.availability import KINDS, SIGNS, USES

#: The kinds that make up the budget as it stands, before any use.
BUDGET_KINDS = [kind for kind in KINDS if kind not in USES]


class CustomerCostBudgetAnalysis(models.Model):
    """Budgets by line and month: one row per line and month that has movements.

    A view over the movements, so every total is the sum of theirs.
    """

    _name = "customer.cost.budget.analysis"
    _description = "Budget Analysis"
    _auto = False
    _order = "month, line_id"
    _rec_name = "line_id"
    _depends = {
        "customer.cost.commitment": ["line_id", "month", "kind", "amount"],
        "customer.cost.budget.line": [
            "budget_id",
            "company_id",
            "category_id",
            "owner_id",
            "partner_id",
            "tier_id",
            "programme_id",
            "state",
        ],
    }

    line_id = fields.Many2one("customer.cost.budget.line", "For", readonly=True)
    budget_id = fields.Many2one("customer.cost.budget", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    category_id = fields.Many2one("customer.cost.category", "Cost category", readonly=True)
    owner_id = fields.Many2one("res.users", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", readonly=True)
    tier_id = fields.Many2one("customer.cost.tier", readonly=True)
    programme_id = fields.Many2one("customer.cost.programme", readonly=True)
    state = fields.Selection(
        [("approved", "Approved"), ("closed", "Closed")], "Budget state", readonly=True
    )
    month = fields.Date(readonly=True)
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
        budget = SQL(" ").join(
            SQL("WHEN %s THEN %s * amount", kind, SIGNS[kind]) for kind in BUDGET_KINDS
        )
        return SQL(
            """
            WITH month AS (
                SELECT min(id) AS id, line_id, month,
                       sum(amount) FILTER (WHERE kind = 'approved') AS planned,
                       sum(CASE kind %(budget)s ELSE 0 END) AS revised,
                       sum(amount) FILTER (WHERE kind = 'committed') AS committed,
                       sum(amount) FILTER (WHERE kind = 'consumed') AS consumed
                  FROM customer_cost_commitment
                 WHERE kind NOT IN ('pending', 'agreed')
              GROUP BY line_id, month
            )
            SELECT month.id, month.line_id, line.budget_id, line.company_id, company.currency_id,
                   line.category_id, line.owner_id, line.partner_id, line.tier_id,
                   line.programme_id, line.state, month.month,
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
              FROM month
              JOIN customer_cost_budget_line line ON line.id = month.line_id
              JOIN res_company company ON company.id = line.company_id
            """,
            budget=budget,
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
