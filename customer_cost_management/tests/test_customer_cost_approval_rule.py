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

    def test_templates_ask_the_general_manager_above_10000(self):
        self.env["customer.cost.approval.rule"].with_user(self.controller).action_add_templates()
        for case in (
            {"over_budget": True},
            {"severity": "justify"},
            {"customer_state": "loss_making"},
            {"sensitive": True},
        ):
            # above the representative: his lead, and above him the director
            large = self.tried(amount=10001, **case)["steps"]
            self.assertIn(self.director.name, [n for s in large for n in s["people"]], case)
            rules = self.env["customer.cost.approval.rule"].search([("above", "=", 10000)])
            self.assertIn("top_manager", rules.step_ids.mapped("who"))
        people = [n for s in self.tried(amount=400, sensitive=True)["steps"] for n in s["people"]]
        self.assertLessEqual({self.compliance.name, self.lead.name}, set(people))

    # ------------------------------------------------------------------ matrix and import

    def test_the_matrix_says_all_of_it(self):
        self.assertFalse(self.tester().matrix)
        self.approval_rule("manager", to=500, automatic_limit=2000, over_budget="no")
        self.approval_rule("manager", self.director, to=500, over_budget="yes", lane="exception")
        self.approval_rule(self.director, self.controller, above=500)
        self.approval_rule(self.compliance, sensitive="yes", lane="strict")
        matrix = self.tester().matrix
        lead, director, controller = self.lead.name, self.director.name, self.controller.name
        self.assertEqual(matrix["situations"][:2], ["In budget, no finding", "Over budget"])
        self.assertEqual(
            [band["amount"].replace("\xa0", " ") for band in matrix["bands"]],
            ["Up to $ 500.00", "Over $ 500.00"],
        )
        self.assertEqual(
            [band["cells"] for band in matrix["bands"]],
            [
                # a finding is never approved without asking
                [
                    ["without asking"],
                    [lead, director],
                    [lead],
                    ["without asking"],
                    ["without asking"],
                    [self.compliance.name],
                ],
                4 * [[director, controller]] + [[director, controller], [self.compliance.name]],
            ],
        )

    def test_the_matrix_is_for_whoever_asks(self):
        self.approval_rule("manager")
        self.assertEqual(self.tester().matrix["bands"][0]["cells"][0], [self.lead.name])
        of_lead = self.tester(user_id=self.lead.id).matrix
        self.assertEqual(of_lead["bands"][0]["cells"][0], [self.director.name])

    def test_rules_are_imported_with_their_steps(self):
        names = ["name", "above", "to", "lane", "step_ids/sequence", "step_ids/who"]
        names += ["step_ids/user_id", "step_ids/days"]
        rows = [
            ["Large", "500", "10000", "Ordinary", "10", "A person", self.director.name, ""],
            ["", "", "", "", "20", "A person", self.controller.name, "3"],
            ["Small", "0", "500", "Ordinary", "10", "Manager of the employee", "", ""],
        ]
        rules = self.env["customer.cost.approval.rule"].with_user(self.controller)
        bad = rules.load(
            names, [*rows, ["Bad", "900", "800", "Ordinary", "10", rows[2][5], "", ""]]
        )
        self.assertFalse(bad["ids"])
        self.assertIn("Line 5", bad["messages"][0]["message"])
        self.assertFalse(rules.search([]))
        made = rules.browse(rules.load(names, rows)["ids"])
        self.assertEqual(
            [(rule.name, rule.to, rule.step_ids.mapped("days")) for rule in made],
            [("Large", 10000, [0, 3]), ("Small", 500, [0])],
        )
        self.assertEqual(
            [step["people"] for step in self.tried(amount=501)["steps"]],
            [[self.director.name], [self.controller.name]],
        )

    def tester(self, **values):
        values = {"user_id": self.rep.id, "company_id": self.company.id} | values
        return self.env["customer.cost.approval.test"].create(values)

    def tried(self, **values):
        return self.tester(**values).result
