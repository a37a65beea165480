"""The whale curve."""

import unittest

import numpy as np

from ...value.whale import (
    AROUND_ZERO,
    EARNS,
    LOSES,
    CustomerProfits,
    cumulative_line,
    whale_curve,
)
from ..cases import load_case


def curve_of(profits, revenues=None, ids=None):
    ids = list(range(1, len(profits) + 1)) if ids is None else ids
    curve, _problems = whale_curve(CustomerProfits(ids, profits, revenues or [0] * len(profits)))
    return curve


def codes(profits):
    ids = list(range(1, len(profits) + 1))
    _curve, problems = whale_curve(CustomerProfits(ids, profits, [0] * len(profits)))
    return [problem.code for problem in problems]


class TestSpringDistribution(unittest.TestCase):
    """Horngren, exhibit 14-4: ten customers, the best seven bring 103.68 %."""

    def setUp(self):
        super().setUp()
        case = load_case("whale_spring_distribution")
        self.expected = case["expected"]
        self.profits = list(case["inputs"]["profit"].values())
        self.curve = curve_of(self.profits)

    def test_total(self):
        self.assertEqual(self.curve.total, self.expected["total"])

    def test_cumulative_profit_of_every_rank(self):
        self.assertEqual(self.curve.cumulative_profits.tolist(), self.expected["cumulative"])

    def test_cumulative_percent_of_every_rank(self):
        rounded = np.rint(self.curve.cumulative_percents).astype(int).tolist()
        self.assertEqual(rounded, self.expected["cumulative_pct_rounded"])

    def test_peak_is_reached_at_the_last_customer_who_earns(self):
        self.assertEqual(self.curve.peak.customers, 7)
        self.assertEqual(self.curve.peak.profit, 138_920)
        self.assertAlmostEqual(self.curve.peak.percent, self.expected["peak_pct"], places=2)

    def test_erosion_is_what_the_losers_lose(self):
        # 1,190 + 1,690 + 2,050
        self.assertEqual(self.curve.erosion, 4_930)
        self.assertAlmostEqual(self.curve.erosion_percent, 3.68, places=2)


class TestWhaleCurve(unittest.TestCase):
    def test_equal_profits_stand_in_ascending_customer_id(self):
        curve = curve_of([5, 9, 5], ids=[30, 20, 10])
        self.assertEqual(curve.customer_ids.tolist(), [20, 10, 30])
        self.assertEqual(curve.order.tolist(), [1, 2, 0])

    def test_second_line_adds_up_revenue_over_the_same_ranks(self):
        curve = curve_of([1, 3, 2], revenues=[100, 10, 50])
        self.assertEqual(curve.cumulative_revenues.tolist(), [10, 60, 160])

    def test_any_other_second_line_follows_the_ranks(self):
        self.assertEqual(cumulative_line(curve_of([1, 3, 2]), [7, 5, 6]).tolist(), [5, 11, 18])

    def test_around_zero_is_within_one_percent_of_the_customers_own_revenue(self):
        # 1 % of 1,000 is 10: 11 earns, 10 and −10 do not count, −11 loses.
        curve = curve_of([11, 10, -10, -11], revenues=[1_000] * 4)
        self.assertEqual(curve.bands.tolist(), [EARNS, AROUND_ZERO, AROUND_ZERO, LOSES])
        self.assertEqual(
            (curve.band(AROUND_ZERO).customers, curve.band(AROUND_ZERO).profit), (2, 0)
        )
        self.assertEqual((curve.band(LOSES).customers, curve.band(LOSES).profit), (1, -11))
        self.assertEqual((curve.band(EARNS).customers, curve.band(EARNS).profit), (1, 11))

    def test_without_revenue_only_exactly_zero_is_around_zero(self):
        curve = curve_of([1, 0, -1], revenues=[0, 0, -500])
        self.assertEqual(curve.bands.tolist(), [EARNS, AROUND_ZERO, LOSES])

    def test_all_earn_means_no_erosion(self):
        curve = curve_of([4, 3, 2, 1, 1])
        self.assertEqual((curve.erosion, curve.erosion_percent), (0, 0.0))
        self.assertEqual((curve.peak.customers, curve.peak.percent), (5, 100.0))
        self.assertEqual(codes([4, 3, 2, 1, 1]), [])

    def test_all_lose_means_the_peak_is_before_the_first_customer(self):
        curve = curve_of([-1, -2, -3, -4, -5])
        self.assertEqual((curve.peak.customers, curve.peak.profit, curve.erosion), (0, 0, 15))
        self.assertEqual(codes([-1, -2, -3, -4, -5]), ["total_not_positive", "nobody_earns"])

    def test_total_of_zero_has_money_and_no_percent(self):
        curve = curve_of([5, 0, 0, -2, -3])
        self.assertIsNone(curve.cumulative_percents)
        self.assertIsNone(curve.peak.percent)
        self.assertIsNone(curve.erosion_percent)
        self.assertEqual((curve.peak.profit, curve.erosion), (5, 5))
        self.assertEqual(codes([5, 0, 0, -2, -3]), ["total_not_positive"])

    def test_fewer_than_five_customers_are_too_few_for_a_curve(self):
        self.assertEqual(codes([4, 3, 2, 1]), ["too_few_customers_for_a_curve"])
        self.assertEqual(codes([4]), ["too_few_customers_for_a_curve"])
        self.assertEqual(curve_of([4]).peak.percent, 100.0)


class TestWhatForbidsACurve(unittest.TestCase):
    def test_no_customers(self):
        curve, (problem,) = whale_curve(CustomerProfits([], [], []))
        self.assertIsNone(curve)
        self.assertEqual(problem.code, "no_customers")

    def test_bad_columns_are_named_together(self):
        curve, problems = whale_curve(CustomerProfits([1, 2], [1, np.nan], [1]))
        self.assertIsNone(curve)
        self.assertEqual(
            [(problem.code, problem.subjects) for problem in problems],
            [("amount_not_integer", ("profits",)), ("wrong_shape", ("revenues",))],
        )

    def test_a_band_must_have_a_width(self):
        for percent in (-1.0, np.nan, np.inf):
            curve, (problem,) = whale_curve(CustomerProfits([1], [1], [1]), percent)
            self.assertIsNone(curve)
            self.assertEqual(problem.code, "near_zero_band_invalid")
