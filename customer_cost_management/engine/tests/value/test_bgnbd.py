"""BG/NBD on small and extreme histories; the published example is in test_clv_cdnow."""

import math
import unittest

import numpy as np

from ...value.bgnbd import BgNbd, BgNbdLikelihood, PurchaseForecast, fit_bgnbd, probability_alive
from .purchase_examples import finite_differences, many_customers, summary_of

CDNOW = BgNbd(0.243, 4.414, 0.793, 2.426, -9582.4, True)


class TestLikelihood(unittest.TestCase):
    def test_gradient_agrees_with_finite_differences(self):
        likelihood = BgNbdLikelihood(many_customers(), 0.2)
        for point in ([0.0, 0.0, 0.0, 0.0], [-1.0, 1.0, 0.5, 2.0], [1.0, -1.0, -2.0, 0.3]):
            _value, gradient = likelihood(np.array(point))
            np.testing.assert_allclose(gradient, finite_differences(likelihood, point), atol=1e-8)

    def test_value_of_one_customer_written_out(self):
        # Equation 6 with r = α = a = b = 1, x = 1, t_x = 1, T = 3:
        # B(1,2)/B(1,1) · Γ(2)/Γ(1) · 1/4² + B(2,1)/B(1,1) · Γ(2)/Γ(1) · 1/2²
        # = ½ · 1/16 + ½ · 1/4 = 5/32
        value, _gradient = BgNbdLikelihood(summary_of([1], [1], [3]))(np.zeros(4))
        self.assertAlmostEqual(value, -math.log(5 / 32))

    def test_value_of_a_customer_without_repeat(self):
        # α^r ÷ (α + T)^r = 1/4
        value, _gradient = BgNbdLikelihood(summary_of([0], [0], [3]))(np.zeros(4))
        self.assertAlmostEqual(value, math.log(4))


class TestFit(unittest.TestCase):
    def test_equal_customers_count_as_often_as_they_occur(self):
        once, twice = many_customers(), many_customers()
        doubled = summary_of(
            *(
                np.tile(getattr(twice, name), 2)
                for name in ("repeat_purchases", "recencies", "ages")
            )
        )
        self.assertAlmostEqual(
            fit_bgnbd(doubled).log_likelihood, 2 * fit_bgnbd(once).log_likelihood, places=5
        )

    def test_the_likelihood_is_that_of_unscaled_time(self):
        summary = many_customers()
        model = fit_bgnbd(summary)
        point = np.log([model.r, model.alpha, model.a, model.b])
        value, _gradient = BgNbdLikelihood(summary)(point)
        self.assertAlmostEqual(model.log_likelihood, -400 * value, places=6)


class TestProbabilityAlive(unittest.TestCase):
    def test_without_repeat_the_model_can_only_say_one(self):
        self.assertEqual(probability_alive(CDNOW, summary_of([0], [0], [38]))[0], 1.0)

    def test_a_long_silence_of_a_frequent_buyer_speaks_against_him(self):
        silent, fresh = probability_alive(CDNOW, summary_of([10, 10], [10, 38], [39, 39]))
        self.assertLess(silent, 0.01)
        self.assertGreater(fresh, 0.9)

    def test_thousands_of_purchases_do_not_overflow(self):
        alive = probability_alive(CDNOW, summary_of([5_000, 5_000], [10, 39], [39, 39]))
        np.testing.assert_allclose(alive, [0, 1], atol=1e-3)


class TestPurchaseForecast(unittest.TestCase):
    def test_equation_10_agrees_with_its_own_hypergeometric_series(self):
        # Written out as printed: (a+b+x−1)/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(…)] · P(alive)
        r, alpha, a, b, x, age, weeks = 0.243, 4.414, 0.793, 2.426, 2, 38.86, 39.0
        z = weeks / (alpha + age + weeks)
        term = total = 1.0
        for k in range(2_000):
            term *= (r + x + k) * (b + x + k) / ((a + b + x - 1 + k) * (k + 1)) * z
            total += term
        alive_part = 1 - ((alpha + age) / (alpha + age + weeks)) ** (r + x) * total
        summary = summary_of([x], [30.43], [age])
        expected = (a + b + x - 1) / (a - 1) * alive_part * probability_alive(CDNOW, summary)[0]
        self.assertAlmostEqual(
            PurchaseForecast(CDNOW, summary).expected(weeks)[0], expected, places=10
        )

    def test_nothing_is_expected_of_no_time(self):
        self.assertEqual(PurchaseForecast(CDNOW, many_customers(6)).expected(0).tolist(), [0] * 6)

    def test_a_of_one_is_no_special_case(self):
        summary = summary_of([0, 3, 5_000], [0, 20, 38], [39, 39, 39])
        near = [
            PurchaseForecast(BgNbd(0.3, 4, a, 2.4, 0, True), summary).expected(39)
            for a in (1 - 1e-7, 1.0, 1 + 1e-7)
        ]
        np.testing.assert_allclose(near[0], near[1], rtol=1e-5)
        np.testing.assert_allclose(near[2], near[1], rtol=1e-5)

    def test_a_series_that_starts_with_zero_ends_at_once(self):
        # a + b − 1 − r = 0: the first term vanishes and with it all others.
        model = BgNbd(1.0, 4.0, 0.5, 1.5, 0.0, True)
        self.assertTrue(np.isfinite(PurchaseForecast(model, summary_of([1], [5], [9])).expected(5)))
