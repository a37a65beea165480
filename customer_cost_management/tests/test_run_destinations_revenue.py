from odoo import Command
from odoo.tests import tagged

from .destinations_case import DestinationsCase


@tagged("post_install", "-at_install")
class TestRevenueDestinations(DestinationsCase):
    """What is sold: whose revenue it is, and what is lost on it afterwards."""

    def test_refund_in_another_period(self):
        """A credit note counts in its own month; the month of the invoice stays as it was."""
        invoice = self.invoice(self.customer, 1000, "2026-03-10")
        self._reverse_invoice(invoice, date="2026-04-05", reason="Broken", post=True)
        march = self.run_month()
        april = self.run_month("2026-04-01", "2026-04-30")
        self.assert_ties(march)
        self.assert_ties(april)
        self.assertEqual(self.statement(march, self.customer).net_revenue, 1000)
        self.assertRecordValues(
            self.statement(april, self.customer),
            [{"gross_revenue": 0, "refund": 1000, "net_revenue": -1000, "cm3": -1000}],
        )

    def test_rebates(self):
        """A rebate, by credit note or accrued, lowers net revenue and is no refund of goods."""
        self.invoice(self.customer, 1000)
        credit = {"move_type": "out_refund", "account_id": self.rebates.id}
        self.invoice(self.customer, 50, "2026-03-30", **credit)
        accrual = (self.rebates, 30, {"partner_id": self.customer.id})
        self.post_entry("2026-03-31", accrual, (self.bank, -30))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer),
            [
                {
                    "gross_known": True,
                    "gross_revenue": 1000,
                    "discount": 30,
                    "refund": 50,
                    "net_revenue": 920,
                }
            ],
        )

    def test_line_discount(self):
        """10 % off 1,000: gross, discount and net tell it."""
        self.invoice(self.customer, 1000, discount=10)
        run = self.run_month()
        self.assertRecordValues(
            self.statement(run, self.customer),
            [{"gross_known": True, "gross_revenue": 1000, "discount": 100, "net_revenue": 900}],
        )

    def test_manual_entry_on_a_contact(self):
        """Revenue booked by hand belongs to the company of the contact; gross is not known."""
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.customer.id, "type": "contact"}
        )
        line = (self.sales, -700, {"partner_id": contact.id})
        self.post_entry("2026-03-12", line, (self.bank, 700))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer), [{"net_revenue": 700, "gross_known": False}]
        )

    def test_entry_without_partner(self):
        """A till's closing entry has no customer: its revenue is shown apart."""
        self.invoice(self.customer, 100)
        self.post_entry("2026-03-31", (self.sales, -560), (self.bank, 560))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": 100, "revenue_without_customer": 560},
        )

    def test_income_on_a_vendor_bill_has_no_customer(self):
        """A vendor's bonus on an income account does not make the vendor a customer."""
        vendor = self.partner_a
        bonus = {"move_type": "in_refund", "account_id": self.sales.id}
        self.invoice(vendor, 40, **bonus)
        run = self.run_month()
        self.assert_ties(run)
        self.assertFalse(self.statement(run, vendor))
        self.assertEqual(self.reconciliation(run), {"revenue_without_customer": 40})

    def test_economic_customer(self):
        """An invoice line re-attributed to the end customer of a dealer."""
        invoice = self.invoice(self.customer, 1000, discount=20)
        invoice.invoice_line_ids.cost_customer_id = self.other_customer
        run = self.run_month()
        self.assert_ties(run)
        self.assertFalse(self.statement(run, self.customer))
        self.assertRecordValues(
            self.statement(run, self.other_customer),
            [{"gross_known": True, "gross_revenue": 1000, "discount": 200, "net_revenue": 800}],
        )

    def test_invoice_in_a_foreign_currency(self):
        """1,000 in a currency worth half: the ledger's 500 count, also for gross revenue."""
        currency = self.setup_other_currency("EUR", rates=[("2026-01-01", 2.0)])
        self.invoice(self.customer, 1000, discount=10, header={"currency_id": currency.id})
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer), [{"net_revenue": 450, "gross_revenue": 500}]
        )

    # ------------------------------------------------------------------ after the sale

    def test_realised_exchange_difference(self):
        """Invoiced at 500, paid at 400: the loss of 100 is an own line of the customer."""
        self.create_counterpart_rule()
        currency = self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-03-20", 2.5)]
        )
        invoice = self.invoice(self.customer, 1000, header={"currency_id": currency.id})
        self._register_payment(invoice, payment_date="2026-03-25")
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer),
            [{"net_revenue": 500, "exchange_difference": 100, "cm3": 400}],
        )

    def test_credit_losses(self):
        """A specific write-off is the customer's; a general allowance is nobody's."""
        self.create_counterpart_rule()
        allowance = self.create_account("101997", "Allowance", "asset_current")
        owed = {"partner_id": self.customer.id}
        self.post_entry("2026-03-20", (self.losses, 80), (self.receivable, -80, owed))
        self.post_entry("2026-03-31", (self.losses, 500), (allowance, -500))
        run = self.run_month()
        self.assert_ties(run)
        self.assertRecordValues(
            self.statement(run, self.customer), [{"credit_loss": 80, "cm2": 0, "cm3": -80}]
        )
        self.assertEqual(self.reconciliation(run)["excluded_result"], -500)

    def test_general_allowance_in_a_pool_that_names_it(self):
        activity = self.create_activity("Credit risk", self.create_driver())
        self.create_pool("Credit risk", [(activity, 100)], self.losses)
        self.invoice(self.customer, 100)
        self.post_entry("2026-03-31", (self.losses, 50), (self.bank, -50))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).order_allocated, 50)

    def test_early_payment_discount(self):
        """2 % for paying early lowers net revenue in the month of the payment."""
        self.create_counterpart_rule()
        self.company.account_journal_early_pay_discount_loss_account_id = self.rebates
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % in ten days",
                "early_discount": True,
                "discount_percentage": 2,
                "discount_days": 10,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100})],
            }
        )
        header = {"invoice_payment_term_id": term.id}
        invoice = self.invoice(self.customer, 1000, "2026-03-28", header=header)
        self._register_payment(invoice, payment_date="2026-04-02")
        march, april = self.run_month(), self.run_month("2026-04-01", "2026-04-30")
        self.assert_ties(march)
        self.assert_ties(april)
        self.assertEqual(self.statement(march, self.customer).net_revenue, 1000)
        self.assertEqual(self.statement(april, self.customer).net_revenue, -20)
