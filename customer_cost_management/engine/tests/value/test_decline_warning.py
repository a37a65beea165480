"""Early warnings."""

import unittest

import numpy as np

from ...value.decline_warning import (
    COMPLAINTS_RISING,
    ORDERS_UP_CONTRIBUTION_DOWN,
    PURCHASE_OVERDUE,
    REVENUE_FALLING,
    TURNED_TO_LOSS,
    MonthlyFigures,
    decline_warnings,
)
from ...value.purchase_activity import Invoices, purchase_activity

#: The at-risk customers of the demo: index of each month, mean 100.
AT_RISK = [150, 145, 140, 130, 120, 110, 95, 85, 75, 60, 50, 40]
FLAT = [100] * 12


def activity_of(*last_days):
    invoices = Invoices(list(range(len(last_days))), list(last_days), len(last_days))
    return purchase_activity(invoices, 1_000)[0]


def warnings_of(rows=1, activity=None, **changes):
    columns = {
        name: [FLAT] * rows for name in ("revenues", "contributions", "orders", "complaints")
    }
    figures = MonthlyFigures(list(range(1, rows + 1)), **{**columns, **changes})
    return decline_warnings(figures, activity or activity_of(*[1_000] * rows))


def reasons_of(**changes):
    warnings, _problems = warnings_of(**changes)
    return {reason.code: reason for reason in warnings.reasons}


class TestReasons(unittest.TestCase):
    def test_a_steady_customer_gives_no_reason(self):
        warnings, problems = warnings_of()
        self.assertEqual((warnings.at_risk.tolist(), warnings.reasons, problems), ([False], (), []))

    def test_revenue_that_falls_month_after_month(self):
        reason = reasons_of(revenues=[AT_RISK])[REVENUE_FALLING]
        self.assertEqual(reason.rows.tolist(), [0])
        # S = −66, variance 12·11·29 ÷ 18 = 212.67, z = −65 ÷ 14.58
        self.assertAlmostEqual(reason.figures["z"][0], -4.457, places=3)
        self.assertGreater(reason.figures["fall_percent"][0], 100)

    def test_a_certain_but_tiny_fall_is_none(self):
        tiny = [[10_000 - month for month in range(12)]]
        self.assertEqual(reasons_of(revenues=tiny), {})

    def test_ups_and_downs_are_no_fall(self):
        self.assertEqual(reasons_of(revenues=[[50, 150] * 6]), {})

    def test_more_orders_for_less_contribution_with_the_number_of_months(self):
        # Contribution falls in each of the last four months, orders rise from 100 to 130.
        reason = reasons_of(
            contributions=[[100] * 8 + [90, 80, 70, 60]], orders=[[100] * 8 + [110, 105, 120, 130]]
        )[ORDERS_UP_CONTRIBUTION_DOWN]
        figures = {name: values.tolist() for name, values in reason.figures.items()}
        self.assertEqual(figures, {"months": [4], "more_orders": [30], "contribution_lost": [40]})

    def test_two_months_down_are_too_few(self):
        found = reasons_of(contributions=[[100] * 10 + [90, 80]], orders=[[100] * 11 + [130]])
        self.assertEqual(found, {})

    def test_less_contribution_from_fewer_orders_is_another_story(self):
        found = reasons_of(contributions=[[100] * 9 + [90, 80, 70]], orders=[[100] * 11 + [90]])
        self.assertNotIn(ORDERS_UP_CONTRIBUTION_DOWN, found)

    def test_a_contribution_that_fell_in_every_month(self):
        reason = reasons_of(contributions=[list(range(12, 0, -1))], orders=[[1] * 11 + [2]])[
            ORDERS_UP_CONTRIBUTION_DOWN
        ]
        self.assertEqual(reason.figures["months"].tolist(), [11])

    def test_complaints_that_rise(self):
        reason = reasons_of(complaints=[[0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7]])[COMPLAINTS_RISING]
        self.assertEqual(reason.figures["last_quarter"].tolist(), [18])
        self.assertEqual(reason.figures["quarter_before"].tolist(), [10])

    def test_a_purchase_that_is_overdue(self):
        reason = reasons_of(activity=activity_of(900))[PURCHASE_OVERDUE]
        self.assertEqual(reason.figures["days_since_purchase"].tolist(), [100])
        self.assertEqual(reason.figures["days_allowed"].tolist(), [90])

    def test_a_last_quarter_in_the_red_after_months_of_profit(self):
        reason = reasons_of(contributions=[[100] * 9 + [-10, 5, 0]])[TURNED_TO_LOSS]
        self.assertEqual(reason.figures["last_quarter"].tolist(), [-5])
        self.assertEqual(reason.figures["months_before"].tolist(), [900])

    def test_who_never_earned_has_not_turned(self):
        self.assertEqual(reasons_of(contributions=[[-10] * 12]), {})


class TestAtRiskAndProfitable(unittest.TestCase):
    def test_the_two_are_told_apart(self):
        warnings, _problems = warnings_of(
            rows=3,
            revenues=[AT_RISK, AT_RISK, FLAT],
            contributions=[FLAT, [-1] * 12, FLAT],
        )
        self.assertEqual(warnings.at_risk.tolist(), [True, True, False])
        self.assertEqual(warnings.at_risk_and_profitable.tolist(), [True, False, False])


class TestBadFigures(unittest.TestCase):
    def test_few_months_have_no_trend_but_a_purchase_may_be_overdue(self):
        short = {name: [[1] * 5] for name in ("revenues", "contributions", "orders", "complaints")}
        warnings, (problem,) = warnings_of(activity=activity_of(1), **short)
        self.assertEqual((problem.code, problem.severity), ("too_few_months_for_trend", "info"))
        self.assertEqual([reason.code for reason in warnings.reasons], [PURCHASE_OVERDUE])

    def assert_refused(self, code, subjects, **changes):
        warnings, (problem,) = warnings_of(rows=2, **changes)
        self.assertIsNone(warnings)
        self.assertEqual((problem.code, problem.subjects), (code, subjects))

    def test_a_complaint_less_than_none_names_its_customer(self):
        self.assert_refused("number_too_small", (2,), complaints=[FLAT, [-1] * 12])

    def test_a_missing_month_names_its_customer(self):
        self.assert_refused("number_not_finite", (2,), orders=[FLAT, [np.nan] * 12])

    def test_columns_must_cover_the_same_months(self):
        names = ("revenues", "contributions", "orders", "complaints")
        self.assert_refused("months_differ", names, orders=[[1] * 11] * 2)

    def test_activity_must_belong_to_the_customers(self):
        self.assert_refused("activity_shape_wrong", ("activity",), activity=activity_of(1))

    def test_no_customers_are_no_problem(self):
        empty = np.zeros((0, 12), np.int64)
        names = ("revenues", "contributions", "orders", "complaints")
        warnings, problems = warnings_of(
            rows=0, activity=activity_of(), **dict.fromkeys(names, empty)
        )
        self.assertEqual((warnings.at_risk.tolist(), problems), ([], []))
