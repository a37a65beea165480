from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..models.budget.budget_guard import as_ledger
from .bill_case import BillBudgetCase


@tagged("post_install", "-at_install")
class TestVendorBillRequest(BillBudgetCase):
    """A bill on a request: committed becomes consumed, and the request is spent by itself."""

    # ------------------------------------------------------------------ filled in

    def test_a_request_fills_in_customer_and_category(self):
        request = self.approved_request()
        bill = self.bill(line={"cost_customer_id": self.other_customer.id})
        bill.invoice_line_ids.cost_request_id = request
        self.assertEqual(bill.invoice_line_ids.cost_customer_id, self.customer)
        self.assertEqual(bill.invoice_line_ids.cost_category_id, self.meals)
        line = {"name": "Wine", "account_id": self.cost.id, "price_unit": 5, "tax_ids": False}
        bill.write({"invoice_line_ids": [Command.create(line | {"cost_request_id": request.id})]})
        self.assertEqual(bill.invoice_line_ids.cost_customer_id, self.customer)
        self.assertEqual(bill.invoice_line_ids.cost_category_id, self.meals)

    def test_on_the_form(self):
        request = self.approved_request()
        with Form(
            self.env["account.move"]
            .with_user(self.billing)
            .with_context(default_move_type="in_invoice")
        ) as form:
            form.partner_id = self.partner_a
            form.invoice_date = self.day()
            with form.invoice_line_ids.new() as line:
                line.name = "Dinner"
                line.price_unit = 90
                line.cost_request_id = request
                self.assertEqual(line.cost_customer_id, self.customer)
                self.assertEqual(line.cost_category_id, self.meals)
        bill = form.save()
        self.assertIn("900.00", bill.cost_budget_words)

    def test_an_other_customer_in_a_batch(self):
        request = self.approved_request()
        good, bad = self.bill_on(request), self.bill_on(request)
        with self.refuses(ValidationError, "is no customer of"):
            bad.invoice_line_ids.cost_customer_id = self.other_customer
        bad.invoice_line_ids.write(
            {"cost_request_id": False, "cost_customer_id": self.other_customer.id}
        )
        lines = good.invoice_line_ids | bad.invoice_line_ids
        values = {"cost_request_id": request.id, "cost_customer_id": self.other_customer.id}
        with self.refuses(ValidationError, "is no customer of"):
            lines.write(values)

    def test_a_posted_item_keeps_its_request(self):
        request, other = self.approved_request(), self.approved_request()
        bill = self.bill_on(request)
        bill.action_post()
        with self.refuses(UserError, "Reset it to draft"):
            bill.invoice_line_ids.sudo().cost_request_id = other

    # ------------------------------------------------------------------ the budget

    def test_committed_becomes_consumed_and_back(self):
        request = self.approved_request()
        self.assertEqual(self.figures(), (100, 0, 900))
        bill = self.bill_on(request, price=95)
        self.assertEqual(self.figures(), (100, 0, 900))
        bill.action_post()
        self.assertEqual(self.figures(), (5, 95, 900))
        bill.button_draft()
        self.assertEqual(self.figures(), (100, 0, 900))
        bill.button_cancel()
        self.assertEqual(self.figures(), (100, 0, 900))

    def test_a_partial_bill_and_the_rest(self):
        request = self.approved_request()
        for price, expected in ((40, (60, 40, 900)), (60, (0, 100, 900))):
            self.bill_on(request, price=price).action_post()
            self.assertEqual(self.figures(), expected)

    def test_a_credit_note_gives_back_to_the_request(self):
        request = self.approved_request()
        bill = self.bill_on(request)
        bill.action_post()
        self.assertEqual(self.figures(), (0, 100, 900))
        refund = bill._reverse_moves([{"invoice_date": self.day(), "date": self.day()}])
        self.assertEqual(refund.invoice_line_ids.cost_request_id, request)
        refund.action_post()
        self.assertEqual(self.figures(), (100, 0, 900))
        request.invalidate_recordset()
        self.assertEqual(request.spent, 0)

    def test_reversed_at_once(self):
        request = self.approved_request()
        bill = self.bill_on(request)
        bill.action_post()
        bill._reverse_moves([{"invoice_date": self.day(), "date": self.day()}], cancel=True)
        self.assertEqual(self.figures(), (100, 0, 900))
        self.assertEqual(request.state, "approved")

    def test_a_duplicate_is_of_no_request(self):
        request = self.approved_request()
        bill = self.bill_on(request)
        bill.action_post()
        copy = bill.copy({"invoice_date": self.day()})
        self.assertFalse(copy.invoice_line_ids.cost_request_id)
        self.assertEqual(copy.invoice_line_ids.cost_customer_id, self.customer)

    def test_a_deleted_draft(self):
        request = self.approved_request()
        self.bill_on(request, price=40).unlink()
        request.invalidate_recordset()
        self.assertEqual((request.spent, self.figures()), (0, (100, 0, 900)))

    def test_tax_that_does_not_come_back_belongs_to_the_request(self):
        tax = self.env["account.tax"].create(
            {
                "name": "Not back",
                "amount": 10,
                "type_tax_use": "purchase",
                "company_id": self.company.id,
            }
        )
        request = self.approved_request(amount=110)
        bill = self.bill(line={"cost_request_id": request.id, "tax_ids": [Command.set(tax.ids)]})
        bill.action_post()
        self.assertEqual(self.figures(), (0, 110, 890))
        request.invalidate_recordset()
        self.assertEqual(request.spent, 110)

    def test_beyond_a_line_that_blocks_its_owner_agrees_to_the_bill(self):
        self.bill(price=1000).action_post()
        bill = self.bill(price=5000)
        self.assertEqual(bill.cost_bill_state, "ask")
        with self.refuses(UserError, "more than .* has left. Say on the bill why"):
            bill.action_post()
        bill.cost_justification = "The anniversary"
        with self.refuses(UserError, "owner of the budget has to agree"):
            bill.action_post()
        document = self.ask(bill)
        self.assertEqual(self.waits_for(document), self.controller)
        self.decide(document, self.controller)
        self.decide(document, self.lead)
        bill.action_post()
        self.assertEqual(self.figures(), (0, 6000, -5000))

    def test_beyond_a_line_that_justifies_a_reason_is_enough(self):
        as_ledger(self.line).reaction = "justify"
        bill = self.bill(price=5000)
        self.assertEqual(bill.cost_bill_state, "reason")
        bill.cost_justification = "The anniversary"
        bill.action_post()
        self.assertEqual(self.figures(), (0, 5000, -4000))

    def test_a_request_for_meals_reserves_nothing_for_gifts(self):
        self.gifts.budget_controlled = True
        self.company.customer_cost_bill_limit = 50
        request = self.approved_request()
        line = {"cost_request_id": request.id, "cost_category_id": self.gifts.id}
        self.assertEqual(self.bill_on(request).cost_bill_state, "free")
        self.assertEqual(self.bill(line=line).cost_bill_state, "ask")

    # ------------------------------------------------------------------ rights

    def test_who_enters_bills_finds_approved_requests_alone(self):
        approved, draft = self.approved_request(), self.request()
        requests = self.env["customer.cost.request"].with_user(self.billing)
        self.assertEqual(requests.search([]), approved.with_user(self.billing))
        with self.refuses(AccessError, "doesn't have 'read' access"):
            draft.with_user(self.billing).read(["purpose"])
        with self.refuses(UserError, "sealed"):
            approved.with_user(self.billing).write({"purpose": "Mine"})
        with self.refuses(UserError, "was asked for by"):
            approved.with_user(self.billing).action_cancel()

    def test_budgets_he_may_not_know_are_not_told(self):
        self.line.sudo().user_ids = self.colleague
        bill = self.bill()
        self.assertFalse(bill.cost_budget_words)
        self.assertTrue(bill.with_user(self.controller).cost_budget_words)

    # ------------------------------------------------------------------ several at once

    def test_bills_that_pass_one_by_one_do_not_pass_together(self):
        bills = self.bill(price=600) | self.bill(price=700)
        with self.refuses(UserError, "take together more than .* has left"):
            bills.action_post()
        self.assertEqual(set(bills.mapped("state")), {"draft"})
        bills[0].action_post()
        self.assertEqual(self.figures(), (0, 600, 400))
        with self.refuses(UserError, "Ask for Approval"):
            bills[1].action_post()

    def test_bills_that_fit_pass_together(self):
        bills = self.bill(price=600) | self.bill(price=400)
        bills.action_post()
        self.assertEqual(self.figures(), (0, 1000, 0))

    def test_what_was_promised_on_a_line_is_consumed_there(self):
        """The bill knows a product, and a line of its own for that was never asked."""
        wine = self.env["product.category"].create({"name": "Wine"})
        bottle = self.env["product.product"].create({"name": "Bottle", "categ_id": wine.id})
        budget = self.line.budget_id.copy({"name": "Wine"})
        budget.line_ids.write({"product_category_id": wine.id})
        request = self.approved_request(amount=300)
        budget.with_user(self.controller).action_submit()
        budget.with_user(self.second_controller).action_approve()
        self.assertEqual(self.figures(), (300, 0, 700))
        bill = self.bill_on(request, price=300, line={"product_id": bottle.id})
        bill.action_post()
        self.assertEqual(self.figures(), (0, 300, 700))
        own = self.bill(price=50, line={"product_id": bottle.id})
        own.action_post()
        self.assertEqual(self.figures(), (0, 300, 700))
        other = budget.line_ids
        self.assertEqual(other._availability()[other].consumed, 50)
