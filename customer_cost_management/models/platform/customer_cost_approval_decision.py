from odoo import models
from odoo.fields import Domain

#: Seconds the offer to undo stands.
UNDO_OFFERED = 10


class CustomerCostApproval(models.Model):
    """Deciding: with the rights of who decides, on what he sees."""

    _inherit = "customer.cost.approval"

    def action_open_document(self):
        self.ensure_one()
        return self._document()._get_records_action(name=self.name)

    def action_approve(self):
        """Agree at once to one that needs no reason; several are summed up first."""
        if len(self) > 1:
            return self._action_several()
        if self._needs_reason():
            return self._action_decide("approve")
        self._decide_alone("approve")
        return self._action_told(self)

    def _needs_reason(self):
        """Those among the rows whose approval has to say why."""
        return self.filtered(lambda step: step._document()._approval_needs_reason())

    def _action_several(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approve Several"),
            "res_model": "customer.cost.approval.several",
            "view_mode": "form",
            "target": "new",
            "context": {"default_approval_ids": self.ids},
        }

    def _action_told(self, done, left=(), errors=()):
        """A message that what was done can be undone; the others are named.

        :param left: rows that need a reason
        :param errors: sentences why others were not approved
        """
        sentences = [self.env._("Approved.")]
        if len(done) != 1:
            sentences = [self.env._("Approved: %(count)s.", count=len(done))]
        if left:
            names = ", ".join(left.mapped("name"))
            sentences += [self.env._("These need a reason, open them: %(names)s", names=names)]
        return {
            "type": "ir.actions.client",
            "tag": "customer_cost_approval_toast",
            "params": {
                "type": "warning" if left or errors else "success",
                "message": " ".join([*sentences, *errors]),
                "undo": done.filtered(lambda step: step._document()._approval_can_be_undone()).ids,
                "seconds": UNDO_OFFERED,
            },
        }

    def action_return(self):
        return self._action_decide("return")

    def action_refuse(self):
        return self._action_decide("refuse")

    def action_hand_over(self):
        return self._action_decide("hand_over")

    def action_add(self):
        return self._action_decide("add")

    def action_copy_to(self):
        return self._action_decide("copy")

    def action_ask(self):
        return self._action_decide("ask")

    def _action_decide(self, decision):
        names = self.env["customer.cost.approval.decide"]._fields["decision"]
        return {
            "type": "ir.actions.act_window",
            "name": dict(names._description_selection(self.env))[decision],
            "res_model": "customer.cost.approval.decide",
            "view_mode": "form",
            "target": "new",
            "context": {"default_approval_ids": self.ids, "default_decision": decision},
        }

    def _decide_alone(self, kind, **values):
        """Decide on one row that somebody looks at; what stands in the way may offer a way out."""
        self._decide(kind, **values)

    def _decide(self, kind, reason="", people=(), **values):
        """Decide as the user, on what he sees; the document's approval checks whether he may.

        :param people: ids of users, for ``hand_over`` and ``add``
        :param values: ``before`` for ``add``, ``to_step`` for ``return``
        """
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
            **values,
        )

    # ------------------------------------------------------------------ reasons

    def _recent_reasons(self, state, count=3):
        """The last reasons the user gave for such decisions, each once."""
        rows = self.search(
            Domain("decided_by_id", "=", self.env.uid)
            & Domain("state", "=", state)
            & Domain("reason", "not in", (False, "")),
            order="decided_on desc, id desc",
            limit=10 * count,
        )
        return list(dict.fromkeys(rows.mapped("reason")))[:count]
