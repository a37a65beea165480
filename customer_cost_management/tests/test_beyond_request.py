from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.budget.budget_finding import BudgetExceeded
from .expense_control_case import ExpenseControlCase
from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestBeyondRequest(ExpenseControlCase, RequestBudgetCase):
    """A small request opens no budget: what goes beyond it asks as if there were none."""

    def claim(self, request, amount, submit=True, **values):
        values = {"cost_category_id": self.meals.id, "date": self.day()} | values
        expense = self.expense(cost_request_id=request.id, total_amount_currency=amount, **values)
        if submit:
            expense.action_submit()
        return expense

    def test_a_line_that_blocks_refuses_what_a_request_has_no_money_for(self):
        self.line(reaction="block")
        # 1,000 planned, 50 and 300 promised: 650 left
        small, other = self.approved_request(amount=50), self.approved_request(amount=300)
        good = self.claim(other, 300, submit=False)
        bad = self.claim(small, 701, submit=False)
        for expenses in (bad, good | bad):
            with self.refuses(UserError, "Only .*650.00 left .*651.00 needed"):
                expenses.action_submit()
        submitted = {"approval_state": "submitted", "state": "submitted"}
        with self.refuses(UserError, "Only .*650.00 left"):
            (good | bad).sudo().write(submitted)
        bad.total_amount_currency = 700
        (good | bad).action_submit()
        self.assertFalse(bad.cost_over_budget)

    def test_nor_is_it_approved_once_others_spent_what_was_left(self):
        self.line(reaction="block")
        expense = self.claim(self.approved_request(amount=50), 700)
        self.approved_request(amount=301)
        with self.refuses(BudgetExceeded, "Only"):
            expense.with_user(self.manager)._do_approve()

    def test_a_line_that_escalates_asks_its_owner_beyond_the_request(self):
        self.line(reaction="escalate")
        request = self.approved_request(amount=50)
        with self.refuses(UserError, "more than .* has left. Say why"):
            self.claim(request, 1200)
        expense = self.claim(request, 1200, cost_justification="They all came")
        self.assertEqual(self.waits_for(expense), self.controller)
        self.assertTrue(expense.cost_over_budget)

    def test_within_the_tolerance_nothing_is_asked(self):
        self.line(planned=100, reaction="block")
        expense = self.claim(self.approved_request(), 110)
        self.assertFalse(expense._budget_findings())
        self.assertEqual(expense.state, "submitted")

    def test_the_excess_is_that_of_its_customers_to_the_cent(self):
        self.line()
        shares = [(self.customer, 1), (self.other_customer, 2)]
        commands = [Command.create({"partner_id": one.id, "weight": w}) for one, w in shares]
        request = self.approved_request(amount=90, split_ids=commands)
        expense = self.claim(request, 190.01, submit=False, cost_customer_id=False)
        parts = {part["customer_id"]: part["amount"] for part in expense._budget_parts()}
        self.assertEqual(parts, {self.customer.id: 33.34, self.other_customer.id: 66.67})
