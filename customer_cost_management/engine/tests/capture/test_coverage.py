import unittest

import numpy as np

from ...capture.coverage import AllocatedCost, capture_coverage, driver_coverage


class TestCoverage(unittest.TestCase):
    def test_shares_are_of_all_cost(self):
        coverage, problems = capture_coverage(
            {"direct": 290, "pooled": 660, "unassigned": 30, "excluded": 20}
        )
        self.assertEqual(problems, ())
        self.assertEqual(
            coverage.shares,
            {"direct": 0.29, "pooled": 0.66, "unassigned": 0.03, "excluded": 0.02},
        )

    def test_without_cost_there_are_no_shares(self):
        coverage, _problems = capture_coverage({})
        self.assertEqual(set(coverage.shares.values()), {None})

    def test_cost_of_an_unknown_kind_is_refused(self):
        coverage, (problem,) = capture_coverage({"direct": 1, "lost": 2})
        self.assertIsNone(coverage)
        self.assertEqual((problem.code, problem.subjects), ("unknown_kind", ("lost",)))

    def test_half_a_cent_is_refused(self):
        _coverage, (problem,) = capture_coverage({"direct": 1, "pooled": 0.5})
        self.assertEqual((problem.code, problem.subjects), ("amount_not_integer", ("pooled",)))

    def allocated(self, ability):
        return AllocatedCost(
            ["visits", "tickets", "surcharge"],
            np.array([600, 400 - ability, ability]),
            ["cause", "usage_estimate", "ability"],
        )

    def test_more_than_a_quarter_on_ability_drivers_is_a_warning(self):
        coverage, (problem,) = driver_coverage(self.allocated(251))
        self.assertEqual(coverage.shares["cause"], 0.6)
        self.assertEqual((problem.code, problem.subjects), ("ability_share_high", ("surcharge",)))
        self.assertEqual((problem.values["share"], problem.severity), (0.251, "warning"))

    def test_a_quarter_on_ability_drivers_is_none(self):
        _coverage, problems = driver_coverage(self.allocated(250))
        self.assertEqual(problems, ())

    def test_a_driver_of_unknown_quality_is_refused(self):
        coverage, (problem,) = driver_coverage(
            AllocatedCost(["visits", "tickets"], np.array([1, 2]), ["cause", "fashion"])
        )
        self.assertIsNone(coverage)
        self.assertEqual((problem.code, problem.subjects), ("unknown_kind", ("tickets",)))

    def test_a_quality_for_each_activity_is_needed(self):
        _coverage, (problem,) = driver_coverage(
            AllocatedCost(["visits", "tickets"], np.array([1, 2]), ["cause"])
        )
        self.assertEqual((problem.code, problem.subjects), ("wrong_shape", ("quality",)))
