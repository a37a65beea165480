from odoo.tests import tagged
from odoo.tools import SQL

from ..hooks import pre_init_hook
from .sale_common import SaleCommon

FLAGS = ("cost_is_urgent", "cost_is_export")


@tagged("post_install", "-at_install")
class TestSaleDrivers(SaleCommon):
    """Quotations, orders, their lines, hurry and export are measured on real orders."""

    def test_quotations_and_orders(self):
        """Everything quoted is work, what was lost as well; an order was confirmed."""
        self.quote()
        self.quote().action_cancel()
        self.order()
        self.order(day="2026-04-01")
        self.order(self.other_customer, day="2026-03-31")
        self.assertEqual(self.measure("D-QUOTE"), {self.customer: 3, self.other_customer: 1})
        self.assertEqual(self.measure("D-ORDER"), {self.customer: 1, self.other_customer: 1})

    def test_lines_count_on_the_day_of_their_order(self):
        """Whenever they were typed; headings and down payments are no lines."""
        self.quote(lines=2)
        order = self.order(lines=3)
        section = {"order_id": order.id, "display_type": "line_section", "name": "Heading"}
        self.env["sale.order.line"].create(section)
        self.order(day="2026-02-28", lines=5)
        self.order(self.other_customer)
        self.assertEqual(self.measure("D-QUOTE-LINE"), {self.customer: 5, self.other_customer: 1})
        self.assertEqual(self.measure("D-ORDER-LINE"), {self.customer: 3, self.other_customer: 1})

    def test_lines_as_plain_sql_counts_them(self):
        self.order(lines=3)
        self.order(self.other_customer, day="2026-03-31", lines=2)
        self.assertEqual(
            self.measure("D-ORDER-LINE", "2026-01-01", "2026-12-31"),
            self.counted(
                SQL(
                    """
                    SELECT sale.partner_id, 1
                      FROM sale_order_line line JOIN sale_order sale ON sale.id = line.order_id
                     WHERE sale.state = 'sale' AND sale.company_id = %s
                       AND line.display_type IS NULL
                       AND sale.date_order BETWEEN '2026-01-01' AND '2026-12-31 23:59:59'
                    """,
                    self.company.id,
                )
            ),
        )

    def test_urgent_orders(self):
        """Promised within two days; an order without a promise is not urgent."""
        self.order(commitment_date="2026-03-12 08:00:00")
        self.order(commitment_date="2026-03-12 08:00:01")
        self.order()
        self.order(self.other_customer, commitment_date="2026-03-10 18:00:00")
        self.quote(commitment_date="2026-03-10 18:00:00")
        self.assertEqual(self.measure("D-URGENT"), {self.customer: 1, self.other_customer: 1})

    def test_export_orders(self):
        """Delivered abroad, wherever the customer is; who moves later did not order abroad."""
        depot = self.env["res.partner"].create(
            {
                "name": "Depot",
                "type": "delivery",
                "parent_id": self.customer.id,
                "country_id": self.abroad.id,
            }
        )
        self.order(partner_shipping_id=depot.id)
        self.order(partner_shipping_id=self.customer.id)
        nowhere = self.env["res.partner"].create({"name": "Nowhere"})
        self.order(nowhere)
        self.other_customer.country_id = self.abroad
        self.order(self.other_customer)
        self.other_customer.country_id = self.at_home
        self.customer.country_id = self.abroad
        self.env.flush_all()
        self.assertEqual(self.measure("D-EXPORT"), {self.customer: 1, self.other_customer: 1})

    def test_installing_tells_of_the_orders_there_are(self):
        """As Odoo itself would compute them, in one statement and again and again."""
        self.other_customer.country_id = self.abroad
        orders = (
            self.order(commitment_date="2026-03-11 08:00:00")
            | self.order(self.other_customer)
            | self.order(commitment_date="2026-05-11 08:00:00")
        )
        wanted = orders.mapped(lambda order: [order[flag] for flag in FLAGS])
        self.assertEqual(wanted, [[True, False], [False, True], [False, False]])
        self.force(orders, **dict.fromkeys(FLAGS))
        for _time in range(2):
            pre_init_hook(self.env)
            self.env.invalidate_all()
            self.assertEqual(orders.mapped(lambda order: [order[flag] for flag in FLAGS]), wanted)
        empty = self.env.execute_query(
            SQL("SELECT count(*) FROM sale_order WHERE cost_is_urgent IS NULL")
        )
        self.assertEqual(empty, [(0,)])

    def test_the_assistant_gives_hurry_and_export_their_minutes(self):
        """Those that are counted at all: here somebody is in a hurry, nobody is abroad."""
        setup = self.env["customer.cost.setup"]
        for _number in range(20):
            self.order(commitment_date="2026-03-11 08:00:00")
        self.invoice(self.customer, 100)
        months = setup._period(self.company, "2026-03")
        proposal = setup._propose(self.company, months)
        chosen = setup._choose(setup._activity_seeds()["A-ORDER"], self.with_drivers(proposal))
        self.assertEqual(chosen.wanted.driver, "D-ORDER")
        self.assertFalse(chosen.stands_in)
        self.assertEqual(chosen.terms, [("D-ORDER-LINE", 6), ("D-URGENT", 40)])

    def with_drivers(self, proposal):
        """The proposal with all drivers found, as if it had every pool."""
        setup = self.env["customer.cost.setup"]
        proposal.drivers = {
            code: setup._find_driver(seed, proposal) for code, seed in setup._driver_seeds().items()
        }
        return proposal
