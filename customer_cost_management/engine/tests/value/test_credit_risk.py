"""Credit risk."""

import unittest

import numpy as np

from ...value.credit_risk import (
    BALANCE,
    COUNT_BACK,
    HIGH,
    LOW,
    MEDIUM,
    OVER_LIMIT,
    OVERDUE,
    PAYS_LATE,
    CreditRules,
    Receivables,
    credit_risk,
)

#: January to March: 31, 28 and 31 days.
DAYS = [31, 28, 31]


def receivables(**changes):
    columns = {
        "customer_ids": [1],
        "balances": [150],
        "overdue": [0],
        "credit_limits": [0],
        "terms_days": [60],
        "sales": [[300, 100, 100]],
        "month_days": DAYS,
    }
    return Receivables(**{**columns, **changes})


def risk(rules=None, **changes):
    return credit_risk(receivables(**changes), rules)[0]


class TestDaysSalesOutstanding(unittest.TestCase):
    def test_count_back_takes_the_latest_months_first(self):
        # All 100 of March (31 days) and 50 of February's 100 (14 days).
        found = risk()
        self.assertEqual((found.dso_method, found.dso_days.tolist()), (COUNT_BACK, [45.0]))

    def test_balance_method_takes_the_whole_window(self):
        # 150 ÷ 500 × 90
        found = risk(CreditRules(method=BALANCE))
        self.assertEqual(found.dso_method, BALANCE)
        self.assertAlmostEqual(found.dso_days[0], 27.0)

    def test_a_month_without_sales_passes_in_full(self):
        # March 31 days without sales, February's 100 of 200: 14 days.
        self.assertEqual(risk(balances=[100], sales=[[0, 200, 0]]).dso_days.tolist(), [45.0])

    def test_a_month_of_net_refunds_counts_as_one_without_sales(self):
        self.assertEqual(risk(balances=[100], sales=[[0, 200, -50]]).dso_days.tolist(), [45.0])

    def test_a_balance_older_than_the_window_is_at_least_the_window(self):
        found = risk(balances=[501])
        self.assertEqual((found.dso_days[0], found.at_least[0]), (90, True))
        self.assertFalse(risk(balances=[500]).at_least[0])

    def test_without_a_balance_it_is_zero(self):
        self.assertEqual(risk(balances=[0]).dso_days[0], 0)
        self.assertEqual(risk(balances=[-70]).dso_days[0], 0)
        self.assertTrue(np.isnan(risk(balances=[0]).overdue_percents[0]))

    def test_a_balance_without_sales_cannot_be_measured(self):
        for method in (COUNT_BACK, BALANCE):
            found, (problem,) = credit_risk(
                receivables(sales=[[0, 0, 0]]), CreditRules(method=method)
            )
            self.assertTrue(np.isnan(found.dso_days[0]))
            self.assertEqual((problem.code, problem.subjects), ("dso_not_measurable", (1,)))


class TestReasonsAndLevels(unittest.TestCase):
    def test_nothing_wrong_is_low(self):
        self.assertEqual(risk().levels.tolist(), [LOW])

    def test_a_fifth_overdue_is_a_reason(self):
        found = risk(overdue=[30])
        self.assertEqual(found.overdue_percents.tolist(), [20.0])
        self.assertEqual((found.reasons[OVERDUE][0], found.levels[0]), (True, MEDIUM))
        self.assertFalse(risk(overdue=[29]).reasons[OVERDUE][0])

    def test_more_than_thirty_days_beyond_the_terms_is_a_reason(self):
        # DSO 45
        self.assertTrue(risk(terms_days=[14]).reasons[PAYS_LATE][0])
        self.assertFalse(risk(terms_days=[15]).reasons[PAYS_LATE][0])

    def test_a_limit_exceeded_is_a_reason_and_no_limit_is_none(self):
        found = risk(credit_limits=[149])
        self.assertTrue(found.reasons[OVER_LIMIT][0])
        self.assertAlmostEqual(found.limit_percents[0], 15_000 / 149)
        self.assertFalse(risk(credit_limits=[150]).reasons[OVER_LIMIT][0])
        self.assertTrue(np.isnan(risk(credit_limits=[0]).limit_percents[0]))

    def test_two_reasons_are_high(self):
        self.assertEqual(risk(overdue=[30], credit_limits=[149]).levels.tolist(), [HIGH])
        every = risk(overdue=[30], credit_limits=[149], terms_days=[0])
        self.assertEqual(every.levels.tolist(), [HIGH])


class TestWhatForbidsARisk(unittest.TestCase):
    def assert_refused(self, code, subjects, rules=None, **changes):
        found, problems = credit_risk(receivables(**changes), rules)
        self.assertIsNone(found)
        self.assertEqual([(p.code, p.subjects) for p in problems], [(code, subjects)])

    def test_bad_columns_are_named(self):
        self.assert_refused("number_too_small", (1,), overdue=[-1])
        self.assert_refused("amount_not_integer", ("balances",), balances=[0.5])
        self.assert_refused("wrong_shape", ("terms_days",), terms_days=[1, 2])

    def test_each_month_needs_its_days(self):
        self.assert_refused("month_days_wrong", ("month_days",), month_days=[31, 28])
        self.assert_refused("month_days_wrong", ("month_days",), month_days=[31, 0, 31])

    def test_the_method_must_be_known(self):
        self.assert_refused("dso_method_unknown", ("guess",), CreditRules(method="guess"))
