from unittest.mock import patch

from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestUnknownDelivery(StockCommon):
    """What no delivery tells has the cost of the product, and says so."""

    def test_invoice_without_an_order(self):
        """Nothing leads to a delivery: the product's cost, and it says so."""
        goods = self.buy("average")
        self.invoice(self.customer, 10, product_id=goods.id, quantity=5)
        self.assert_cost(self.run_month(), 35, -105)
        self.assertEqual(self.sources(), ["product"])

    def test_product_at_cost_0(self):
        """Delivered when nobody knew its cost: listed, and taken when somebody enters it."""
        goods = self.create_goods("Adapter", "standard")
        order = self.order(goods, 4)
        self.ship(order, "2026-03-10")
        self.bill(order, "2026-03-12")
        run = self.run_month()
        self.assert_cost(run, 0)
        self.assertEqual(
            [problem["code"] for problem in run.problems], ["cost_of_sales_incomplete"]
        )
        self.assertIn("Adapter", run.problems[0]["message"])
        goods.standard_price = 3
        run._run_period()
        self.assert_cost(run, 12, 12)
        self.assertFalse(run.problems)
        self.assertEqual(self.sources(), ["product"])

    def test_goods_that_are_not_stored_have_no_cost_of_their_own(self):
        """A consumable is an expense when bought; its invoice costs nothing more."""
        order = self.order(self.create_product("Glue", cost=2, invoice_policy="order"), 10)
        self.ship(order, "2026-03-10")
        self.bill(order, "2026-03-12")
        self.assert_cost(self.run_month(), 0)

    def test_goods_of_another_owner_are_worth_nothing(self):
        """6 of 10 belong to the vendor until paid: 4 at 6 from stock, 6 at the product's cost."""
        goods = self.buy("standard", cost=6)
        order = self.order(goods, 10)
        picking = order.picking_ids
        picking.move_ids.quantity = 4
        self.env["stock.move.line"].create(
            {
                "move_id": picking.move_ids.id,
                "picking_id": picking.id,
                "product_id": goods.id,
                "quantity": 6,
                "owner_id": self.other_customer.id,
                "location_id": picking.location_id.id,
                "location_dest_id": picking.location_dest_id.id,
            }
        )
        self.ship(order, "2026-03-10", 10)
        self.assertEqual(picking.move_ids.value, 24)
        self.bill(order, "2026-03-12")
        self.assertEqual(self.statement(self.run_month(), self.customer).computed_cost_of_sales, 60)
        self.assertEqual(self.sources(), ["part_stock_move"])

    def test_without_sales(self):
        """Inventory alone does not know what an invoice delivered: 15 at the product's cost of
        now, which is 8."""
        self.sell_fifteen("fifo")
        run = self.env.registry["customer.cost.run"]
        with patch.object(run, "_knows_orders", lambda run: False):
            self.assert_cost(self.run_month(), 120, -20)
        self.assertEqual(self.sources(), ["product"])

    # ------------------------------------------------------------------ speed

    def test_the_number_of_queries_does_not_grow(self):
        goods = self.buy("fifo")

        def queries(day):
            self.env.flush_all()
            run = self.env["customer.cost.run"].create(
                {"company_id": self.company.id, "date_from": day, "date_to": day}
            )
            run._run_period()  # warm
            start = self.env.cr.sql_log_count
            run._run_period()
            return self.env.cr.sql_log_count - start

        for day, orders in (("2026-03-10", 1), ("2026-03-11", 5)):
            for _order in range(orders):
                order = self.order(goods, 1)
                self.ship(order, day)
                self.bill(order, day)
        self.assertEqual(queries("2026-03-10"), queries("2026-03-11"))
