from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestApprovalRule(RequestCase):
    """Rules as they are kept, and what the tester says of them."""

    def test_constraints_on_a_batch_of_two(self):
        step = [(0, 0, {"who": "manager"})]
        good = {"name": "Good", "company_id": self.company.id, "step_ids": step}
        bad = (
            ({"above": 500, "to": 400}, "for no amount"),
            ({"above": -1}, "for no amount"),
            ({"step_ids": []}, "asks nobody"),
            ({"step_ids": [(0, 0, {"who": "user"})]}, "who is asked"),
            ({"step_ids": [(0, 0, {"who": "group"})]}, "who is asked"),
            ({"step_ids": [(0, 0, {"who": "manager", "days": -1})]}, "negative"),
        )
        rules = self.env["customer.cost.approval.rule"]
        for values, message in bad:
            with self.refuses(ValidationError, message):
                rules.create([good, good | values])

    def test_who_approves(self):
        self.approval_rule("manager", to=500, name="Small")
        self.approval_rule(self.director, self.controller, above=500, name="Large")
        small, large = self.tried(amount=500), self.tried(amount=501)
        self.assertEqual([step["people"] for step in small["steps"]], [[self.lead.name]])
        self.assertEqual(
            [step["people"] for step in large["steps"]],
            [[self.director.name], [self.controller.name]],
        )
        self.assertEqual(small["steps"][0]["why"], "Small")

    def test_the_tester_asks_nobody_and_stores_nothing(self):
        before = self.env["customer.cost.approval"].search_count([])
        self.tried(amount=5)
        self.assertEqual(self.env["customer.cost.approval"].search_count([]), before)
        with self.assertRaises(AccessError):
            self.env["customer.cost.approval.test"].with_user(self.rep).create({})

    def test_without_rules_and_without_a_rule_for_the_case(self):
        self.assertIn("manager", " ".join(self.tried()["notes"]))
        self.approval_rule("manager", to=500)
        self.assertIn("No rule is for this case", " ".join(self.tried(amount=501)["notes"]))

    def test_templates(self):
        rules = self.env["customer.cost.approval.rule"]
        with self.assertRaises(AccessError):
            rules.with_user(self.rep).action_add_templates()
        rules.with_user(self.controller).action_add_templates()
        self.assertTrue(self.tried(amount=300)["automatic"])
        self.assertFalse(self.tried(amount=300, customer_state="loss_making")["automatic"])
        [first, *_rest] = self.tried(amount=300, sensitive=True)["steps"]
        self.assertIn(self.compliance.name, first["people"])
        with self.refuses(UserError, "already"):
            rules.with_user(self.controller).action_add_templates()

    def tried(self, **values):
        test = self.env["customer.cost.approval.test"].create(
            {"user_id": self.rep.id, "company_id": self.company.id} | values
        )
        return test.result
