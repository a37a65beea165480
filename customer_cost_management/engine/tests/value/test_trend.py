"""Theil–Sen slope and Mann–Kendall test."""

import math
import unittest

import numpy as np

from ...value.trend import monthly_trends


class TestMonthlyTrends(unittest.TestCase):
    def test_a_straight_rise(self):
        # All 10 pairs rise: S = 10, variance 5·4·15 ÷ 18, z = 9 ÷ √(300/18)
        trends = monthly_trends([[1, 3, 5, 7, 9]])
        self.assertEqual(trends.slopes[0], 2.0)
        self.assertAlmostEqual(trends.z[0], 9 / math.sqrt(300 / 18))

    def test_one_odd_month_does_not_turn_the_slope(self):
        self.assertEqual(monthly_trends([[1, 2, 3, 400, 5, 6, 7]]).slopes[0], 1.0)

    def test_ties_lower_the_variance(self):
        # 1 1 2 3: S = 5; variance (4·3·13 − 2·1·9) ÷ 18 = 138/18; z = 4 ÷ √(138/18)
        trends = monthly_trends([[1, 1, 2, 3]])
        self.assertAlmostEqual(trends.z[0], 4 / math.sqrt(138 / 18))
        # pairs: 0, 1/2, 2/3, 1, 1, 1: median (2/3 + 1) ÷ 2
        self.assertAlmostEqual(trends.slopes[0], 5 / 6)

    def test_a_fall_is_a_rise_mirrored(self):
        series = np.array([[5.0, 3, 4, 1, 0]])
        up, down = monthly_trends(-series), monthly_trends(series)
        self.assertEqual((up.slopes[0], up.z[0]), (-down.slopes[0], -down.z[0]))

    def test_equal_months_have_no_trend(self):
        trends = monthly_trends([[4, 4, 4, 4]])
        self.assertEqual((trends.slopes[0], trends.z[0]), (0, 0))

    def test_customers_beyond_one_batch_are_treated_alike(self):
        series = np.tile([1.0, 3, 2, 5], (20_001, 1))
        trends = monthly_trends(series)
        self.assertEqual(len(trends.z), 20_001)
        self.assertEqual((np.ptp(trends.z), np.ptp(trends.slopes)), (0, 0))

    def test_no_customers(self):
        self.assertEqual(len(monthly_trends(np.zeros((0, 12))).z), 0)
