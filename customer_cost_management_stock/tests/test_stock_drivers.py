from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL

from ..hooks import pre_init_hook
from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestStockDrivers(StockCommon):
    """Deliveries, their lines, weights and returns are measured on real transfers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.create_goods("Gauge", "standard", cost=6)
        cls.receive(cls.goods, 100, 6, "2026-03-01")

    def deliver(self, *days, lines=1, partner=None):
        """One delivery a day."""
        pickings = []
        for day in days:
            with freeze_time(f"{day} 08:00:00"):
                order = self.order(self.goods, 1)
                order.picking_ids.partner_id = partner or self.customer
                for _line in range(lines - 1):
                    order.order_line[0].copy({"order_id": order.id})
            pickings.append(self.ship(order, day, 1))
        return pickings

    def test_deliveries(self):
        """Done in March, to the customer or to his branch; an open one does not count."""
        branch = self.env["res.partner"].create({"name": "Yard", "parent_id": self.customer.id})
        self.deliver("2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01")
        self.deliver("2026-03-10", partner=branch)
        self.deliver("2026-03-10", partner=self.other_customer)
        self.order(self.goods, 1)
        self.assertEqual(self.measure("D-DELIVERY"), {self.customer: 3, self.other_customer: 1})

    def test_lines(self):
        self.deliver("2026-03-10", lines=3)
        self.deliver("2026-03-11", partner=self.other_customer)
        self.assertEqual(
            self.measure("D-DELIVERY-LINE"), {self.customer: 3, self.other_customer: 1}
        )

    def test_returns_are_no_deliveries(self):
        [picking] = self.deliver("2026-03-10")
        self.take_back(picking, 1, "2026-03-12")
        self.assertEqual(self.measure("D-RETURN"), {self.customer: 1})
        self.assertEqual(self.measure("D-DELIVERY"), {self.customer: 1})

    def test_deliveries_as_plain_sql_counts_them(self):
        self.deliver("2026-03-10", "2026-03-11")
        self.deliver("2026-03-10", partner=self.other_customer)
        shipped = self.counted(
            SQL(
                """
                SELECT picking.partner_id, 1 FROM stock_picking picking
                  JOIN stock_picking_type kind ON kind.id = picking.picking_type_id
                 WHERE picking.state = 'done' AND kind.code = 'outgoing' AND picking.company_id = %s
                   AND picking.date_done BETWEEN '2026-03-01' AND '2026-03-31 23:59:59'
                """,
                self.company.id,
            )
        )
        self.assertEqual(self.measure("D-DELIVERY"), shipped)
        self.assertEqual(sum(shipped.values()), 3)

    def test_weight(self):
        """3 pieces of 2.5 kg in two deliveries; 1 to the other; a letter weighs nothing."""
        self.goods.weight = 2.5
        self.deliver("2026-03-10", lines=2)
        self.deliver("2026-03-11")
        self.deliver("2026-03-12", partner=self.other_customer)
        self.goods.weight = 0
        self.deliver("2026-03-13", partner=self.other_customer)
        self.assertEqual(self.measure("D-WEIGHT"), {self.customer: 7.5, self.other_customer: 2.5})

    def test_the_assistant_tries_weight_first(self):
        self.assertEqual(
            self.seeds_of("A-CARRY"), ["D-WEIGHT", "D-FREIGHT", "D-DELIVERY", "D-INVOICE"]
        )

    # ------------------------------------------------------------------ freight

    def deliver_promised(self, day, promised, partner=None):
        with freeze_time(f"{day} 08:00:00"):
            order = self.order(self.goods, 1)
            order.date_order = f"{day} 08:00:00"
            order.picking_ids.partner_id = partner or self.customer
            order.commitment_date = f"{promised} 08:00:00"
        return self.ship(order, day, 1)

    def test_hurry_counts_three_times_and_abroad_ten_times(self):
        """Two ordinary ones and an express to Lumber: 5; one abroad, hurry or not: 10."""
        at_home, abroad = self.env.ref("base.us"), self.env.ref("base.cn")
        self.company.country_id = at_home
        self.customer.country_id, self.other_customer.country_id = at_home, abroad
        self.deliver("2026-03-10")
        self.deliver_promised("2026-03-11", "2026-03-20")
        self.deliver_promised("2026-03-12", "2026-03-14")
        self.deliver_promised("2026-03-13", "2026-03-14", self.other_customer)
        self.deliver("2026-04-01")
        self.assertEqual(self.measure("D-FREIGHT"), {self.customer: 5, self.other_customer: 10})
        self.assertEqual(self.measure("D-DELIVERY"), {self.customer: 3, self.other_customer: 1})

    def test_who_moves_abroad_later_was_not_delivered_abroad(self):
        self.company.country_id = self.customer.country_id = self.env.ref("base.us")
        self.deliver("2026-03-10")
        self.customer.country_id = self.env.ref("base.cn")
        self.env.flush_all()
        self.assertEqual(self.measure("D-FREIGHT"), {self.customer: 1})

    def test_installing_tells_of_the_deliveries_there_are(self):
        """As Odoo itself would compute them, in one statement and again and again."""
        at_home, abroad = self.env.ref("base.us"), self.env.ref("base.cn")
        self.company.country_id = at_home
        self.customer.country_id, self.other_customer.country_id = at_home, abroad
        [usual] = self.deliver("2026-03-10")
        express = self.deliver_promised("2026-03-12", "2026-03-14")
        export = self.deliver_promised("2026-03-13", "2026-03-14", self.other_customer)
        pickings = usual | express | export
        self.assertEqual(pickings.mapped("cost_freight_factor"), [1, 3, 10])
        self.force(pickings, cost_freight_factor=None)
        for _time in range(2):
            pre_init_hook(self.env)
            self.env.invalidate_all()
            self.assertEqual([each.cost_freight_factor for each in pickings], [1, 3, 10])

    def test_internal_steps_are_no_deliveries(self):
        """Pick, pack and ship are three transfers and one delivery."""
        self.warehouse.delivery_steps = "pick_pack_ship"
        with freeze_time("2026-03-10 08:00:00"):
            order = self.order(self.goods, 1)
        for _step in range(3):
            picking = order.picking_ids.filtered(lambda p: p.state in ("assigned", "confirmed"))[:1]
            with freeze_time("2026-03-10 09:00:00"):
                picking.move_ids.quantity = 1
                picking.move_ids.picked = True
                picking._action_done()
        self.assertEqual(set(order.picking_ids.mapped("state")), {"done"})
        self.env.flush_all()
        self.assertEqual(self.measure("D-DELIVERY"), {self.customer: 1})

    def test_deliveries_carry_cost(self):
        """A pool of 300 over three deliveries: 200 and 100."""
        self.deliver("2026-03-10", "2026-03-11")
        self.deliver("2026-03-12", partner=self.other_customer)
        wages = self.create_account("719105", "Warehouse wages")
        self.create_role(wages, "operating")
        self.post_entry("2026-03-31", (wages, 300), (self.bank, -300))
        seed = self.env["customer.cost.setup"]._driver_seeds()["D-DELIVERY"]
        driver = self.create_driver("Deliveries", **seed.values())
        shipping = self.create_activity("Ship", driver)
        self.create_pool("Warehouse", [(shipping, 100)], wages)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.allocated(run, self.customer), {"Ship": (2, 100, 200)})
        self.assertEqual(self.allocated(run, self.other_customer), {"Ship": (1, 100, 100)})
