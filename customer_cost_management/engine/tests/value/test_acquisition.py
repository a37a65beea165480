"""Acquisition cost and payback."""

import unittest

from ...value.acquisition import AcquisitionSpending, Payback, company_acquisition_cost, payback


class TestCompanyAcquisitionCost(unittest.TestCase):
    def test_lost_pursuits_are_part_of_what_a_new_customer_costs(self):
        cost, problems = company_acquisition_cost(AcquisitionSpending(300, 100, 3))
        # 400 ÷ 3 = 133.3; 300 ÷ 3
        self.assertEqual((cost.total, cost.per_customer, cost.per_customer_won), (400, 133, 100))
        self.assertEqual(problems, [])

    def test_half_a_unit_is_rounded_up(self):
        cost, _problems = company_acquisition_cost(AcquisitionSpending(3, 0, 2))
        self.assertEqual(cost.per_customer, 2)

    def assert_refused(self, code, *spending):
        cost, (problem,) = company_acquisition_cost(AcquisitionSpending(*spending))
        self.assertIsNone(cost)
        self.assertEqual(problem.code, code)

    def test_nobody_won_has_no_cost_per_customer(self):
        self.assert_refused("no_new_customers", 300, 100, 0)

    def test_cost_is_positive(self):
        self.assert_refused("negative_cost", 300, -1, 3)

    def test_cost_is_whole(self):
        self.assert_refused("amount_not_integer", 300, 0.5, 3)


class TestPayback(unittest.TestCase):
    def test_the_month_that_reaches_the_cost_counts(self):
        self.assertEqual(payback(100, [40, 30, 30, 50])[0], Payback(3, False, 150))

    def test_the_last_month_may_be_the_one(self):
        self.assertEqual(payback(100, [40, 60])[0], Payback(2, False, 100))

    def test_a_cost_reached_once_is_paid_back_even_if_later_months_lose(self):
        self.assertEqual(payback(100, [120, -50])[0], Payback(1, False, 70))

    def test_not_yet_reached_goes_on_at_the_average_so_far(self):
        # 60 in 3 months, 40 to go at 20 a month; 45 to go need a third month.
        self.assertEqual(payback(100, [10, 30, 20])[0], Payback(5, True, 60))
        self.assertEqual(payback(105, [10, 30, 20])[0], Payback(6, True, 60))

    def test_a_customer_who_loses_never_pays_back(self):
        found, (problem,) = payback(100, [10, -30])
        self.assertEqual((found, problem.code), (Payback(None, False, -20), "never_pays_back"))

    def test_before_the_first_month_nothing_is_known(self):
        found, (problem,) = payback(100, [])
        self.assertEqual((found, problem.code), (Payback(None, False, 0), "no_month_yet"))

    def test_what_cost_nothing_is_paid_back_at_once(self):
        self.assertEqual(payback(0, [-5, 9])[0], Payback(0, False, 4))
        self.assertEqual(payback(0, [])[0], Payback(0, False, 0))

    def test_bad_amounts(self):
        for cost, months, code in (
            (0.5, [1], "amount_not_integer"),
            (5, [1, None], "amount_not_integer"),
            (-5, [1], "negative_cost"),
        ):
            found, (problem,) = payback(cost, months)
            self.assertIsNone(found)
            self.assertEqual(problem.code, code)


class TestNewCustomerOfTheDemo(unittest.TestCase):
    """Won for about 79,000, with a CM1 of 45,900 in the first year (4 to 6 active months)."""

    def test_a_year_and_a_half_lies_between_the_quick_and_the_slow_reading(self):
        # All of it in five months is the quick reading, 9,180 a month: 8.6 months.
        quick, _problems = payback(79_000, [9_180] * 5)
        # The same over the whole year, 3,825 a month, is the slow one: 20.7 months.
        slow, _problems = payback(79_000, [3_825] * 12)
        self.assertEqual((quick.months, slow.months), (9, 21))
        self.assertTrue(quick.months < 18 < slow.months)
