from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .bill_case import BillCase

BY_POSTING = "follows from posting the expense"


@tagged("post_install", "-at_install")
class TestExpensePosting(BillCase):
    """The entry of an expense follows from posting what was approved, by whatever path."""

    def approved(self, **values):
        expense = self.expense(cost_category_id=self.meals.id, **values)
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        return expense.sudo()

    def posting(self, expenses):
        wizards = self.env["hr.expense.post.wizard"].with_context(
            active_ids=expenses.ids, company_paid_move_ids=[]
        )
        return wizards.sudo().create({"accounting_date": self.day()})

    def test_nobody_chooses_the_entry_of_an_expense(self):
        bill, draft, approved = self.bill(), self.expense(), self.approved()
        entry = {"account_move_id": bill.id}
        for expense in (draft, draft.with_user(self.manager), draft.sudo(), approved):
            with self.refuses(UserError, BY_POSTING):
                expense.write(entry)
        with self.refuses(UserError, BY_POSTING):
            (self.expense(cost_customer_id=False).sudo() | draft.sudo()).write(entry)
        with self.refuses(UserError, BY_POSTING):
            self.expense(as_user=self.manager, **entry)
        for command in (Command.link(draft.id), Command.set(draft.ids)):
            with self.refuses(UserError, BY_POSTING):
                bill.sudo().write({"expense_ids": [command]})
        with self.refuses(UserError, BY_POSTING):
            self.bill(self.env.user, expense_ids=[Command.link(draft.id)])
        self.assertEqual((draft.state, approved.state), ("draft", "approved"))

    def test_nobody_unties_an_expense_that_is_booked(self):
        expense = self.approved()
        self.posting(expense).action_post_entry()
        entry = expense.account_move_id
        for untie in (
            lambda: expense.write({"account_move_id": False}),
            lambda: entry.write({"expense_ids": [Command.clear()]}),
        ):
            with self.refuses(UserError, BY_POSTING):
                untie()
        entry.button_draft()
        entry.button_cancel()
        self.assertFalse(expense.account_move_id)
        self.assertEqual(expense.state, "approved")

    def test_the_dialog_posts_no_draft(self):
        good, draft = self.approved(), self.expense(cost_category_id=self.meals.id)
        with self.refuses(UserError, "not approved and cannot be posted"):
            self.posting(good | draft).action_post_entry()
        self.posting(good).action_post_entry()
        self.assertEqual(good.state, "posted")

    def test_company_paid_expenses_are_posted_as_before(self):
        expense = self.approved(payment_mode="company_account")
        expense.action_post()
        self.assertEqual((expense.state, expense.account_move_id.state), ("paid", "posted"))

    # ------------------------------------------------------------------ the bill behind it

    def test_an_expense_pointed_at_a_bill_does_not_free_it(self):
        self.company.customer_cost_bill_limit = 50
        bill, other = self.bill(price=500), self.expense(cost_customer_id=False).sudo()
        other.account_move_id = bill.id
        bill.invalidate_recordset()
        self.assertEqual(bill.cost_bill_state, "ask")
        with self.refuses(UserError, "Ask for Approval"):
            bill.action_post()

    def test_an_entry_raised_above_what_was_approved_is_not_free(self):
        self.company.customer_cost_bill_limit = 50
        expense = self.approved()
        self.posting(expense).action_post_entry()
        entry = expense.account_move_id
        entry.button_draft()
        self.assertEqual(entry.cost_bill_state, "free")
        entry.invoice_line_ids.price_unit = 5000
        self.assertEqual(entry.cost_bill_state, "ask")
        with self.refuses(UserError, "Ask for Approval"):
            entry.action_post()

    # ------------------------------------------------------------------ what it was judged by

    def test_tax_and_reason_are_sealed(self):
        expense = self.approved()
        self.assertEqual(expense.untaxed_amount, 100)
        expense.tax_ids = self.tax_purchase_a
        self.assertLess(expense.untaxed_amount, 100)
        self.assertEqual(expense.state, "draft")
        expense = self.approved(cost_justification="A birthday")
        expense.cost_justification = "No reason"
        self.assertEqual(expense.state, "draft")
        expense = self.approved()
        expense.description = "What nobody agreed to may change"
        self.assertEqual(expense.state, "approved")
