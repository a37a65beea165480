from odoo import Command
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import Form, tagged

from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestApprovalPeople(RequestBudgetCase):
    """Others who come into an approval, and who may bring them in."""

    def dialog(self, document, user, decision, **values):
        step = document.sudo().approval_ids.filtered(lambda s: s.state == "waiting")[:1]
        return (
            self.env["customer.cost.approval.decide"]
            .with_user(user)
            .create({"approval_ids": [Command.set(step.ids)], "decision": decision} | values)
        )

    # ------------------------------------------------------------------ added

    def test_somebody_is_asked_before(self):
        request = self.request(submit=True)
        self.dialog(request, self.lead, "add", user_ids=self.director.ids).action_decide()
        self.assertEqual(self.waits_for(request), self.director)
        self.decide(request, self.director)
        self.assertEqual((request.state, self.waits_for(request)), ("submitted", self.lead))
        self.decide(request, self.lead)
        self.assertEqual(request.state, "approved")

    def test_somebody_is_asked_after(self):
        request = self.request(submit=True)
        values = {"user_ids": self.director.ids, "when": "after"}
        self.dialog(request, self.lead, "add", **values).action_decide()
        self.assertEqual(self.waits_for(request), self.lead)
        self.decide(request, self.lead)
        self.assertEqual((request.state, self.waits_for(request)), ("submitted", self.director))

    def test_nobody_is_added_by_whom_it_does_not_wait_for_nor_who_is_barred(self):
        request = self.request(submit=True)
        for user in (self.rep, self.controller, self.compliance):
            with self.refuses(UserError, "wait for you|yourself"):
                self.dialog(request, user, "add", user_ids=self.director.ids).action_decide()
        with self.assertRaises(AccessError):
            self.dialog(request, self.colleague, "add", user_ids=self.director.ids).action_decide()
        with self.refuses(UserError, "took part"):
            users = (self.director | self.rep).ids
            self.dialog(request, self.lead, "add", user_ids=users).action_decide()
        with self.refuses(UserError, "choose somebody"):
            self.dialog(request, self.lead, "add").action_decide()

    # ------------------------------------------------------------------ copied

    def test_a_copy_is_read_and_not_decided_on(self):
        request = self.request(submit=True, attendee_ids=[Command.create({"name": "Ann"})])
        self.dialog(request, self.lead, "copy", user_ids=self.director.ids).action_decide()
        own = request.with_user(self.director)
        self.assertTrue(own.search([("id", "=", request.id)]))
        self.assertFalse(own.can_decide or own.approval_card)
        row = request.sudo().approval_ids.filtered(lambda s: s.user_id == self.director)
        self.assertEqual((row.state, row.with_user(self.director).card), ("copied", False))
        with self.refuses(UserError, "does not wait"):
            own.action_approval_approve()
        with self.refuses(UserError, "does not wait"):
            row.with_user(self.director)._decide("approve")
        self.assertFalse(
            self.env["customer.cost.attendee"].with_user(self.director).search([]),
            "names of guests are not copied",
        )
        self.decide(request, self.lead)
        self.assertEqual((request.state, row.state), ("approved", "copied"))

    def test_copies_by_whom_it_waits_for_to_whom_it_does_not_concern(self):
        request = self.request(submit=True)
        for user in (self.rep, self.controller):
            with self.refuses(UserError, "does not wait for you"):
                self.dialog(request, user, "copy", user_ids=self.director.ids).action_decide()
        with self.refuses(UserError, "knows it"):
            users = (self.director | self.rep).ids
            self.dialog(request, self.lead, "copy", user_ids=users).action_decide()
        self.assertFalse(request.sudo().approval_ids.filtered(lambda s: s.state == "copied"))

    # ------------------------------------------------------------------ asked, reminded

    def test_a_question_reaches_who_asked_and_the_answer_who_wants_to_know(self):
        request = self.request(submit=True)
        self.dialog(request, self.lead, "ask", reason="Who comes?").action_decide()
        message = request.message_ids[0]
        self.assertEqual(message.author_id, self.lead.partner_id)
        self.assertIn(self.rep.partner_id, message.notified_partner_ids)
        self.assertEqual(request.state, "submitted")
        request.message_post(body="Ann and Bob", subtype_xmlid="mail.mt_comment")
        self.assertIn(self.lead.partner_id, request.message_ids[0].notified_partner_ids)
        with self.refuses(UserError, "does not wait for you"):
            self.dialog(request, self.controller, "ask", reason="Who?").action_decide()
        with self.refuses(UserError, "say why"):
            self.dialog(request, self.lead, "ask", reason=" ").action_decide()

    def test_reminded_once_a_day_by_who_asked(self):
        request = self.request(submit=True)
        self.assertTrue(request.can_remind)
        for user in (self.lead, self.controller, self.auditor):
            self.assertFalse(request.with_user(user).can_remind)
            with self.refuses(UserError, "only who asked"):
                request.with_user(user).action_remind()
        request.action_remind()
        self.assertIn(self.lead.partner_id, request.message_ids[0].notified_partner_ids)
        request.invalidate_recordset()
        self.assertFalse(request.can_remind)
        with self.refuses(UserError, "nobody to remind"):
            request.action_remind()

    # ------------------------------------------------------------------ sent back a step

    def test_sent_back_to_one_who_agreed(self):
        self.approval_rule("manager", self.director, self.controller)
        request = self.request(submit=True)
        self.decide(request, self.lead)
        self.decide(request, self.director)
        step = request.with_user(self.controller)._my_step()
        context = {"default_approval_ids": step.ids, "default_decision": "return"}
        wizard = self.env["customer.cost.approval.decide"].with_context(**context)
        dialog = Form(wizard.with_user(self.controller))
        self.assertEqual(set(dialog.earlier_ids.ids), {self.lead.id, self.director.id})
        dialog.back_to_id = self.director
        dialog.reason = "Ask for three offers"
        dialog.save().action_decide()
        request.invalidate_recordset()
        self.assertEqual((request.state, self.waits_for(request)), ("submitted", self.director))
        self.decide(request, self.director)
        self.assertEqual(self.waits_for(request), self.controller, "the lead agreed already")

    def test_reasons_given_before_are_offered_once_each_the_newest_first(self):
        for reason in ("Too dear", "No names", "Too dear", "Wrong month", "No goal"):
            self.decide(self.request(submit=True), self.lead, "return", reason)
        wizard = self.dialog(self.request(submit=True), self.lead, "return")
        self.assertEqual(wizard.recent_reasons, ["No goal", "Wrong month", "Too dear"])
        self.assertFalse(wizard.with_user(self.lead).new({"decision": "refuse"}).recent_reasons)
        other = self.dialog(self.request(submit=True), self.controller, "return")
        self.assertFalse(other.recent_reasons, "of others none is offered")

    def test_who_asked_reads_whom_it_waits_for(self):
        request = self.request(submit=True)
        with self.refuses(UserError, "asked for this yourself.*lead .* decides"):
            request.action_approval_approve()

    # ------------------------------------------------------------------ late, used up

    def test_the_next_in_line_is_asked_after_the_companys_days(self):
        self.company.customer_cost_escalate_days = 3
        self.approval_rule("manager")
        request = self.request(submit=True)
        row = request.sudo().approval_ids
        self.assertEqual(row.due, self.day(3))
        self.env["customer.cost.request"].sudo()._cron_requests()
        self.assertEqual(self.waits_for(request), self.lead)
        flow = request.sudo().approval_flow
        flow["since"] = str(self.day(-3))
        request._seal_and_write({"approval_flow": flow})
        request._seal_and_write({"approval_ids": [Command.update(row.id, {"due": self.day()})]})
        self.env["customer.cost.request"].sudo()._cron_requests()
        request.invalidate_recordset()
        self.assertEqual(self.waits_for(request), self.director)
        self.company.customer_cost_escalate_days = 0
        self.assertFalse(self.request(submit=True).sudo().approval_ids.due)

    def test_a_budget_used_up_meanwhile_goes_to_its_owner(self):
        self.line(150, reaction="block")
        first, second = self.request(submit=True), self.request(submit=True)
        self.decide(first, self.lead)
        step = second.with_user(self.lead)._my_step()
        with self.assertRaisesRegex(RedirectWarning, "used up meanwhile"), self.cr.savepoint():
            step.action_approve()
        self.assertEqual(self.waits_for(second), self.lead)
        for user in (self.rep, self.auditor):
            with self.refuses(UserError, "wait for you|yourself"):
                step.with_user(user).action_send_to_owner()
        step.action_send_to_owner()
        second.invalidate_recordset()
        self.assertEqual(self.waits_for(second), self.controller)
