"""Minor units, rounding, and the one way to split money."""

import unittest
from decimal import Decimal

import numpy as np

from ..money import MAXIMUM_AMOUNT, distribute, round_half_up, to_decimal, to_minor
from .cases import load_case


class TestMinorUnits(unittest.TestCase):
    def test_decimal_places_of_the_currency(self):
        self.assertEqual(to_minor("12.34", 2), 1234)
        self.assertEqual(to_minor(12, 0), 12)
        self.assertEqual(to_minor(Decimal("1.2345"), 3), 1235)
        self.assertEqual(to_decimal(1234, 2), Decimal("12.34"))
        self.assertEqual(to_decimal(-5, 3), Decimal("-0.005"))

    def test_half_a_unit_rounds_away_from_zero(self):
        self.assertEqual(to_minor("0.005", 2), 1)
        self.assertEqual(to_minor("-0.005", 2), -1)

    def test_float_is_refused(self):
        with self.assertRaises(TypeError):
            to_minor(0.1, 2)

    def test_round_half_up(self):
        for numerator, denominator, expected in (
            (5, 2, 3), (-5, 2, -3), (5, -2, -3), (-5, -2, 3), (7, 3, 2), (8, 3, 3), (0, 7, 0),
        ):  # fmt: skip
            self.assertEqual(round_half_up(numerator, denominator), expected)
        with self.assertRaises(ZeroDivisionError):
            round_half_up(1, 0)


class TestDistribute(unittest.TestCase):
    def test_case_round_thirds(self):
        case = load_case("round_thirds")
        for split, expected in zip(case["inputs"]["cases"], case["expected"]["parts"], strict=True):
            parts = distribute(to_minor(split["amount"], 2), split["weights"])
            self.assertEqual([str(to_decimal(part, 2)) for part in parts], expected)

    def test_equal_remainders_are_served_in_ascending_key(self):
        self.assertEqual(distribute(2, [1, 1, 1], keys=[30, 10, 20]).tolist(), [0, 1, 1])

    def test_zero_weight_gets_nothing_even_of_the_left_over(self):
        self.assertEqual(distribute(2, [0, 1, 1, 1]).tolist(), [0, 1, 1, 0])

    def test_zero_total(self):
        self.assertEqual(distribute(0, [0, 0]).tolist(), [0, 0])
        self.assertEqual(distribute(0, []).tolist(), [])

    def test_largest_amount_is_split_exactly(self):
        parts = distribute(MAXIMUM_AMOUNT, [1, 1, 1])
        self.assertEqual(sum(parts.tolist()), MAXIMUM_AMOUNT)
        # 2**52 = 3 × 1501199875790165 + 1
        self.assertEqual(parts.tolist(), [1501199875790166, 1501199875790165, 1501199875790165])

    def test_what_cannot_be_split_is_refused(self):
        for total, weights in (
            (MAXIMUM_AMOUNT + 1, [1]),
            (1, [0, 0]),
            (1, []),
            (1, [1, -1]),
            (1, [1, np.nan]),
            (1, [1, np.inf]),
            (1, [[1, 1]]),
        ):
            with self.subTest(total=total, weights=weights), self.assertRaises(ValueError):
                distribute(total, weights)
