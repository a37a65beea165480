from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.odoo_demo_case import OdooDemoCase


@tagged("-standard", "odoo_demo", "post_install", "-at_install")
class TestOdooDemoStock(OdooDemoCase):
    """Drivers over deliveries, on those of Odoo's demo data.

    What Odoo has delivered there went to nobody, so the open orders are delivered first, and one
    of them comes back.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        pickings = cls.env["stock.picking"].search([("company_id", "=", cls.company.id)])
        outgoing = pickings.filtered(lambda each: each.picking_type_id.code == "outgoing")
        cls.open = outgoing.filtered(lambda each: each.partner_id and each.state == "assigned")
        cls.deliver(cls.open)
        cls.done = outgoing.filtered(
            lambda each: (
                each.state == "done" and cls.first_day <= each.date_done.date() <= cls.last_day
            )
        )

    @classmethod
    def deliver(cls, pickings):
        for move in pickings.move_ids:
            move.quantity = move.product_uom_qty
            move.picked = True
        pickings._action_done()
        cls.env.flush_all()

    def test_deliveries(self):
        self.assertTrue(self.open)
        self.assert_counts("D-DELIVERY", [(each.partner_id, 1) for each in self.done])

    def test_lines_of_deliveries(self):
        pairs = [(each.partner_id, len(each.move_ids)) for each in self.done]
        self.assert_counts("D-DELIVERY-LINE", pairs)

    def test_deliveries_by_service(self):
        """Abroad ten times, in a hurry three times an ordinary one."""
        home = self.company.partner_id.country_id

        def factor(picking):
            if picking.partner_id.country_id not in (home, home.browse()):
                return 10
            order = picking.sale_id
            promised = order.commitment_date
            return 3 if promised and (promised - order.date_order).days < 2 else 1

        express = self.done.filtered("sale_id")[:1]
        express.sale_id.commitment_date = express.sale_id.date_order
        self.env.flush_all()
        self.assert_counts("D-FREIGHT", [(each.partner_id, factor(each)) for each in self.done])

    def test_returns(self):
        sent = self.open[0]
        wizard = (
            self.env["stock.return.picking"]
            .with_context(active_id=sent.id, active_model="stock.picking")
            .create({})
        )
        wizard.product_return_moves.quantity = 1
        back = self.env["stock.picking"].browse(wizard.action_create_returns()["res_id"])
        self.deliver(back)
        self.assert_counts("D-RETURN", [(sent.partner_id, 1)])
