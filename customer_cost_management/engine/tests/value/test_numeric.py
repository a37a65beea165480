"""Special functions and the minimiser."""

import math
import unittest

import numpy as np

from ...value.numeric import digamma, log_gamma, minimise

#: Euler–Mascheroni
GAMMA = 0.577215664901532860606512


class TestSpecialFunctions(unittest.TestCase):
    def test_log_gamma_agrees_with_the_standard_library(self):
        for x in (1e-3, 0.25, 0.5, 1.0, 1.5, 2.0, 7.3, 50.0, 1e4, 1e8):
            expected = math.lgamma(x)
            self.assertAlmostEqual(float(log_gamma(x)), expected, delta=1e-12 * (1 + abs(expected)))

    def test_digamma_has_its_known_values(self):
        # Abramowitz & Stegun 6.3.2 and 6.3.3
        self.assertAlmostEqual(float(digamma(1.0)), -GAMMA, places=12)
        self.assertAlmostEqual(float(digamma(0.5)), -GAMMA - 2 * math.log(2), places=12)
        self.assertAlmostEqual(float(digamma(4.0)), 1 + 1 / 2 + 1 / 3 - GAMMA, places=12)

    def test_digamma_steps_up_by_one_over_x(self):
        x = np.array([0.01, 0.7, 3.3, 120.0])
        np.testing.assert_allclose(digamma(x + 1), digamma(x) + 1 / x, rtol=1e-12)


class TestMinimise(unittest.TestCase):
    def test_rosenbrocks_valley_has_its_bottom_at_one_and_one(self):
        def valley(point):
            x, y = point
            value = (1 - x) ** 2 + 100 * (y - x * x) ** 2
            return value, np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])

        found = minimise(valley, [-1.2, 1.0])
        self.assertTrue(found.converged)
        np.testing.assert_allclose(found.point, [1, 1], atol=1e-5)

    def test_a_slope_without_bottom_does_not_converge(self):
        found = minimise(lambda point: (-float(point.sum()), -np.ones(2)), [0.0, 0.0])
        self.assertFalse(found.converged)

    def test_a_function_that_is_never_a_number_does_not_converge(self):
        found = minimise(lambda point: (np.nan, np.ones(2)), [0.0, 0.0])
        self.assertFalse(found.converged)
