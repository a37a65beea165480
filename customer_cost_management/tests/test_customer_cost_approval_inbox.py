from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestApprovalInbox(RequestCase):
    """Several at once, the figures above them, and for whom one decides."""

    def several(self, user, *requests):
        steps = self.env["customer.cost.approval"]
        for request in requests:
            rows = request.sudo().approval_ids.with_user(user).sudo(False)
            steps |= rows._filtered_access("read")
        action = steps.with_user(user).action_approve()
        return (
            self.env["customer.cost.approval.several"]
            .with_user(user)
            .with_context(**action["context"])
            .create({})
        )

    def figures(self, user, model="customer.cost.approval", domain=()):
        strip = self.env[model].with_user(user).get_figure_strip(list(domain))
        return {figure["key"]: figure.get("text", figure["value"]) for figure in strip["figures"]}

    def test_those_that_need_no_reason_and_wait_for_him_are_approved(self):
        self.spending_rule("per_head", amount=100, severity="justify")
        plain = [self.request(submit=True, guests=2, hosts=1, amount=a) for a in (100, 50)]
        dear = self.request(submit=True, guests=1, amount=300, justification="Renewal")
        self.approval_rule(self.director, self.lead)
        other = self.request(submit=True, guests=2, hosts=1)
        wizard = self.several(self.lead, *plain, dear, other)
        self.assertEqual((wizard.count, wizard.ready_count, wizard.amount), (4, 2, 150))
        self.assertEqual((wizard.asking_count, wizard.other_count), (1, 1))
        self.assertEqual(
            wizard.summary,
            "2 of 4 will be approved. To be opened, because they need a reason: 1. "
            "Not waiting for you: 1.",
        )
        told = wizard.action_approve()["params"]
        self.assertEqual(len(told["undo"]), 2)
        self.assertIn("These need a reason", told["message"])
        for request in (*plain, dear, other):
            request.invalidate_recordset()
        self.assertEqual([r.state for r in plain], ["approved", "approved"])
        self.assertEqual((dear.state, other.state), ("submitted", "submitted"))
        self.env["customer.cost.approval"].with_user(self.lead).browse(told["undo"]).action_undo()
        self.assertEqual({self.waits_for(r) for r in plain}, {self.lead})

    def test_others_approve_nothing(self):
        requests = [self.request(submit=True), self.request(submit=True)]
        for user in (self.rep, self.controller, self.auditor):
            wizard = self.several(user, *requests)
            self.assertEqual((wizard.ready_count, wizard.amount), (0, 0))
            with self.refuses(UserError, "Not waiting for you: 2"):
                wizard.action_approve()
        steps = requests[0].sudo().approval_ids | requests[1].sudo().approval_ids
        with self.assertRaises(AccessError):
            steps[:1].with_user(self.colleague)._decide_alone("approve")
        self.assertEqual({r.state for r in requests}, {"submitted"})

    def test_figures_of_what_waits_for_the_reader(self):
        self.request(submit=True, amount=100)
        self.request(submit=True, amount=40)
        self.request(amount=900)
        expected = {"count": 2, "amount": 140, "over_budget": 0, "oldest": "0 days"}
        self.assertEqual(self.figures(self.lead), expected)
        for user in (self.rep, self.colleague, self.controller):
            self.assertEqual(self.figures(user)["amount"], 0, user.name)

    def test_figures_of_own_requests(self):
        self.assertEqual(self.figures(self.rep, "customer.cost.request"), {})
        self.request(amount=900)
        self.request(submit=True)
        for amount, days in ((30, 1), (50, -20)):
            approved = self.request(submit=True, amount=amount)
            self.decide(approved, self.lead)
            approved._seal_and_write({"date": self.day(days)})
        expected = {"draft": 1, "submitted": 1, "approved": 80, "outcome_due": 1}
        self.assertEqual(self.figures(self.rep, "customer.cost.request"), expected)
        self.assertEqual(self.figures(self.controller, "customer.cost.request"), {})
        domain = [("partner_id", "=", self.other_customer.id)]
        self.assertEqual(self.figures(self.rep, "customer.cost.request", domain), {})

    def test_who_decides_for_another_is_told(self):
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.lead.id,
                "substitute_id": self.colleague.id,
                "date_from": self.day(),
                "date_to": self.day(3),
                "company_id": self.company.id,
            }
        )
        self.request(submit=True)
        approvals = self.env["customer.cost.approval"]
        [note] = approvals.with_user(self.colleague).get_figure_strip([])["notes"]
        self.assertIn(f"You decide for {self.lead.name} until", note)
        self.assertEqual(self.figures(self.colleague)["count"], 1)
        self.assertFalse(approvals.with_user(self.lead).get_figure_strip([])["notes"])

    def test_the_worst_first(self):
        self.spending_rule("per_head", amount=100, severity="justify")
        fine = self.request(submit=True, guests=2, hosts=1)
        dear = self.request(submit=True, guests=1, amount=300, justification="Renewal")
        last = self.request(submit=True, guests=2, hosts=1)
        rows = self.env["customer.cost.approval"].with_user(self.lead)
        found = rows.search([("state", "=", "waiting")], order="urgency desc, since, id")
        self.assertEqual(found.mapped("res_id"), [dear.id, fine.id, last.id])

    def test_own_substitutes_from_the_preferences(self):
        lead = self.lead.with_user(self.lead)
        action = lead.action_customer_cost_substitutes()
        self.assertFalse(action["res_id"])
        delegations = self.env["customer.cost.delegation"].with_user(self.lead)
        own = delegations.with_context(**action["context"]).create(
            {
                "substitute_id": self.colleague.id,
                "date_to": self.day(3),
                "company_id": self.company.id,
            }
        )
        self.assertEqual(own.user_id, self.lead)
        lead.invalidate_recordset()
        self.assertEqual(lead.action_customer_cost_substitutes()["res_id"], own.id)
        self.assertIn(
            f"{self.colleague.name} decides for {self.lead.name}",
            lead.customer_cost_substitute_words,
        )
        self.assertFalse(self.lead.with_user(self.colleague).customer_cost_substitute_words)
        self.assertFalse(self.colleague.with_user(self.colleague).customer_cost_substitute_words)

    def test_who_decided_before_stands_on_the_card(self):
        self.approval_rule("manager", self.director)
        request = self.request(submit=True, attendee_ids=[Command.create({"name": "Ann"})])
        self.decide(request, self.lead, reason="Worth it")
        [before] = request.with_user(self.director).approval_card["before"]
        self.assertEqual((before["name"], before["reason"]), (self.lead.name, "Worth it"))
        # who decides sees who takes part; the card kept with a decision does not hold the names
        self.assertIn("Ann", str(request.with_user(self.director).approval_card["attendees"]))
        self.assertNotIn("Ann", str(request.sudo().approval_ids.mapped("seen")))
