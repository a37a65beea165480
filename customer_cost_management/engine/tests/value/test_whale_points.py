"""The whale curve thinned out for the screen."""

import unittest

from ...value.whale import CustomerProfits, whale_curve
from ...value.whale_points import curve_points


def points_of(profits, maximum):
    ids = list(range(1, len(profits) + 1))
    curve, _problems = whale_curve(CustomerProfits(ids, profits, [10] * len(profits)))
    return curve_points(curve, maximum)


#: Ranks 1–500 earn, 501–700 are zero, 701–1,000 lose.
MIXED = [2] * 500 + [0] * 200 + [-1] * 300


class TestCurvePoints(unittest.TestCase):
    def test_few_customers_keep_a_point_each(self):
        points = points_of([3, 2, -1], 600)
        self.assertEqual(points.first_ranks.tolist(), [1, 2, 3])
        self.assertEqual(points.last_ranks.tolist(), [1, 2, 3])

    def test_first_peak_sign_changes_and_last_are_always_kept(self):
        ranks = points_of(MIXED, 50).last_ranks.tolist()
        self.assertLessEqual(len(ranks), 50)
        self.assertGreater(len(ranks), 40)
        self.assertLessEqual({1, 500, 700, 1_000}, set(ranks))

    def test_points_carry_the_exact_cumulative_figures(self):
        points = points_of(MIXED, 50)
        at = points.last_ranks.tolist().index(500)
        # 500 customers earn 2 each; then 300 lose 1 each.
        self.assertEqual(points.cumulative_profits[at], 1_000)
        self.assertEqual(points.cumulative_profits[-1], 700)
        self.assertAlmostEqual(points.cumulative_percents[at], 100_000 / 700)
        self.assertEqual(points.cumulative_revenues[at], 5_000)

    def test_each_point_stands_for_the_ranks_since_the_one_before(self):
        points = points_of(MIXED, 50)
        self.assertEqual(points.first_ranks[0], 1)
        self.assertEqual(points.first_ranks[1:].tolist(), (points.last_ranks[:-1] + 1).tolist())

    def test_a_limit_below_the_required_points_yields_these_and_no_more(self):
        for maximum in (0, 1, 4):
            self.assertEqual(points_of(MIXED, maximum).last_ranks.tolist(), [1, 500, 700, 1_000])

    def test_room_for_one_more_point_is_not_a_division_by_zero(self):
        self.assertEqual(points_of(MIXED, 5).last_ranks.tolist(), [1, 500, 700, 1_000])

    def test_a_total_that_is_not_positive_has_no_percent(self):
        self.assertIsNone(points_of([1, -2], 600).cumulative_percents)
