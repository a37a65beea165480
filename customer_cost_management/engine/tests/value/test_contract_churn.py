"""Shifted-beta-geometric retention."""

import unittest

import numpy as np

from ...value.contract_churn import ContractChurnLikelihood, fit_contract_churn
from .purchase_examples import finite_differences

#: Fader & Hardie 2007: survivors of 1,000 after 0 to 7 years, two segments.
HIGH_END = [1_000, 869, 743, 653, 593, 551, 517, 491]
REGULAR = [1_000, 631, 468, 382, 326, 289, 262, 241]


class TestPublishedSegments(unittest.TestCase):
    def test_high_end(self):
        model, problems = fit_contract_churn(HIGH_END)
        self.assertEqual(problems, [])
        self.assertAlmostEqual(model.alpha, 0.668, places=3)
        self.assertAlmostEqual(model.beta, 3.806, places=3)

    def test_regular(self):
        model, _problems = fit_contract_churn(REGULAR)
        self.assertAlmostEqual(model.alpha, 0.704, places=3)
        self.assertAlmostEqual(model.beta, 1.182, places=3)

    def test_five_more_years_are_foretold_within_two_points(self):
        # Observed after 12 years: 39.4 % and 17.3 %.
        for survivors, observed in ((HIGH_END, 0.394), (REGULAR, 0.173)):
            model, _problems = fit_contract_churn(survivors)
            self.assertAlmostEqual(model.survival(12)[-1], observed, delta=0.02)


class TestContractChurn(unittest.TestCase):
    def test_gradient_agrees_with_finite_differences(self):
        likelihood = ContractChurnLikelihood(REGULAR)
        for point in ([0.0, 0.0], [-1.0, 2.0]):
            _value, gradient = likelihood(np.array(point))
            np.testing.assert_allclose(gradient, finite_differences(likelihood, point), atol=1e-8)

    def test_retention_rises_with_age(self):
        model, _problems = fit_contract_churn(REGULAR)
        self.assertTrue((np.diff(model.retention_rates(20)) > 0).all())

    def test_survival_is_the_product_of_retention(self):
        model, _problems = fit_contract_churn(REGULAR)
        first, second = model.retention_rates(2)
        np.testing.assert_allclose(model.survival(2), [first, first * second])


class TestWhatForbidsAFit(unittest.TestCase):
    def assert_refused(self, survivors, code):
        model, problems = fit_contract_churn(survivors)
        self.assertIsNone(model)
        self.assertEqual([problem.code for problem in problems], [code])

    def test_two_renewals_are_needed(self):
        self.assert_refused([10, 5], "too_few_renewals")
        self.assert_refused([], "too_few_renewals")

    def test_nobody_comes_back_under_contract(self):
        self.assert_refused([10, 5, 6], "survivors_not_falling")

    def test_without_loss_there_is_nothing_to_fit(self):
        self.assert_refused([10, 10, 10], "nobody_left")
        self.assert_refused([0, 0, 0], "nobody_left")

    def test_counts_must_be_counts(self):
        self.assert_refused([10, float("nan"), 3], "number_not_finite")
        self.assert_refused([10, 5, -3], "number_too_small")
        self.assert_refused([[10, 5, 3]], "wrong_shape")
