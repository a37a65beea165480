from odoo import Command
from odoo.tests import tagged

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestAccountTax(DoorCase):
    """Tax that cannot be recovered is a cost of the customer of its base line."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.recoverable_account = cls.company_data["default_account_tax_purchase"]
        # 10 %: six tenths are recovered, four tenths are a cost on the base line's account
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "10 %, partly recoverable",
                "amount": 10.0,
                "type_tax_use": "purchase",
                "invoice_repartition_line_ids": [
                    Command.create({"repartition_type": "base"}),
                    Command.create(
                        {
                            "repartition_type": "tax",
                            "factor_percent": 60,
                            "account_id": cls.recoverable_account.id,
                        }
                    ),
                    Command.create({"repartition_type": "tax", "factor_percent": 40}),
                ],
                "refund_repartition_line_ids": [
                    Command.create({"repartition_type": "base"}),
                    Command.create(
                        {
                            "repartition_type": "tax",
                            "factor_percent": 60,
                            "account_id": cls.recoverable_account.id,
                        }
                    ),
                    Command.create({"repartition_type": "tax", "factor_percent": 40}),
                ],
            }
        )

    def taxed(self, customer, **values):
        return {
            "cost_customer_id": customer.id,
            "tax_ids": [Command.set(self.tax.ids)],
            **values,
        }

    def taxes_of(self, bill):
        """``[(customer, balance)]`` of the tax that is a cost."""
        lines = bill.line_ids.filtered(
            lambda line: line.tax_line_id and line.account_id == self.expense_account
        )
        return sorted((line.cost_customer_id.name or "", line.balance) for line in lines)

    def test_tax_that_is_a_cost_is_booked_per_customer_and_recoverable_tax_is_not(self):
        bill = self.bill(self.taxed(self.lumber), self.taxed(self.harbour, price_unit=200.0))
        self.assertEqual(self.taxes_of(bill), [("Harbour", 8.0), ("Lumber Inc", 4.0)])
        recoverable = bill.line_ids.filtered(
            lambda line: line.account_id == self.recoverable_account
        )
        self.assertRecordValues(recoverable, [{"balance": 18.0, "cost_customer_id": False}])

    def test_lines_of_one_customer_share_a_tax_line(self):
        bill = self.bill(self.taxed(self.lumber), self.taxed(self.lumber))
        self.assertEqual(self.taxes_of(bill), [("Lumber Inc", 8.0)])

    def test_tax_follows_when_the_customer_of_a_draft_changes(self):
        bill = self.bill(self.taxed(self.lumber), post=False)
        bill.invoice_line_ids.cost_customer_id = self.harbour
        self.assertEqual(self.taxes_of(bill), [("Harbour", 4.0)])

    def test_posted_tax_follows_the_line_that_is_its_whole_base(self):
        bill = self.bill(self.taxed(self.lumber), self.taxed(self.harbour, price_unit=200.0))
        line = bill.invoice_line_ids.filtered(lambda line: line.cost_customer_id == self.lumber)
        line.with_user(self.cost_accountant).cost_customer_id = self.partner_b
        self.assertEqual(self.taxes_of(bill), [("Harbour", 8.0), (self.partner_b.name, 4.0)])

    def test_posted_tax_shared_by_two_lines_waits_for_both(self):
        """It follows with the last of its lines, whether they go at once or one by one.  (It used
        to stay behind for good when they went one by one: the customer then bore too little.)"""
        bill = self.bill(self.taxed(self.lumber), self.taxed(self.lumber))
        first, second = bill.invoice_line_ids
        first.cost_customer_id = self.harbour
        self.assertEqual(self.taxes_of(bill), [("Lumber Inc", 8.0)])
        second.cost_customer_id = self.harbour
        self.assertEqual(self.taxes_of(bill), [("Harbour", 8.0)])
        other = self.bill(self.taxed(self.lumber), self.taxed(self.lumber))
        other.invoice_line_ids.cost_customer_id = self.harbour
        self.assertEqual(self.taxes_of(other), [("Harbour", 8.0)])

    def test_the_private_part_of_a_bill_follows_its_line(self):
        bill = self.bill(
            self.taxed(self.lumber, deductible_amount=75.0, name="Party"),
            self.taxed(self.harbour, name="Office"),
            post=False,
        )
        parts = bill.line_ids.filtered(
            lambda line: (line.display_type or "").startswith("non_deductible")
        )
        self.assertEqual(len(parts), 3)
        self.assertEqual(parts.cost_customer_id, self.lumber)
        bill.action_post()
        line = bill.invoice_line_ids.filtered(lambda line: line.name == "Party")
        line.with_user(self.cost_accountant).cost_customer_id = self.partner_b
        self.assertEqual(set(parts.mapped("cost_customer_id")), {self.partner_b})

    def test_two_customers_in_the_private_part_leave_its_total_without_customer(self):
        bill = self.bill(
            self.taxed(self.lumber, deductible_amount=75.0, name="Party"),
            self.taxed(self.harbour, deductible_amount=50.0, name="Office"),
        )
        customers = {
            (line.display_type, line.balance): line.cost_customer_id.name
            for line in bill.line_ids
            if (line.display_type or "").startswith("non_deductible_product")
        }
        self.assertEqual(
            customers,
            {
                ("non_deductible_product", -25.0): "Lumber Inc",
                ("non_deductible_product", -50.0): "Harbour",
                ("non_deductible_product_total", 75.0): False,
            },
        )
