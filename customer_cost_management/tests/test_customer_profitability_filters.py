from unittest.mock import patch

from odoo.tests import tagged

from .period_common import JANUARY_AND_FEBRUARY, PeriodCase
from .value_common import ValueCase

MODEL = "customer.profitability.period"


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityFilters(PeriodCase):
    """The saved filters, each on rows of which some match and some do not."""

    def filtered(self, name, period=JANUARY_AND_FEBRUARY):
        """The customers that a filter of the list leaves."""
        arch = self.env[MODEL].get_view(view_type="search")["arch"]
        [domain] = self.parse(arch).xpath(f"//filter[@name='{name}']/@domain")
        rows = self.rows(period).search(self.evaluated(domain))
        return set(rows.partner_id.mapped("name"))

    def parse(self, arch):
        from lxml import etree

        return etree.fromstring(arch)

    def evaluated(self, domain):
        from dateutil.relativedelta import relativedelta

        from odoo.tools.safe_eval import safe_eval

        names = {"context_today": lambda: self.env.cr.now(), "relativedelta": relativedelta}
        return safe_eval(domain, names)

    def evaluation(self, customer, **values):
        self.env["customer.value"].sudo().create(
            {
                "partner_id": customer.id,
                "company_id": self.company.id,
                "date": "2026-03-01",
                "current": True,
                **values,
            }
        )

    # -- against the period before

    def test_turned_from_profit_to_loss(self):
        """Acme earned 385 in November and December, and gets 20 back."""
        self.assertEqual(self.filtered("turned"), set())
        self.invoice(self.acme, 20, date="2026-02-12", move_type="out_refund")
        self.publish("2026-02-10")
        self.assertEqual(self.filtered("turned"), {"Acme Corp"})
        # January: Third loses, but did not earn in December
        self.assertEqual(self.filtered("turned", "month.2026-01-01"), set())

    def test_revenue_up_and_contribution_down(self):
        """Lumber buys for 450 instead of 300; work of 250 makes 200 of it, instead of 285."""
        self.assertEqual(self.filtered("busier"), set())
        self.post_entry("2026-02-10", (self.wages, 500), (self.bank, -500))
        self.publish("2026-02-10")
        self.assertEqual(self.filtered("busier"), {"Lumber Inc", "Third"})
        figures = self.figures("revenue_change", "change", period=JANUARY_AND_FEBRUARY)
        self.assertEqual(figures[self.lumber], (150, -85))
        rows = self.rows(JANUARY_AND_FEBRUARY)
        [group] = rows.formatted_read_group([], [], ["revenue_change:sum", "compared_revenue:sum"])
        self.assertEqual((group["revenue_change:sum"], group["compared_revenue:sum"]), (170, 300))

    # -- shares

    def test_discounts_and_refunds_of_gross_revenue(self):
        """Acme has 10 off 100; Third sends back 40 of 60."""
        self.invoice(self.acme, 100, date="2026-02-12", discount=10)
        self.publish("2026-02-10")
        self.assertEqual(self.filtered("discounts"), {"Acme Corp"})
        self.assertEqual(self.filtered("returns"), {"Third"})
        figures = self.figures("discount_percent", "refund_percent", period=JANUARY_AND_FEBRUARY)
        self.assertEqual(figures[self.acme], (10, 0))
        self.assertEqual(figures[self.lumber], (0, 0))
        [group] = self.rows(JANUARY_AND_FEBRUARY).formatted_read_group(
            [], [], ["discount_percent:avg", "gross_revenue:sum"]
        )
        self.assertEqual(group["gross_revenue:sum"], 450 + 60 + 100)
        self.assertAlmostEqual(group["discount_percent:avg"], 100 * 10 / 610)

    # -- as of today

    def test_who_pays_late_and_who_is_new(self):
        today = self.env.cr.now().date()
        self.evaluation(self.lumber, dso_days=91, first_purchase="2019-01-01")
        self.evaluation(self.third, dso_days=90, first_purchase=str(today))
        self.assertEqual(self.filtered("slow"), {"Lumber Inc"})
        self.assertEqual(self.filtered("young"), {"Third"})

    # -- who earns and who loses, in groups

    def test_columns_of_cards_count_who_earns_and_who_loses(self):
        rows = self.rows("month.2026-01-01")
        groups = rows.formatted_read_group([], ["earning"], ["cm3:sum", "__count"])
        self.assertEqual(
            {group["earning"]: (group["cm3:sum"], group["__count"]) for group in groups},
            {"profit": (50, 1), "loss": (-40, 1)},
        )
        colors = {"profit": "success", "near_zero": "muted", "loss": "danger"}
        bars = rows.read_progress_bar([], "tier_id", {"field": "earning", "colors": colors})
        self.assertEqual(bars, {"False": {"profit": 1, "near_zero": 0, "loss": 1}})
        self.company.customer_cost_near_zero_percent = 100
        bars = rows.read_progress_bar([], "tier_id", {"field": "earning", "colors": colors})
        self.assertEqual(bars, {"False": {"profit": 0, "near_zero": 2, "loss": 0}})

    def test_rank_among_all_customers_of_the_period(self):
        self.assertEqual(
            self.figures("rank", period=JANUARY_AND_FEBRUARY), {self.lumber: (1,), self.third: (2,)}
        )
        rows = self.rows(JANUARY_AND_FEBRUARY, grain="month").search([], order="date, cm3")
        self.assertEqual(rows.mapped("rank"), [2, 1, 2, 1])
        self.assertEqual(self.rows().search([("partner_id", "=", self.third.id)]).rank, 3)

    def test_few_customers_are_rows_of_the_pivot(self):
        rows = self.env[MODEL]
        names = "//field[@type='row']/@name"
        arch = self.parse(rows.get_view(view_type="pivot")["arch"])
        self.assertEqual(arch.xpath(names), ["tier_id", "partner_id"])
        with patch.object(type(rows), "_most_listed_customers", lambda _rows: 1):
            arch = self.parse(rows.get_view(view_type="pivot")["arch"])
        self.assertEqual(arch.xpath(names), ["tier_id"])

    # -- several companies

    def test_the_strip_adds_the_companies_of_the_list(self):
        """Lumber buys for 30 in Harbour, too."""
        harbour = self.other_company
        self.roles_for_all_accounts(harbour)
        self.controller.company_ids += harbour
        self.invoice(self.lumber, 30, date="2026-02-10", company=harbour)
        self.publish("2026-02-10", harbour)
        rows = self.rows().with_context(allowed_company_ids=(self.company | harbour).ids)
        strip = rows.get_strip([])
        self.assertEqual(strip["net_revenue"], sum(rows.search([]).mapped("net_revenue")))
        self.assertEqual((strip["net_revenue"], strip["customers"]), (1200, 4))
        self.assertEqual(len(strip["company"]["run_ids"]), 5)
        alone = rows.with_context(allowed_company_ids=self.company.ids)
        self.assertEqual(alone.get_strip([])["net_revenue"], 1170)
        # of another currency than his own company's nothing can be added
        euro = self.env["res.company"].sudo()
        euro = euro.create({"name": "Euro", "currency_id": self.env.ref("base.EUR").id})
        rows = rows.sudo().with_context(allowed_company_ids=(self.company | harbour | euro).ids)
        self.assertEqual(rows._companies_of_strip(), self.company | harbour)


@tagged("post_install", "-at_install")
class TestBestTierWithoutSpending(ValueCase):
    """Half a year: Acme and Lumber are A, Third is B; Lumber got gifts of 10 in March."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.create_customers("Acme", "Lumber", "Third")
        cls.best, cls.rest = cls.create_tiers(("A", 100), ("B",))
        for customer in cls.customers:
            cls.invoice(customer, 100, "2026-01-10")
        cls.spend("2026-03-05", cls.customers[1], gifts=10)
        cls.publish(2026, 1, 2, 3, 4, 5)
        cls.rows = cls.env[MODEL]

    def put_in_tiers(self):
        self.env.flush_all()
        for table in ("customer_profitability", "customer_profitability_year"):
            self.env.cr.execute(
                f"UPDATE {table} SET tier_id = CASE partner_id WHEN %s THEN %s ELSE %s END",
                [self.customers[2].id, self.rest.id, self.best.id],
            )
        self.env.invalidate_all()

    def test_nothing_spent_for_six_months(self):
        forgotten = [("is_underserved", "=", True)]
        self.put_in_tiers()
        self.assertFalse(self.rows.search(forgotten), "five months say nothing about six")
        self.publish(2026, 6)
        self.put_in_tiers()
        self.assertEqual(self.rows.search(forgotten).partner_id.name, "Acme")
        self.spend("2026-06-10", self.customers[0], gifts=1)
        self.publish(2026, 6)
        self.put_in_tiers()
        self.assertFalse(self.rows.search(forgotten))

    def test_relationship_cost_of_what_is_left_after_orders(self):
        """10 of 100; together 10 of 300, where the average would be 3.3 of each."""
        [lumber] = self.rows.search([("partner_id", "=", self.customers[1].id)])
        self.assertEqual((lumber.relationship_cm2_percent, lumber.relationship_percent), (10, 10))
        [group] = self.rows.formatted_read_group([], [], ["relationship_cm2_percent:avg"])
        self.assertAlmostEqual(group["relationship_cm2_percent:avg"], 10 / 3)
        dear = [("relationship_cm2_percent", ">", 5)]
        self.assertEqual(self.rows.search(dear), lumber)

    def test_everybody_earns_or_loses(self):
        """Nobody is left by *is not set*, everybody by *is set*."""
        rows = self.rows
        everybody = rows.search([])
        self.assertTrue(everybody)
        self.assertFalse(rows.search([("earning", "=", False)]))
        self.assertEqual(rows.search([("earning", "!=", False)]), everybody)
        losing = rows.search([("earning", "=", "loss")])
        self.assertEqual(rows.search([("earning", "in", ["loss", False])]), losing)
