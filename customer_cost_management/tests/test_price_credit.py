from odoo import Command
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestPriceCredit(CustomerCostRunCommon):
    """Credit notes on an invoice: about its price alone, or about goods that came back.

    10 pieces at 100 that cost 60 each: revenue 1,000, cost of sales 600.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        cls.goods = cls.create_product("Gauge", cost=60)
        cls.dozen = cls.env.ref("uom.product_uom_dozen")

    def sell(self, *lines):
        """An invoice with a line for each of ``lines``: its values, 10 at 100 by themselves."""
        product = {"product_id": self.goods.id, "tax_ids": False}
        ordinary = {"name": "Gauge", "quantity": 10, "price_unit": 100}
        [first, *others] = [product | ordinary | line for line in lines or ({},)]
        header = {"invoice_line_ids": [Command.create(line) for line in (first, *others)]}
        return self.invoice(self.customer, 0, header=header)

    def credit(self, move, **values):
        refund = self._reverse_invoice(move, date="2026-03-20", reason="Agreed")
        refund.invoice_line_ids[1:].unlink()
        refund.invoice_line_ids.write(values)
        refund.action_post()
        return refund

    def assert_month(self, revenue, cost):
        run = self.run_month()
        self.assert_ties(run)
        statement = self.statement(run, self.customer)
        self.assertAlmostEqual(statement.net_revenue, revenue)
        self.assertAlmostEqual(statement.computed_cost_of_sales, cost)
        self.assertAlmostEqual(statement.cm1, revenue - cost)
        return run

    def source(self, refund):
        costs = self.env["customer.cost.invoice.cost"].search([])
        return costs.filtered(lambda cost: cost.move_line_id in refund.invoice_line_ids).source

    def test_an_allowance_takes_back_no_cost(self):
        """5 off each of the 10: revenue 950, cost 600, margin 350; computed again the same."""
        refund = self.credit(self.sell(), price_unit=5)
        run = self.assert_month(950, 600)
        self.assertEqual(self.source(refund), "price_credit")
        self.assertFalse(run.problems)
        run._run_period()
        self.assertEqual(self.statement(run, self.customer).cm1, 350)

    def test_a_return_takes_back_its_cost(self):
        """4 of the 10: 400 of revenue and 240 of cost."""
        refund = self.credit(self.sell(), quantity=4)
        self.assert_month(600, 360)
        self.assertEqual(self.source(refund), "reversed_invoice")

    def test_a_credit_note_on_no_invoice(self):
        """There is no price to compare with: goods that came back."""
        self.sell()
        goods = {"product_id": self.goods.id, "quantity": 10}
        self.invoice(self.customer, 5, move_type="out_refund", **goods)
        self.assert_month(950, 0)

    def test_prices_are_compared_after_discount(self):
        """Sold at 100 less 10 %: 90 without discount is the same price, 100 less 95 % is not."""
        self.credit(self.sell({"discount": 10}), price_unit=90, discount=0, quantity=2)
        self.assert_month(900 - 180, 600 - 120)
        self.credit(self.sell({"discount": 10}), discount=95)
        self.assert_month(900 - 180 + 900 - 50, 600 - 120 + 600)

    def test_prices_are_compared_by_the_unit_of_the_product(self):
        """A dozen at 100 is 8.333 a piece: 8.33 for a piece is that price, 8 is not."""
        piece = {"product_uom_id": self.env.ref("uom.product_uom_unit").id, "quantity": 1}
        dozen = {"product_uom_id": self.dozen.id, "quantity": 1}
        self.credit(self.sell(dozen), **piece, price_unit=8.33)
        self.assert_month(91.67, 660)
        self.credit(self.sell(dozen), **piece, price_unit=8)
        self.assert_month(91.67 + 92, 660 + 720)

    def test_pieces_for_nothing_are_no_price(self):
        """10 at 100 and 1 free: 5 off each is still about the price alone."""
        self.credit(self.sell({}, {"quantity": 1, "price_unit": 0}), price_unit=5)
        self.assert_month(950, 660)

    def test_the_lowest_price_of_the_invoice_counts(self):
        """10 at 100 and 10 at 80: who takes back one at 80 takes back goods."""
        invoice = self.sell({}, {"price_unit": 80})
        self.credit(invoice, price_unit=80, quantity=1)
        self.assert_month(1720, 1140)

    def test_an_allowance_that_is_taken_back(self):
        """It cost nothing, nor does the invoice that reverses it."""
        refund = self.credit(self.sell(), price_unit=5)
        again = self._reverse_invoice(refund, date="2026-03-25", reason="By mistake", post=True)
        self.assertEqual(again.move_type, "out_invoice")
        self.assert_month(1000, 600)

    def test_products_at_cost_zero_are_told_by_what_was_invoiced(self):
        """An allowance on a product without cost takes nothing from the revenue that is named."""
        self.goods.standard_price = 0
        self.credit(self.sell(), price_unit=5)
        [problem] = self.assert_month(950, 0).problems
        self.assertIn("1,000", problem["message"])
