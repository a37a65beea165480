from odoo.tests import tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestCustomerValue(ValueCase):
    """A quarter of three customers, worked out by hand.

    =========  =======  =====  ======  =====  =======  ====  ========================
    customer   revenue  goods  visits  gifts  samples  CM3   before relationship cost
    =========  =======  =====  ======  =====  =======  ====  ========================
    Acme       3 × 400    300     150     60        –   690                       750
    Lumber     1 × 500    100     450      –        –   −50                       −50
    Harbour    1 × 200     20       –      –       40   140                       140
    =========  =======  =====  ======  =====  =======  ====  ========================
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme, cls.lumber, cls.harbour = cls.create_customers("Acme", "Lumber", "Harbour")
        for month in (1, 2, 3):
            cls.invoice(cls.acme, 400, f"2026-{month:02}-10")
        cls.invoice(cls.lumber, 500, "2026-02-20")
        cls.invoice(cls.harbour, 200, "2026-03-05")
        cls.spend("2026-03-20", cls.acme, goods=300, visits=150, gifts=60)
        cls.spend("2026-03-20", cls.lumber, goods=100, visits=450)
        cls.spend("2026-03-20", cls.harbour, goods=20, samples=40)
        cls.create_tiers(("A", 700), ("B", 100), ("C",))
        cls.publish(2026, 1, 2, 3)

    def setUp(self):
        super().setUp()
        self.assertEqual(self.evaluate("2026-04-05"), 3)

    def test_figures_of_the_closed_months(self):
        self.assertRecordValues(
            self.value_of(self.acme) + self.value_of(self.lumber) + self.value_of(self.harbour),
            [
                {"net_revenue": 1200, "cm2": 900, "cm3": 690, "tier_basis": 750},
                {"net_revenue": 500, "cm2": 400, "cm3": -50, "tier_basis": -50},
                {"net_revenue": 200, "cm2": 180, "cm3": 140, "tier_basis": 140},
            ],
        )
