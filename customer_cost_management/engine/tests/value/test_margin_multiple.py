"""The Gupta–Lehmann multiple."""

import unittest

import numpy as np

from ...value.margin_multiple import check_rates, margin_multiple
from ..cases import load_case


class TestMarginMultiple(unittest.TestCase):
    def test_published_table(self):
        case = load_case("clv_gupta_lehmann")
        for rate, column in zip(
            case["inputs"]["i"], zip(*case["expected"]["multiple"], strict=True), strict=True
        ):
            found = margin_multiple(case["inputs"]["r"], rate)
            np.testing.assert_allclose(found, column, atol=case["tolerance"])

    def test_two_years_are_two_terms(self):
        # 0.8 ÷ 1.25 + 0.64 ÷ 1.5625 = 0.64 + 0.4096
        self.assertAlmostEqual(float(margin_multiple(0.8, 0.25, 2)), 1.0496)

    def test_many_years_come_near_for_ever(self):
        endless = float(margin_multiple(0.9, 0.1))
        self.assertAlmostEqual(float(margin_multiple(0.9, 0.1, 200)), endless, places=12)

    def test_who_never_stays_has_no_value(self):
        self.assertEqual(float(margin_multiple(0.0, 0.1)), 0.0)


class TestCheckRates(unittest.TestCase):
    def codes(self, *rates):
        return [problem.code for problem in check_rates(*rates)]

    def test_from_none_to_all_may_stay(self):
        self.assertEqual(self.codes([0, 1], 0.1), [])

    def test_retention_beyond_that_is_refused(self):
        for bad in (-0.1, 1.1, float("nan")):
            self.assertEqual(self.codes([0.5, bad], 0.1), ["retention_rate_invalid"])

    def test_money_tomorrow_must_be_worth_less_than_today(self):
        for bad in (0.0, -0.1, float("nan"), float("inf")):
            self.assertEqual(self.codes(0.5, bad), ["discount_rate_invalid"])
