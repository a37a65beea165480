from odoo import Command
from odoo.tests import tagged

from .destinations_case import DestinationsCase


@tagged("post_install", "-at_install")
class TestCostDestinations(DestinationsCase):
    """What is spent: whose cost it is by customer, rule and category."""

    def test_tax_that_is_not_deductible(self):
        """Half of a bill is one customer's: half of the tax nobody gives back is, too."""
        tax = self.env["account.tax"].create(
            {
                "name": "10 % not deductible",
                "amount": 10,
                "type_tax_use": "purchase",
                "company_id": self.company.id,
                "country_id": self.company.account_fiscal_country_id.id,
            }
        )
        tax.repartition_line_ids.account_id = False
        lines = [
            Command.create(
                {
                    "name": name,
                    "price_unit": 200,
                    "account_id": self.rent.id,
                    "tax_ids": tax.ids,
                    "cost_customer_id": customer,
                }
            )
            for name, customer in (("Dinner", self.customer.id), ("Paper", False))
        ]
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.partner_a.id,
                "invoice_date": "2026-03-05",
                "date": "2026-03-05",
                "invoice_line_ids": lines,
            }
        )
        bill.action_post()
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 220, "unassigned": 220})
        self.assertEqual(self.statement(run, self.customer).customer_direct, 220)

    def test_line_rule_takes_customers_only(self):
        """On entries the partner of the item may be the customer; on a bill he is the vendor."""
        self.env["customer.cost.attribution.rule"].create(
            {"name": "Line", "method": "line", "company_id": self.company.id}
        )
        self.invoice(self.customer, 100)
        self.invoice(self.customer, 15, move_type="in_invoice", account_id=self.rent.id)
        for partner, amount in ((self.customer, 7), (self.other_customer, 9)):
            line = (self.rent, amount, {"partner_id": partner.id})
            self.post_entry("2026-03-20", line, (self.bank, -amount))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).customer_direct, 7)
        self.assertFalse(self.statement(run, self.other_customer))
        self.assertEqual(self.reconciliation(run)["unassigned"], -24)

    def test_fixed_rule(self):
        """A freight account that serves one customer only."""
        self.env["customer.cost.attribution.rule"].create(
            {
                "name": "Freight",
                "method": "fixed",
                "partner_id": self.customer.id,
                "account_ids": self.rent.ids,
                "company_id": self.company.id,
            }
        )
        self.post_entry("2026-03-20", (self.rent, 65), (self.bank, -65))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run, partner_id=self.customer), {"direct": 65})

    def test_level_of_the_category(self):
        """Direct cost takes the level of its category; channel cost stops above the customer."""
        fields = {"unit": "direct_cost_of_sales", "order": "order_direct"}
        fields["customer"] = "customer_direct"
        for amount, level in enumerate([*fields, "channel"], 1):
            category = self.env["customer.cost.category"].create(
                {"name": level, "level": level, "company_id": self.company.id}
            )
            typed = {"cost_customer_id": self.customer.id, "cost_category_id": category.id}
            self.post_entry("2026-03-20", (self.rent, amount, typed), (self.bank, -amount))
        run = self.run_month()
        self.assert_ties(run)
        statement = self.statement(run, self.customer)
        self.assertEqual([statement[name] for name in fields.values()], [1, 2, 3])
        self.assertEqual(self.reconciliation(run), {"customer_contribution": -6, "channel": -4})

    def test_labour_that_is_the_product(self):
        """A service company: an activity with the line cost of sales enters the product margin."""
        activity = self.create_activity(
            "Consulting", self.create_driver(), statement_line="cost_of_sales"
        )
        self.create_pool("Consultants", [(activity, 100)], self.rent)
        self.invoice(self.customer, 1000)
        self.post_entry("2026-03-31", (self.rent, 400), (self.bank, -400))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer),
            [{"delivery_labour": 400, "cm1": 600, "cm3": 600, "cost_to_serve": 0}],
        )

    def test_negative_debits(self):
        """Chinese books correct in red: a debit of −20 lowers cost like a credit of 20."""
        self.company.account_storno = True
        typed = {"cost_customer_id": self.customer.id}
        wrong = self.post_entry("2026-03-05", (self.rent, 120, typed), (self.bank, -120))
        correction = wrong._reverse_moves([{"date": "2026-03-06"}])
        correction.action_post()
        self.assertEqual(correction.line_ids.filtered("cost_customer_id").debit, -120)
        self.post_entry("2026-03-05", (self.rent, 100, typed), (self.bank, -100))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).customer_direct, 100)

    def test_excluded(self):
        """Excluded is excluded, whoever typed a customer."""
        typed = {"cost_customer_id": self.customer.id}
        self.post_entry("2026-03-20", (self.interest, -12, typed), (self.bank, 12))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"excluded_result": 12})
