from odoo import api, models
from odoo.exceptions import UserError

from ..platform.approval_seal import holds_seal

#: Fields that say what is asked for: sealed from submission on.
SEALED_FIELDS = {
    "company_id",
    "user_id",
    "partner_id",
    "split_ids",
    "category_id",
    "programme_id",
    "date",
    "currency_id",
    "amount",
    "advance",
    "payment_mode",
    "purpose",
    "expected_outcome",
    "attendee_ids",
    "guests",
    "hosts",
    "meal_type",
    "city_class",
    "guest_rank",
    "occasion",
    "open_tender",
    "after_reason",
    "agreed_by_id",
    "justification",
    "name",
}
#: Those of them that only explain it: who agreed to a returned request is not asked again, as
#: with its amount, of which the approval itself knows whether it grew.
EXPLAINING_FIELDS = {
    "amount",
    "name",
    "purpose",
    "expected_outcome",
    "after_reason",
    "justification",
}
#: Fields that only the buttons write.
STATE_FIELDS = {
    "state",
    "cost",
    "is_after_the_fact",
    "is_returned",
    "returned_reason",
    "submitted_on",
    "approved_on",
    "valid_until",
    "spent_by_booking",
    "asked_on",
    "reminded_on",
    "rest_released_on",
    "findings_found",
    "severity",
    "over_budget",
    "approval_flow",
    "outcome_result",
    "outcome_note",
    "outcome_next",
    "outcome_next_date",
    "closed_on",
    "overspend_reason",
}


class CustomerCostRequest(models.Model):
    """What may be written on a request: in draft what is asked for, by the buttons its state."""

    _inherit = "customer.cost.request"

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.keys() & STATE_FIELDS for vals in vals_list):
            raise UserError(self.env._("A request begins as a draft. Submit it when it is ready."))
        # said expressly, so that no default from outside says it
        beginning = {"state": "draft", "user_id": self.env.uid, "is_returned": False}
        beginning |= dict.fromkeys(("submitted_on", "approved_on", "findings_found"), False)
        return super().create([vals | beginning for vals in vals_list])

    def write(self, vals):
        if holds_seal(self):
            return super().write(vals)
        if vals.keys() & STATE_FIELDS:
            raise UserError(
                self.env._("Use the buttons to submit a request, approve it or close it.")
            )
        if "user_id" in vals:
            self._check_stays_his(vals["user_id"])
        if vals.keys() & SEALED_FIELDS:
            self._check_is_open()
        asked = {request: request._asked_for(vals) for request in self}
        result = super().write(vals)
        for request, before in asked.items():
            if request._asked_for(vals) != before:
                request._approval_started_again()
        return result

    def _asked_for(self, vals):
        """What these values may change of what somebody agreed to."""
        names = vals.keys() & (SEALED_FIELDS - EXPLAINING_FIELDS)
        return {name: self[name] for name in names}

    def _check_stays_his(self, user_id):
        """What somebody asked for is nobody else's: who asked may not decide, and is not judged
        in another's name."""
        for request in self:
            if request.user_id.id != user_id:
                raise UserError(
                    self.env._(
                        "%(request)s was asked for by %(user)s and stays his. Whoever needs it "
                        "asks himself.",
                        request=request.display_name,
                        user=request.user_id.name,
                    )
                )

    def _check_is_open(self):
        """What is asked for changes in draft only."""
        for request in self:
            if request.state != "draft" and not holds_seal(request):
                raise UserError(
                    self.env._(
                        "%(request)s is submitted and sealed. Withdraw it or take it back to "
                        "draft, change it, and submit it again.",
                        request=request.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        for request in self:
            if request.state != "draft" or request.approval_ids:
                raise UserError(
                    self.env._(
                        "%(request)s was submitted and stays. Cancel it instead.",
                        request=request.display_name,
                    )
                )
            # sudo: an expense that names it stays, whoever may read it
            expense = request.sudo().expense_ids[:1]
            if expense:
                raise UserError(
                    self.env._(
                        "%(expense)s belongs to %(request)s. Delete it or choose another request "
                        "there first.",
                        expense=expense.name,
                        request=request.display_name,
                    )
                )
