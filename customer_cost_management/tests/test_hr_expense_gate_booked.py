from odoo.exceptions import UserError
from odoo.tests import tagged

from .expense_control_case import ExpenseControlCase


@tagged("post_install", "-at_install")
class TestExpenseGateBooked(ExpenseControlCase):
    """What is booked stays as it was agreed to; spending in pieces is one spending."""

    def booked(self):
        expense = self.expense()
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        expense = expense.sudo()
        expense._post_without_wizard()
        self.assertEqual(expense.account_move_id.state, "posted")
        return expense

    def test_what_is_booked_does_not_change(self):
        expense, draft = self.booked(), self.expense()
        for vals in (
            {"total_amount_currency": 900},
            {"cost_customer_id": self.other_customer.id},
            {"date": self.day(-3)},
        ):
            with self.refuses(UserError, "is booked in"):
                (draft.sudo() | expense).write(vals)
        with self.refuses(UserError, "follows from its approval"):
            expense.write({"state": "paid"})
        # what nobody agreed to may change
        expense.description = "With the new manager"

    def test_after_a_reset_it_is_asked_for_again(self):
        expense = self.booked()
        expense.account_move_id.button_draft()
        expense.action_reset()
        expense.total_amount_currency = 900
        self.assertEqual(expense.state, "draft")

    def test_an_entry_that_was_reversed_leaves_an_expense_that_is_sealed(self):
        expense = self.booked()
        expense.account_move_id._reverse_moves([{"invoice_date": self.day()}], cancel=True)
        self.assertEqual(expense.state, "approved")
        expense.total_amount_currency = 900
        self.assertEqual(expense.state, "draft")

    def test_of_spending_cut_into_pieces_the_total_decides(self):
        self.spending_rule("splitting", days=3, amount=500, severity="inform")
        self.approval_rule(self.colleague, to=500, automatic_limit=2000)
        self.approval_rule(self.director, above=500)
        first, second = (self.expense(total_amount_currency=n) for n in (480, 490))
        first.action_submit()
        self.assertFalse(self.waits_for(first))
        second.action_submit()
        # 970, though neither is above 500
        self.assertEqual(self.waits_for(second), self.director)

    def test_an_expense_without_request_was_not_asked_for_late(self):
        self.spending_rule("after_the_fact", count=0)
        self.expense().action_submit()
        late = self.request(date=self.day(-1))
        self.assertEqual([found["code"] for found in late._judge()], ["after_the_fact"])
        self.assertEqual(self.expense()._judge(), [])

    def test_a_request_with_expenses_is_not_deleted(self):
        empty, used = self.request(), self.request()
        self.expense(cost_request_id=used.id)
        with self.refuses(UserError, "Dinner belongs to"):
            (empty | used).unlink()
        empty.unlink()
        self.assertTrue(used.exists())
