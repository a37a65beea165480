import unittest
from dataclasses import replace

from ...profit.standard_variance import StandardActivity, StandardPool, pool_variance, rate_variance

#: Budget 10,000 for 500 minutes, 20 a minute; 420 minutes used, 10,300 paid.
POOL = StandardPool("warehouse", 10_300, 10_000, 500.0, 420.0)


class TestPoolVariance(unittest.TestCase):
    def variance(self, **changes):
        variance, problems = pool_variance(replace(POOL, **changes))
        self.assertEqual(problems, ())
        parts = variance.assigned, variance.volume_variance, variance.spending_variance
        self.assertEqual(sum(parts), replace(POOL, **changes).actual_cost)
        return parts

    def test_a_pool_is_assigned_unused_and_overspent(self):
        # 420 × 20 = 8,400; 80 × 20 = 1,600; 10,300 − 10,000
        self.assertEqual(self.variance(), (8_400, 1_600, 300))

    def test_work_above_practical_capacity_is_over_capacity(self):
        # 550 × 20 = 11,000, 1,000 more than the budget pays for
        self.assertEqual(self.variance(used=550.0), (11_000, -1_000, 300))

    def test_a_rate_without_end_still_adds_up(self):
        # 10,000 × 1 ÷ 3 = 3,333.33
        self.assertEqual(self.variance(practical_capacity=3.0, used=1.0), (3_333, 6_667, 300))

    def assert_refused(self, code, subjects, **changes):
        variance, (problem,) = pool_variance(replace(POOL, **changes))
        self.assertIsNone(variance)
        self.assertEqual((problem.code, problem.subjects), (code, subjects))

    def test_a_pool_without_capacity_has_no_rate(self):
        self.assert_refused("zero_capacity", ("warehouse",), practical_capacity=0.0)

    def test_capacity_that_is_no_number_is_refused(self):
        self.assert_refused("number_not_finite", ("warehouse",), practical_capacity=float("nan"))

    def test_negative_use_is_refused(self):
        self.assert_refused("number_too_small", ("warehouse",), used=-1.0)

    def test_half_a_cent_is_refused(self):
        self.assert_refused("amount_not_integer", ("budgeted_cost",), budgeted_cost=0.5)


class TestRateVariance(unittest.TestCase):
    activity = StandardActivity("ship", 5_300, 12.5, 400.0)

    def test_cost_above_the_standard_rate_is_unfavourable(self):
        # 5,300 − 12.5 × 400
        self.assertEqual(rate_variance(self.activity), (300, ()))

    def assert_refused(self, code, subjects, **changes):
        variance, (problem,) = rate_variance(replace(self.activity, **changes))
        self.assertIsNone(variance)
        self.assertEqual((problem.code, problem.subjects), (code, subjects))

    def test_a_rate_that_is_no_number_is_refused(self):
        self.assert_refused("number_not_finite", ("ship",), standard_rate=float("inf"))

    def test_a_negative_volume_is_refused(self):
        self.assert_refused("number_too_small", ("ship",), volume=-1.0)

    def test_a_cost_beyond_all_measure_is_refused(self):
        self.assert_refused("amount_too_large", ("standard",), volume=1e12, standard_rate=1e12)
