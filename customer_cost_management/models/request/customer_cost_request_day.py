from odoo import api, fields, models
from odoo.exceptions import UserError

from ..platform.approval_seal import sealed


class CustomerCostRequest(models.Model):
    """What became of the day an approved request was for: it took place, was cancelled or moved."""

    _inherit = "customer.cost.request"

    is_day_over = fields.Boolean(compute="_compute_is_day_over")

    @api.depends("state", "date", "user_id", "expense_ids")
    @api.depends_context("uid")
    def _compute_is_day_over(self):
        today = fields.Date.context_today(self)
        for request in self:
            request.is_day_over = (
                request.state == "approved"
                and request.user_id == self.env.user
                and request.date <= today
                and not request.expense_ids
            )

    def action_took_place(self):
        """On to the expense; where a supplier sends a bill, nothing more is asked."""
        self.ensure_one()
        self._check_is_mine()
        self._check_in_state("approved")
        if self.payment_mode != "bill":
            return self.action_create_expense()
        self.action_spent()
        return self._approval_notice(self.env._("Noted. The bill will be booked on its budget."))

    def action_moved(self):
        self.ensure_one()
        self._check_is_mine()
        self._check_in_state("approved")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Move to Another Day"),
            "res_model": "customer.cost.request.move",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id},
        }

    def _move_to(self, day):
        """Another day; asked again only where that makes a difference.

        The approval holds if rules find nothing new on that day and the same budget lines have
        the money.  Else it goes back to those who decide.

        :return: whether the approval holds
        """
        self._check_can_move_to(day)
        lines = self._budget_lines()
        told = self.env._("Moved from %(before)s to %(day)s.", before=self.date, day=day)
        # sudo: the day of a sealed request is changed by this path alone, which was checked
        moved = sealed(self.sudo())
        moved.date = day
        if self._holds_on_new_day(lines):
            self._budget_commit()
            self._tell_deciders(told)
            return True
        self.action_reset()
        self._tell(told)
        return False

    def _check_can_move_to(self, day):
        self._check_is_mine()
        self._check_in_state("approved")
        if not self.submitted_on <= day <= self.valid_until:
            raise UserError(
                self.env._(
                    "%(request)s may be spent until %(last)s. Choose a day from %(first)s to then, "
                    "or ask anew.",
                    request=self.display_name,
                    first=self.submitted_on,
                    last=self.valid_until,
                )
            )

    def _holds_on_new_day(self, lines):
        known = {(finding["rule"], finding["code"]) for finding in self.findings_found or []}
        new = [f for f in self._judge() if (f["rule"], f["code"]) not in known]
        return not new and self._budget_lines() == lines and not self._budget_findings()

    def _tell_deciders(self, body):
        """In the chatter, and to those who agreed."""
        # sudo: who agreed to one's own request is no secret
        agreed = self.sudo().approval_ids.filtered(lambda s: s.state == "approved" and not s.void)
        self._approval_post(body, agreed.decided_by_id)
