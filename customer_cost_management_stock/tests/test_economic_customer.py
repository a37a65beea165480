from odoo import Command
from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestEconomicCustomer(StockCommon):
    """An invoice to a dealer that is for an end customer: his are revenue and booked cost.

    100 pieces at 10 that cost 6 each: revenue 1,000, cost of sales 600, margin 400.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dealer, cls.end_customer = cls.customer, cls.other_customer
        cls.gauges = cls.create_goods("Gauge", "fifo", "real_time")
        cls.receive(cls.gauges, 400, 6, "2026-03-02")

    def sell(self, **values):
        values = {"product_id": self.gauges.id, "quantity": 100} | values
        return self.invoice(self.dealer, 10, "2026-03-10", **values)

    def line(self, move):
        return move.invoice_line_ids.filtered(lambda line: line.display_type == "product")

    def cost(self, move):
        return move.line_ids.filtered(
            lambda item: item.display_type == "cogs" and item.account_id.internal_group == "expense"
        )

    def margins(self, run):
        """{customer: (net revenue, CM1)} of those who have a statement."""
        self.assert_ties(run)
        statements = self.env["customer.profitability"].search(
            [("run_id", "=", run.id), ("partner_id", "!=", False)]
        )
        return {each.partner_id: (each.net_revenue, each.cm1) for each in statements}

    def test_typed_before_posting(self):
        invoice = self.sell(cost_customer_id=self.end_customer.id)
        self.assertEqual(self.cost(invoice).balance, 600)
        self.assertEqual(self.margins(self.run_month()), {self.end_customer: (1000, 400)})
        stock = invoice.line_ids.filtered(lambda item: item.account_id == self.stock)
        self.assertFalse(stock.cost_customer_id)

    def test_typed_after_posting(self):
        """And taken back, and typed again through the assignment of the selected items."""
        invoice = self.sell()
        run = self.run_month()
        self.assertEqual(self.margins(run), {self.dealer: (1000, 400)})
        self.line(invoice).cost_customer_id = self.end_customer
        run._check_changes()
        self.assertTrue(run.changed_entries)
        run._run_period()
        self.assertEqual(self.margins(run), {self.end_customer: (1000, 400)})
        self.line(invoice).cost_customer_id = False
        run._run_period()
        self.assertEqual(self.margins(run), {self.dealer: (1000, 400)})
        self.line(invoice)._assign_cost({"cost_customer_id": self.end_customer.id})
        run._run_period()
        self.assertEqual(self.margins(run), {self.end_customer: (1000, 400)})

    def test_one_line_of_two(self):
        """60 of the pieces are for the end customer, 40 are the dealer's own."""
        product = {"product_id": self.gauges.id, "price_unit": 10, "tax_ids": False}
        lines = [Command.create(product | {"quantity": quantity}) for quantity in (60, 40)]
        invoice = self.invoice(self.dealer, 0, header={"invoice_line_ids": lines})
        sixty = self.line(invoice).filtered(lambda line: line.quantity == 60)
        sixty.cost_customer_id = self.end_customer
        self.assertEqual(
            self.margins(self.run_month()),
            {self.end_customer: (600, 240), self.dealer: (400, 160)},
        )

    def test_reset_and_posted_again(self):
        invoice = self.sell()
        self.line(invoice).cost_customer_id = self.end_customer
        invoice.button_draft()
        invoice.action_post()
        self.assertEqual(self.margins(self.run_month()), {self.end_customer: (1000, 400)})

    def test_cost_that_somebody_gave_to_another(self):
        """Only what is for the same customer follows its line."""
        invoice = self.sell(cost_customer_id=self.end_customer.id)
        self.cost(invoice).cost_customer_id = self.dealer
        self.line(invoice).cost_customer_id = False
        self.assertEqual(self.cost(invoice).cost_customer_id, self.dealer)

    def test_credit_note(self):
        """Half of it back in March: 500 of revenue, 300 of cost."""
        invoice = self.sell(cost_customer_id=self.end_customer.id)
        refund = self._reverse_invoice(invoice, date="2026-03-20", reason="Half of it")
        self.line(refund).quantity = 50
        refund.action_post()
        self.assertEqual(self.cost(refund).balance, -300)
        self.assertEqual(self.margins(self.run_month()), {self.end_customer: (500, 200)})

    def test_reversal_that_cancels(self):
        """Odoo copies its cost: typed before it, or after it on both entries."""
        for before in (True, False):
            with self.subTest(before=before), self.cr.savepoint() as savepoint:
                typed = {"cost_customer_id": self.end_customer.id} if before else {}
                invoice = self.sell(**typed)
                back = invoice._reverse_moves(
                    [{"date": "2026-04-05", "invoice_date": "2026-04-05"}], cancel=True
                )
                if not before:
                    (self.line(invoice) | self.line(back)).cost_customer_id = self.end_customer
                self.assertEqual(self.cost(back).balance, -600)
                self.assertEqual(self.margins(self.run_month()), {self.end_customer: (1000, 400)})
                self.assertEqual(self.margins(self.april()), {self.end_customer: (-1000, -400)})
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
