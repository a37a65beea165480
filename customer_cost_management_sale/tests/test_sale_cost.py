from odoo.tests import tagged

from .sale_common import SaleCommon


@tagged("post_install", "-at_install")
class TestSaleCost(SaleCommon):
    """Goods that no delivery knows cost what they cost when they were ordered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts(cost_of_sales=cls.company_data["default_account_expense"])
        stored = {"is_storable": True} if "is_storable" in cls.goods._fields else {}
        cls.goods = cls.create_product("Gauge", cost=6, invoice_policy="order", **stored)

    def cost_of_march(self):
        run = self.run_month()
        self.assert_ties(run)
        sources = self.env["customer.cost.invoice.cost"].search([]).mapped("source")
        return self.statement(run, self.customer).computed_cost_of_sales, sources

    def sell(self, quantity=1, **values):
        order = self.order(**values)
        order.order_line.product_uom_qty = quantity
        self.bill(order)
        return order

    def test_cost_when_ordered(self):
        """4 ordered at 6 each; since then the product costs 9."""
        self.sell(4)
        self.goods.standard_price = 9
        self.assertEqual(self.cost_of_march(), (24, ["order"]))

    def test_cost_in_the_currency_and_unit_of_the_order(self):
        """2 dozen of goods at 6 a piece, ordered in a currency worth half: 24 × 6 = 144."""
        order = self.quote()
        order.order_line.write(
            {"product_uom_qty": 2, "product_uom_id": self.env.ref("uom.product_uom_dozen").id}
        )
        # what Margins keeps there: 6 × 12 pieces in a currency of which 2 are worth 1
        order.action_confirm()
        self.env.flush_all()
        self.force(order, currency_rate=2.0)
        self.force(order.order_line, purchase_price=144.0)
        self.bill(order)
        self.goods.standard_price = 9
        self.assertEqual(self.cost_of_march(), (144, ["order"]))

    def test_order_without_a_cost(self):
        """Margins knew none: the product's cost of now."""
        self.goods.standard_price = 0
        self.sell(4)
        self.goods.standard_price = 9
        self.assertEqual(self.cost_of_march(), (36, ["product"]))

    def test_invoice_without_an_order(self):
        self.invoice(self.customer, 10, product_id=self.goods.id, quantity=2)
        self.assertEqual(self.cost_of_march(), (12, ["product"]))
