import unittest
from dataclasses import replace

import numpy as np

from ...profit.variance import ActivityUse, cost_variance

NONE = float("nan")


def use(cost, volume, rate):
    cost = np.array(cost)
    customers = np.arange(1, len(cost) + 1)
    activities = tuple("abc"[: cost.shape[1]])
    return ActivityUse(customers, activities, cost, np.array(volume, float), np.array(rate))


class TestCostVariance(unittest.TestCase):
    def assert_effects(self, before, after, rate, usage):
        variance, problems = cost_variance(before, after)
        self.assertEqual(problems, ())
        self.assertEqual(variance.rate_effect.tolist(), rate)
        self.assertEqual(variance.usage_effect.tolist(), usage)

    def test_dearer_and_more_are_told_apart(self):
        # r 10 → 12, q 5 → 8: rate (12 − 10) × 8 = 16, usage (8 − 5) × 10 = 30
        self.assert_effects(use([[50]], [[5]], [10.0]), use([[96]], [[8]], [12.0]), [[16]], [[30]])

    def test_cheaper_and_less_are_negative(self):
        # r 12 → 10, q 8 → 5: rate −2 × 5, usage −3 × 12
        self.assert_effects(
            use([[96]], [[8]], [12.0]), use([[50]], [[5]], [10.0]), [[-10]], [[-36]]
        )

    def test_rounding_of_the_cost_is_no_rate_effect(self):
        # 10 by 1 : 1 : 1 is 4, 3, 3; by 1 : 2 : 0 it is 3, 7, 0; the rate is the same
        before = use([[4], [3], [3]], [[1], [1], [1]], [10 / 3])
        after = use([[3], [7], [0]], [[1], [2], [0]], [10 / 3])
        self.assert_effects(before, after, [[0], [0], [0]], [[-1], [4], [-3]])

    def test_what_is_no_longer_used_cannot_become_dearer(self):
        # the 4 were 3.33 and rounding; another rate for others is no effect here
        self.assert_effects(use([[4]], [[1]], [10 / 3]), use([[0]], [[0]], [5.0]), [[0]], [[-4]])

    def test_an_activity_that_is_new_is_usage(self):
        self.assert_effects(use([[0]], [[0]], [NONE]), use([[80]], [[8]], [10.0]), [[0]], [[80]])

    def test_an_activity_no_longer_used_is_usage(self):
        self.assert_effects(use([[80]], [[8]], [10.0]), use([[0]], [[0]], [NONE]), [[0]], [[-80]])

    def test_customers_without_anything_have_no_effect(self):
        nothing = use(np.zeros((0, 2), int), np.zeros((0, 2)), [1.0, 2.0])
        variance, problems = cost_variance(nothing, nothing)
        self.assertEqual((variance.change.shape, problems), ((0, 2), ()))


class TestVarianceBadInput(unittest.TestCase):
    good = use([[10], [20]], [[1], [2]], [10.0])

    def assert_refused(self, code, subjects, **changes):
        variance, problems = cost_variance(self.good, replace(self.good, **changes))
        self.assertIsNone(variance)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_other_customers_are_refused(self):
        self.assert_refused("different_customers", (2, 3), customers=np.array([1, 3]))

    def test_another_order_of_customers_is_refused(self):
        self.assert_refused("different_customers", (), customers=np.array([2, 1]))

    def test_other_activities_are_refused(self):
        self.assert_refused("different_activities", ("a", "b"), activities=("b",))

    def test_a_volume_that_is_no_number_is_refused(self):
        self.assert_refused("number_not_finite", (2,), volume=np.array([[1], [np.nan]]))

    def test_a_negative_rate_is_refused(self):
        self.assert_refused("number_too_small", ("a",), rate=np.array([-1.0]))

    def test_an_infinite_rate_is_refused(self):
        self.assert_refused("number_not_finite", ("a",), rate=np.array([np.inf]))

    def test_cost_of_another_shape_is_refused(self):
        self.assert_refused("wrong_shape", ("cost_after",), cost=np.array([10, 20]))

    def test_volume_of_another_shape_is_refused(self):
        self.assert_refused("wrong_shape", ("volume_after",), volume=np.array([[1.0]]))

    def test_an_effect_beyond_all_measure_is_refused(self):
        before = replace(self.good, rate=np.array([1e12]))
        variance, (problem,) = cost_variance(
            before, replace(before, volume=np.array([[1], [1e12]]))
        )
        self.assertIsNone(variance)
        self.assertEqual((problem.code, problem.subjects), ("amount_too_large", ("usage_effect",)))
