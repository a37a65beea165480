from odoo.exceptions import UserError
from odoo.tests import tagged

from .bill_case import BillBudgetCase


@tagged("post_install", "-at_install")
class TestRequestMoneyKept(BillBudgetCase):
    """What a request has is spent once: by what was agreed within it, and by nothing else."""

    def claim(self, request, amount=100, submit=True, **values):
        values = {"cost_category_id": self.meals.id, "date": self.day()} | values
        expense = self.expense(cost_request_id=request.id, total_amount_currency=amount, **values)
        if submit:
            expense.action_submit()
        return expense

    def approve(self, expense):
        expense.with_user(self.manager)._do_approve()
        return expense

    # ------------------------------------------------------------------ what comes back

    def test_a_draft_of_money_back_hides_no_overrun(self):
        request = self.approved_request()
        self.claim(request, -900, submit=False)
        self.bill_on(request, price=900, move_type="in_refund")
        self.bill_on(request, price=50, line={"quantity": -20})
        expense = self.claim(request, 1000, submit=False)
        self.env.invalidate_all()
        self.assertEqual(request.spent, 1000)
        self.assertEqual(expense._over_request(), 90000)

    def test_money_back_counts_once_it_is_booked(self):
        request = self.approved_request()
        self.bill_on(request, price=100).action_post()
        back = self.bill_on(request, price=40, move_type="in_refund")
        request.invalidate_recordset()
        self.assertEqual(request.spent, 100)
        back.action_post()
        request.invalidate_recordset()
        self.assertEqual(request.spent, 60)

    # ------------------------------------------------------------------ under way

    def test_a_request_under_an_agreed_expense_is_not_taken_back(self):
        free, used = self.approved_request(), self.approved_request()
        expense = self.claim(used)
        for approved in (False, True):
            if approved:
                self.approve(expense)
            for action in ("action_reset", "action_cancel"):
                with self.refuses(UserError, "stands on the approval"):
                    getattr(free | used, action)()
        self.assertEqual(self.figures(), (200, 0, 800))
        expense.with_user(self.manager).action_reset()
        (free | used).action_cancel()
        self.assertEqual(self.figures(), (0, 0, 1000))

    def test_closed_it_leaves_what_was_agreed_its_money(self):
        request = self.approved_request()
        expense = self.claim(request, 60)
        outcome = {"outcome_result": "met"}
        with self.refuses(UserError, "stands on the approval"):
            request._close(outcome)
        self.approve(expense)
        request._close(outcome)
        self.assertEqual((request.state, self.figures()), ("closed", (60, 0, 940)))
        expense.sudo()._post_without_wizard()
        self.assertEqual(self.figures(), (0, 60, 940))

    # ------------------------------------------------------------------ after its time

    def test_once_the_rest_went_back_it_covers_nothing_more(self):
        self.company.customer_cost_outcome_days = 14
        request = self.approved_request(amount=900)
        self.bill_on(request, price=100).action_post()
        late = self.claim(request, 800, submit=False)
        request._seal_and_write({"valid_until": self.day(-15)})
        self.assertTrue(late._covering_request())
        self.env["customer.cost.request"].sudo()._cron_requests()
        self.assertEqual((request.state, self.figures()), ("spent", (0, 100, 900)))
        self.assertFalse(late._covering_request())
        self.approved_request(amount=500)
        with self.refuses(UserError, "400"):
            late.action_submit()
        with self.refuses(UserError, "buttons"):
            request.write({"rest_released_on": False})
