from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .value_common import ValueCase

#: 0.8 ÷ 1.1 + (0.8 ÷ 1.1)² + … over five years.
MULTIPLE = 2.124098


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
        cls.first_count = cls.value.sudo()._evaluate(cls.company, cls.day("2026-04-05"))

    def three(self):
        return self.value_of(self.acme) + self.value_of(self.lumber) + self.value_of(self.harbour)

    def test_a_company_that_fails_is_not_in_the_way_of_the_others(self):
        model, done = type(self.value), []
        for failing, other in (
            (self.company, self.other_company),
            (self.other_company, self.company),
        ):

            def evaluate(_values, company, failing=failing):
                if company == failing:
                    raise ValueError("broken")
                done.append(company)

            done.clear()
            with (
                self.subTest(failing=failing.name),
                patch.object(
                    model,
                    "_companies_with_runs",
                    lambda _values: [self.company, self.other_company],
                ),
                patch.object(model, "_is_due", lambda _values, _company: True),
                patch.object(model, "_evaluate_locked", evaluate),
                mute_logger(
                    "odoo.addons.customer_cost_management.models.platform.customer_cost_clock"
                ),
            ):
                self.value.sudo()._cron_evaluate()
                self.assertEqual(done, [other])

    def test_figures_of_the_closed_months(self):
        self.assertEqual(self.first_count, 3)
        self.assertRecordValues(
            self.three(),
            [
                {"net_revenue": 1200, "cm2": 900, "cm3": 690, "cost_to_serve": 510},
                {"net_revenue": 500, "cm2": 400, "cm3": -50, "cost_to_serve": 550},
                {"net_revenue": 200, "cm2": 180, "cm3": 140, "cost_to_serve": 60},
            ],
        )

    def test_the_tier_is_measured_before_relationship_spending(self):
        # with his gifts Acme would stay below 700
        self.assertRecordValues(
            self.three(),
            [
                {"tier_basis": 750, "tier_id": self.tier("A").id, "relationship": 60},
                {"tier_basis": -50, "tier_id": self.tier("C").id, "relationship": 0},
                {"tier_basis": 140, "tier_id": self.tier("B").id, "relationship": 0},
            ],
        )

    def test_months_of_history_begin_with_the_first_figures(self):
        self.assertEqual(self.three().mapped("history_months"), [3, 2, 1])
        self.assertEqual(self.value_of(self.harbour).period_months, 3)
        self.assertEqual(
            self.value_of(self.acme).reliability,
            "No reliable figures yet: 3 closed months, 6 are needed.",
        )

    def test_break_even(self):
        # Acme 210 ÷ 75 %, Lumber 450 ÷ 80 %, Harbour 40 ÷ 90 % rounded up
        self.assertEqual(self.three().mapped("break_even_revenue"), [280, 562.5, 44.45])
        self.assertEqual(
            self.value_of(self.lumber).break_even_words,
            "Breaks even at 563 net revenue (63 more), or 10.0 % higher prices.",
        )
        # one order costs 100 and earns all of its price before that
        self.assertEqual(self.value_of(self.acme).minimum_order, 100)

    def test_lifetime_value_counts_a_year_without_the_cost_of_winning(self):
        # a quarter is closed: times four; Harbour's samples are no yearly cost
        for customer, margin in ((self.acme, 2760), (self.harbour, 720), (self.lumber, -200)):
            value = self.value_of(customer)
            self.assertEqual(value.clv_margin, margin)
            self.assertAlmostEqual(value.clv, margin * MULTIPLE, 1)
        self.assertEqual(
            self.value_of(self.acme).clv_words,
            "Gupta–Lehmann, 2.12 × yearly contribution, 5 years at 10.0 %.",
        )
        self.assertFalse(self.value_of(self.acme).clv_retention_measured)

    def test_what_it_cost_to_win_them(self):
        # 40 spent on Harbour, whose first month earns 180 before it; three new customers
        harbour = self.value_of(self.harbour)
        self.assertEqual(harbour.acquisition_cost, 40)
        self.assertEqual(harbour.payback_words, "Earned back after 1 months.")
        self.assertEqual(harbour.company_acquisition_cost, 13.33)
        self.assertEqual(self.value_of(self.acme).payback_state, "none")

    def test_behaviour(self):
        self.assertRecordValues(
            self.three(),
            [
                {"purchase_history": "repeat_purchases", "purchase_count": 3, "abc_class": "A"},
                {"purchase_history": "no_repeat_purchase_yet", "purchase_count": 1}
                | {"abc_class": "A"},
                {"purchase_history": "no_repeat_purchase_yet", "purchase_count": 1}
                | {"abc_class": "B"},
            ],
        )
        acme = self.value_of(self.acme)
        self.assertEqual((acme.stage, acme.is_buying), ("acquire", True))
        self.assertEqual(acme.median_gap, 29.5)
        self.assertEqual(acme.rfm, "–", "three customers are too few to score")

    def test_credit_risk_in_words(self):
        # 5 days of April, and March, February and January unpaid: 5 + 31 + 28 + 31
        acme = self.value_of(self.acme)
        self.assertEqual((acme.receivable, acme.overdue, acme.dso_days), (1200, 1200, 95))
        self.assertEqual(acme.credit_level, "high")
        self.assertEqual(acme.warnings, "1,200 is overdue.\nPays late: 95 days, terms 0.")

    def test_quadrant_and_recommendation(self):
        # the median serves at 42.5 %; Lumber costs 110 %, most of it not by orders
        self.assertRecordValues(
            self.three(),
            [
                {"quadrant": "protect", "action": "invest"},
                {"quadrant": "serve_smarter", "action": "service_menu"},
                {"quadrant": "protect", "action": "invest"},
            ],
        )
        self.company.customer_cost_quadrant_split = "fixed"
        self.company.customer_cost_quadrant_service_percent = 35
        self.evaluate("2026-04-05")
        self.assertEqual(self.value_of(self.acme).quadrant, "serve_smarter")

    def test_an_evaluation_that_changes_nothing_writes_nothing(self):
        before = self.value.search([])
        self.assertEqual(self.evaluate("2026-04-05"), 0)
        self.assertEqual(self.evaluate("2026-04-05"), 0)
        self.assertEqual(self.value.search([]), before)

    def test_only_customers_that_changed_get_a_row_and_the_old_one_stays(self):
        self.invoice(self.acme, 100, "2026-04-02")
        self.assertEqual(self.evaluate("2026-04-05"), 1)
        old, new = self.history_of(self.acme)
        self.assertEqual((old.receivable, old.current), (1200, False))
        self.assertEqual((new.receivable, new.current), (1300, True))
        self.assertEqual((old.cm3, new.cm3), (690, 690))

    def test_an_evaluation_cannot_be_rewritten_by_any_path(self):
        value = self.value_of(self.acme)
        for path in (
            lambda: value.write({"cm3": 1}),
            lambda: value.sudo().write({"cm3": 1}),
            lambda: value.sudo().unlink(),
            lambda: value.with_context(customer_cost_engine=True).sudo().write({"cm3": 1}),
        ):
            with self.refuses((UserError, AccessError), "."):
                path()
        for values in ({"cm3": 1}, {"tier_id": self.tier("C").id}):
            with self.refuses(UserError, "cannot be changed"):
                value.with_user(self.controller).write(values)
            with self.refuses(AccessError, "."), mute_logger("odoo.models"):
                self.value.with_user(self.controller).create(
                    {"partner_id": self.acme.id, "company_id": self.company.id, **values}
                )

    def test_a_new_month_takes_the_place_of_the_old_figures(self):
        self.invoice(self.lumber, 1000, "2026-04-10")
        self.publish(2026, 4)
        self.assertEqual(self.evaluate("2026-05-05"), 3)
        lumber = self.value_of(self.lumber)
        self.assertEqual((lumber.cm3, lumber.period_months), (950, 4))
        self.assertEqual(lumber.date_to, self.day("2026-04-30"))

    def test_nothing_is_evaluated_before_the_first_published_month(self):
        self.assertEqual(self.value.sudo()._evaluate(self.other_company, self.day("2026-04-05")), 0)

    def test_the_nightly_job_evaluates_when_something_happened(self):
        values = self.value.sudo()
        self.company.customer_cost_value_evaluated_on = False
        self.assertTrue(values._is_due(self.company), "never evaluated")
        now = fields.Datetime.now()
        self.company.customer_cost_value_evaluated_on = now + timedelta(hours=1)
        self.assertFalse(values._is_due(self.company))
        run = self.publish(2026, 4)
        self.assertFalse(values._is_due(self.company))
        self.force(run, published_on=now + timedelta(hours=2))
        self.assertTrue(values._is_due(self.company), "a month was published")

    def test_the_nightly_job_ends_an_override_that_ran_out(self):
        values = self.value.sudo()
        self.company.customer_cost_value_evaluated_on = fields.Datetime.now() + timedelta(hours=1)
        self.force(self.value_of(self.acme), override_until="2026-01-01")
        self.assertTrue(values._is_due(self.company))

    def test_the_number_of_queries_does_not_grow_with_customers(self):
        self.evaluate("2026-04-05")
        before = self.count_queries()
        more = self.create_customers(*(f"Customer {n}" for n in range(20)))
        for customer in more:
            self.invoice(customer, 100, "2026-04-10")
        self.publish(2026, 4)
        self.evaluate("2026-05-05")
        self.assertEqual(len(self.value.search([("partner_id", "in", more.ids)])), 20)
        self.assertLessEqual(self.count_queries(), before)

    def count_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.evaluate("2026-05-05")
        return self.cr.sql_log_count - before
