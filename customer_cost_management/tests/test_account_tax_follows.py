from odoo import Command
from odoo.tests import tagged

from .test_unassigned_worklist import WorklistCase


@tagged("post_install", "-at_install")
class TestTaxFollows(WorklistCase):
    """6 % that never come back: 60 on a line of 1,000, and one item of 120 on two of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tax = cls.env["account.tax"].create(
            {"name": "6 %, lost", "amount": 6.0, "type_tax_use": "purchase"}
        )
        cls.other_account = cls.create_account("619301", "Travel")

    def bill_of(self, *lines, **values):
        lines = [
            {"price_unit": 1000.0, "tax_ids": [Command.set(self.tax.ids)]} | line for line in lines
        ]
        return self.bill(*lines, **values)

    def give(self, line, customer, **values):
        line.with_user(self.cost_accountant).write({"cost_customer_id": customer.id, **values})

    def borne(self, bill):
        """{customer: cost} of all items of a bill that are a cost."""
        costs = {}
        for line in bill.line_ids:
            if line.account_id.internal_group == "expense":
                name = line.cost_customer_id.name or ""
                costs[name] = costs.get(name, 0) + line.balance
        return costs

    def test_lines_given_one_by_one_take_their_tax_along(self):
        bill = self.bill_of({}, {})
        first, second = bill.invoice_line_ids
        self.give(first, self.lumber)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 1000, "": 1120})
        self.give(second, self.lumber)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 2120})

    def test_the_tax_of_two_customers_stays_and_says_why(self):
        bill = self.bill_of({}, {})
        first, second = bill.invoice_line_ids
        self.give(first, self.lumber)
        tax = bill.line_ids.filtered("tax_line_id")
        self.assertEqual(self.row_of(tax).suggested_customer_id, self.lumber)
        self.give(second, self.harbour)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 1000, "Harbour": 1000, "": 120})
        row = self.row_of(tax)
        self.assertFalse(row.suggested_customer_id)
        self.assertEqual(row.suggestion_reason, "Tax on lines of several customers")

    def test_it_comes_back_when_a_line_is_taken_away_and_given_to_the_same(self):
        bill = self.bill_of({}, {})
        first, second = bill.invoice_line_ids
        for line, customer in ((first, self.lumber), (second, self.harbour), (second, self.lumber)):
            self.give(line, customer)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 2120})

    def test_what_a_customer_had_before_is_counted_with_the_tax_he_had(self):
        """Lumber has a line of 1,000 with 60 from the start: of the two others he gets 120 with
        the second, not with the first."""
        bill = self.bill_of({"cost_customer_id": self.lumber.id}, {}, {})
        _own, first, second = bill.invoice_line_ids
        self.give(first, self.lumber)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 2060, "": 1120})
        self.give(second, self.lumber)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 3180})

    def test_lines_of_two_accounts_have_a_tax_each(self):
        """Both of 1,000: only the tax on the account of the line goes with it."""
        bill = self.bill_of({}, {"account_id": self.other_account.id})
        line = bill.invoice_line_ids.filtered(lambda each: each.account_id == self.other_account)
        self.give(line, self.lumber)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 1060, "": 1060})
        tax = bill.line_ids.filtered(lambda each: each.tax_line_id and each.cost_customer_id)
        self.assertEqual(tax.account_id, self.other_account)

    def test_the_customer_follows_where_the_categories_differ(self):
        bill = self.bill_of({}, {})
        for line, category in zip(
            bill.invoice_line_ids, (self.category, self.other_category), strict=True
        ):
            self.give(line, self.lumber, cost_category_id=category.id)
        self.assertEqual(self.borne(bill), {"Lumber Inc": 2120})
        self.assertFalse(bill.line_ids.filtered("tax_line_id").cost_category_id)

    def test_the_lines_of_a_credit_note_too(self):
        bill = self.bill_of({}, {}, move_type="in_refund")
        for line in bill.invoice_line_ids:
            self.give(line, self.harbour)
        self.assertEqual(self.borne(bill), {"Harbour": -2120})

    def test_nobody_any_more(self):
        bill = self.bill_of(
            {"cost_customer_id": self.lumber.id}, {"cost_customer_id": self.lumber.id}
        )
        for line in bill.invoice_line_ids:
            self.give(line, self.env["res.partner"])
        self.assertEqual(self.borne(bill), {"": 2120})
