"""How much hangs on few customers."""

import unittest

from ...value.concentration import (
    concentration,
    gini,
    gini_with_losses,
    herfindahl_index,
    top_share_percent,
)


class TestTopShares(unittest.TestCase):
    def test_share_of_the_largest(self):
        self.assertEqual(top_share_percent([10, 50, 40], 1), 50.0)
        self.assertEqual(top_share_percent([10, 50, 40], 2), 90.0)

    def test_losses_push_a_share_beyond_100(self):
        # 50 of a total of 50 + 10 − 20 = 40
        self.assertEqual(top_share_percent([50, 10, -20], 1), 125.0)

    def test_a_total_that_is_not_positive_has_no_shares(self):
        self.assertIsNone(top_share_percent([1, -1], 1))

    def test_best_percentiles_round_the_number_of_customers_up(self):
        # 101 customers: 1 % are 2 of them, 5 % are 6.  100 bring 1 each, one brings 100.
        measures, _problems = concentration(range(101), [100] + [1] * 100)
        self.assertEqual(measures.best_percentile_percent, 100 * 101 / 200)
        self.assertEqual(measures.best_five_percentiles_percent, 100 * 105 / 200)
        self.assertEqual(measures.top_5_percent, 100 * 104 / 200)


class TestHerfindahlIndex(unittest.TestCase):
    def test_a_monopoly_has_10000(self):
        self.assertEqual(herfindahl_index([7]), 10_000)

    def test_the_guidelines_example_of_four_firms(self):
        # Horizontal Merger Guidelines: 30, 30, 20 and 20 % give 900 + 900 + 400 + 400.
        self.assertAlmostEqual(herfindahl_index([30, 30, 20, 20]), 2_600)

    def test_losses_have_no_share(self):
        self.assertAlmostEqual(herfindahl_index([5, 5, -90]), 5_000)
        self.assertIsNone(herfindahl_index([-1, 0]))


class TestGini(unittest.TestCase):
    def test_equality_is_zero(self):
        self.assertEqual(gini([3, 3, 3]), 0.0)

    def test_one_to_four(self):
        # (−3·1 − 1·2 + 1·3 + 3·4) ÷ (4 · 10) = 10 ÷ 40
        self.assertAlmostEqual(gini([4, 2, 3, 1]), 0.25)

    def test_one_who_has_all_of_four(self):
        # 3·8 ÷ (4 · 8): the classic Gini stops at (n − 1) ÷ n.
        self.assertAlmostEqual(gini([0, 8, 0, 0]), 0.75)

    def test_losses_or_nothing_at_all_leave_it_without_meaning(self):
        self.assertIsNone(gini([1, -1]))
        self.assertIsNone(gini([0, 0]))
        self.assertIsNone(gini([]))


class TestGiniWithLosses(unittest.TestCase):
    def test_without_losses_it_is_the_classic_one_times_n_over_n_minus_1(self):
        self.assertAlmostEqual(gini_with_losses([1, 2, 3, 4]), 0.25 * 4 / 3)

    def test_full_polarisation_is_one(self):
        # (−2·−1 + 0 + 2·1) ÷ (2 · 2)
        self.assertAlmostEqual(gini_with_losses([0, 1, -1]), 1.0)

    def test_some_losses(self):
        # ascending −10, 20, 30: (−2·−10 + 0·20 + 2·30) ÷ (2 · 60) = 80 ÷ 120
        self.assertAlmostEqual(gini_with_losses([30, -10, 20]), 2 / 3)

    def test_one_customer_has_nobody_to_compare_with(self):
        self.assertIsNone(gini_with_losses([5]))


class TestConcentration(unittest.TestCase):
    def test_who_loses_is_named(self):
        measures, (problem,) = concentration([3, 2, 1], [-1, 9, -2])
        self.assertEqual((problem.code, problem.subjects), ("losses_left_out_of_index", (1, 3)))
        self.assertIsNone(measures.gini)

    def test_a_total_that_is_not_positive_is_told(self):
        _measures, problems = concentration([1, 2], [1, -1])
        self.assertIn("total_not_positive", [problem.code for problem in problems])

    def test_no_customers(self):
        measures, (problem,) = concentration([], [])
        self.assertIsNone(measures)
        self.assertEqual(problem.code, "no_customers")

    def test_bad_amounts(self):
        measures, (problem,) = concentration([1, 2], [1, float("inf")])
        self.assertIsNone(measures)
        self.assertEqual((problem.code, problem.subjects), ("amount_not_integer", ("amounts",)))
