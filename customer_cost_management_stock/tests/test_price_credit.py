from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestPriceCredit(StockCommon):
    """15 delivered and invoiced at 10 in March cost 10 × 6 + 5 × 8 = 100; what a credit note of
    April takes back."""

    def credit(self, invoice, day="2026-04-05", **values):
        refund = self._reverse_invoice(invoice, date=day, reason="Agreed")
        refund.invoice_line_ids.write(values)
        refund.action_post()

    def test_an_allowance_takes_back_nothing(self):
        _order, _picking, invoice = self.sell_fifteen("fifo")
        self.credit(invoice, price_unit=1)
        self.run_month()
        self.assert_cost(self.april(), 0)
        self.assertEqual(self.sources(), ["stock_move", "price_credit"])

    def test_goods_that_came_back_used(self):
        """5 returned and credited at 8 instead of 10: a third of 100, as the return decides."""
        _order, picking, invoice = self.sell_fifteen("fifo")
        self.take_back(picking, 5, "2026-04-03")
        self.credit(invoice, quantity=5, price_unit=8)
        self.run_month()
        self.assert_cost(self.april(), -33.33, -33.33)

    def test_an_allowance_beside_a_return(self):
        """1 off each of the 15, and 5 returned at their price: the return is the second's, in
        whatever order they are computed."""
        _order, picking, invoice = self.sell_fifteen("fifo")
        self.credit(invoice, price_unit=1)
        self.take_back(picking, 5, "2026-04-06")
        self.credit(invoice, "2026-04-07", quantity=5)
        self.assert_cost(self.april(), -33.33, -33.33)
        self.assertEqual(self.sources(), ["stock_move", "price_credit", "reversed_invoice"])
