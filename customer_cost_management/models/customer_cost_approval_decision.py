from odoo import models


class CustomerCostApproval(models.Model):
    """Deciding: with the rights of who decides, on what he sees."""

    _inherit = "customer.cost.approval"

    def action_open_document(self):
        self.ensure_one()
        return self._document()._get_records_action(name=self.name)

    def action_approve(self):
        """Agree at once where nothing asks for a reason; the others are left out and named."""
        asking = self.filtered(lambda step: step._document()._approval_needs_reason())
        if len(self) == 1 and asking:
            return self._action_decide("approve")
        for step in self - asking:
            step._decide("approve")
        return self._action_told(self - asking, asking)

    def _action_told(self, done, left):
        message = self.env._("Approved: %(count)s.", count=len(done))
        if left:
            message = self.env._(
                "Approved: %(count)s. These need a reason, open them: %(names)s",
                count=len(done),
                names=", ".join(left.mapped("name")),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if left else "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_return(self):
        return self._action_decide("return")

    def action_refuse(self):
        return self._action_decide("refuse")

    def action_hand_over(self):
        return self._action_decide("hand_over")

    def _action_decide(self, decision):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide"),
            "res_model": "customer.cost.approval.decide",
            "view_mode": "form",
            "target": "new",
            "context": {"default_approval_ids": self.ids, "default_decision": decision},
        }

    def _decide(self, kind, reason="", people=()):
        """Decide as the user, on what he sees; the document's approval checks whether he may."""
        self.ensure_one()
        self.check_access("read")
        document = self._document()
        document.check_access("read")
        asked = self.user_id.id
        document._approval_event(
            kind,
            reason=reason,
            seen=document._approval_card(),
            on_behalf_of=None if asked == self.env.uid else asked,
            people=people,
        )
