from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .expense_control_case import ExpenseControlCase


@tagged("post_install", "-at_install")
class TestExpenseTiers(ExpenseControlCase):
    """Where tier definitions ask for expenses, approval rules do not ask a second time."""

    def guarded(self):
        return patch.object(
            type(self.env["hr.expense"]), "_is_guarded_by_tiers", lambda *_args: True
        )

    def test_without_that_addon_nothing_changes(self):
        rule = self.approval_rule(self.colleague)
        self.assertFalse(self.env["hr.expense"]._is_guarded_by_tiers(self.company))
        self.assertFalse(rule.tier_words)
        expense = self.expense()
        expense.action_submit()
        self.assertEqual(self.waits_for(expense), self.colleague)

    def test_nobody_is_asked_twice(self):
        self.approval_rule(self.colleague)
        with self.guarded():
            expense = self.expense()
            expense.action_submit()
            self.assertFalse(self.waits_for(expense))
            with self.refuses(UserError, "yourself"):
                expense.sudo().write({"approval_state": "approved"})
            expense.with_user(self.manager)._do_approve()
        self.assertEqual(expense.state, "approved")

    def test_it_is_said_where_rules_are_written_and_tried(self):
        of_all, of_bills = (
            self.approval_rule("manager"),
            self.approval_rule("manager", document_type="bill"),
        )
        with self.guarded():
            self.assertIn("tier definitions", of_all.tier_words)
            self.assertFalse(of_bills.tier_words)
            tried = self.env["customer.cost.approval.test"].create(
                {"document_type": "expense", "company_id": self.company.id, "user_id": self.rep.id}
            )
            self.assertIn(of_all._tier_notice(), tried.result["notes"])
