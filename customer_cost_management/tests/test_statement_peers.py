from odoo.tests import tagged

from .results_common import ResultsCase
from .year_common import TwoMonthsCase


@tagged("post_install", "-at_install")
class TestStatementPeers(TwoMonthsCase):
    """The middle of a tier: CM3 of 80, 50, 40, 30 and −20 % of net revenue."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.peers = cls.env["res.partner"].create(
            [{"name": f"Peer {number}", "is_company": True} for number in range(5)]
        )
        cls.peers[0].user_id = cls.customer_manager
        # the wages, 250 over five invoices, cost each customer 50
        for peer, revenue in zip(cls.peers, (250, 100, 50, 500, 40), strict=True):
            cls.invoice(peer, revenue, date="2026-03-10")
        cls.post_entry("2026-03-31", (cls.wages, 250), (cls.bank, -250))
        cls.march = cls.publish("2026-03-10")
        cls.tier = cls.env["customer.cost.tier"].search(
            [("company_id", "=", cls.company.id)], limit=1
        ) or cls.env["customer.cost.tier"].create({"name": "C", "company_id": cls.company.id})
        cls.put_in_tier(cls.peers)

    @classmethod
    def put_in_tier(cls, peers):
        cls.env.flush_all()
        for table in ("customer_profitability", "customer_profitability_year"):
            cls.env.cr.execute(
                f"UPDATE {table} SET tier_id = CASE WHEN partner_id = ANY(%s) THEN %s END",
                [peers.ids, cls.tier.id],
            )
        cls.env.invalidate_all()

    def compared(self, row):
        page = row.get_comparison("tier")
        return page, {each["key"]: each for each in page["rows"]}

    def test_the_median_of_the_tier_in_percent(self):
        """Order handling is 20, 50, 100, 10 and 125 % of revenue, CM3 80, 50, 0, 90 and −25."""
        for user in (self.auditor, self.customer_manager):
            for row in (self.statement(self.march, self.peers[0]), self.year(self.peers[0])):
                page, rows = self.compared(row.with_user(user))
                with self.subTest(user=user.login, model=row._name):
                    self.assertTrue(page["in_percent"])
                    self.assertEqual((rows["order_level"]["other"], rows["cm3"]["other"]), (50, 50))
                    self.assertEqual((rows["cm3"]["percent"], rows["cm3"]["delta"]), (80, 30))
                    self.assertEqual(
                        (rows["order_level"]["delta"], rows["order_level"]["better"]), (-30, 1)
                    )
                    self.assertEqual(rows["cm3"]["better"], 1)
                    self.assertIn("The middle of 5 customers", page["note"])
                    self.assertIsNone(page["change"])

    def test_fewer_than_five_have_no_median(self):
        self.put_in_tier(self.peers[:4])
        page, rows = self.compared(self.statement(self.march, self.peers[0]))
        self.assertEqual((page["in_percent"], rows), (False, {}))
        self.assertEqual(
            page["sentence"], f"Too few customers in tier {self.tier.display_name} to compare."
        )

    def test_every_comparison_says_how_the_tier_does(self):
        words = f"Peers: half of tier {self.tier.display_name} earns more than 50.0 %"
        for row in (self.statement(self.march, self.peers[0]), self.year(self.peers[0])):
            for kind in ("previous", "tier", "customer"):
                with self.subTest(model=row._name, kind=kind):
                    page = row.with_user(self.customer_manager).get_comparison(kind)
                    self.assertIn(words, page["peer"])
        self.put_in_tier(self.peers[:4])
        page = self.statement(self.march, self.peers[0]).get_comparison()
        self.assertEqual(page["peer"], "")

    def test_customers_without_revenue_are_no_peers(self):
        self.env.cr.execute(
            "UPDATE customer_profitability SET net_revenue = 0 WHERE partner_id = %s",
            [self.peers[4].id],
        )
        page, _rows = self.compared(self.statement(self.march, self.peers[0]))
        self.assertIn("Too few", page["sentence"])

    def test_without_a_tier_there_are_no_peers(self):
        self.put_in_tier(self.peers[1:])
        page, _rows = self.compared(self.statement(self.march, self.peers[0]))
        self.assertEqual(page["sentence"], "This customer had no tier at the end of the period.")

    def test_the_company_may_compare_within_an_industry(self):
        """The same five as builders: the middle is that of the industry, whatever their tier."""
        row = self.statement(self.march, self.peers[0])
        self.company.customer_cost_peer_group = "industry"
        self.assertIn("Median of the industry", [k["label"] for k in row.get_comparison()["kinds"]])
        page, rows = self.compared(row)
        self.assertEqual(
            (page["sentence"], rows),
            ("This customer had no industry at the end of the period.", {}),
        )
        builders = self.env["res.partner.industry"].create({"name": "Builders"})
        others = self.env["res.partner"].search([("name", "=", "Peer 4")])
        self.put_in_industry(self.peers - others, builders)
        page, _rows = self.compared(row)
        self.assertEqual(page["sentence"], "Too few customers in industry Builders to compare.")
        # his tier is no matter any more: only he has one
        self.put_in_tier(self.peers[0])
        self.put_in_industry(self.peers, builders)
        for each in (row, self.year(self.peers[0])):
            page, rows = self.compared(each.with_user(self.customer_manager))
            self.assertEqual(page["head"], "Median of industry Builders")
            self.assertEqual((rows["order_level"]["other"], rows["cm3"]["other"]), (50, 50))

    @classmethod
    def put_in_industry(cls, peers, industry):
        cls.env.flush_all()
        for table in ("customer_profitability", "customer_profitability_year"):
            cls.env.cr.execute(
                f"UPDATE {table} SET industry_id = %s WHERE partner_id = ANY(%s)",
                [industry.id, peers.ids],
            )
        cls.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestStatementPicture(ResultsCase):
    """The waterfall and the sentence above it."""

    def test_the_waterfall_goes_down_to_the_contribution(self):
        statement = self.statement_of(self.own).statement
        self.assertEqual(
            [(bar["key"], bar["start"], bar["end"], bar["kind"]) for bar in statement["waterfall"]],
            [
                ("net_revenue", 0, 1000, "total"),
                ("unit_level", 1000, 1000, "gain"),
                ("cm1", 0, 1000, "total"),
                ("order_level", 1000, 750, "cost"),
                ("cm2", 0, 750, "total"),
                ("customer_level", 750, 690, "cost"),
                ("cm3", 0, 690, "total"),
            ],
        )
        self.assertEqual(
            statement["summary"], "Own earned 690.00 in March 2026, 69.0 % of net revenue."
        )
        loss = self.statement_of(self.other).statement
        self.assertEqual(loss["waterfall"][-1]["kind"], "loss")
        self.assertEqual(loss["summary"], "Other lost 10.00 in March 2026, -3.3 % of net revenue.")
