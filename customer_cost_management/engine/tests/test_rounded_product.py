import unittest

import numpy as np

from ..rounded_product import product_problems, rounded_product, rounded_ratio


class TestRoundedProduct(unittest.TestCase):
    def test_half_a_unit_rounds_away_from_zero(self):
        # 3 × 0.5 = 1.5; -3 × 0.5 = -1.5; 1 × 0.4 = 0.4
        np.testing.assert_array_equal(rounded_product([3, -3, 1], [0.5, 0.5, 0.4]), [2, -2, 0])

    def test_a_decimal_that_no_double_holds_rounds_as_on_paper(self):
        # 100 × 1.005 = 100.5 → 101, though the double 1.005 is a little smaller
        self.assertEqual(int(rounded_product(100, 1.005)), 101)

    def test_large_amounts_stay_exact(self):
        # 2**52 × 0.5 = 2**51
        self.assertEqual(int(rounded_product(2**52, 0.5)), 2**51)

    def test_a_share_without_end_is_precise_on_large_amounts(self):
        self.assertEqual(int(rounded_product(3 * 10**9, 1 / 3)), 10**9)

    def test_factors_broadcast_over_customers_and_activities(self):
        products = rounded_product(np.array([[1], [2]]), np.array([10.0, 0.0]))
        np.testing.assert_array_equal(products, [[10, 0], [20, 0]])

    def test_a_ratio_is_exact_where_the_quotient_has_no_end(self):
        # 3,000,000 × 1 ÷ 3 and 5 × 1 ÷ 2 = 2.5 → 3
        np.testing.assert_array_equal(rounded_ratio([3_000_000, 5], [1, 1], [3, 2]), [10**6, 3])

    def test_a_product_too_large_to_split_is_a_problem(self):
        (problem,) = product_problems("cost", [1.0, 1e9], [1.0, 1e9])
        self.assertEqual((problem.code, problem.subjects), ("amount_too_large", ("cost",)))
