"""Activities: what they declare, and how much work is measured."""

import unittest
from decimal import Decimal

import numpy as np

from ...allocate.activities import Activity, check_activities, check_measured, measure
from ...allocate.volumes import Driver, TimeEquation, Volumes

DRIVERS = (Driver("orders"), Driver("lines"))
GOOD = Activity("invoice", "order", "orders")


class TestCheckActivities(unittest.TestCase):
    def assert_found(self, bad, *expected, fully_loaded=False):
        problems = check_activities([GOOD, bad], DRIVERS, fully_loaded)
        self.assertEqual([(p.code, p.subjects) for p in problems], list(expected))

    def test_work_for_customers_needs_a_driver(self):
        for line in ("cost_of_sales", "order", "customer"):
            self.assert_found(Activity("bad", line), ("no_driver", ("bad",)))

    def test_channel_and_facility_need_a_driver_only_in_the_fully_loaded_view(self):
        for line in ("channel", "facility"):
            self.assert_found(Activity("market", line))
            self.assert_found(
                Activity("market", line), ("no_driver", ("market",)), fully_loaded=True
            )

    def test_time_equation_needs_a_driver_of_events(self):
        bad = Activity("bad", "facility", None, TimeEquation(5))
        self.assert_found(bad, ("no_driver", ("bad",)))

    def test_unknown_drivers_are_named_with_the_activity(self):
        bad = Activity("bad", "order", "moons", TimeEquation(1, {"lines": 1, "stars": 1}))
        self.assert_found(
            bad, ("unknown_name", ("bad", "moons")), ("unknown_name", ("bad", "stars"))
        )

    def test_unknown_statement_line(self):
        self.assert_found(Activity("bad", "heaven", "orders"), ("unknown_choice", ("bad",)))

    def test_minutes_are_finite_and_not_negative(self):
        bad = Activity("bad", "order", "orders", TimeEquation(float("nan"), {"lines": 1}))
        self.assert_found(bad, ("number_not_finite", ("bad",)))
        bad = Activity("bad", "order", "orders", TimeEquation(5, {"lines": -1}))
        self.assert_found(bad, ("negative_minutes", ("bad",)))

    def test_standard_rate_is_finite_and_not_negative(self):
        for rate in (float("inf"), "1"):
            bad = Activity("bad", "order", "orders", standard_rate=rate)
            self.assert_found(bad, ("number_not_finite", ("bad",)))
        bad = Activity("bad", "order", "orders", standard_rate=Decimal("-1"))
        self.assert_found(bad, ("negative_rate", ("bad",)))


class TestMeasure(unittest.TestCase):
    def test_volume_is_the_quantity_or_the_minutes(self):
        volumes = Volumes(np.array([4, 3]), DRIVERS, [[3, 10], [1, 0]])
        timed = Activity("enter", "order", "orders", TimeEquation(40, {"lines": 6}))
        measured = measure([GOOD, timed, Activity("market", "channel")], volumes)
        # minutes 40 × 3 + 6 × 10 = 180 and 40
        self.assertEqual(measured.volumes.tolist(), [[3, 180, 0], [1, 40, 0]])
        self.assertEqual(measured.totals, (4, 220, None))
        self.assertEqual(measured.events, (None, 4, None))

    def test_total_does_not_depend_on_the_order_of_customers(self):
        # 1e16 + 1 = 1e16 in doubles, so a sum in row order would differ
        rows = np.array([[1e16, 0], [1.0, 0], [1.0, 0], [-0.0, 0]])
        ids = np.array([10, 20, 30, 40])
        one = measure([GOOD], Volumes(ids, DRIVERS, rows))
        other = measure([GOOD], Volumes(ids[::-1], DRIVERS, rows[::-1]))
        self.assertEqual(one.totals, other.totals)

    def test_volume_beyond_a_double_is_reported(self):
        activities = [GOOD, Activity("bad", "order", "lines", TimeEquation(1e300))]
        measured = measure(activities, Volumes(np.array([1]), DRIVERS, [[1, 1e300]]))
        (problem,) = check_measured(activities, measured)
        self.assertEqual((problem.code, problem.subjects), ("volume_too_large", ("bad",)))
