from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..models.platform.approval_seal import sealed
from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestRequestTimeline(RequestCase):
    """What happened to a request and what comes next, and how long a decision usually takes."""

    def kinds(self, request, user=None):
        request.invalidate_recordset()
        return [entry["kind"] for entry in request.with_user(user or self.rep).timeline]

    def entry(self, request, kind):
        request.invalidate_recordset()
        return next(entry for entry in request.timeline if entry["kind"] == kind)

    def decided_after(self, *days):
        """Requests that somebody decided so many days after he was asked."""
        for number in days:
            request = self.request(submit=True)
            step = self.step_of(request, self.lead)
            self.decide(request, self.lead)
            asked = fields.Date.subtract(step.decided_on.date(), days=number)
            sealed(step).since = asked

    def test_a_draft_has_none(self):
        self.assertFalse(self.request().timeline)

    def test_from_asked_to_approved(self):
        self.approval_rule(self.lead, self.director)
        request = self.request(submit=True)
        self.assertEqual(self.kinds(request), ["asked", "waiting", "upcoming"])
        asked = self.entry(request, "asked")
        self.assertEqual((asked["amount"], asked["day"]), (100, str(self.day())))
        self.assertEqual(asked["title"], f"Asked by {self.rep.name}")
        self.assertEqual(self.entry(request, "waiting")["title"], f"Waiting for {self.lead.name}")
        self.assertEqual(self.entry(request, "upcoming")["title"], f"Then {self.director.name}")
        self.decide(request, self.lead, reason="Worth it")
        self.assertEqual(self.kinds(request), ["asked", "approved", "waiting"])
        self.assertEqual(self.entry(request, "approved")["title"], f"Approved by {self.lead.name}")
        self.decide(request, self.director)
        self.assertEqual(self.kinds(request), ["asked", "approved", "approved", "spend", "outcome"])
        self.assertEqual(self.entry(request, "spend")["day"], str(request.valid_until))
        self.assertEqual(self.entry(request, "outcome")["look"], "next")
        self.assertNotIn("Worth it", str(request.timeline), "reasons stay with the approvals")

    def test_returned_and_asked_again(self):
        self.approval_rule(self.lead, self.director)
        request = self.request(submit=True)
        self.decide(request, self.lead)
        self.decide(request, self.director, "return")
        self.assertEqual(self.kinds(request), ["asked", "approved", "returned"])
        self.assertEqual(self.entry(request, "returned")["look"], "warning")
        request.amount = 500
        request.action_submit()
        first = self.entry(request, "approved")
        self.assertEqual((first["look"], first["note"]), ("next", "Asked again since"))

    def test_refused_and_cancelled_end_it(self):
        refused, cancelled = self.request(submit=True), self.request(submit=True)
        self.decide(refused, self.lead, "refuse")
        self.assertEqual(self.kinds(refused), ["asked", "refused"])
        cancelled.action_cancel()
        self.assertEqual(self.kinds(cancelled)[-1], "cancelled")

    def test_a_late_outcome_is_marked_and_a_closed_one_says_what_came_of_it(self):
        request = self.request(submit=True)
        self.decide(request, self.lead)
        sealed(request.sudo()).date = self.day(-300)
        self.assertEqual(self.entry(request, "outcome")["look"], "warning")
        request._close({"outcome_result": "partly"})
        closed = self.entry(request, "outcome")
        self.assertEqual((closed["title"], closed["look"]), ("Outcome: Partly met", "done"))
        self.assertEqual(closed["day"], str(self.day()))

    def test_who_reads_the_request_reads_it_and_nobody_else(self):
        request = self.request(submit=True)
        for user in (self.lead, self.auditor, self.compliance):
            self.assertEqual(self.kinds(request, user), ["asked", "waiting"], user.name)
        request.invalidate_recordset()
        with self.assertRaises(AccessError):
            request.with_user(self.colleague).read(["timeline"])

    def test_the_usual_time_is_the_median_of_the_last_decisions(self):
        self.decided_after(1, 9)
        request = self.request()
        message = request.action_submit()["params"]["message"]
        self.assertEqual(message, f"Sent to {self.lead.name}.", "two decisions say nothing")
        self.decided_after(4)
        request = self.request()
        message = request.action_submit()["params"]["message"]
        self.assertEqual(message, f"Sent to {self.lead.name}. Usually decided within 4 days.")
        self.assertIn("4 days", self.entry(request, "waiting")["note"])
        self.decided_after(1, 1, 1, 1)
        self.assertEqual(self.request(submit=True).usual_words, "Usually decided within a day.")
        self.decided_after(*[0] * 9)
        request = self.request(submit=True)
        self.assertEqual(request.usual_words, "Usually decided on the same day.")
        self.decide(request, self.lead)
        self.assertFalse(request.usual_words, "nothing is waited for")

    def test_decisions_of_another_company_do_not_count(self):
        self.decided_after(3, 3, 3)
        steps = self.env["customer.cost.approval"].search([("decided_on", "!=", False)])
        sealed(steps.sudo()).company_id = self.other_company
        self.assertFalse(self.request(submit=True).usual_words)
