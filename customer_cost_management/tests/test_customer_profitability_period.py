from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .period_common import JANUARY_AND_FEBRUARY, PeriodCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityPeriod(PeriodCase):
    """Sums, ratios and comparison of periods, and the picker that chooses them."""

    # -- sums

    def test_last_twelve_months_sum_up_what_is_published(self):
        self.assertEqual(
            self.figures("net_revenue", "cm3", "run_count"),
            {self.lumber: (750, 735, 4), self.acme: (400, 385, 2), self.third: (20, 20, 2)},
        )

    def test_best_customer_comes_first(self):
        partners = self.rows().search([]).partner_id
        self.assertEqual(partners.ids, [self.lumber.id, self.acme.id, self.third.id])

    def test_month_quarter_fiscal_year_and_custom(self):
        for period, expected in {
            "month.2025-12-01": {self.lumber: (185,), self.acme: (85,)},
            "quarter.2025-10-01": {self.lumber: (285,), self.acme: (385,)},
            "year.2026-01-01": {self.lumber: (450,), self.third: (20,)},
            "year.2025-06-15": {self.lumber: (285,), self.acme: (385,)},
            "custom.2025-12-01.2026-01-31": {
                self.lumber: (235,),
                self.acme: (85,),
                self.third: (-40,),
            },
            "month.2025-10-01": {},
        }.items():
            with self.subTest(period=period):
                self.assertEqual(self.figures("cm3", period=period), expected)

    def test_years_kept_summed_up_and_sums_of_statements_are_the_same(self):
        names = [*self.rows()._amounts(), "date", "run_count", "gross_known", "user_id"]
        kept = self.figures(*names)
        summed = self.figures(*names, period="custom.2025-03-01.2026-02-28")
        self.assertTrue(kept)
        self.assertEqual(kept, summed)

    def test_one_row_per_month(self):
        rows = self.rows(JANUARY_AND_FEBRUARY, grain="month").search([], order="date, cm3")
        self.assertEqual(
            [(row.partner_id, str(row.date), row.cm3) for row in rows],
            [
                (self.third, "2026-01-01", -40),
                (self.lumber, "2026-01-01", 50),
                (self.third, "2026-02-01", 60),
                (self.lumber, "2026-02-01", 400),
            ],
        )

    def test_two_statements_of_a_merged_customer_are_one_row(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_profitability SET partner_id = %s "
            "WHERE partner_id = %s AND run_id = %s",
            [self.lumber.id, self.acme.id, self.runs[1].id],
        )
        self.assertEqual(
            self.figures("cm3", "run_count", period="month.2025-12-01"), {self.lumber: (270, 1)}
        )

    # -- ratios

    def test_ratios_come_from_sums(self):
        """185 of 200 and 85 of 100: together 90 % of 300, where the average would be 88.75 %."""
        rows = self.rows("month.2025-12-01")
        self.assertEqual(
            self.figures("cm3_percent", period="month.2025-12-01"),
            {self.lumber: (92.5,), self.acme: (85,)},
        )
        [group] = rows.formatted_read_group([], [], ["cm3_percent:avg"])
        self.assertEqual(group["cm3_percent:avg"], 90)

    def test_negative_revenue_has_no_percentage(self):
        third = [("partner_id", "=", self.third.id)]
        rows = self.rows("month.2026-01-01")
        self.assertEqual(rows.search(third).cm3_percent, 0)
        [group] = rows.formatted_read_group(third, [], ["cm3_percent:avg"])
        self.assertFalse(group["cm3_percent:avg"])

    def test_share_of_contribution(self):
        """Of 450 + 20; of January alone, 50 − 40, five times as much."""
        names = ("contribution_percent", "all_contribution")
        shares = self.figures(*names, period=JANUARY_AND_FEBRUARY)
        self.assertEqual(shares[self.lumber], (95.7, 470))
        shares = self.figures(*names, period="month.2026-01-01")
        self.assertEqual(shares[self.lumber], (500, 10))

    # -- comparison

    def test_comparison_across_the_year_end(self):
        """January and February against November and December, 100 + 185 of Lumber."""
        self.assertEqual(
            self.figures("compared_cm3", "change", "is_new", period=JANUARY_AND_FEBRUARY),
            {self.lumber: (285, 165, False), self.third: (0, 20, True)},
        )
        self.assertEqual(
            self.figures("change", period="month.2026-01-01"),
            {self.lumber: (-135,), self.third: (-40,)},
        )

    def test_months_are_compared_with_their_own_counterpart(self):
        rows = self.rows(JANUARY_AND_FEBRUARY, grain="month")
        changes = {
            (row.partner_id, row.date.month): row.change
            for row in rows.search([("partner_id", "=", self.lumber.id)])
        }
        self.assertEqual(changes, {(self.lumber, 1): 50 - 100, (self.lumber, 2): 400 - 185})

    def test_groups_compare_as_rows_do(self):
        for grain in (False, "month"):
            rows = self.rows(JANUARY_AND_FEBRUARY, grain=grain)
            groups = rows.formatted_read_group(
                [], ["partner_id"], ["change:sum", "compared_cm3:sum"], order="partner_id"
            )
            changes = {group["partner_id"][0]: group["change:sum"] for group in groups}
            with self.subTest(grain=grain):
                self.assertEqual(changes, {self.lumber.id: 165, self.third.id: 20})
            sets = rows.formatted_read_grouping_sets([], [[], ["partner_id"]], ["change:sum"])
            self.assertEqual(sets[0][0]["change:sum"], 185)

    def test_nothing_is_compared_where_a_counterpart_is_missing(self):
        """January has October before it only in part, and nothing a year before."""
        for choices in (
            {"period": "quarter.2026-01-01"},
            {"period": JANUARY_AND_FEBRUARY, "compare": "year"},
            {"period": JANUARY_AND_FEBRUARY, "compare": "none"},
        ):
            with self.subTest(choices=choices):
                figures = self.figures("change", "is_new", **choices)
                self.assertEqual(set(figures.values()), {(0, False)})
                self.assertFalse(self.rows(**choices).get_period()["comparable"])

    def test_new_customers_can_be_found(self):
        found = self.rows(JANUARY_AND_FEBRUARY).search([("is_new", "=", True)])
        self.assertEqual(found.partner_id, self.third)

    # -- filters

    def test_filters_of_who_earns_hold_for_the_whole_period(self):
        """Third lost in January and earned in February."""
        loss = [("earning", "=", "loss")]
        self.assertEqual(self.rows("month.2026-01-01").search(loss).partner_id, self.third)
        self.assertFalse(self.rows(JANUARY_AND_FEBRUARY).search(loss))

    def test_reading_more_rows_takes_no_more_queries(self):
        names = ["cm3", "change", "monthly", "contribution_percent", "flags", "stage"]
        specification = {name: {} for name in names}
        counts = []
        for domain in ([("partner_id", "=", self.lumber.id)], []):
            rows = self.rows(JANUARY_AND_FEBRUARY)
            rows.web_search_read(domain, specification)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows.web_search_read(domain, specification)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_bars_of_a_card_end_with_the_period_and_leave_gaps(self):
        [row] = self.rows("month.2026-01-01").search([("partner_id", "=", self.third.id)])
        self.assertEqual(len(row.monthly), 12)
        self.assertEqual(row.monthly[-1], {"month": "2026-01-01", "amount": -40})
        self.assertEqual(row.monthly[-2], {"month": "2025-12-01", "amount": None})

    # -- the picker

    def test_picker_names_the_period_and_what_it_is_compared_with(self):
        for period, label, compared in (
            (False, "Last 12 months", "Mar 2024 – Feb 2025"),
            ("month.2026-01-01", "January 2026", "December 2025"),
            ("quarter.2026-01-01", "Q1 2026", "Oct 2025 – Dec 2025"),
            ("year.2026-01-01", "Fiscal year 2026", "Jan 2025 – Dec 2025"),
            (JANUARY_AND_FEBRUARY, "Jan 2026 – Feb 2026", "Nov 2025 – Dec 2025"),
        ):
            page = self.rows(period).get_period()
            with self.subTest(period=period):
                self.assertEqual((page["label"], page["compared"]), (label, compared))
        page = self.rows(compare="none").get_period()
        self.assertIs(page["compared"], False)

    def test_arrows_lead_from_period_to_period_and_end_where_nothing_is_published(self):
        for period, before, after in (
            ("month.2026-01-01", "month.2025-12-01", "month.2026-02-01"),
            ("month.2025-11-01", False, "month.2025-12-01"),
            ("month.2026-02-01", "month.2026-01-01", False),
            ("quarter.2026-01-01", "quarter.2025-10-01", False),
            (JANUARY_AND_FEBRUARY, "custom.2025-11-01.2025-12-31", False),
            (False, False, False),
        ):
            page = self.rows(period).get_period()
            with self.subTest(period=period):
                self.assertEqual((page["previous"], page["next"]), (before, after))

    def test_picker_offers_the_last_period_of_each_kind_and_every_month(self):
        page = self.rows().get_period()
        self.assertEqual(
            [choice["token"] for choice in page["choices"]],
            ["last_twelve", "month.2026-02-01", "quarter.2026-01-01", "year.2026-01-01"],
        )
        self.assertEqual(
            [(month["first"], month["last"]) for month in page["months"]],
            [
                ("2026-02-01", "2026-02-28"),
                ("2026-01-01", "2026-01-31"),
                ("2025-12-01", "2025-12-31"),
                ("2025-11-01", "2025-11-30"),
            ],
        )

    def test_months_that_are_not_published_are_named(self):
        with freeze_time("2026-04-10"):
            self.assertEqual(self.rows().get_period()["missing"], "March 2026 not published")
            self.assertEqual(self.rows("month.2026-02-01").get_period()["missing"], "")
        with freeze_time("2026-08-10"):
            self.assertEqual(self.rows().get_period()["missing"], "5 months not published")

    def test_what_is_no_period_is_refused(self):
        for token in ("decade.2020-01-01", "month", "month.soon", "custom.2026-02-01.2026-01-01"):
            with self.subTest(token=token), self.assertRaisesRegex(UserError, "is no period"):
                self.rows(token).search([])
