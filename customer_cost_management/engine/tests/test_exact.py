import unittest
from decimal import Decimal
from fractions import Fraction

import numpy as np

from ..exact import apply_rate, exact_rate, is_cost, is_count, is_money, percent_of


class TestExact(unittest.TestCase):
    def test_money_is_a_whole_number_in_range(self):
        for amount in (0, -5, 2**52, np.int64(7)):
            self.assertTrue(is_money(amount), amount)
        for amount in (1.0, True, "1", None, 2**52 + 1, Decimal(1)):
            self.assertFalse(is_money(amount), amount)

    def test_cost_is_not_negative(self):
        self.assertTrue(is_cost(0))
        self.assertFalse(is_cost(-1))

    def test_a_count_is_whole_and_not_negative(self):
        self.assertTrue(is_count(3))
        for count in (-1, 1.5, True, None):
            self.assertFalse(is_count(count), count)

    def test_a_float_rate_is_read_as_it_prints(self):
        self.assertEqual(exact_rate(0.1), Fraction(1, 10))
        self.assertEqual(exact_rate(np.float64(0.1)), Fraction(1, 10))
        self.assertEqual(exact_rate("1/3"), Fraction(1, 3))

    def test_what_is_no_number_is_no_rate(self):
        for value in (float("nan"), float("inf"), None, "ten", "1/0", True):
            self.assertIsNone(exact_rate(value), value)

    def test_a_rate_is_applied_with_one_rounding(self):
        # 1,005 × 0.1 = 100.5 → 101; the double 0.1 × 1005 would say 100.50000000000001
        self.assertEqual(apply_rate(1005, exact_rate(0.1)), 101)
        self.assertEqual(percent_of(-1005, 10), -101)
