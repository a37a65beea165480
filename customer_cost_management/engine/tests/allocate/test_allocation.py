"""Activities to customers: charges, variances, levels, and the last cent."""

import unittest
from fractions import Fraction

import numpy as np

from ...allocate.activities import Activity
from ...allocate.allocation import Charge, amounts_by_customer, charge_activity, check_charges
from ...allocate.volumes import Driver

ORDER = Activity("ship", "order", "orders")


class TestChargeActivity(unittest.TestCase):
    def test_customers_take_the_whole_cost_at_actual_rate(self):
        self.assertEqual(charge_activity(ORDER, 1000, 3), Charge(customers=1000))

    def test_without_volume_the_cost_stays_unallocated(self):
        self.assertEqual(charge_activity(ORDER, 1000, 0), Charge(unallocated=1000))

    def test_standard_rate_shows_the_difference_as_rate_variance(self):
        # 6.40 × 150 = 960.00 assigned of a cost of 1 000.00
        activity = Activity("ship", "order", "orders", standard_rate=640)
        self.assertEqual(
            charge_activity(activity, 100000, 150), Charge(customers=96000, rate_variance=4000)
        )

    def test_standard_rate_reads_as_it_is_written(self):
        # 0.1 × 5 = 0.5, half a cent, rounded up; 1/3 × 3 = 1 exactly
        for rate, volume in ((0.1, 5), (Fraction(1, 3), 3)):
            activity = Activity("ship", "order", "orders", standard_rate=rate)
            self.assertEqual(
                charge_activity(activity, 0, volume), Charge(customers=1, rate_variance=-1)
            )

    def test_standard_rate_without_volume_is_no_variance(self):
        activity = Activity("ship", "order", "orders", standard_rate=640)
        self.assertEqual(charge_activity(activity, 1000, 0), Charge(unallocated=1000))

    def test_channel_and_facility_cost_stops_at_its_level(self):
        for line in ("channel", "facility"):
            activity = Activity("market", line, "orders")
            self.assertEqual(charge_activity(activity, 1000, 5), Charge(level=1000))

    def test_fully_loaded_view_gives_channel_and_facility_cost_to_customers(self):
        activity = Activity("market", "channel", "orders")
        self.assertEqual(
            charge_activity(activity, 1000, 5, fully_loaded=True), Charge(customers=1000)
        )


class TestCheckCharges(unittest.TestCase):
    def test_zero_total_is_reported_by_its_policy(self):
        activities = [ORDER, Activity("visit", "customer", "visits")]
        drivers = [Driver("orders"), Driver("visits", zero_total="stop")]
        left, stopped = check_charges(activities, drivers, [Charge(unallocated=7)] * 2)
        self.assertEqual(
            (left.code, left.subjects, left.severity),
            ("zero_driver_total", ("ship", "orders"), "warning"),
        )
        self.assertEqual(
            (stopped.code, stopped.subjects, stopped.severity),
            ("zero_driver_total", ("visit", "visits"), "error"),
        )
        self.assertEqual(stopped.values["amount"], 7)

    def test_amount_beyond_what_can_be_split(self):
        activities = [ORDER, Activity("visit", "customer", "orders")]
        charges = [Charge(customers=1), Charge(customers=-(2**53))]
        (problem,) = check_charges(activities, [Driver("orders")], charges)
        self.assertEqual((problem.code, problem.subjects), ("amount_too_large", ("visit",)))


class TestAmountsByCustomer(unittest.TestCase):
    def test_each_column_is_split_by_its_own_volumes(self):
        volumes = np.array([[1.0, 0.0], [3.0, 2.0]])
        amounts = amounts_by_customer([400, -50], volumes, np.array([1, 2]))
        self.assertEqual(amounts.tolist(), [[100, 0], [300, -50]])

    def test_last_cent_goes_to_the_smallest_customer_id_in_any_order(self):
        # 100 / 3 = 33.33: one cent over
        volumes = np.ones((3, 1))
        for customers in ([1, 2, 3], [3, 1, 2]):
            amounts = amounts_by_customer([100], volumes, np.array(customers))
            self.assertEqual(
                dict(zip(customers, amounts[:, 0].tolist(), strict=True)), {1: 34, 2: 33, 3: 33}
            )

    def test_nothing_to_give_without_volume(self):
        amounts = amounts_by_customer([0], np.zeros((2, 1)), np.array([1, 2]))
        self.assertEqual(amounts.tolist(), [[0], [0]])
