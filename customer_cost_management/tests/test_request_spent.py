from odoo.exceptions import UserError
from odoo.tests import tagged

from .bill_case import BillBudgetCase


@tagged("post_install", "-at_install")
class TestRequestSpent(BillBudgetCase):
    """What was spent on a request, by expenses and bills, and what follows from it."""

    # ------------------------------------------------------------------ over the request

    def test_beyond_the_tolerance_others_are_asked(self):
        request = self.approved_request()
        within = self.bill_on(request, price=110)
        self.assertEqual(within.cost_bill_state, "free")
        within.action_post()
        more = self.bill_on(request, price=1)
        with self.refuses(UserError, "more than its"):
            more.action_post()
        document = self.ask(more)
        self.assertEqual((document.amount, document.authority_amount), (1, 111))
        self.assertNotIn(self.rep, self.waits_for(document))
        self.decide(document, self.waits_for(document))
        more.action_post()

    def test_expenses_and_bills_of_a_request_add_up(self):
        request = self.approved_request()
        self.bill_on(request, price=60).action_post()
        expense = self.expense(cost_request_id=request.id, total_amount_currency=51)
        self.assertEqual(expense._over_request(), 1100)
        request.invalidate_recordset()
        self.assertEqual((request.spent, request.bill_count, request.expense_count), (111, 1, 1))
        money = [(entry["kind"], entry.get("amount")) for entry in request.timeline][2:]
        self.assertEqual(money, [("spent", 51), ("spent", 60), ("booked", 60), ("outcome", None)])
        self.assertIn("Not approved yet: 1", str(request.timeline))

    def test_who_asked_for_the_request_does_not_decide_on_its_bill(self):
        self.approval_rule(self.rep, document_type="bill")
        document = self.ask(self.bill_on(self.request_approved_before(), price=500))
        self.assertEqual(self.waits_for(document), self.lead)

    def request_approved_before(self):
        """Approved without the rules of this test."""
        rules = self.env["customer.cost.approval.rule"].search([])
        rules.active = False
        request = self.approved_request()
        rules.active = True
        return request

    def test_more_was_spent_since_it_was_agreed(self):
        request = self.approved_request()
        bill = self.bill_on(request, price=200)
        document = self.ask(bill)
        self.decide(document, self.waits_for(document))
        other = self.bill_on(request, price=300)
        with self.refuses(UserError, "Ask for Approval"):
            bill.action_post()
        other.unlink()
        bill.action_post()

    # ------------------------------------------------------------------ spent by itself

    def test_a_booked_bill_makes_it_spent_and_a_reset_one_does_not(self):
        request = self.approved_request()
        bill = self.bill_on(request)
        self.assertEqual(request.state, "approved")
        bill.action_post()
        self.assertEqual(request.state, "spent")
        bill.button_draft()
        self.assertEqual(request.state, "approved")
        bill.action_post()
        refund = bill._reverse_moves([{"invoice_date": self.day(), "date": self.day()}])
        refund.action_post()
        self.assertEqual(request.state, "approved")

    def test_what_he_called_spent_stays_spent(self):
        request = self.approved_request()
        request.action_spent()
        bill = self.bill_on(request)
        bill.action_post()
        bill.button_draft()
        self.assertEqual(request.state, "spent")

    def test_a_closed_request_stays_closed(self):
        request = self.approved_request()
        bill = self.bill_on(request)
        bill.action_post()
        request._close({"outcome_result": "met"})
        bill.button_draft()
        self.assertEqual(request.state, "closed")

    def test_a_booked_expense_makes_it_spent(self):
        request = self.approved_request(payment_mode="own_account")
        expense = self.expense(
            cost_request_id=request.id, cost_category_id=self.meals.id, date=self.day()
        )
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        wizard = self.env["hr.expense.post.wizard"].with_context(
            active_ids=expense.ids, company_paid_move_ids=[]
        )
        wizard.sudo().create({"accounting_date": self.day()}).action_post_entry()
        self.assertEqual((request.state, self.figures()), ("spent", (0, 100, 900)))
        entry = expense.sudo().account_move_id
        entry.button_draft()
        self.assertEqual((request.state, self.figures()), ("approved", (100, 0, 900)))
        entry.action_post()
        entry._reverse_moves([{"invoice_date": self.day(), "date": self.day()}], cancel=True)
        self.assertEqual((request.state, self.figures()), ("approved", (100, 0, 900)))

    def test_nobody_writes_it(self):
        with self.refuses(UserError, "Use the buttons"):
            self.approved_request().write({"spent_by_booking": True})
