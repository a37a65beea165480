from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetApproval(BudgetCase):
    """A budget in review waits in the same inbox as a request: its reviewers, then a controller."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reviewer, cls.other_reviewer = (cls.create_user(name) for name in ("rita", "ralf"))
        cls.budget = cls.create_budget(
            *({"planned": amount, "name": f"Line {amount}"} for amount in (100, 700)),
            *({"planned": 10, "tag_id": tag.id} for tag in cls.tags(5)),
            contingency=50,
            objective="Keep tier A",
            reviewer_ids=[Command.set((cls.reviewer | cls.other_reviewer).ids)],
        )
        cls.budget.line_ids[0].category_id = cls.meals
        cls.budget.line_ids[1].category_id = cls.gifts

    @classmethod
    def tags(cls, count):
        return cls.env["res.partner.category"].create([{"name": f"T{n}"} for n in range(count)])

    def submit(self, user=None):
        self.budget.with_user(user or self.controller).action_submit()
        self.env.invalidate_all()

    def row(self, user, state="waiting"):
        rows = self.budget.sudo().approval_ids
        return rows.filtered(lambda row: (row.user_id, row.state) == (user, state)).with_user(user)

    def decide(self, user, decision, **values):
        wizard = self.env["customer.cost.approval.decide"].with_user(user)
        row = self.row(user)
        wizard.create(
            {"approval_ids": row.ids, "decision": decision, "reason": "Because"} | values
        ).action_decide()
        self.env.invalidate_all()

    def test_reviewers_first_then_controllers_who_did_not_submit_it(self):
        self.submit()
        waiting = self.budget.sudo().approver_ids
        self.assertEqual(waiting, self.reviewer | self.other_reviewer)
        self.assertTrue(self.row(self.second_controller, "upcoming"))
        self.assertFalse(
            self.budget.sudo().approval_ids.filtered(lambda row: row.user_id == self.controller)
        )
        self.row(self.reviewer).action_approve()
        self.assertEqual((self.budget.state, self.budget.agreed_ids), ("review", self.reviewer))
        self.row(self.other_reviewer).action_approve()
        self.assertEqual(self.budget.state, "review")
        told = self.row(self.second_controller).action_approve()["params"]
        self.assertEqual(told["undo"], [], "what is in force is not taken back by a click")
        self.assertRecordValues(
            self.budget, [{"state": "approved", "approved_by_id": self.second_controller.id}]
        )
        self.assertEqual(self.figures(self.budget.line_ids[1]), (700, 0, 0, 700))
        self.assertFalse(self.budget.activity_ids)

    def test_the_card_tells_what_is_planned(self):
        self.submit()
        row = self.row(self.reviewer)
        self.assertEqual(
            (row.document_kind, row.amount, row.requester_id), ("budget", 900, self.controller)
        )
        self.assertIn("reviewer", row.why_words)
        plan = row.card["plan"]
        self.assertEqual(
            [(line["name"], line["amount"]) for line in plan["lines"][:2]],
            [("Line 700", 700), ("Line 100", 100)],
        )
        # 700 + 100 + 5 × 10 and a contingency of 50; five lines shown, two more
        self.assertEqual((plan["more"], plan["rest"]), (2, 20))
        self.assertEqual((plan["contingency"], plan["total"]), (50, 900))

    def test_nobody_else_decides_by_any_path(self):
        self.submit()
        row = self.row(self.reviewer)
        with self.refuses(UserError, "yourself"):
            row.with_user(self.controller)._decide("approve")
        for user in (self.staff, self.customer_manager):
            with self.refuses(AccessError, "."):
                row.with_user(user)._decide("approve")
        with self.refuses(UserError, "not the substitute"):
            row.with_user(self.second_controller)._decide("approve")
        with self.refuses(UserError, "did not agree yet"):
            self.budget.with_user(self.second_controller).action_approve()
        for values in ({"approval_flow": {}}, {"state": "approved"}, {"approval_ids": []}):
            with self.refuses(UserError, "."):
                self.budget.sudo().write(values)
        self.assertEqual(self.budget.state, "review")

    def test_returned_everybody_is_asked_again(self):
        self.submit()
        self.row(self.reviewer).action_approve()
        self.decide(self.other_reviewer, "return")
        self.assertRecordValues(
            self.budget, [{"state": "draft", "agreed_ids": [], "submitted_by_id": False}]
        )
        self.assertIn("Because", self.budget.message_ids[:1].body)
        self.budget.line_ids[0].planned = 90
        self.budget.total = 890
        self.submit(self.second_controller)
        self.assertEqual(self.budget.sudo().approver_ids, self.reviewer | self.other_reviewer)
        self.decide(self.reviewer, "refuse")
        self.assertEqual(self.budget.state, "draft", "a plan is not refused for good")
        self.submit()

    def test_a_reviewer_who_is_a_controller_is_asked_once(self):
        self.budget.reviewer_ids = self.second_controller
        self.submit()
        rows = self.budget.sudo().approval_ids
        of_him = rows.filtered(lambda row: row.user_id == self.second_controller)
        self.assertEqual(len(of_him), 1)
        everybody = (
            self.env["customer.cost.organisation"]
            ._organisation(self.company, self.env["res.groups"])
            .fallback
        )
        others = set(everybody) - set((self.controller | self.second_controller).ids)
        self.assertEqual(of_him.state, "waiting")
        self.assertEqual(bool(rows - of_him), bool(others))

    def test_without_another_controller_nothing_is_submitted(self):
        organisation = type(self.env["customer.cost.organisation"])
        self.patch(organisation, "_members", lambda _self, _group: self.controller)
        with self.refuses(UserError, "nobody but you may approve it"):
            self.submit()

    def test_passed_on_to_another_controller_alone(self):
        self.budget.reviewer_ids = False
        self.submit()
        with self.refuses(UserError, "staff.* is none"):
            self.decide(self.second_controller, "hand_over", user_id=self.staff.id)
        late = self.create_user("late_controller", "group_controller")
        self.budget.with_user(late).action_approve()
        self.assertEqual((self.budget.state, self.budget.approved_by_id), ("approved", late))

    def test_a_substitute_reads_it_and_decides(self):
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.reviewer.id,
                "substitute_id": self.staff.id,
                "date_from": fields.Date.today(),
                "date_to": fields.Date.today(),
                "company_id": self.company.id,
            }
        )
        self.assertFalse(self.budget.with_user(self.staff).has_access("read"))
        self.submit()
        row = self.row(self.reviewer).with_user(self.staff)
        self.assertEqual(len(row.card["plan"]["lines"]), 5)
        row._decide("approve")
        self.assertEqual(self.row(self.reviewer, "approved").decided_by_id, self.staff)
        self.assertFalse(self.budget.with_user(self.billing).has_access("read"))

    def test_a_substitute_reads_nothing_that_was_decided_before(self):
        self.budget.reviewer_ids = False
        self.submit()
        self.row(self.second_controller).action_approve()
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.second_controller.id,
                "substitute_id": self.staff.id,
                "date_from": fields.Date.today(),
                "date_to": fields.Date.today(),
                "company_id": self.company.id,
            }
        )
        self.env.invalidate_all()
        for record in (self.budget, self.budget.line_ids[0]):
            self.assertFalse(record.with_user(self.staff).has_access("read"))
