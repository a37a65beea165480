"""Whether a customer is still active."""

import unittest

import numpy as np

from ...value.purchase_activity import Invoices, purchase_activity


def activity_of(*days_by_customer, as_of):
    rows = [(row, day) for row, days in enumerate(days_by_customer) for day in days]
    customers, days = zip(*rows, strict=True) if rows else ((), ())
    invoices = Invoices(list(customers), list(days), len(days_by_customer))
    return purchase_activity(invoices, as_of)[0]


class TestPurchaseActivity(unittest.TestCase):
    def test_the_allowance_is_twice_the_own_median_gap(self):
        # gaps 100, 200 and 60: median 100, allowed 200 days after day 360
        activity = activity_of([0, 100, 300, 360], as_of=560)
        self.assertEqual((activity.median_gaps[0], activity.allowances[0]), (100, 200))
        self.assertTrue(activity.active[0])
        self.assertFalse(activity_of([0, 100, 300, 360], as_of=561).active[0])

    def test_the_median_of_two_gaps_is_their_mean(self):
        self.assertEqual(activity_of([0, 100, 300], as_of=300).median_gaps[0], 150)

    def test_frequent_buyers_have_ninety_days_all_the_same(self):
        self.assertEqual(activity_of([0, 7, 14], as_of=104).active.tolist(), [True])
        self.assertEqual(activity_of([0, 7, 14], as_of=105).active.tolist(), [False])

    def test_one_purchase_has_no_gap_and_ninety_days(self):
        activity = activity_of([10], as_of=100)
        self.assertTrue(np.isnan(activity.median_gaps[0]))
        self.assertEqual(activity.allowances[0], 90)
        self.assertTrue(activity.active[0])

    def test_several_invoices_on_a_day_are_one_purchase(self):
        activity = activity_of([0, 0, 0, 50], as_of=50)
        self.assertEqual((activity.purchase_days[0], activity.median_gaps[0]), (2, 50))

    def test_later_invoices_do_not_exist_yet(self):
        activity = activity_of([0, 400], [400], as_of=30)
        self.assertEqual(activity.purchase_days.tolist(), [1, 0])
        self.assertEqual(activity.last_days[0], 0)

    def test_a_customer_without_invoices_is_not_active(self):
        activity = activity_of([], [5], [], as_of=6)
        self.assertEqual(activity.active.tolist(), [False, True, False])
        self.assertTrue(np.isnan(activity.first_days[[0, 2]]).all())

    def test_each_customer_has_his_own_rhythm(self):
        activity = activity_of([0, 10], [0, 300], [0, 2, 6, 12], as_of=300)
        self.assertEqual(activity.median_gaps.tolist(), [10, 300, 4])

    def test_no_customers_at_all(self):
        self.assertEqual(activity_of(as_of=0).active.tolist(), [])


class TestBadInvoices(unittest.TestCase):
    def assert_refused(self, customers, days, code, subjects):
        activity, (problem,) = purchase_activity(Invoices(customers, days, 2), 10)
        self.assertIsNone(activity)
        self.assertEqual((problem.code, problem.subjects), (code, subjects))

    def test_an_unknown_customer_is_named(self):
        self.assert_refused([1, 2], [5, 5], "unknown_position", (2,))

    def test_a_missing_day_names_its_row(self):
        self.assert_refused([0, 1], [5, float("nan")], "number_not_finite", (1,))

    def test_a_day_too_few(self):
        self.assert_refused([0, 1], [5], "wrong_shape", ("days",))
