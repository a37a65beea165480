from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..masters.customer_cost_validity import check_not_negative
from .budget_guard import as_ledger, is_ledger

STATE_FIELDS = {"state", "author_id", "decided_by_id", "decided_on"}
CONTENT_FIELDS = {
    "kind",
    "budget_id",
    "line_id",
    "from_line_id",
    "month",
    "from_month",
    "amount",
    "reason",
}


class CustomerCostBudgetTransfer(models.Model):
    """What may be written on a change, by whom, and in which state."""

    _inherit = "customer.cost.budget.transfer"

    @api.constrains("amount", "kind")
    def _check_amount(self):
        for change in self:
            if change.kind != "revision":
                check_not_negative(change, "amount")
            if not change.amount:
                raise ValidationError(
                    self.env._(
                        "%(change)s: the amount is 0. Enter what should change.",
                        change=change.display_name,
                    )
                )

    @api.constrains("budget_id", "line_id", "from_line_id", "kind")
    def _check_lines(self):
        for change in self:
            lines = change.line_id | change.from_line_id
            needs_two = change.kind == "transfer"
            same = change.line_id == change.from_line_id
            if needs_two != bool(change.from_line_id) or (needs_two and same):
                raise ValidationError(
                    self.env._(
                        "%(change)s: a transfer needs two different lines, every other change "
                        "needs one.",
                        change=change.display_name,
                    )
                )
            if lines.budget_id != change.budget_id:
                raise ValidationError(
                    self.env._(
                        "%(change)s: choose lines of %(budget)s.",
                        change=change.display_name,
                        budget=change.budget_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.keys() & STATE_FIELDS for vals in vals_list):
            raise UserError(self.env._("A change begins as a draft; its buttons move it on."))
        beginning = {"state": "draft", "author_id": self.env.uid}
        changes = super().create([vals | beginning for vals in vals_list])
        changes._check_may_ask()
        return changes

    def write(self, vals):
        if is_ledger(self.env):
            return super().write(vals)
        if vals.keys() & STATE_FIELDS:
            raise UserError(self.env._("Use the buttons to ask for a change or to decide it."))
        if not vals.keys() & CONTENT_FIELDS:
            return super().write(vals)
        self._check_is("draft")
        result = super().write(vals)
        as_ledger(self).author_id = self.env.user
        self._check_may_ask()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        self._check_is("draft")

    def _check_is(self, state):
        labels = dict(self._fields["state"]._description_selection(self.env))
        for change in self:
            if change.state != state:
                raise UserError(
                    self.env._(
                        "%(change)s is %(state)s. This needs a change that is: %(needed)s.",
                        change=change.display_name,
                        state=labels[change.state],
                        needed=labels[state],
                    )
                )

    def _check_may_ask(self):
        """Owners of the lines or of the budget, and controllers."""
        if self.env.su or self.env.user.has_group("customer_cost_management.group_controller"):
            return
        for change in self:
            # sudo: whom to ask is no secret
            (change.line_id | change.from_line_id).check_access("read")
            lines = change.sudo().line_id | change.sudo().from_line_id
            owners = lines.owner_id | change.sudo().budget_id.owner_id
            if self.env.user not in owners:
                raise AccessError(
                    self.env._(
                        "You own none of these lines. Ask %(owner)s, who owns the budget.",
                        owner=change.sudo().budget_id.owner_id.name,
                    )
                )
