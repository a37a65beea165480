from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.approval.event import APPROVED, DRAFT, WAITING
from ..platform.approval_seal import sealed


class CustomerCostRequest(models.Model):
    """The states of a request and who moves it on.

    =========  =========================================  =====================================
    state      meaning                                    who moves it on
    =========  =========================================  =====================================
    draft      written, or returned (``is_returned``)     who asked for it submits or cancels it
    submitted  waits for those the rules name; its        they approve, return or refuse; who
               fields are sealed, budget pending          asked withdraws it while nobody agreed
    approved   may be spent until ``valid_until``;        who asked spends it, cancels it or
               budget committed                           takes it back to draft; expires
    spent      nothing more will come; its rest is        who asked, or a controller, closes it
               released after the days for the outcome    with its outcome
    closed     outcome known, the rest of the budget      nobody
               released
    refused    for good                                   nobody; *Duplicate* asks anew
    cancelled  not needed any more, budget released       nobody
    =========  =========================================  =====================================
    """

    _inherit = "customer.cost.request"

    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("spent", "Spent"),
            ("closed", "Closed"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    is_returned = fields.Boolean("Returned", readonly=True, copy=False)
    returned_reason = fields.Text("What was said", readonly=True, copy=False)
    submitted_on = fields.Date(readonly=True, copy=False)
    approved_on = fields.Date(readonly=True, copy=False)
    valid_until = fields.Date("Spend by", readonly=True, copy=False)
    over_budget = fields.Boolean(readonly=True, copy=False)
    is_own = fields.Boolean(compute="_compute_is_own")

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for request in self:
            request.is_own = request.user_id == self.env.user

    # ------------------------------------------------------------------ buttons

    def action_submit(self):
        for request in self:
            request._check_is_mine()
            request._check_in_state("draft")
            request._check_can_submit()
            today = fields.Date.context_today(request)
            found = request._judge()
            request._seal_and_write(
                {
                    "submitted_on": today,
                    "findings_found": found,
                    "severity": request._strictest(found),
                    "is_returned": False,
                }
            )
            request._budget_ask()
            request._approval_submit()
        return self._approval_notice(self._sent_words())

    def _sent_words(self):
        """Whom the requests wait for now, or that nobody had to be asked."""
        # sudo: whom his request waits for is told to who asked
        names = ", ".join(self.sudo().approver_ids.mapped("name"))
        if names:
            sent = self.env._("Sent to %(names)s.", names=names)
            return " ".join(filter(None, (sent, self[:1].usual_words)))
        return self.env._("Approved without asking anybody.")

    def action_withdraw(self):
        for request in self:
            request._check_is_mine()
            request._check_in_state("submitted")
            request._approval_event("withdraw")

    def action_reset(self):
        """Correct and resend: what was agreed is void."""
        for request in self:
            request._check_is_mine()
            request._check_in_state("submitted", "approved")
            request._check_nothing_under_way()
            request._approval_event("change")

    def action_cancel(self):
        for request in self:
            request._check_may_settle()
            request._check_in_state("draft", "submitted", "approved")
            request._check_nothing_under_way()
            if request.state != "draft":
                request._approval_event("change")
            request._seal_and_write({"state": "cancelled", "is_returned": False})
            request._budget_release()
            request._tell_settled(self.env._("Cancelled by %(name)s.", name=self.env.user.name))

    def action_spent(self):
        """Nothing more will come; closed at once where nobody asks for an outcome."""
        for request in self:
            request._check_is_mine()
            request._check_in_state("approved")
            request._seal_and_write({"state": "spent"})

    def _check_is_mine(self):
        if self.user_id != self.env.user:
            raise UserError(
                self.env._(
                    "%(request)s was asked for by %(user)s, who alone may do this.",
                    request=self.display_name,
                    user=self.user_id.name,
                )
            )

    def _check_in_state(self, *states):
        if self.state not in states:
            words = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(request)s is %(state)s; this is not possible any more.",
                    request=self.display_name,
                    state=words[self.state].lower(),
                )
            )

    def _check_can_submit(self):
        """What has to be said before anybody is asked."""
        findings = self._judge()
        blocking = [finding for finding in findings if finding["severity"] == "block"]
        if blocking:
            raise UserError(self._in_one_text(blocking))
        if self.is_after_the_fact and not ((self.after_reason or "").strip() and self.agreed_by_id):
            raise UserError(
                self.env._(
                    "%(request)s is asked for after the fact: say why only now, and who agreed.",
                    request=self.display_name,
                )
            )
        asking = [f for f in findings if f["severity"] in ("justify", "escalate")]
        words = [*filter(None, [self._in_one_text(asking)]), *self._budget_asks_why()]
        if words and not (self.justification or "").strip():
            raise UserError(
                self.env._(
                    "%(findings)s Say why it is right all the same, or change the request.",
                    findings=" ".join(words),
                )
            )

    def _in_one_text(self, findings):
        return " ".join(
            f"{words['message']} ({words['rule']})" for words in self._findings_in_words(findings)
        )

    @api.model
    def _strictest(self, findings):
        """The strictest severity of findings; they come strictest first."""
        return findings[0]["severity"] if findings else False

    def _seal_and_write(self, vals):
        # sudo: the state follows from what its people decided, which was checked
        sealed(self.sudo()).write(vals)

    # ------------------------------------------------------------------ what an approval does

    def _approval_moved(self, before, event, values):
        flow = self._approval_flow()
        if before.state == flow.state == DRAFT:
            return
        if flow.state == WAITING:
            self._seal_and_write({"state": "submitted", "approved_on": False, "valid_until": False})
            if before.state == APPROVED:
                self._budget_wait()
        else:
            getattr(self, f"_do_{flow.state}")(before, event, values)

    def _do_approved(self, before, event, values):
        today = fields.Date.context_today(self)
        days = self.company_id.customer_cost_request_valid_days
        self._seal_and_write(
            {
                "state": "approved",
                "approved_on": today,
                "rest_released_on": False,
                "valid_until": fields.Date.add(max(self.date, today), days=days),
            }
        )
        told = self._for_requester().env._(
            "Approved. You may spend it until %(day)s.", day=self.valid_until
        )
        self._tell(told)
        self._budget_commit()

    def _do_refused(self, before, event, values):
        reason = values.get("reason") or ""
        self._seal_and_write({"state": "refused", "returned_reason": reason})
        self._tell(self._for_requester().env._("Refused: %(reason)s", reason=reason))
        self._budget_release()

    def _do_draft(self, before, event, values):
        """Returned with a comment, withdrawn, or taken back."""
        reason = values.get("reason") or ""
        returned = event.kind == "return"
        self._seal_and_write({"state": "draft", "is_returned": returned, "returned_reason": reason})
        if returned:
            self._tell(self._for_requester().env._("Returned: %(reason)s", reason=reason))
        self._budget_release()

    def _for_requester(self):
        """The same request in the language of who asked, whoever moves it."""
        return self.with_context(lang=self.user_id.lang)

    def _tell(self, body):
        """In the chatter, and to who asked for it."""
        self.message_post(
            body=body,
            partner_ids=self.user_id.partner_id.ids,
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_comment",
        )

    # ------------------------------------------------------------------ the budget's part

    def _budget_ask(self):
        """Submitted: the budget knows of it."""

    def _budget_wait(self):
        """Its approval was taken back at once: it is only asked for again."""
