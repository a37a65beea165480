from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestDeliveredCost(StockCommon):
    """Periodic valuation: an invoice line costs what its delivery was worth.

    Bought 10 at 6 and 10 at 8, paid 140.
    """

    # ------------------------------------------------------------------ methods of costing

    def test_first_in_first_out(self):
        """15 cost 10 × 6 + 5 × 8 = 100; 5 × 8 = 40 stay, so that the books say 100, too."""
        self.sell_fifteen("fifo")
        self.close_stock("2026-03-31")
        self.assert_cost(self.run_month(), 100)
        self.assertEqual(self.sources(), ["stock_move"])

    def test_average_cost(self):
        """15 cost 7 each = 105; 35 stay."""
        self.sell_fifteen("average")
        self.close_stock("2026-03-31")
        self.assert_cost(self.run_month(), 105)

    def test_standard_cost(self):
        """15 at the standard of 6 = 90, 30 stay; that 20 more were paid is nobody's cost."""
        self.sell_fifteen("standard", cost=6)
        self.close_stock("2026-03-31")
        self.assert_cost(self.run_month(), 90, -20)

    def test_a_later_cost_of_the_product_is_not_the_delivery_s(self):
        """Goods received after the delivery raise the cost of the product, not of the sale."""
        order, _picking, _invoice = self.sell_fifteen("average")
        self.receive(order.order_line.product_id, 10, 70, "2026-03-20")
        self.assertGreater(order.order_line.product_id.standard_price, 40)
        run = self.run_month()
        self.assertEqual(self.statement(run, self.customer).computed_cost_of_sales, 105)

    def test_unit_of_the_order(self):
        """A dozen of goods that are stored by the piece: 10 × 6 + 2 × 8 = 76."""
        dozen = self.env.ref("uom.product_uom_dozen")
        order = self.order(self.buy("fifo"), 1, product_uom_id=dozen.id)
        self.ship(order, "2026-03-10")
        self.bill(order, "2026-03-12")
        self.assert_cost(self.run_month(), 76, -140 + 76)

    # ------------------------------------------------------------------ months

    def test_each_invoice_has_the_cost_of_its_own_delivery(self):
        """10 delivered and invoiced in March cost 60, 10 in April 80; not twice 70."""
        order = self.order(self.buy("fifo"), 20)
        self.ship(order, "2026-03-10", 10)
        self.bill(order, "2026-03-12", 10)
        self.ship(order, "2026-04-10")
        self.bill(order, "2026-04-12")
        self.assert_cost(self.run_month(), 60, -80)
        self.assert_cost(self.april(), 80, 80)

    def test_two_deliveries_on_one_invoice(self):
        order = self.order(self.buy("fifo"), 20)
        self.ship(order, "2026-03-10", 10)
        self.ship(order, "2026-04-10")
        self.bill(order, "2026-04-12")
        self.assert_cost(self.april(), 140, 140)

    def test_delivered_in_march_invoiced_in_april(self):
        """The books of March say 60 were used up; the customer pays in April, at 60."""
        order = self.order(self.buy("fifo"), 10)
        self.ship(order, "2026-03-30")
        self.close_stock("2026-03-31")
        self.bill(order, "2026-04-02")
        march, april = self.run_month(), self.april()
        self.assertEqual(self.reconciliation(march), {"timing_difference": -60})
        self.assert_cost(april, 60, 60)

    def test_invoiced_before_the_delivery(self):
        """What is not delivered costs what the product costs at the first computation; its
        later delivery changes no month that was computed."""
        goods = self.buy("fifo")
        order = self.order(goods, 15)
        self.bill(order, "2026-03-12")
        cost = goods.standard_price
        self.assertEqual(cost, 7)
        self.assert_cost(self.run_month(), 105, -35)
        self.assertEqual(self.sources(), ["product"])
        self.ship(order, "2026-04-02")
        self.assert_cost(self.run_month(), 105, -35)

    def test_partly_delivered(self):
        """15 invoiced, 4 delivered at 6, the rest at the product's cost, which is then
        (6 × 6 + 10 × 8) ÷ 16 = 7.25: 24 + 11 × 7.25 = 103.75."""
        goods = self.buy("fifo")
        order = self.order(goods, 15)
        self.ship(order, "2026-03-10", 4)
        self.bill(order, "2026-03-12")
        self.assertEqual(goods.standard_price, 7.25)
        run = self.run_month()
        self.assertAlmostEqual(self.statement(run, self.customer).computed_cost_of_sales, 103.75)
        self.assertEqual(self.sources(), ["part_stock_move"])
        self.assert_ties(run)

    # ------------------------------------------------------------------ credit notes

    def test_credit_note_that_reverses(self):
        """5 of the 15 back: a third of 100, as the invoice cost, whatever the return is worth."""
        _order, picking, invoice = self.sell_fifteen("fifo")
        self.take_back(picking, 5, "2026-04-03")
        refund = self._reverse_invoice(invoice, date="2026-04-05", reason="Broken")
        refund.invoice_line_ids.quantity = 5
        refund.action_post()
        self.assert_cost(self.run_month(), 100, -40)
        self.assert_cost(self.april(), -33.33, -33.33)
        self.assertEqual(self.sources(), ["stock_move", "reversed_invoice"])

    def test_credit_note_of_the_order(self):
        """Made from the order after a return, without an invoice that it reverses: what came
        back, 5 at 100 ÷ 15."""
        goods = self.buy("fifo", invoice_policy="delivery")
        order = self.order(goods, 15)
        picking = self.ship(order, "2026-03-10")
        self.bill(order, "2026-03-12")
        self.take_back(picking, 5, "2026-04-03")
        refund = self.bill(order, "2026-04-05")
        self.assertEqual(refund.move_type, "out_refund")
        self.force(refund, reversed_entry_id=None)
        self.assert_cost(self.april(), -33.33, -33.33)
        self.assertEqual(self.sources(), ["stock_move"])

    def test_price_correction_costs_once(self):
        """Invoiced 10, credited without a return, invoiced again at another price: 60 in all,
        not 60 and then the 80 of goods that never left."""
        order = self.order(self.buy("fifo"), 10)
        self.ship(order, "2026-03-10")
        invoice = self.bill(order, "2026-03-12")
        self._reverse_invoice(invoice, date="2026-03-15", reason="Price", post=True)
        self.bill(order, "2026-03-16")
        self.assert_cost(self.run_month(), 60, -80)
        self.assertEqual(self.sources(), ["stock_move", "reversed_invoice", "stock_move"])

    def test_replaced_goods_cost_what_replaced_them(self):
        """10 at 6 sold, taken back and credited; 10 at 8 sent and invoiced instead."""
        order = self.order(self.buy("fifo"), 10)
        picking = self.ship(order, "2026-03-10")
        invoice = self.bill(order, "2026-03-12")
        self.take_back(picking, 10, "2026-03-14")
        self._reverse_invoice(invoice, date="2026-03-15", reason="Broken", post=True)
        again = self.order(order.order_line.product_id, 10)
        self.ship(again, "2026-03-16")
        self.bill(again, "2026-03-17")
        self.assert_cost(self.run_month(), 80, -60)

    def test_two_lines_of_a_product(self):
        """Each line has its own delivery, and a credit note of all gives all of it back."""
        goods = self.buy("fifo")
        order = self.order(goods, 10)
        order.order_line.copy({"order_id": order.id})
        picking = order.picking_ids
        self.assertEqual(len(picking.move_ids), 2)
        self.ship(order, "2026-03-10", 10)
        invoice = self.bill(order, "2026-03-12")
        self.assert_cost(self.run_month(), 140)
        self._reverse_invoice(invoice, date="2026-03-15", reason="All back", post=True)
        self.assert_cost(self.run_month(), 0, -140)
