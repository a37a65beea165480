from odoo import models
from odoo.exceptions import UserError

from .budget_guard import is_ledger

AUTHORITY = "contingency_user_id"


class CustomerCostBudget(models.Model):
    """The authority over the contingency of a budget is handed over by its holder alone."""

    _inherit = "customer.cost.budget"

    def write(self, vals):
        if AUTHORITY in vals and not is_ledger(self.env):
            self._check_authority_may_change(vals[AUTHORITY])
        return super().write(vals)

    def _check_authority_may_change(self, user_id):
        """Who releases the contingency of a budget in force is not replaced by somebody else."""
        for budget in self:
            named = budget.contingency_user_id
            changes = budget.state in ("review", "approved") and named.id != (user_id or False)
            if changes and named.active and self.env.user != named:
                raise UserError(
                    self.env._(
                        "%(budget)s: %(user)s releases its contingency and alone hands that over. "
                        "Ask there, or return the budget to draft while it is in review.",
                        budget=budget.display_name,
                        user=named.name,
                    )
                )
