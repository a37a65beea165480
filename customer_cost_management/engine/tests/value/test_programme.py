"""Return on a programme."""

import unittest

from ...value.programme import (
    ASSOCIATED,
    SAME_MONTHS_LAST_YEAR,
    ProgrammeFigures,
    baseline_from_growth,
    programme_result,
)


def programme(**changes):
    figures = {
        "net_revenue": 10_000,
        "order_contribution": 2_500,
        "relationship_cost": 200,
        "baseline": 2_000,
        "baseline_kind": SAME_MONTHS_LAST_YEAR,
    }
    return programme_result(ProgrammeFigures(**{**figures, **changes}))


class TestProgrammeResult(unittest.TestCase):
    def test_return_is_change_of_cm2_less_cost_over_cost(self):
        # (500 − 200) ÷ 200
        result, problems = programme()
        self.assertEqual((result.benefit, result.return_percent), (500, 150.0))
        self.assertEqual((result.baseline_kind, problems), (SAME_MONTHS_LAST_YEAR, []))

    def test_a_return_is_associated_and_not_proven(self):
        self.assertEqual(programme()[0].evidence, ASSOCIATED)

    def test_memo_cost_is_shown_apart(self):
        # (500 − 250) ÷ 250
        result, _problems = programme(memo_cost=50)
        self.assertEqual((result.return_percent, result.return_with_memo_percent), (150.0, 100.0))

    def test_the_default_figure_is_relationship_cost_over_cm2(self):
        result, _problems = programme()
        self.assertEqual(result.cost_to_contribution_percent, 8.0)
        self.assertEqual(result.cost_to_revenue_percent, 2.0)

    def test_without_baseline_there_is_no_return_but_the_ratios_stay(self):
        result, (problem,) = programme(baseline=None, baseline_kind=None)
        self.assertEqual((result.benefit, result.return_percent, result.evidence), (None,) * 3)
        self.assertEqual(result.cost_to_contribution_percent, 8.0)
        self.assertEqual((problem.code, problem.severity), ("no_baseline", "info"))

    def test_without_cost_there_is_no_return(self):
        result, (problem,) = programme(relationship_cost=0)
        self.assertIsNone(result.return_percent)
        self.assertEqual((result.benefit, problem.code), (500, "no_cost"))

    def test_losing_customers_have_no_cost_ratio(self):
        result, _problems = programme(order_contribution=-5, net_revenue=0)
        self.assertIsNone(result.cost_to_contribution_percent)
        self.assertIsNone(result.cost_to_revenue_percent)

    def assert_refused(self, code, **changes):
        result, problems = programme(**changes)
        self.assertIsNone(result)
        self.assertEqual([problem.code for problem in problems], [code])

    def test_a_baseline_must_say_what_it_is(self):
        self.assert_refused("baseline_kind_unknown", baseline_kind=None)

    def test_cost_is_positive(self):
        self.assert_refused("negative_cost", relationship_cost=-1)
        self.assert_refused("negative_cost", memo_cost=-1)

    def test_amounts_are_whole(self):
        self.assert_refused("amount_not_integer", baseline=0.5)


class TestBaselineFromGrowth(unittest.TestCase):
    def test_last_year_grown_like_the_median_of_the_tier(self):
        self.assertEqual(baseline_from_growth(2_000, 3.5), 2_070)
        self.assertEqual(baseline_from_growth(2_000, -100), 0)
        self.assertEqual(baseline_from_growth(333, 0.5), 335)  # 334.665
