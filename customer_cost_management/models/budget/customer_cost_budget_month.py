from odoo import fields, models
from odoo.tools import SQL

from ...engine.budget.availability import KINDS, SIGNS, USES

#: The kinds that make up the budget as it stands, before any use.
BUDGET_KINDS = [kind for kind in KINDS if kind not in USES]


class CustomerCostBudgetMonth(models.AbstractModel):
    """What views on budget lines by month share: whose line it is, and what moved on it."""

    _name = "customer.cost.budget.month"
    _description = "Budget Lines by Month"
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

    def _sql_moved(self):
        """Rows (id, line_id, month, planned, revised, committed, consumed) of the movements of a
        line in a month; what did not move is NULL, *revised* is the budget as it stands."""
        budget = SQL(" ").join(
            SQL("WHEN %s THEN %s * amount", kind, SIGNS[kind]) for kind in BUDGET_KINDS
        )
        return SQL(
            """
            SELECT min(id) AS id, line_id, month,
                   sum(amount) FILTER (WHERE kind = 'approved') AS planned,
                   sum(CASE kind %s ELSE 0 END) AS revised,
                   sum(amount) FILTER (WHERE kind = 'committed') AS committed,
                   sum(amount) FILTER (WHERE kind = 'consumed') AS consumed
              FROM customer_cost_commitment
             WHERE kind NOT IN ('pending', 'agreed')
          GROUP BY line_id, month
            """,
            budget,
        )

    def _sql_of_line(self):
        """The columns that say whose line it is, of aliases ``line`` and ``company``."""
        return SQL(
            """line.id AS line_id, line.budget_id, line.company_id, company.currency_id,
               line.category_id, line.owner_id, line.partner_id, line.tier_id, line.programme_id,
               line.state"""
        )
