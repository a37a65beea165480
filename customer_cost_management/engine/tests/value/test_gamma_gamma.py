"""Gamma-Gamma on small histories; the published example is in test_clv_cdnow."""

import math
import unittest

import numpy as np

from ...value.gamma_gamma import GammaGamma, GammaGammaLikelihood, expected_spend, fit_gamma_gamma
from .purchase_examples import finite_differences, many_customers, summary_of


class TestLikelihood(unittest.TestCase):
    def test_gradient_agrees_with_finite_differences(self):
        likelihood = GammaGammaLikelihood(many_customers(), 1e-3)
        for point in ([0.0, 0.0, 0.0], [1.5, 1.0, -1.0], [-1.0, 2.0, 3.0]):
            _value, gradient = likelihood(np.array(point))
            np.testing.assert_allclose(gradient, finite_differences(likelihood, point), atol=1e-7)

    def test_value_of_one_customer_written_out(self):
        # Equation 1a with p = q = v = 1, x = 2, m = 3:
        # Γ(3) ÷ (Γ(2) Γ(1)) · 1 · 3¹ · 2² ÷ (6 + 1)³ = 24 ÷ 343
        value, _gradient = GammaGammaLikelihood(summary_of([2], [1], [2], [3]))(np.zeros(3))
        self.assertAlmostEqual(value, -math.log(24 / 343))


class TestFit(unittest.TestCase):
    def test_v_is_in_the_money_of_the_data(self):
        yuan, fen = (fit_gamma_gamma(many_customers(mean_values=size)) for size in (10.0, 1_000.0))
        self.assertAlmostEqual(fen.v / yuan.v, 100, places=3)
        self.assertAlmostEqual(fen.q, yuan.q, places=4)


class TestExpectedSpend(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.model = GammaGamma(6.25, 3.74, 1_544.0, 0.0, True)

    def test_without_a_valued_repeat_it_is_the_mean_of_all(self):
        # p v ÷ (q − 1) = 6.25 · 1544 ÷ 2.74
        summary = summary_of([0, 2], [0, 3], [5, 5], [0, 0])
        np.testing.assert_allclose(expected_spend(self.model, summary), 9_650 / 2.74)

    def test_the_more_purchases_the_more_the_own_mean_counts(self):
        summary = summary_of([1, 10, 1_000], [1, 1, 1], [5, 5, 5], [9_000] * 3)
        spend = expected_spend(self.model, summary)
        self.assertTrue((np.diff(spend) > 0).all())
        self.assertAlmostEqual(spend[2] / 9_000, 1, places=2)
