from odoo.tests import tagged

from .browser_case import BrowserCase
from .results_common import ResultsCase
from .year_common import YearCase

MODEL = "customer.cost.allocation"
CHOSEN = [("in_period", "=", True)]


@tagged("post_install", "-at_install")
class TestCustomerCostAllocationPeriod(YearCase):
    """December: Lumber sells 200, Acme 100, one invoice each; wages 30 and travel 60 are
    shared by invoices: 15 and 30 each.  January: Lumber alone, 50 and wages 10.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.travel = cls.create_account("610002", "Travel")
        cls.create_role(cls.travel, "operating")
        cls.visits = cls.create_activity("Visits", cls.handling.driver_id)
        cls.create_pool("Travel", [(cls.visits, 100)], cls.travel)
        cls.month("2025-12-10", {cls.customer: [200], cls.other_customer: [100]}, 30)
        cls.post_entry("2025-12-10", (cls.travel, 60), (cls.bank, -60))
        cls.month("2026-01-10", {cls.customer: [50]}, 10)
        for date in ("2025-12-10", "2026-01-10"):
            cls.publish(date)

    def rows(self, period):
        self.env.invalidate_all()
        return self.env[MODEL].with_context(customer_cost_period=period)

    def groups(self, period, *groupby):
        """{group: (volume, rate, amount, percent of revenue)}"""
        names = ("quantity:sum", "rate:avg", "amount:sum", "revenue_percent:avg")
        return {
            tuple(each.id for each in key): tuple(value or 0 for value in values)
            for *key, values in (
                (*row[: len(groupby)], row[len(groupby) :])
                for row in self.rows(period)._read_group(CHOSEN, groupby, names)
            )
        }

    def test_only_rows_of_the_chosen_period(self):
        amounts = {"month.2025-12-01": 90, "month.2026-01-01": 10, "last_twelve": 100}
        for period, amount in amounts.items():
            with self.subTest(period=period):
                self.assertEqual(sum(self.rows(period).search(CHOSEN).mapped("amount")), amount)
        rows = self.rows("month.2026-01-01").search([])
        self.assertEqual(sum(rows.filtered("in_period").mapped("amount")), 10)

    def test_the_last_month_is_found(self):
        self.assertEqual(sum(self.rows("last_month").search(CHOSEN).mapped("amount")), 10)
        periods = self.env["customer.profitability.period"]
        page = periods.with_context(customer_cost_period="last_month").get_period()
        self.assertEqual((page["token"], page["label"]), ("month.2026-01-01", "January 2026"))

    def test_rates_and_percentages_come_from_sums(self):
        self.assertEqual(
            self.groups("month.2025-12-01", "activity_id"),
            {(self.handling.id,): (2, 15, 30, 10), (self.visits.id,): (2, 30, 60, 20)},
        )
        # December 30 ÷ 2 and January 10 ÷ 1 are together 40 ÷ 3, of 350
        volume, rate, amount, percent = self.groups("last_twelve", "activity_id")[
            (self.handling.id,)
        ]
        self.assertEqual((volume, amount), (3, 40))
        self.assertAlmostEqual(rate, 40 / 3)
        self.assertAlmostEqual(percent, 100 * 40 / 350)

    def test_volumes_of_several_activities_are_not_added_and_revenue_counts_once(self):
        self.assertEqual(self.groups("month.2025-12-01"), {(): (0, 0, 90, 30)})
        self.assertEqual(
            self.groups("month.2025-12-01", "partner_id"),
            {(self.customer.id,): (0, 0, 45, 22.5), (self.other_customer.id,): (0, 0, 45, 45)},
        )

    def test_a_row_has_its_percentage(self):
        rows = self.rows("month.2025-12-01").search([*CHOSEN, ("activity_id", "=", self.visits.id)])
        self.assertEqual(
            sorted(zip(rows.mapped("revenue_percent"), rows.mapped("net_revenue"), strict=True)),
            [(15, 200), (30, 100)],
        )

    def test_without_revenue_there_is_no_percentage(self):
        self.force(
            self.env["customer.profitability"].search([("partner_id", "=", self.customer.id)]),
            net_revenue=-5,
        )
        rows = self.rows("month.2026-01-01").search(CHOSEN)
        self.assertEqual(set(rows.mapped("revenue_percent")), {0})
        self.assertEqual(set(rows.mapped("net_revenue")), {-5})
        self.assertEqual(self.groups("month.2026-01-01"), {(): (0, 0, 10, 0)})

    def test_a_pivot_reads_them_in_one_go(self):
        sets = self.rows("month.2025-12-01").formatted_read_grouping_sets(
            CHOSEN,
            [[], ["activity_id"], ["activity_id", "partner_id"]],
            ["quantity:sum", "rate:avg", "amount:sum", "revenue_percent:avg"],
        )
        self.assertEqual(sets[0][0]["revenue_percent:avg"], 30)
        self.assertEqual([group["rate:avg"] for group in sets[1]], [15, 30])
        self.assertEqual(sorted(group["amount:sum"] for group in sets[2]), [15, 15, 30, 30])

    def test_customers_of_a_large_company_are_no_rows_from_the_start(self):
        view = self.env.ref("customer_cost_management.customer_cost_allocation_view_pivot")
        rows = self.env[MODEL]
        self.assertIn("partner_id", rows.get_view(view.id, "pivot")["arch"])
        run = self.env["customer.cost.run"].search([("state", "=", "published")], limit=1)
        self.force(run, customer_count=2001)
        self.assertNotIn("partner_id", rows.get_view(view.id, "pivot")["arch"])


@tagged("post_install", "-at_install")
class TestCustomerCostAllocationPeriodRoles(ResultsCase, BrowserCase):
    """Order handling costs Own 250, Team 500, Other 250."""

    def test_manager_sees_his_customers_and_his_teams(self):
        rows = self.env[MODEL].with_user(self.customer_manager)
        self.assertEqual(rows._read_group(CHOSEN, [], ["amount:sum"]), [(750,)])
        # of the revenue of his customers, 2000
        self.assertEqual(rows._read_group(CHOSEN, [], ["revenue_percent:avg"]), [(37.5,)])

    def test_manager_opens_cost_to_serve(self):
        self.start_tour(
            "/odoo/customer-cost-to-serve", "customer_cost_to_serve", login="customer_manager"
        )
