"""What a cost pool may declare, and how it splits."""

import unittest

from ...allocate.capacity import Capacity
from ...allocate.pools import (
    DRIVER,
    MAXIMUM_CAPTURED,
    OPERATING,
    PERCENT,
    SUPPORT,
    TIME,
    UNALLOCATED,
    Pool,
    check_pools,
    receiver_weights,
    split,
    total_weight,
)


def pool(name="bad", captured=0, **values):
    return Pool(name, **{"kind": OPERATING, "captured": captured, "currency": "CNY"} | values)


GOOD = pool("good", shares={"visits": 100})


class TestCheckPools(unittest.TestCase):
    def assert_found(self, bad, *expected):
        problems = {(problem.code, problem.subjects) for problem in check_pools([GOOD, bad])}
        self.assertEqual(problems, set(expected))

    def test_shares_must_add_up_to_100_and_the_problem_says_by_how_much_they_are_off(self):
        bad = pool(shares={"visits": 33.33, "quotes": 33.33, "calls": 33.33})
        (problem,) = check_pools([GOOD, bad])
        self.assertEqual((problem.code, problem.subjects), ("shares_not_100", ("bad",)))
        self.assertAlmostEqual(problem.values["total"], 99.99)
        self.assertAlmostEqual(problem.values["off"], -0.01)

    def test_declared_rest_may_miss_100_but_not_exceed_it(self):
        self.assert_found(pool(shares={"visits": 97.5}, rest_unallocated=True))
        self.assert_found(
            pool(shares={"visits": 100.5}, rest_unallocated=True), ("shares_not_100", ("bad",))
        )

    def test_noise_of_doubles_is_not_a_missing_share(self):
        self.assert_found(pool(shares={str(number): 0.1 for number in range(1000)}))

    def test_share_that_is_no_number(self):
        self.assert_found(
            pool(shares={"visits": float("nan"), "quotes": 100}),
            ("number_not_finite", ("bad", "visits")),
        )
        self.assert_found(
            pool(basis=DRIVER, shares={"visits": "many"}), ("number_not_finite", ("bad", "visits"))
        )

    def test_quantities_beyond_a_double(self):
        bad = pool(basis=DRIVER, shares={"visits": 1e308, "quotes": 1e308})
        self.assert_found(bad, ("volume_too_large", ("bad",)))

    def test_negative_share(self):
        self.assert_found(
            pool(shares={"visits": -10, "quotes": 110}), ("negative_share", ("bad", "visits"))
        )

    def test_percent_share_to_itself(self):
        bad = pool(kind=SUPPORT, shares={"bad": 10, "sales": 90})
        self.assert_found(bad, ("self_share", ("bad",)))

    def test_captured_cost_is_an_integer(self):
        self.assert_found(
            pool(captured=10.5, shares={"visits": 100}), ("amount_not_integer", ("bad",))
        )

    def test_captured_cost_of_all_pools_has_a_limit(self):
        bad = pool(captured=-MAXIMUM_CAPTURED - 1, shares={"visits": 100})
        self.assert_found(bad, ("amount_too_large", ("bad", "good")))

    def test_avoidable_share_is_between_0_and_1(self):
        for avoidable in (-0.1, 1.1, float("nan"), None):
            bad = pool(shares={"visits": 100}, avoidable=avoidable)
            self.assert_found(bad, ("avoidable_out_of_range", ("bad",)))

    def test_words_outside_their_choice(self):
        self.assert_found(
            pool(kind="other", basis="mood", zero_total="hide"), ("unknown_choice", ("bad",))
        )
        problems = check_pools([GOOD, pool(kind="other", basis="mood", zero_total="hide")])
        self.assertEqual(
            [problem.values["field"] for problem in problems], ["kind", "basis", "zero_total"]
        )

    def test_support_pool_cannot_be_time_driven(self):
        bad = pool(kind=SUPPORT, basis=TIME, capacity=Capacity(60))
        self.assert_found(bad, ("unknown_choice", ("bad",)))

    def test_time_driven_pool_needs_a_capacity(self):
        self.assert_found(pool(basis=TIME, shares={"visits": 1}), ("no_capacity", ("bad",)))

    def test_capacity_of_a_time_driven_pool_is_checked(self):
        bad = pool(basis=TIME, shares={"visits": 1}, capacity=Capacity(0))
        self.assert_found(bad, ("zero_practical_capacity", ("bad",)))


class TestSplit(unittest.TestCase):
    def test_equal_claims_to_the_last_cent_go_by_name_and_unallocated_comes_last(self):
        parts = split(101, {UNALLOCATED: 1, "b": 1, "a": 1})
        # 101 / 3 = 33.67: two cents over, for a and b
        self.assertEqual(parts, {"a": 34, "b": 34, UNALLOCATED: 33})

    def test_sum_of_weights_does_not_depend_on_their_order(self):
        # 1e16 + 1 = 1e16 in doubles, 1 + 1 + 1e16 = 1e16 + 2
        weights = {"a": 1e16, "b": 1, "c": 1}
        backwards = dict(reversed(weights.items()))
        self.assertEqual(total_weight(weights), total_weight(backwards))

    def test_rest_of_percent_shares_is_a_receiver(self):
        self.assertEqual(
            receiver_weights(pool(basis=PERCENT, shares={"a": 60, "b": 0})),
            {"a": 60.0, UNALLOCATED: 40.0},
        )

    def test_driver_without_quantity_gives_to_nobody(self):
        self.assertEqual(receiver_weights(pool(basis=DRIVER, shares={"a": 0})), {UNALLOCATED: 1.0})

    def test_avoidable_part_of_captured_cost_is_rounded_half_up(self):
        # 5 × 0.3 = 1.5 → 2, and −2 for a credit
        self.assertEqual(pool(captured=5, avoidable=0.3).avoidable_captured, 2)
        self.assertEqual(pool(captured=-5, avoidable=0.3).avoidable_captured, -2)
