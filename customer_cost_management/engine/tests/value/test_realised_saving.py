"""What an improvement has brought."""

import unittest

from ...value.realised_saving import (
    CONTRIBUTION,
    COST,
    ActionResult,
    RealisedSaving,
    realised_saving,
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
