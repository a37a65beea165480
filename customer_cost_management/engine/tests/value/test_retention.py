"""Retention, repeat rate and cohorts."""

import unittest

import numpy as np

from ...value.purchase_activity import Invoices, purchase_activity
from ...value.retention import cohort_retention, repeat_rate, retention


class TestRetention(unittest.TestCase):
    def test_share_of_the_active_who_stay_active(self):
        # Active on day 100: 0 (bought on 50) and 1 (on 90).  On day 200 only 1 (on 180);
        # 2 came in between and does not count.
        invoices = Invoices([0, 1, 1, 2], [50, 90, 180, 150], 3)
        found, problems = retention(invoices, 100, 200)
        self.assertEqual(
            (found.active_before, found.retained, found.rate, problems), (2, 1, 0.5, [])
        )

    def test_nobody_active_has_no_rate(self):
        found, _problems = retention(Invoices([0], [50], 1), 10, 60)
        self.assertIsNone(found.rate)

    def test_a_period_must_not_end_before_it_starts(self):
        found, (problem,) = retention(Invoices([0], [50], 1), 60, 10)
        self.assertIsNone(found)
        self.assertEqual(problem.code, "period_reversed")

    def test_bad_invoices_have_no_retention(self):
        found, (problem,) = retention(Invoices([0, 9], [50, 50], 1), 10, 60)
        self.assertIsNone(found)
        self.assertEqual((problem.code, problem.subjects), ("unknown_position", (9,)))


class TestRepeatRate(unittest.TestCase):
    def test_share_of_buyers_with_a_second_purchase_day(self):
        activity, _problems = purchase_activity(Invoices([0, 0, 1, 1, 2], [1, 5, 3, 3, 4], 4), 9)
        self.assertEqual(repeat_rate(activity), 1 / 3)

    def test_no_buyers_have_no_rate(self):
        activity, _problems = purchase_activity(Invoices([], [], 2), 9)
        self.assertIsNone(repeat_rate(activity))


class TestCohortRetention(unittest.TestCase):
    def test_each_cohort_by_age(self):
        # Cohort of period 5: customers 0 and 1; period 6: customer 2; none in 7.
        # 0 buys again in 6 and 7, 1 in 7, 2 never; two invoices in a period count once.
        invoices = Invoices([0, 0, 0, 0, 1, 1, 2], [5, 6, 6, 7, 5, 7, 6], 3)
        found, problems = cohort_retention(invoices)
        self.assertEqual((found.first_period, found.sizes.tolist(), problems), (5, [2, 1, 0], []))
        unknown = np.nan
        np.testing.assert_array_equal(
            found.shares,
            [[1, 0.5, 1], [1, 0, unknown], [unknown, unknown, unknown]],
        )

    def test_no_purchases_have_no_cohorts(self):
        found, (problem,) = cohort_retention(Invoices([], [], 3))
        self.assertIsNone(found)
        self.assertEqual(problem.code, "no_purchases")

    def test_bad_periods_have_no_cohorts(self):
        found, (problem,) = cohort_retention(Invoices([0, 1], [1, float("inf")], 3))
        self.assertIsNone(found)
        self.assertEqual((problem.code, problem.subjects), ("number_not_finite", (1,)))
