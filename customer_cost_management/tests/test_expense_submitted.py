from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .bill_case import BillCase


@tagged("post_install", "-at_install")
class TestExpenseSubmitted(BillCase):
    """What an expense must tell once it is submitted, by whatever path, and what stays sealed."""

    # ------------------------------------------------------------------ the reason asked for

    def test_a_reason_is_asked_for_by_whatever_path_it_is_submitted(self):
        self.spending_rule("request_from", amount=150)
        good, bad = self.expense(), self.expense(total_amount_currency=200)
        submitted = {"approval_state": "submitted", "state": "submitted"}
        for expenses in (bad, good | bad, bad.sudo()):
            with self.refuses(UserError, "Say why"):
                expenses.write(submitted)
        with self.refuses(UserError, "Say why"):
            self.expense(as_user=self.manager, total_amount_currency=200, **submitted)
        with self.refuses(UserError, "Say why"):
            (good | bad).action_submit()
        bad.cost_justification = "Came up on the way"
        (good | bad).action_submit()
        self.assertEqual(bad.state, "submitted")

    # ------------------------------------------------------------------ sealed

    def test_whom_it_was_paid_to_and_its_fapiao_are_sealed(self):
        for name, value in (
            ("vendor_id", self.partner_a.id),
            ("fapiao_type", "ordinary"),
            ("fapiao_seller", "Golden Dragon"),
            ("fapiao_seller_tax_number", "91310000MA1K35G123"),
            ("fapiao_buyer", "Somebody else"),
        ):
            good, bad = self.expense(), self.expense(payment_mode="company_account")
            (good | bad).action_submit()
            bad.with_user(self.manager).write({name: value})
            self.assertEqual((good | bad).mapped("state"), ["submitted", "draft"], name)

    def test_an_account_that_no_budget_sees_is_sealed_too(self):
        good, bad = self.expense(), self.expense()
        (good | bad).action_submit()
        other = self.create_account("669900", "Sundry cost")
        (good | bad).sudo().account_id = other
        self.assertEqual((good | bad).mapped("state"), ["submitted", "submitted"])
        bad.sudo().account_id = self.company_data["default_account_assets"]
        self.assertEqual((good | bad).mapped("state"), ["submitted", "draft"])

    # ------------------------------------------------------------------ another company

    def claimed_on(self, request):
        return {
            "name": "Dinner",
            "employee_id": self.rep.sudo().employee_id.id,
            "product_id": self.product_a.id,
            "total_amount_currency": 100,
            "company_id": self.company.id,
            "cost_request_id": request.id,
            "date": self.day(),
        }

    def move_to(self, company, request):
        """As it would stand in another company, with nothing else changed."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_cost_request SET company_id = %s WHERE id = %s",
            (company.id, request.id),
        )
        self.env.invalidate_all()

    def test_a_request_of_another_company_covers_nothing(self):
        other = self.env["res.company"].create({"name": "Elsewhere"})
        good = self.approved_request(date=self.day())
        bad = self.approved_request(date=self.day())
        self.move_to(other, bad)
        with self.refuses(ValidationError, "was asked for in"):
            self.env["hr.expense"].create([self.claimed_on(good), self.claimed_on(bad)])
        expense = self.env["hr.expense"].create(self.claimed_on(good))
        self.assertEqual(expense._covering_request(), good)
        self.move_to(other, good)
        self.assertFalse(expense._covering_request())

    # ------------------------------------------------------------------ without asking

    def test_without_asking_is_a_sum_over_requests_expenses_and_bills(self):
        self.approval_rule(self.director, automatic_limit=250)
        first, second = self.expense(), self.expense()
        (first | second).action_submit()
        self.assertFalse(self.waits_for(first) | self.waits_for(second))
        third = self.expense()
        third.action_submit()
        self.assertEqual(self.waits_for(third), self.director, "100 + 100 + 100 is above 250")
        request = self.request(submit=True)
        self.assertEqual(self.waits_for(request), self.director)
        for expense in (first, second):
            expense.with_user(self.manager)._do_approve()
            self.assertEqual(expense.state, "approved")
        other = self.request(self.colleague, submit=True)
        self.assertEqual(other.state, "approved", "another person's month")
        bill = self.env["customer.cost.bill"].new(
            {"company_id": self.company.id, "user_id": self.rep.id}
        )
        self.assertEqual(bill._approved_without_asking(), 20000)

    def test_an_expense_within_its_request_is_counted_once(self):
        self.approval_rule(self.director, automatic_limit=250)
        request = self.request(submit=True, date=self.day())
        expense = self.expense(
            cost_request_id=request.id, cost_category_id=self.meals.id, date=self.day()
        )
        expense.action_submit()
        second = self.request(submit=True)
        self.assertEqual((request.state, second.state), ("approved", "approved"))
