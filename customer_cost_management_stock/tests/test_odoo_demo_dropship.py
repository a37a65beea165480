from odoo import Command
from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("-standard", "odoo_demo", "post_install", "-at_install")
class TestOdooDemoDropship(StockCommon):
    """Goods that a vendor sends to the customer were never in stock; Purchase, which the demo
    database has, knows what they cost."""

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("purchase.group_purchase_manager")

    def buy_for(self, order, price, quantity=10, **values):
        """The purchase order whose goods go to the customer of a sales order."""
        goods = order.order_line.product_id
        line = {"product_id": goods.id, "product_qty": quantity, "price_unit": price}
        purchase = self.env["purchase.order"].create(
            {
                "partner_id": self.other_customer.id,
                "company_id": self.company.id,
                "order_line": [Command.create(line | {"tax_ids": False} | values)],
            }
        )
        return purchase.order_line

    def send(self, order, bought, quantity, day, back=False):
        """From the vendor to the customer, or back."""
        vendors = self.env.ref("stock.stock_location_suppliers")
        customers = self.env.ref("stock.stock_location_customers")
        source, target = (customers, vendors) if back else (vendors, customers)
        return self.move(
            order.order_line.product_id,
            quantity,
            day,
            source=source,
            target=target,
            sale_line_id=order.order_line.id,
            purchase_line_id=bought.id,
        )

    def sell_ten(self):
        return self.order(self.create_goods("Gauge", "standard", cost=6), 10)

    def cost(self):
        return self.statement(self.run_month(), self.customer).computed_cost_of_sales

    def test_goods_cost_what_the_vendor_asked(self):
        """10 at 9, whatever the product costs otherwise."""
        order = self.sell_ten()
        self.send(order, self.buy_for(order, 9), 10, "2026-03-10")
        self.bill(order, "2026-03-12")
        self.assertEqual(self.cost(), 90)
        self.assertEqual(self.sources(), ["stock_move"])

    def test_the_unit_of_the_purchase_is_its_own(self):
        """Two dozens at 96 less 50 %: 4 a piece."""
        order = self.sell_ten()
        dozen = self.env.ref("uom.product_uom_dozen")
        bought = self.buy_for(order, 96, 2, product_uom_id=dozen.id, discount=50)
        self.send(order, bought, 10, "2026-03-10")
        self.bill(order, "2026-03-12")
        self.assertEqual(self.cost(), 40)

    def test_some_from_stock_and_some_from_the_vendor(self):
        """5 at 6 and 5 at 9; of 10 invoiced in two months each month has its own."""
        order = self.sell_ten()
        self.receive(order.order_line.product_id, 10, 6, "2026-03-01")
        self.ship(order, "2026-03-05", 5)
        self.send(order, self.buy_for(order, 9), 5, "2026-03-10")
        self.bill(order, "2026-03-12", 5)
        self.bill(order, "2026-04-12")
        self.assertEqual(self.cost(), 30)
        april = self.statement(self.april(), self.customer)
        self.assertEqual(april.computed_cost_of_sales, 45)
