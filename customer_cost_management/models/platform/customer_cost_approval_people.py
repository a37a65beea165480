from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.approval.event import ADD, HAND_OVER, UNDO
from .approval_seal import sealed


class CustomerCostApprovalMixin(models.AbstractModel):
    """Others who come into an approval: reminded, asked a question, sent a copy, sent back to."""

    _inherit = "customer.cost.approval.mixin"

    can_remind = fields.Boolean(compute="_compute_can_remind")

    @api.depends("approval_ids.state", "approval_ids.reminded_on")
    @api.depends_context("uid")
    def _compute_can_remind(self):
        for document in self:
            mine = document._approval_requester() == self.env.user
            document.can_remind = mine and bool(document._to_remind())

    def _to_remind(self):
        """Rows that wait and were not reminded today."""
        today = fields.Date.context_today(self)
        return self.approval_ids.filtered(
            lambda step: (
                step.state == "waiting" and (not step.reminded_on or step.reminded_on < today)
            )
        )

    def action_remind(self):
        """Remind those it waits for, once a day."""
        self.ensure_one()
        self.check_access("read")
        if self._approval_requester() != self.env.user:
            raise UserError(
                self.env._(
                    "%(document)s: only who asked for it reminds.", document=self.display_name
                )
            )
        rows = self._to_remind()
        if not rows:
            raise UserError(
                self.env._(
                    "%(document)s: nobody to remind today. %(waiting)s",
                    document=self.display_name,
                    waiting=self.approval_words or "",
                )
            )
        # sudo: who asked reads the rows, and leaves nothing but the day of the reminder
        sealed(rows.sudo()).write({"reminded_on": fields.Date.context_today(self)})
        names = ", ".join(rows.user_id.mapped("name"))
        self._approval_post(
            self.env._("Reminder to %(names)s: it waits for you.", names=names), rows.user_id
        )
        return self._approval_notice(self.env._("Reminded: %(names)s", names=names))

    # ------------------------------------------------------------------ questions and copies

    def _approval_ask(self, question):
        """A question to who asked for it, in the chatter; the answer reaches who wants to know."""
        self._checked_step()
        # sudo: who decides reads the document; his question is all he writes
        self.sudo().message_subscribe(self.env.user.partner_id.ids)
        self._approval_post(question, self._approval_requester())

    def _approval_copy_to(self, users):
        """Let others read it, without being asked; not those whom it concerns."""
        self._checked_step()
        barred = self._approval_barred()
        for user in users:
            if user in barred:
                raise UserError(
                    self.env._(
                        "%(document)s: %(name)s asked for it or took part, and knows it. Choose "
                        "somebody else.",
                        document=self.display_name,
                        name=user.name,
                    )
                )
        new = users - self.sudo().approval_ids.filtered(lambda step: not step.void).user_id
        values = self.sudo()._approval_row_values() | {"state": "copied"}
        # sudo: rows are written by the document, and who decides has been checked
        sealed(self.env["customer.cost.approval"].sudo()).create(
            [values | {"user_id": user.id} for user in new]
        )
        names = ", ".join(users.mapped("name"))
        self._approval_post(self.env._("Copied to %(names)s.", names=names), new)

    # ------------------------------------------------------------------ sending back

    def _approval_earlier(self):
        """{user: step} of those who agreed before the step asked now."""
        flow = self._approval_flow()
        return {
            self.env["res.users"].browse(consent.person): position
            for position, asked in enumerate(flow.steps[: flow.position])
            for consent in asked.consents
        }

    def _approval_decisions(self):
        """Who agreed before, for the card: name, day and reason."""
        # sudo: who is asked may know who agreed, which who asked knows as well
        agreed = self.sudo().approval_ids.filtered(
            lambda step: step.state == "approved" and not step.void and step.decided_on
        )
        return [
            {
                "name": step.decided_by_id.name,
                "day": fields.Date.to_string(step.decided_on.date()),
                "reason": step.reason or "",
            }
            for step in agreed.sorted("decided_on")
        ]

    # ------------------------------------------------------------------ what is told

    def _approval_post(self, body, users):
        """In the chatter in the name of the user, and to some people."""
        # sudo: who takes part in an approval may speak in its chatter
        self.sudo().message_post(
            body=body,
            author_id=self.env.user.partner_id.id,
            partner_ids=users.partner_id.ids,
            subtype_xmlid="mail.mt_comment" if users else "mail.mt_note",
        )

    def _approval_log(self, event, values):
        """Events that no decision of a row shows stand in the chatter."""
        users = self.env["res.users"].sudo().browse(event.people)
        words = {
            "name": self.env.user.name,
            "names": ", ".join(users.mapped("name")),
            "reason": values.get("reason") or "",
        }
        body = {
            HAND_OVER: lambda: self.env._(
                "%(name)s passed it on to %(names)s. %(reason)s", **words
            ),
            ADD: lambda: self.env._("%(name)s also asks %(names)s. %(reason)s", **words),
            UNDO: lambda: self.env._("%(name)s took the approval back.", **words),
        }.get(event.kind)
        if body:
            # told to who asked where he was told before that it is approved
            told = self._approval_requester() if event.kind == UNDO else users.browse()
            self._approval_post(body(), told)
        elif event.to_step is not None:
            asked = self._approval_flow().steps[event.to_step].step.people
            body = self.env._("%(name)s sent it back a step: %(reason)s", **words)
            self._approval_post(body, users.browse(asked))

    def _approval_notice(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
