"""What an improvement has brought."""

import unittest

from ...value.realised_saving import (
    CONTRIBUTION,
    COST,
    ActionResult,
    RealisedSaving,
    baselines_of_runs,
    realised_saving,
    saving_per_year,
)


class TestRealisedSaving(unittest.TestCase):
    def test_a_contribution_should_rise(self):
        saving, problems = realised_saving(
            ActionResult(CONTRIBUTION, 12_000, [100, 100], [600, 50])
        )
        self.assertEqual(saving, RealisedSaving((500, -50), 450, 2_000, 2))
        self.assertEqual(problems, [])

    def test_a_cost_should_fall(self):
        saving, _problems = realised_saving(ActionResult(COST, 12_000, [900, 900], [400, 950]))
        self.assertEqual((saving.by_run, saving.realised), ((500, -50), 450))

    def test_before_the_next_run_nothing_is_realised(self):
        saving, _problems = realised_saving(ActionResult(COST, 12_000, [], []))
        self.assertEqual(saving, RealisedSaving((), 0, 0, 0))

    def test_expected_so_far_is_a_twelfth_per_run(self):
        saving, _problems = realised_saving(ActionResult(COST, 1_000, [0] * 5, [0] * 5))
        self.assertEqual(saving.expected_so_far, 417)  # 416.7

    def assert_refused(self, code, *action):
        saving, problems = realised_saving(ActionResult(*action))
        self.assertIsNone(saving)
        self.assertEqual([problem.code for problem in problems], [code])

    def test_each_run_needs_its_baseline(self):
        self.assert_refused("baseline_length_differs", COST, 0, [1], [1, 2])

    def test_the_measure_must_be_known(self):
        self.assert_refused("measure_unknown", "joy", 0, [1], [1])

    def test_amounts_are_whole(self):
        self.assert_refused("amount_not_integer", COST, 0, [1, 2], [1, 0.5])

    def test_a_month_is_compared_with_itself_last_year(self):
        self.assertEqual(baselines_of_runs({1: 100, 2: 300}, [2, 1]), [300, 100])

    def test_a_month_that_is_not_known_gets_the_average(self):
        self.assertEqual(baselines_of_runs({1: 100, 2: 300}, [2, 3]), [300, 200])

    def test_averages_lose_no_cent(self):
        """100 over three months is 33.33 each: 33, 34 and 33."""
        averages = baselines_of_runs({1: 50, 2: 50, 3: 0}, [4, 5, 6, 7])
        self.assertEqual(averages, [33, 34, 33, 33])
        self.assertEqual(sum(averages[:3]), 100)

    def test_a_loss_is_averaged_like_a_profit(self):
        self.assertEqual(sum(baselines_of_runs({1: -50, 2: -50, 3: 0}, [4, 5, 6])), -100)

    def test_a_month_of_saving_is_a_twelfth_of_a_year(self):
        self.assertEqual(saving_per_year(100, 1), 1200)
        self.assertEqual(saving_per_year(100, 12), 100)
        self.assertEqual(saving_per_year(100, 7), 171)  # 171.43
