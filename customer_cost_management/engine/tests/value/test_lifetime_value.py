"""Customer lifetime value by the best method the data carries."""

import unittest
from unittest import mock

import numpy as np

from ...value import lifetime_value
from ...value.bgnbd import BgNbd, PurchaseForecast
from ...value.gamma_gamma import GammaGamma, expected_spend
from ...value.lifetime_value import (
    GUPTA_LEHMANN,
    NO_PURCHASE_YET,
    NO_REPEAT_PURCHASE_YET,
    PURCHASE_MODELS,
    REPEAT_PURCHASES,
    WEEKS_PER_MONTH,
    Assumptions,
    CustomerMargins,
    lifetime_values,
)
from ...value.purchase_models import PurchaseModels
from .purchase_examples import simulated_customers, summary_of

MODELS = PurchaseModels(
    BgNbd(0.243, 4.414, 0.793, 2.426, -9_582.4, True),
    GammaGamma(6.25, 3.74, 1_544.0, -4_000.0, True),
    0.11,
)
#: Customer 1 has not come back, 2 and 3 have; 4 has never bought.
SUMMARY = summary_of([0, 2, 2], [0, 30, 30], [38, 39, 39], [0, 4_000, 4_000])


def valued(contributions, revenues, assumptions=None, models=MODELS):
    ids = list(range(1, len(contributions) + 1))
    assumptions = assumptions or Assumptions(0.1, 0.8)
    with mock.patch.object(lifetime_value, "fit_purchase_models", return_value=(models, [])):
        return lifetime_values(SUMMARY, CustomerMargins(ids, contributions, revenues), assumptions)[
            0
        ]


class TestByPurchaseModels(unittest.TestCase):
    def test_the_method_is_named_and_its_models_are_shown(self):
        values = valued([10] * 4, [100] * 4)
        self.assertEqual((values.method, values.models), (PURCHASE_MODELS, MODELS))
        self.assertTrue(np.isnan(values.multiples).all())

    def test_one_month_is_expected_revenue_at_the_own_margin_discounted_once(self):
        values = valued([10, 20, -20, 0], [100] * 4, Assumptions(0.21, 0.8, horizon_months=1))
        purchases = PurchaseForecast(MODELS.bgnbd, SUMMARY).expected(WEEKS_PER_MONTH)
        revenue = purchases * expected_spend(MODELS.gamma_gamma, SUMMARY) / 1.21 ** (1 / 12)
        expected = [revenue[0] * 0.1, revenue[1] * 0.2, -revenue[2] * 0.2, 0]
        np.testing.assert_allclose(values.values, expected, atol=0.5)

    def test_a_year_is_worth_less_than_its_purchases_undiscounted(self):
        found = valued([100] * 4, [100] * 4, Assumptions(0.1, 0.8, horizon_months=12)).values[1]
        purchases = PurchaseForecast(MODELS.bgnbd, SUMMARY).expected(12 * WEEKS_PER_MONTH)[1]
        undiscounted = purchases * expected_spend(MODELS.gamma_gamma, SUMMARY)[1]
        self.assertLess(found, undiscounted)
        self.assertGreater(found, undiscounted / 1.1)

    def test_one_time_buyers_have_no_repeat_purchase_yet_instead_of_certainty(self):
        values = valued([10] * 4, [100] * 4)
        self.assertEqual(
            values.histories.tolist(),
            [NO_REPEAT_PURCHASE_YET, REPEAT_PURCHASES, REPEAT_PURCHASES, NO_PURCHASE_YET],
        )
        self.assertEqual(np.isnan(values.probabilities_alive).tolist(), [True, False, False, True])

    def test_without_revenue_the_margin_is_that_of_all(self):
        # 30 of 100 over all: customer 2 without revenue has it like customer 3.
        values = valued([0, 0, 30, 0], [0, 0, 100, 0], Assumptions(0.1, 0.8, horizon_months=6))
        self.assertEqual(values.values[1], values.values[2])
        self.assertGreater(values.values[1], 0)

    def test_a_margin_beyond_the_revenue_is_no_measure_and_cut_off(self):
        values = valued([-100, -100_000, -100, 0], [100] * 4)
        self.assertEqual(values.values[1], values.values[2])

    def test_nobody_with_revenue_is_worth_nothing(self):
        self.assertEqual(valued([-5] * 4, [0] * 4).values.tolist(), [0] * 4)


class TestByMultiple(unittest.TestCase):
    def test_contribution_times_multiple_for_ever(self):
        # 0.8 ÷ (1 + 0.2 − 0.8) = 2
        values = valued([1_000, -300, 0, 7], [9_000] * 4, Assumptions(0.2, 0.8), models=None)
        self.assertEqual(values.method, GUPTA_LEHMANN)
        self.assertEqual(values.values.tolist(), [2_000, -600, 0, 14])
        np.testing.assert_allclose(values.multiples, 2)
        self.assertTrue(np.isnan(values.probabilities_alive).all())
        self.assertEqual(values.histories[3], NO_PURCHASE_YET)

    def test_each_customer_may_have_the_retention_of_his_tier(self):
        rates = [0.8, 0.6, 0.0, 0.8]  # multiples 2, 1, 0, 2
        values = valued([100] * 4, [900] * 4, Assumptions(0.2, rates), models=None)
        self.assertEqual(values.values.tolist(), [200, 100, 0, 200])

    def test_a_horizon_in_years_is_respected(self):
        # 0.8 ÷ 1.25 + 0.64 ÷ 1.5625 = 1.0496
        values = valued([10_000] * 4, [90_000] * 4, Assumptions(0.25, 0.8, 2), models=None)
        self.assertEqual(values.values.tolist(), [10_496] * 4)

    def test_it_says_why_it_had_to_do(self):
        margins = CustomerMargins([1], [100], [900])
        values, problems = lifetime_values(SUMMARY, margins, Assumptions(0.2, 0.8))
        self.assertEqual(values.method, GUPTA_LEHMANN)
        self.assertEqual(
            [problem.code for problem in problems],
            ["too_few_customers_for_model", "too_few_repeaters_for_model"],
        )

    def test_nobody_ever_bought(self):
        values, _problems = lifetime_values(
            summary_of([], [], []), CustomerMargins([5], [10], [90]), Assumptions(0.2, 0.8)
        )
        self.assertEqual(values.values.tolist(), [20])
        self.assertEqual(values.histories.tolist(), [NO_PURCHASE_YET])


class TestWithRealFit(unittest.TestCase):
    def test_enough_data_brings_the_models(self):
        crowd = simulated_customers()
        count = len(crowd.customer_ids)
        margins = CustomerMargins(crowd.customer_ids, [10] * count, [100] * count)
        values, _problems = lifetime_values(crowd, margins, Assumptions(0.1, 0.8))
        self.assertEqual(values.method, PURCHASE_MODELS)
        self.assertEqual(values.values.dtype, np.int64)
        # Somebody surely gone is worth less than half a unit; nobody less than nothing.
        self.assertTrue((values.values >= 0).all())
        self.assertGreater(np.median(values.values), 0)


class TestWhatForbidsAValue(unittest.TestCase):
    def assert_refused(self, code, assumptions, contributions=(10, 20)):
        margins = CustomerMargins([1, 2], list(contributions), [100, 100])
        values, (problem,) = lifetime_values(SUMMARY, margins, assumptions)
        self.assertIsNone(values)
        self.assertEqual(problem.code, code)

    def test_bad_contributions(self):
        self.assert_refused("amount_not_integer", Assumptions(0.1, 0.8), (10, 0.5))

    def test_bad_rates(self):
        self.assert_refused("discount_rate_invalid", Assumptions(0.0, 0.8))
        self.assert_refused("retention_rate_invalid", Assumptions(0.1, [0.8, 2.0]))

    def test_retention_of_other_customers(self):
        self.assert_refused("wrong_shape", Assumptions(0.1, [0.8, 0.8, 0.8]))

    def test_no_horizon(self):
        self.assert_refused("horizon_invalid", Assumptions(0.1, 0.8, horizon_months=0))
        self.assert_refused("horizon_invalid", Assumptions(0.1, 0.8, multiple_years=0))
