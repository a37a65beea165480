from odoo import api, models
from odoo.exceptions import UserError

from ...engine.budget.phasing import phase
from .budget_guard import is_ledger
from .budget_money import major, minor, month_number

#: Fields of an approved line that may still be written.
FREE_FIELDS = {"sequence", "owner_id", "user_ids", "basis", "expected_outcome", "target"}
#: Fields that follow the budget or count what happens to the line: nobody types them.
FOLLOWING_FIELDS = {"state", "company_id", "alert_level", "use_counter"}


class CustomerCostBudgetLine(models.Model):
    """Lines are written while their budget is a draft; then by its changes alone."""

    _inherit = "customer.cost.budget.line"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_typed(set().union(*vals_list))
        lines = super().create(vals_list)
        if not is_ledger(self.env):
            lines.budget_id._check_is_draft()
        return lines

    def write(self, vals):
        self._check_typed(vals.keys())
        if not (is_ledger(self.env) or vals.keys() <= FREE_FIELDS):
            self.budget_id._check_is_draft()
        result = super().write(vals)
        if "budget_id" in vals and not is_ledger(self.env):
            self.budget_id._check_is_draft()
        return result

    @api.model
    def _check_typed(self, names):
        """A line is in force when its budget is approved, not when somebody writes so."""
        if names & FOLLOWING_FIELDS and not is_ledger(self.env):
            raise UserError(
                self.env._(
                    "A budget line is in force once its budget is approved; company, state and "
                    "counters cannot be typed."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self.budget_id._check_is_draft()

    def _phased(self, amount):
        """(month since year 0, amount) of the months the line covers; together the amount."""
        self.ensure_one()
        start, end = self._span()
        first = month_number(start)
        months = month_number(end) - first + 1
        money = self.currency_id
        parts = phase(minor(amount, money), months, self.budget_id.phasing).tolist()
        return [
            (first + position, major(part, money)) for position, part in enumerate(parts) if part
        ]
