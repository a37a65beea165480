from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestKitCost(StockCommon):
    """A kit costs what its components were worth when they left the warehouse.

    In stock are 10 gauges at 6, 10 at 8, and 20 cases at 3: 200 in all.  The kit holds two
    gauges, a case, and glue, which was an expense when bought.
    """

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("mrp.group_mrp_manager")

    def setUp(self):
        super().setUp()
        self.gauge = self.buy("fifo")
        self.case = self.create_goods("Case", "standard", cost=3)
        self.receive(self.case, 20, 3, "2026-03-04")
        self.glue = self.create_product("Glue", cost=2)
        self.kit = self.create_product("Kit", cost=20, invoice_policy="order")
        self.bom = self.create_kit(self.kit, {self.gauge: 2, self.case: 1, self.glue: 1})

    def create_kit(self, product, components, quantity=1):
        """:param components: how many of each are in ``quantity`` kits"""
        return self.env["mrp.bom"].create(
            {
                "product_tmpl_id": product.product_tmpl_id.id,
                "product_qty": quantity,
                "type": "phantom",
                "bom_line_ids": [
                    Command.create({"product_id": part.id, "product_qty": many})
                    for part, many in components.items()
                ],
            }
        )

    def ship_parts(self, order, day, quantities):
        """Deliver so many of each component, the rest on a backorder."""
        [picking] = order.picking_ids.filtered(lambda p: p.state not in ("done", "cancel"))
        with freeze_time(f"{day} 10:00:00"):
            for move in picking.move_ids:
                move.quantity = quantities.get(move.product_id, 0)
                move.picked = bool(move.quantity)
            picking._action_done()
            self.env.flush_all()
        return picking

    def ship_kits(self, order, day, kits):
        parts = {self.gauge: 2 * kits, self.case: kits, self.glue: kits}
        return self.ship_parts(order, day, parts)

    def sell_five(self):
        order = self.order(self.kit, 5)
        self.ship(order, "2026-03-10")
        self.bill(order, "2026-03-12")

    # ------------------------------------------------------------------ kits

    def test_a_kit_costs_its_components(self):
        """5 kits: 10 gauges at 6 and 5 cases at 3 = 75, not 5 times the kit's own 20; so the
        books say."""
        self.sell_five()
        self.close_stock("2026-03-31")
        self.assert_cost(self.run_month(), 75)
        self.assertEqual(self.sources(), ["stock_move"])

    def test_a_kit_whose_own_product_is_stored(self):
        """The same; not closed, as Odoo would count what it could still make among the stock."""
        self.kit.is_storable = True
        self.sell_five()
        self.assert_cost(self.run_month(), 75, 75 - 200)
        self.assertEqual(self.sources(), ["stock_move"])

    def test_each_invoice_has_the_cost_of_its_own_delivery(self):
        """5 kits in March with the gauges at 6, 5 in April with those at 8: 75 and 95."""
        order = self.order(self.kit, 10)
        self.ship_kits(order, "2026-03-10", 5)
        self.bill(order, "2026-03-12", 5)
        self.ship_kits(order, "2026-04-10", 5)
        self.bill(order, "2026-04-12")
        self.assert_cost(self.run_month(), 75, 75 - 200)
        self.assert_cost(self.april(), 95, 95)

    def test_a_kit_is_delivered_with_its_last_component(self):
        """8 gauges and 3 cases are three kits, 6 × 6 + 3 × 3 = 45; the fourth that is invoiced
        has the cost of its product: 65."""
        order = self.order(self.kit, 4)
        self.ship_parts(order, "2026-03-10", {self.gauge: 8, self.case: 3, self.glue: 4})
        self.bill(order, "2026-03-12")
        self.assert_cost(self.run_month(), 65, 65 - 200)
        self.assertEqual(self.sources(), ["part_stock_move"])

    def test_a_kit_of_which_a_component_never_left(self):
        """8 gauges and no case are no kit: 4 at the cost of the product."""
        order = self.order(self.kit, 4)
        self.ship_parts(order, "2026-03-10", {self.gauge: 8})
        self.bill(order, "2026-03-12")
        self.assert_cost(self.run_month(), 80, 80 - 200)
        self.assertEqual(self.sources(), ["product"])

    def test_a_kit_in_a_kit(self):
        """3 large kits hold 2 small ones of 3 gauges, and a case: 6 × 6 + 3 = 39."""
        small = self.create_product("Small kit")
        large = self.create_product("Large kit", invoice_policy="order")
        self.create_kit(small, {self.gauge: 3})
        self.create_kit(large, {small: 2, self.case: 1}, quantity=3)
        order = self.order(large, 3)
        self.ship_parts(order, "2026-03-10", {self.gauge: 6, self.case: 1})
        self.bill(order, "2026-03-12")
        self.assert_cost(self.run_month(), 39, 39 - 200)
        self.assertEqual(self.sources(), ["stock_move"])

    def test_a_kit_changed_since(self):
        """What left decides, not what the kit holds today."""
        self.sell_five()
        self.bom.active = False
        self.create_kit(self.kit, {self.gauge: 7})
        self.assert_cost(self.run_month(), 75, 75 - 200)

    def test_credit_note_of_the_order(self):
        """2 of 5 kits come back, with 4 gauges at 6 and 2 cases at 3: 30."""
        self.kit.invoice_policy = "delivery"
        order = self.order(self.kit, 5)
        picking = self.ship_kits(order, "2026-03-10", 5)
        self.bill(order, "2026-03-12")
        with freeze_time("2026-04-03 11:00:00"):
            wizard = self.env["stock.return.picking"].with_context(
                active_id=picking.id, active_model="stock.picking"
            )
            back = wizard.create({})
            for line in back.product_return_moves:
                line.quantity = 4 if line.product_id == self.gauge else 2
            back = self.env["stock.picking"].browse(back.action_create_returns()["res_id"])
            back.move_ids.picked = True
            back._action_done()
            self.env.flush_all()
        refund = self.bill(order, "2026-04-05")
        self.assertEqual((refund.move_type, refund.invoice_line_ids.quantity), ("out_refund", 2))
        self.force(refund, reversed_entry_id=None)
        self.assert_cost(self.april(), -30, -30)
        self.assertEqual(self.sources(), ["stock_move"])

    # ------------------------------------------------------------------ which products are goods

    def test_kits_of_goods_are_goods(self):
        """A kit of goods, also through another kit; one of nothing stored is not."""
        outer = self.create_product("Outer kit")
        self.create_kit(outer, {self.kit: 1})
        sticky = self.create_product("Sticky kit")
        self.create_kit(sticky, {self.glue: 3})
        self.env.flush_all()
        run = self.env["customer.cost.run"].new({"company_id": self.company.id})
        products = (self.kit, outer, sticky, self.glue)
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM (%s) goods WHERE id = ANY(%s)",
                run._sql_stored_products(),
                [product.id for product in products],
            )
        )
        self.assertEqual({row[0] for row in rows}, {self.kit.id, outer.id})
