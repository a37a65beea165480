"""When the purchase models may be used."""

import unittest
from unittest import mock

import numpy as np

from ...value import purchase_models
from ...value.bgnbd import BgNbd
from ...value.gamma_gamma import GammaGamma
from ...value.purchase_models import fit_purchase_models
from .purchase_examples import many_customers, summary_of

SANE_PURCHASES = BgNbd(0.24, 4.4, 0.8, 2.4, -9_000.0, True)
SANE_SPENDING = GammaGamma(6.25, 3.74, 1_544.0, -4_000.0, True)


def fitted(bgnbd=SANE_PURCHASES, gamma_gamma=SANE_SPENDING, summary=None):
    with (
        mock.patch.object(purchase_models, "fit_bgnbd", return_value=bgnbd),
        mock.patch.object(purchase_models, "fit_gamma_gamma", return_value=gamma_gamma),
    ):
        return fit_purchase_models(summary or many_customers())


class TestTooLittleData(unittest.TestCase):
    def test_three_hundred_customers_are_needed(self):
        models, problems = fit_purchase_models(many_customers(299))
        self.assertIsNone(models)
        self.assertEqual([problem.code for problem in problems], ["too_few_customers_for_model"])
        self.assertEqual(dict(problems[0].values), {"customers": 299, "minimum": 300})

    def test_three_hundred_customers_are_enough(self):
        self.assertIsNotNone(fitted(summary=many_customers(300))[0])

    def test_a_hundred_of_them_must_have_come_back(self):
        repeats = np.r_[np.ones(99, int), np.zeros(300, int)]
        models, (problem,) = fit_purchase_models(
            summary_of(repeats, repeats * 5.0, repeats * 0 + 9.0, repeats * 100)
        )
        self.assertIsNone(models)
        self.assertEqual(problem.code, "too_few_repeaters_for_model")
        self.assertEqual(problem.values["repeaters"], 99)

    def test_nobody_at_all(self):
        models, problems = fit_purchase_models(summary_of([], [], []))
        self.assertIsNone(models)
        self.assertEqual(len(problems), 2)


class TestInsaneFits(unittest.TestCase):
    def assert_refused(self, code, subject, **models):
        found, (problem,) = fitted(**models)
        self.assertIsNone(found)
        self.assertEqual((problem.code, problem.subjects), (code, (subject,)))
        self.assertEqual(problem.severity, "info")

    def test_both_models_must_converge(self):
        lost = BgNbd(0.24, 4.4, 0.8, 2.4, -9_000.0, False)
        self.assert_refused("model_not_converged", "bgnbd", bgnbd=lost)
        lost = GammaGamma(6.25, 3.74, 1_544.0, -4_000.0, False)
        self.assert_refused("model_not_converged", "gamma_gamma", gamma_gamma=lost)

    def test_parameters_that_ran_away_are_refused(self):
        code = "model_parameters_out_of_range"
        self.assert_refused(code, "bgnbd", bgnbd=BgNbd(0.2, 4.4, 10_001.0, 2.4, 0.0, True))
        self.assert_refused(code, "bgnbd", bgnbd=BgNbd(0.2, 4.4, 0.8, 9e-5, 0.0, True))
        self.assert_refused(code, "bgnbd", bgnbd=BgNbd(float("nan"), 4.4, 0.8, 2.4, 0.0, True))
        self.assert_refused(code, "gamma_gamma", gamma_gamma=GammaGamma(1e5, 3.7, 900, 0.0, True))

    def test_spending_without_a_mean_is_refused(self):
        endless = GammaGamma(6.25, 1.0, 1_544.0, 0.0, True)
        self.assert_refused("spend_has_no_mean", "gamma_gamma", gamma_gamma=endless)

    def test_v_is_judged_in_purchases_and_not_in_fen(self):
        rich = many_customers(mean_values=1e9)
        models, _problems = fitted(gamma_gamma=GammaGamma(6.25, 3.74, 1e9, 0.0, True), summary=rich)
        self.assertIsNotNone(models)


class TestIndependence(unittest.TestCase):
    def test_a_correlation_over_three_tenths_is_warned_of(self):
        crowd = many_customers()
        tied = summary_of(
            crowd.repeat_purchases, crowd.recencies, crowd.ages, crowd.repeat_purchases * 100
        )
        models, (problem,) = fitted(summary=tied)
        self.assertAlmostEqual(models.correlation, 1.0)
        self.assertEqual(
            (problem.code, problem.severity), ("spending_depends_on_frequency", "warning")
        )

    def test_constant_spending_is_not_correlated(self):
        crowd = many_customers()
        flat = summary_of(
            crowd.repeat_purchases, crowd.recencies, crowd.ages, crowd.repeat_purchases.clip(0, 1)
        )
        models, problems = fitted(summary=flat)
        self.assertEqual((models.correlation, problems), (0.0, []))
