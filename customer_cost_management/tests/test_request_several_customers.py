from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .several_customers_case import SeveralCustomersCase


@tagged("post_install", "-at_install")
class TestSeveralCustomersBooked(SeveralCustomersCase):
    """What is spent on a request of several customers is booked on each by his share."""

    def booked(self, request, **values):
        expense = self.expense(
            cost_request_id=request.id,
            cost_category_id=self.meals.id,
            **{"cost_customer_id": False, "date": self.day()} | values,
        )
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        expense = expense.sudo()
        if expense.payment_mode == "company_account":
            expense.action_post()
        else:
            expense._post_without_wizard()
        return expense

    def run_of_today(self):
        self.roles_for_all_accounts()
        today = fields.Date.to_date(self.day())
        return self.run_month(
            fields.Date.start_of(today, "month"), fields.Date.end_of(today, "month")
        )

    def captured_by_customer(self, run):
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("partner_id", "in", self.customers.ids)]
        )
        rows = rows.grouped("partner_id")
        return [sum(rows[customer].mapped("balance")) for customer in self.customers]

    def test_an_expense_reaches_each_customer_s_profit_and_budget(self):
        request = self.approved(amount=100.01)
        # 50.005, 25.0025, 25.0025: the cent goes to the largest remainder
        self.assertEqual(self.of_lines("committed"), [50.01, 25, 25])
        expense = self.booked(request, total_amount_currency=100.01)
        self.assertEqual(self.costs(expense.account_move_id), [50.01, 25, 25])
        self.assertEqual(self.of_lines("committed"), [0, 0, 0])
        self.assertEqual(self.of_lines("consumed"), [50.01, 25, 25])
        self.assertEqual(request.state, "spent")
        self.assertEqual(self.captured_by_customer(self.run_of_today()), [50.01, 25, 25])

    def test_the_employee_gets_what_he_paid_with_tax(self):
        tax = self.company_data["default_tax_purchase"]
        request = self.approved(weights=(1, 1, 1))
        expense = self.booked(request, total_amount_currency=100, tax_ids=tax.ids)
        entry = expense.account_move_id
        payable = entry.line_ids.filtered(lambda line: line.display_type == "payment_term")
        self.assertEqual(sum(payable.mapped("balance")), -100)
        self.assertEqual(sum(self.costs(entry)), sum(self.of_lines("consumed")))
        # 100 ÷ 1.15 ÷ 3 = 28.985…
        for cost in self.costs(entry):
            self.assertAlmostEqual(cost, 28.99, delta=0.02)

    def test_what_the_company_paid_is_spread_to_the_cent(self):
        request = self.approved(weights=(1, 1, 1))
        expense = self.booked(request, total_amount_currency=100, payment_mode="company_account")
        entry = expense.account_move_id
        self.assertEqual(sorted(self.costs(entry)), [33.33, 33.33, 33.34])
        self.assertEqual(sum(entry.line_ids.mapped("balance")), 0)
        self.assertEqual(sum(self.of_lines("committed")), 0)

    def test_an_expense_for_one_of_them_is_his_alone(self):
        request = self.approved()
        expense = self.booked(request, cost_customer_id=self.third.id, total_amount_currency=20)
        self.assertEqual(self.costs(expense.account_move_id), [0, 0, 20])
        self.assertEqual(self.of_lines("consumed"), [0, 0, 20])
        self.assertFalse(expense.cost_share_words)

    def test_create_expense_names_nobody_and_says_whose_it_is(self):
        request = self.approved()
        context = request.action_create_expense()["context"]
        self.assertFalse(context["default_cost_customer_id"])
        expense = self.expense(cost_request_id=request.id, cost_customer_id=False)
        self.assertFalse(expense.cost_customer_id)
        self.assertRegex(expense.cost_share_words, "Lumber.*50.00.*Acme.*25.00.*Zinc.*25.00")

    def test_a_bill_line_becomes_one_for_each_of_them(self):
        request = self.approved(payment_mode="bill")
        bill = self.bill_on(request, price=100.01, line={"cost_customer_id": False})
        self.assertEqual(len(bill.invoice_line_ids), 1)
        bill.action_post()
        self.assertEqual(bill.amount_total, 100.01)
        self.assertEqual(self.costs(bill), [50.01, 25, 25])
        self.assertEqual(self.of_lines("committed"), [0, 0, 0])
        self.assertEqual(self.of_lines("consumed"), [50.01, 25, 25])
        self.assertEqual(self.captured_by_customer(self.run_of_today()), [50.01, 25, 25])
        refund = bill._reverse_moves([{"invoice_date": self.day(), "date": self.day()}])
        refund.action_post()
        self.assertEqual(self.of_lines("consumed"), [0, 0, 0])
        self.assertEqual(self.of_lines("committed"), [50, 25, 25])

    def test_pieces_stay_whole_where_they_can(self):
        request = self.approved(payment_mode="bill")
        line = {"cost_customer_id": False, "quantity": 8, "discount": 50}
        bill = self.bill_on(request, price=25, line=line)
        bill.action_post()
        self.assertEqual(bill.invoice_line_ids.mapped("quantity"), [4, 2, 2])
        self.assertEqual(self.costs(bill), [50, 25, 25])
        self.assertEqual(bill.invoice_line_ids.mapped("discount"), [0, 0, 0])

    def test_a_bill_that_somebody_agrees_to_is_spread_before(self):
        request = self.approved(payment_mode="bill")
        bill = self.bill_on(request, price=200, line={"cost_customer_id": False})
        with self.refuses(UserError, "Ask for Approval"):
            bill.action_post()
        document = self.ask(bill)
        self.assertEqual(len(document.sealed_values["parts"]), 3)
        self.decide(document, self.waits_for(document))
        bill.action_post()
        self.assertEqual(self.costs(bill), [100, 50, 50])

    def test_a_bill_form_leaves_the_customer_open(self):
        request = self.approved(payment_mode="bill")
        bills = self.env["account.move"].with_user(self.billing)
        with Form(bills.with_context(default_move_type="in_invoice")) as form:
            form.partner_id = self.partner_a
            form.invoice_date = self.day()
            with form.invoice_line_ids.new() as line:
                line.name = "Dinner"
                line.price_unit = 40
                line.tax_ids.clear()
                line.cost_request_id = request
        bill = form.save()
        self.assertFalse(bill.invoice_line_ids.cost_customer_id)
        bill.action_post()
        self.assertEqual(self.costs(bill), [20, 10, 10])
        self.assertIn("Acme Corp", ", ".join(bill.invoice_line_ids.mapped("name")))
