from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetCarry(BudgetCase):
    """Year end: release, carry with or against the new budget, accrue; unused money lapses."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old = cls.budget_in_force(
            {"planned": 1000}, name="2025", date_from="2025-01-01", date_to="2025-12-31"
        )
        cls.new = cls.budget_in_force({"planned": 500})
        cls.old_line, cls.new_line = cls.old.line_ids, cls.new.line_ids
        cls.carries = cls.env["customer.cost.budget.carry"].with_user(cls.controller)
        cls.ledger._commit(cls.document, [cls.part(300, "2025-11-10")])

    def carry(self, choice, **values):
        carry = self.carries.create({"budget_id": self.old.id} | values)
        self.assertRecordValues(
            carry.row_ids,
            [{"amount": 300, "line_id": self.old_line.id, "new_line_id": self.new_line.id}],
        )
        carry.row_ids.choice = choice
        carry.with_user(self.controller).action_carry()

    def test_release(self):
        self.carry("release")
        self.assertEqual(self.old.state, "closed")
        self.assertEqual(self.figures(self.old_line), (1000, 0, 0, 1000))
        self.assertEqual(self.figures(self.new_line), (500, 0, 0, 500))

    def test_carry_with_budget(self):
        self.carry("carry_with_budget")
        self.assertEqual(self.figures(self.old_line), (700, 0, 0, 700))
        self.assertEqual(self.figures(self.new_line), (800, 300, 0, 500))

    def test_carry_against_the_new_budget(self):
        self.carry("carry_against_budget")
        self.assertEqual(self.figures(self.old_line), (1000, 0, 0, 1000))
        self.assertEqual(self.figures(self.new_line), (500, 300, 0, 200))

    def test_accrued_stays_and_is_listed(self):
        self.carry("accrue")
        self.assertEqual(self.figures(self.old_line), (1000, 300, 0, 700))
        self.assertEqual(self.old.state, "closed")
        self.assertIn("To be accrued", self.old.message_ids[:5].mapped("body").__str__())

    def test_a_percentage_of_what_is_unused_is_carried(self):
        # 1,000 − 300 released = 1,000 left; 10 % of it
        self.carry("release", percent=10, close=False)
        self.assertEqual(self.figures(self.old_line), (900, 0, 0, 900))
        self.assertEqual(self.figures(self.new_line), (600, 0, 0, 600))

    def test_what_changed_meanwhile_is_asked_again(self):
        carry = self.carries.create({"budget_id": self.old.id})
        self.assertEqual(len(carry.row_ids), 1)
        self.ledger._commit(self.other_document, [self.part(10, "2025-11-10")])
        with self.refuses(UserError, "Commitments changed"):
            carry.with_user(self.controller).action_carry()
        with self.refuses(AccessError, "."):
            carry.with_user(self.auditor).action_carry()
