"""What holds for every split of money."""

import unittest
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ..money import MAXIMUM_AMOUNT, distribute, round_half_up, to_decimal, to_minor

TOTALS = st.integers(-MAXIMUM_AMOUNT, MAXIMUM_AMOUNT)
#: Whole numbers and doubles of a like size, so that every weight counts exactly.
WEIGHTS = st.lists(
    st.integers(0, 2**30) | st.floats(0.0, 1e6).filter(lambda x: x == 0 or x > 1e-3),
    min_size=1,
    max_size=50,
).filter(any)
KEYED = WEIGHTS.flatmap(
    lambda weights: st.tuples(st.just(weights), st.permutations(range(len(weights))))
)
EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True)


class TestEverySplit(unittest.TestCase):
    @EXAMPLES
    @given(TOTALS, WEIGHTS)
    def test_parts_add_up_to_the_whole(self, total, weights):
        parts = distribute(total, weights)
        self.assertEqual(sum(parts.tolist()), total)
        self.assertTrue(all(part * (-1 if total < 0 else 1) >= 0 for part in parts.tolist()))

    @EXAMPLES
    @given(TOTALS, st.lists(st.integers(0, 2**30), min_size=1, max_size=50).filter(any))
    def test_each_part_is_within_one_unit_of_its_exact_share(self, total, weights):
        whole = sum(weights)
        for part, weight in zip(distribute(total, weights).tolist(), weights, strict=True):
            self.assertLess(abs(part - Fraction(total * weight, whole)), 1)

    @EXAMPLES
    @given(TOTALS, KEYED)
    def test_order_of_rows_does_not_matter(self, total, keyed):
        weights, order = keyed
        keys = np.arange(len(weights)) * 7
        parts = distribute(total, weights, keys)
        mixed = distribute(total, np.array(weights, float)[list(order)], keys[list(order)])
        self.assertEqual(parts[list(order)].tolist(), mixed.tolist())

    @EXAMPLES
    @given(TOTALS, WEIGHTS, st.integers(-60, 60))
    def test_scale_of_the_weights_does_not_matter(self, total, weights, exponent):
        scaled = np.ldexp(np.array(weights, float), exponent)
        self.assertEqual(distribute(total, weights).tolist(), distribute(total, scaled).tolist())

    @EXAMPLES
    @given(TOTALS, st.integers(1, 100))
    def test_equal_weights_differ_by_at_most_one_unit(self, total, count):
        parts = distribute(total, [1] * count).tolist()
        self.assertLessEqual(max(parts) - min(parts), 1)

    @EXAMPLES
    @given(TOTALS, WEIGHTS)
    def test_negative_total_is_the_mirror_of_the_positive(self, total, weights):
        self.assertEqual(
            (-distribute(total, weights)).tolist(), distribute(-total, weights).tolist()
        )


class TestMinorUnits(unittest.TestCase):
    @EXAMPLES
    @given(TOTALS, st.sampled_from([0, 2, 3]))
    def test_amounts_survive_the_way_out_and_back(self, minor, decimals):
        self.assertEqual(to_minor(to_decimal(minor, decimals), decimals), minor)

    @EXAMPLES
    @given(st.integers(-(10**18), 10**18), st.integers(1, 10**9), st.booleans())
    def test_rounding_is_within_half_a_unit(self, numerator, denominator, negative):
        denominator = -denominator if negative else denominator
        rounded = round_half_up(numerator, denominator)
        distance = abs(rounded - Fraction(numerator, denominator))
        self.assertLessEqual(distance, Fraction(1, 2))

    @EXAMPLES
    @given(st.decimals(-(10**9), 10**9, places=4), st.sampled_from([0, 2, 3]))
    def test_typed_amounts_round_to_the_nearest_unit(self, amount, decimals):
        exact = to_decimal(to_minor(amount, decimals), decimals)
        self.assertLessEqual(abs(exact - amount), Decimal("0.5").scaleb(-decimals))
