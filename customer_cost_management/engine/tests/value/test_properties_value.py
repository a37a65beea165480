"""What holds for any customers: whale curve, scores, concentration, tiers."""

import datetime
import unittest

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ...value.concentration import gini, gini_with_losses, herfindahl_index
from ...value.pareto import pareto_classes
from ...value.rfm import SCORES, rank_scores
from ...value.tier import TierBasis, TierHistory, evaluate_tiers
from ...value.whale import CustomerProfits, whale_curve
from ...value.whale_points import curve_points

MANY = settings(max_examples=100, deadline=None, derandomize=True)

amounts = st.integers(-(10**9), 10**9) | st.integers(-2, 2)
profits = st.lists(amounts, min_size=1, max_size=80)
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))


def curve_of(values, ids=None):
    ids = np.arange(len(values)) if ids is None else ids
    return whale_curve(CustomerProfits(ids, values, [10] * len(values)))[0]


class TestWhaleProperties(unittest.TestCase):
    @MANY
    @given(profits, st.randoms(use_true_random=False))
    def test_the_order_of_the_rows_does_not_matter(self, values, random):
        rows = list(range(len(values)))
        random.shuffle(rows)
        straight = curve_of(values)
        shuffled = curve_of([values[row] for row in rows], rows)
        np.testing.assert_array_equal(straight.customer_ids, shuffled.customer_ids)
        np.testing.assert_array_equal(straight.cumulative_profits, shuffled.cumulative_profits)
        np.testing.assert_array_equal(straight.bands, shuffled.bands)
        self.assertEqual(straight.peak, shuffled.peak)

    @MANY
    @given(profits)
    def test_the_curve_ends_at_the_total_and_nowhere_exceeds_its_peak(self, values):
        curve = curve_of(values)
        self.assertEqual(curve.cumulative_profits[-1], sum(values))
        self.assertEqual(curve.peak.profit, max(0, int(curve.cumulative_profits.max())))
        self.assertEqual(curve.erosion, -sum(value for value in values if value < 0))
        bands = [curve.band(kind) for kind in (1, 0, -1)]
        self.assertEqual(sum(band.customers for band in bands), len(values))
        self.assertEqual(sum(band.profit for band in bands), sum(values))

    @MANY
    @given(profits, st.integers(4, 40))
    def test_thinning_keeps_what_the_curve_tells(self, values, maximum):
        curve = curve_of(values)
        points = curve_points(curve, maximum)
        ranks = points.last_ranks.tolist()
        self.assertLessEqual(len(ranks), maximum)
        self.assertLessEqual({1, len(values)} | ({curve.peak.customers} - {0}), set(ranks))
        self.assertEqual(points.cumulative_profits[-1], curve.total)
        covered = [
            rank
            for first, last in zip(points.first_ranks, ranks, strict=True)
            for rank in range(first, last + 1)
        ]
        self.assertEqual(covered, list(range(1, len(values) + 1)))
        for first, last in zip(points.first_ranks, ranks, strict=True):
            self.assertEqual(len(set(np.sign(curve.profits[first - 1 : last]).tolist())), 1)


class TestScoreProperties(unittest.TestCase):
    @MANY
    @given(st.lists(st.integers(-20, 20), min_size=1, max_size=60))
    def test_scores_follow_the_values_and_ties_share_them(self, values):
        scores = rank_scores(values).tolist()
        self.assertTrue(all(1 <= score <= SCORES for score in scores))
        by_value = sorted(zip(values, scores, strict=True))
        for (lower, score), (higher, next_score) in zip(by_value, by_value[1:], strict=False):
            self.assertLessEqual(score, next_score)
            if lower == higher:
                self.assertEqual(score, next_score)


class TestConcentrationProperties(unittest.TestCase):
    @MANY
    @given(profits)
    def test_every_measure_keeps_within_its_bounds(self, values):
        for measure, highest in ((gini, 1), (gini_with_losses, 1), (herfindahl_index, 10_000)):
            found = measure(values)
            if found is not None:
                self.assertGreaterEqual(found, -1e-9)
                self.assertLessEqual(found, highest * (1 + 1e-9))

    @MANY
    @given(profits)
    def test_a_larger_customer_is_never_in_a_lower_class(self, values):
        classes, _problems = pareto_classes(range(len(values)), values)
        ranked = [letter for _value, letter in sorted(zip(values, classes, strict=True))]
        self.assertEqual(ranked, sorted(ranked, reverse=True))


class TestTierProperties(unittest.TestCase):
    @MANY
    @given(st.lists(st.tuples(amounts, days), min_size=1, max_size=6))
    def test_evaluating_again_on_the_same_day_changes_nothing(self, evaluations):
        history = TierHistory.empty(1)
        for amount, day in sorted(evaluations, key=lambda evaluation: evaluation[1]):
            basis = TierBasis([1], [amount], [0])
            once, _problems = evaluate_tiers(basis, [100, 0], history, day)
            twice, _problems = evaluate_tiers(basis, [100, 0], once.history, day)
            self.assertEqual(once.in_force.tolist(), twice.in_force.tolist())
            for name, rows in vars(once.history).items():
                np.testing.assert_array_equal(rows, getattr(twice.history, name), name)
            history = once.history
