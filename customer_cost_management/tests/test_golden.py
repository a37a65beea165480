"""The golden year of the demo company: its script, its kept figures, the addon's reading."""

from odoo.tests import BaseCase, tagged

from ..demo import lumenway_year as loader
from .lumenway_ledger import golden

YUAN = 100


@tagged("post_install", "-at_install")
class TestGoldenLumenway(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.golden = golden()
        cls.made = cls.golden.year()
        cls.kept = cls.golden.summary(cls.made)

    def test_the_kept_figures_are_what_the_data_give(self):
        self.assertEqual(
            self.golden.JSON.read_text(encoding="utf-8"), self.golden.as_text(self.kept)
        )

    def test_before_any_spread_the_year_is_the_published_story(self):
        expected = {
            "net_revenue": 38_304_000,
            "cm1": 9_848_160,
            "P-ORD": 365_668,
            "P-LOG": 611_440,
            "P-FRT": 504_000,
            "cm2": 8_367_052,
            "P-SALES": 1_877_489,
            "P-SRV": 1_237_667,
            "P-FIN": 268_956,
            "P-INT": 156_000,
            "cm3": 3_369_540,
            "channel": 614_160,
            "facility": 1_307_280,
            "unused": 1_025_340,
            "net": 422_760,
        }
        found, customers = self.golden.plain_year()
        for line, amount in expected.items():
            with self.subTest(line):
                self.assertAlmostEqual(float(found[line]), amount, delta=1)
        self.assertEqual((found["positive"], found["negative"]), (32, 28))
        self.assertAlmostEqual(found["peak"], 172, delta=1)
        self.assertAlmostEqual(float(customers["big_urgent"]), -212_873, delta=1)

    def test_with_the_spread_the_story_stays(self):
        self.assertEqual(
            (self.kept["customers_positive"], self.kept["customers_negative"]), (32, 28)
        )
        self.assertTrue(150 <= self.kept["whale_peak_percent"] <= 180)
        group = ("suzhou", "wuxi", "ningbo", "chongqing", "holding")
        members = [self.kept["customers"][f"hengtai_{name}"]["cm3"] for name in group]
        self.assertEqual([amount < 0 for amount in members], [False, False, False, True, True])
        self.assertGreater(sum(members), 0)

    def test_every_fen_is_accounted_for_in_every_month(self):
        for month in range(12):
            parts = sum(line[month] for line in self.made["reconciliation"].values())
            self.assertEqual(parts, self.made["posted"][month], month)

    def test_the_loader_reads_the_same_year(self):
        """Two programs, one rule: volumes and amounts of every customer and month."""
        amounts = {
            "net_revenue": "net_revenue",
            "booked_cost": "booked_cost_of_sales",
            "computed": "computed_cost_of_sales",
            "commission": "commission",
            "credit_loss": "credit_loss",
            "exchange": "exchange_difference",
        }
        for read, made in zip(loader.lumenway_year(), self.made["customers"], strict=True):
            with self.subTest(made.code):
                self.assertEqual(
                    {driver: list(series) for driver, series in read.volumes.items()}, made.quantity
                )
                for mine, theirs in amounts.items():
                    self.assertEqual(list(getattr(read, mine)), made.amount[theirs], mine)
                for part in loader.RELATIONSHIP:
                    self.assertEqual(list(read.relationship[part]), made.amount[part], part)

    def test_the_loader_reads_the_same_costs(self):
        customers = loader.lumenway_year()
        accounts = {}
        for row, amounts in loader.pool_costs(customers):
            accounts[row["account"]] = accounts.get(row["account"], 0) + amounts
        self.assertEqual(
            {code: list(series) for code, series in accounts.items()}, self.made["accounts"]
        )
        bought, variation = loader.consumables(customers)
        self.assertEqual(list(bought), self.made["supplies"])
        self.assertEqual(list(variation), self.made["variation"])
