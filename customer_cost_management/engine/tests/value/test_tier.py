"""Tiers by rule."""

import dataclasses
import datetime
import unittest

import numpy as np

from ...value.tier import (
    CHANGED,
    CONFIRMED,
    FIRST_EVALUATION,
    NO_TIER,
    OVERRIDDEN,
    STILL_VALID,
    WAITING,
    TierBasis,
    TierHistory,
    evaluate_tiers,
)

THRESHOLDS = [100_000, 10_000]  # A from 1,000.00, B from 100.00, else C
A, B, C = 0, 1, 2
JANUARY, FEBRUARY = datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)
APRIL, JULY = datetime.date(2026, 4, 1), datetime.date(2026, 7, 1)


def evaluate(contribution, day, history=None, spending=0):
    basis = TierBasis([7], [contribution], [spending])
    return evaluate_tiers(basis, THRESHOLDS, history or TierHistory.empty(1), day)[0]


class TestMeasuring(unittest.TestCase):
    def test_a_threshold_reached_exactly_is_enough(self):
        basis = TierBasis([1, 2, 3, 4], [100_000, 99_999, 10_000, -5], [0] * 4)
        evaluation, problems = evaluate_tiers(basis, THRESHOLDS, TierHistory.empty(4), JANUARY)
        self.assertEqual(problems, [])
        self.assertEqual(evaluation.in_force.tolist(), [A, B, B, C])

    def test_relationship_spending_does_not_cost_a_customer_his_tier(self):
        self.assertEqual(evaluate(60_000, JANUARY, spending=40_000).in_force.tolist(), [A])

    def test_one_tier_needs_no_threshold(self):
        evaluation, _problems = evaluate_tiers(
            TierBasis([1], [5], [0]), [], TierHistory.empty(1), JANUARY
        )
        self.assertEqual(evaluation.in_force.tolist(), [0])


class TestChanging(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.first = evaluate(200_000, JANUARY)

    def test_the_first_evaluation_counts_at_once_and_for_a_quarter(self):
        self.assertEqual(self.first.reasons.tolist(), [FIRST_EVALUATION])
        self.assertEqual(str(self.first.history.valid_until[0]), "2026-03-31")

    def test_within_the_quarter_nothing_changes_but_the_candidate_is_kept(self):
        second = evaluate(0, FEBRUARY, self.first.history)
        self.assertEqual((second.in_force[0], second.reasons[0]), (A, STILL_VALID))
        self.assertEqual(second.history.candidates.tolist(), [C])

    def test_after_the_quarter_one_evaluation_is_not_enough(self):
        second = evaluate(0, APRIL, self.first.history)
        self.assertEqual((second.in_force[0], second.reasons[0]), (A, WAITING))

    def test_two_evaluations_in_a_row_change_the_tier_for_another_quarter(self):
        second = evaluate(0, APRIL, self.first.history)
        third = evaluate(0, JULY, second.history)
        self.assertEqual((third.in_force[0], third.reasons[0]), (C, CHANGED))
        self.assertEqual(str(third.history.valid_until[0]), "2026-09-30")
        self.assertEqual(third.history.candidates.tolist(), [NO_TIER])

    def test_an_evaluation_within_the_quarter_is_one_of_the_two(self):
        second = evaluate(0, FEBRUARY, self.first.history)
        self.assertEqual(evaluate(0, APRIL, second.history).in_force.tolist(), [C])

    def test_the_last_day_of_the_quarter_still_belongs_to_it(self):
        second = evaluate(0, FEBRUARY, self.first.history)
        third = evaluate(0, datetime.date(2026, 3, 31), second.history)
        self.assertEqual((third.in_force[0], third.reasons[0]), (A, STILL_VALID))

    def test_two_evaluations_that_disagree_change_nothing(self):
        second = evaluate(0, APRIL, self.first.history)
        third = evaluate(50_000, JULY, second.history)
        self.assertEqual((third.in_force[0], third.reasons[0]), (A, WAITING))
        self.assertEqual(third.history.candidates.tolist(), [B])

    def test_a_return_to_the_old_level_clears_the_candidate(self):
        second = evaluate(0, APRIL, self.first.history)
        third = evaluate(200_000, JULY, second.history)
        self.assertEqual((third.in_force[0], third.reasons[0]), (A, CONFIRMED))
        self.assertEqual(third.history.candidates.tolist(), [NO_TIER])
        self.assertEqual(str(third.history.valid_until[0]), "2026-09-30")

    def test_evaluating_the_same_day_twice_is_one_evaluation(self):
        second = evaluate(0, APRIL, self.first.history)
        again = evaluate(0, APRIL, second.history)
        self.assertEqual((again.in_force[0], again.reasons[0]), (A, WAITING))

    def test_a_quarter_from_the_end_of_november_ends_with_february(self):
        # Three months after 30 November is 28 February; the day before it is the last.
        evaluation = evaluate(0, datetime.date(2025, 11, 30))
        self.assertEqual(str(evaluation.history.valid_until[0]), "2026-02-27")


class TestOverride(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.history = dataclasses.replace(
            evaluate(0, JANUARY).history,
            overrides=np.array([A]),
            overridden_until=np.array(["2026-06-30"], "datetime64[D]"),
            override_has_reason=np.array([True]),
        )

    def test_an_override_counts_until_its_last_day(self):
        evaluation = evaluate(0, datetime.date(2026, 6, 30), self.history)
        self.assertEqual((evaluation.in_force[0], evaluation.reasons[0]), (A, OVERRIDDEN))
        self.assertEqual(evaluation.history.tiers.tolist(), [C])

    def test_the_tier_by_rule_returns_when_it_ends(self):
        evaluation = evaluate(0, JULY, self.history)
        self.assertEqual((evaluation.in_force[0], evaluation.reasons[0]), (C, CONFIRMED))

    def assert_refused(self, code, **changes):
        both = {name: np.repeat(rows, 2) for name, rows in vars(self.history).items()}
        for name, bad in changes.items():
            both[name] = np.array([both[name][0], bad])
        evaluation, (problem,) = evaluate_tiers(
            TierBasis([7, 8], [0, 0], [0, 0]), THRESHOLDS, TierHistory(**both), JULY
        )
        self.assertIsNone(evaluation)
        self.assertEqual((problem.code, problem.subjects), (code, (8,)))

    def test_an_override_needs_a_reason(self):
        self.assert_refused("override_without_reason", override_has_reason=False)

    def test_an_override_needs_an_end(self):
        self.assert_refused("override_without_end", overridden_until=np.datetime64("NaT", "D"))

    def test_a_tier_that_does_not_exist_is_refused(self):
        self.assert_refused("unknown_tier", overrides=3)
        self.assert_refused("unknown_tier", tiers=-2)


class TestEqualThresholds(unittest.TestCase):
    def test_the_lower_of_two_tiers_that_begin_at_the_same_amount_is_empty(self):
        evaluation, problems = evaluate_tiers(
            TierBasis([1, 2], [10, 9], [0, 0]), [10, 10], TierHistory.empty(2), JANUARY
        )
        self.assertEqual(problems, [])
        self.assertEqual(evaluation.in_force.tolist(), [0, 2])


class TestWhatForbidsAnEvaluation(unittest.TestCase):
    def test_thresholds_must_fall(self):
        evaluation, (problem,) = evaluate_tiers(
            TierBasis([1], [5], [0]), [10, 11], TierHistory.empty(1), JANUARY
        )
        self.assertIsNone(evaluation)
        self.assertEqual(
            (problem.code, problem.subjects), ("thresholds_not_falling", ("thresholds",))
        )

    def test_the_history_must_belong_to_the_customers(self):
        evaluation, (problem,) = evaluate_tiers(
            TierBasis([1], [5], [0]), [10], TierHistory.empty(2), JANUARY
        )
        self.assertIsNone(evaluation)
        self.assertEqual(problem.code, "history_shape_wrong")

    def test_bad_amounts_are_told_together_with_bad_thresholds(self):
        _evaluation, problems = evaluate_tiers(
            TierBasis([1, 2], [5, 0.5], [0, 0]), [1, 2], TierHistory.empty(2), JANUARY
        )
        self.assertEqual(
            [problem.code for problem in problems], ["amount_not_integer", "thresholds_not_falling"]
        )

    def test_no_customers_are_no_problem(self):
        evaluation, problems = evaluate_tiers(
            TierBasis([], [], []), THRESHOLDS, TierHistory.empty(0), JANUARY
        )
        self.assertEqual((evaluation.in_force.tolist(), problems), ([], []))
