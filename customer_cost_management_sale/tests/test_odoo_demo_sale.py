from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.odoo_demo_case import OdooDemoCase


@tagged("-standard", "odoo_demo", "post_install", "-at_install")
class TestOdooDemoSale(OdooDemoCase):
    """Drivers over quotations and orders, on those of Odoo's demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.orders = cls.env["sale.order"].search([("company_id", "=", cls.company.id)])
        cls.orders = cls.orders.filtered(
            lambda order: cls.first_day <= order.date_order.date() <= cls.last_day
        )
        cls.confirmed = cls.orders.filtered(lambda order: order.state == "sale")

    def pairs(self, orders, quantity=lambda order: 1):
        return [(order.partner_id, quantity(order)) for order in orders]

    def lines(self, order):
        """Lines that are work: no headings, notes or down payments."""
        return sum(not line.display_type and not line.is_downpayment for line in order.order_line)

    def test_quotations(self):
        self.assert_counts("D-QUOTE", self.pairs(self.orders))

    def test_orders(self):
        self.assertLess(len(self.confirmed), len(self.orders))
        self.assert_counts("D-ORDER", self.pairs(self.confirmed))

    def test_lines_of_quotations(self):
        self.assert_counts("D-QUOTE-LINE", self.pairs(self.orders, self.lines))

    def test_lines_of_orders(self):
        self.assert_counts("D-ORDER-LINE", self.pairs(self.confirmed, self.lines))

    def test_urgent_orders(self):
        """Odoo promises nothing: every second order of each customer is given a promise."""
        urgent = self.confirmed[::2]
        for order in urgent:
            order.commitment_date = order.date_order + timedelta(days=1)
        for order in self.confirmed - urgent:
            order.commitment_date = order.date_order + timedelta(days=9)
        self.assert_counts("D-URGENT", self.pairs(urgent))

    def test_export_orders(self):
        """Those that go to another country than the company's."""
        home = self.company.partner_id.country_id
        abroad = self.confirmed.filtered(
            lambda order: order.partner_shipping_id.country_id not in (home, home.browse())
        )
        if not abroad:
            elsewhere = self.env["res.country"].search([("id", "!=", home.id)], limit=1)
            abroad = self.confirmed[:3]
            for order in abroad:
                order.partner_shipping_id = self.env["res.partner"].create(
                    {"name": "Depot", "parent_id": order.partner_id.id, "type": "delivery"}
                    | {"country_id": elsewhere.id}
                )
        self.assert_counts("D-EXPORT", self.pairs(abroad))
