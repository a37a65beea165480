from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetTransferApproval(BudgetCase):
    """A change of a budget waits in the same inbox as a request, for whoever may decide it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.customer_cost_escalate_days = 3
        cls.budget = cls.budget_in_force(
            {"planned": 1000, "category_id": cls.meals.id, "owner_id": cls.staff.id},
            {"planned": 500, "category_id": cls.gifts.id},
            contingency=200,
        )
        cls.dinners, cls.presents = cls.budget.line_ids

    def change(self, user=None, kind="supplement", **values):
        changes = self.env["customer.cost.budget.transfer"].with_user(user or self.staff)
        change = changes.create(
            {
                "kind": kind,
                "budget_id": self.budget.id,
                "line_id": self.dinners.id,
                "amount": 100,
                "reason": "Needed",
                "month": "2026-03-01",
            }
            | values
        )
        change.action_ask()
        return change

    def rows(self, change, state="waiting"):
        return change.sudo().approval_ids.filtered(lambda row: row.state == state)

    def decide(self, change, user, decision, **values):
        row = self.rows(change).filtered(lambda r: r.user_id == user)
        wizard = self.env["customer.cost.approval.decide"].with_user(user)
        wizard.create(
            {"approval_ids": row.ids, "decision": decision, "reason": "Because"} | values
        ).action_decide()
        change.invalidate_recordset()

    def test_controllers_are_asked_and_not_who_asked(self):
        asked = self.rows(self.change()).user_id
        self.assertLessEqual(self.controller | self.second_controller, asked)
        self.assertNotIn(self.staff, asked)
        asked = self.rows(self.change(self.controller)).user_id
        self.assertIn(self.second_controller, asked)
        self.assertNotIn(self.controller, asked)
        self.budget.contingency_user_id = self.customer_manager
        released = self.change(self.controller, "contingency_released")
        self.assertEqual(self.rows(released).user_id, self.customer_manager)
        self.assertIn("contingency", self.rows(released).why_words)

    def test_nobody_without_the_authority_comes_in_by_waiting(self):
        """Each of those who may decide is asked; the superior of one of them is none of them."""
        self.budget.contingency_user_id = self.customer_manager
        changes = self.change(), self.change(self.controller, "contingency_released")
        for change in changes:
            self.assertFalse(any(self.rows(change).mapped("due")))

    def test_approved_in_the_inbox_the_money_moves_and_stays(self):
        change = self.change()
        row = self.rows(change).filtered(lambda r: r.user_id == self.controller)
        self.assertEqual((row.amount, row.requester_id), (100, self.staff))
        [line] = row.with_user(self.controller).card["budget"]
        self.assertEqual((line["after"], line["total"]), (1100, 1000))
        told = row.with_user(self.controller).action_approve()["params"]
        self.assertEqual(told["undo"], [], "nothing to undo is offered")
        change.invalidate_recordset()
        self.assertEqual((change.state, change.decided_by_id), ("approved", self.controller))
        self.assertEqual(self.figures(self.dinners)[0], 1100)
        with self.refuses(UserError, "done and stays"):
            row.with_user(self.controller).action_undo()
        self.assertFalse(self.rows(change))

    def test_others_do_not_decide(self):
        change = self.change()
        row = self.rows(change).filtered(lambda r: r.user_id == self.controller)
        with self.refuses(UserError, "yourself"):
            row.with_user(self.staff)._decide("approve")
        with self.refuses(UserError, "not the substitute"):
            row.with_user(self.auditor)._decide("approve")
        for user in (self.billing, self.customer_manager):
            with self.refuses(AccessError, "."):
                row.with_user(user)._decide("approve")
        self.assertEqual((change.state, self.figures(self.dinners)[0]), ("asked", 1000))

    def test_returned_refused_and_taken_back(self):
        change = self.change()
        self.decide(change, self.controller, "return")
        self.assertEqual((change.state, len(self.rows(change))), ("draft", 0))
        change.with_user(self.staff).action_ask()
        self.decide(change, self.controller, "refuse")
        self.assertEqual(change.state, "refused")
        mine = self.change()
        mine.action_refuse()
        self.assertEqual((mine.state, len(self.rows(mine))), ("refused", 0))
        self.assertEqual(self.figures(self.dinners)[0], 1000)

    def test_passed_on_and_by_a_substitute(self):
        change = self.change()
        self.decide(change, self.controller, "hand_over", user_id=self.customer_manager.id)
        self.assertTrue(change.with_user(self.customer_manager).search([("id", "=", change.id)]))
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.second_controller.id,
                "substitute_id": self.billing.id,
                "date_from": fields.Date.today(),
                "date_to": fields.Date.today(),
                "company_id": self.company.id,
            }
        )
        row = self.rows(change).filtered(lambda r: r.user_id == self.second_controller)
        self.assertEqual(row.with_user(self.billing).card["budget"], [], "no figure for him")
        row.with_user(self.billing)._decide("approve")
        change.invalidate_recordset()
        self.assertEqual(change.state, "approved")
        self.assertEqual((row.user_id, row.decided_by_id), (self.second_controller, self.billing))

    def test_who_became_a_controller_since_decides_as_well(self):
        change = self.change()
        third = self.create_user("third_controller", "group_controller")
        change.with_user(third).action_approve()
        self.assertEqual((change.state, change.decided_by_id), ("approved", third))
        row = change.sudo().approval_ids.filtered(lambda r: r.user_id == third)
        self.assertEqual((row.state, row.decided_by_id), ("approved", third))

    def test_the_approval_is_not_written_by_hand(self):
        change = self.change()
        for values in ({"approval_flow": {}}, {"state": "approved"}):
            with self.refuses(UserError, "."):
                change.sudo().write(values)
