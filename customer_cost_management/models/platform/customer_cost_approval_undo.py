from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

#: The offer stands for ten seconds; what comes later than this is a change of mind, for which
#: there are other ways.
UNDO_SECONDS = 60


class CustomerCostApproval(models.Model):
    """Taking back an approval just given, while nothing followed from it."""

    _inherit = "customer.cost.approval"

    def action_undo(self):
        for step in self:
            step._undo()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _undo(self):
        """Ask him again; his decision stays in the history as one that counts no longer."""
        self.ensure_one()
        self.check_access("read")
        if self.decided_by_id != self.env.user or self.state != "approved" or self.void:
            raise UserError(
                self.env._("%(what)s: you can take back your own approval alone.", what=self.name)
            )
        if fields.Datetime.now() - self.decided_on > timedelta(seconds=UNDO_SECONDS):
            raise UserError(
                self.env._(
                    "%(what)s was approved a while ago, and people count on it. Talk to "
                    "%(person)s, who can take it back to draft.",
                    what=self.name,
                    person=self.requester_id.name,
                )
            )
        document = self._document()
        document.check_access("read")
        if not document._approval_can_be_undone():
            raise UserError(
                self.env._("%(what)s is done and stays. Ask for the contrary.", what=self.name)
            )
        document._approval_check_unused()
        document._approval_event("undo")


class CustomerCostApprovalMixin(models.AbstractModel):
    _inherit = "customer.cost.approval.mixin"

    def _approval_can_be_undone(self):
        """Whether an approval of such a document can be taken back at all."""
        return True

    def _approval_check_unused(self):
        """Refuse to take an approval back once something was made of it."""
