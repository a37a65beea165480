"""Life-cycle stages."""

import unittest

from ...value.life_cycle import ACQUIRE, EXPAND, RETAIN, WIN_BACK, RevenueGrowth, life_cycle_stages
from ...value.purchase_activity import Invoices, purchase_activity

TODAY = 1_000


def stage(days, revenue=0, previous=0):
    activity, _problems = purchase_activity(Invoices([0] * len(days), days, 1), TODAY)
    (found,), _problems = life_cycle_stages(activity, RevenueGrowth([1], [revenue], [previous]))
    return found


class TestLifeCycleStages(unittest.TestCase):
    def test_before_the_first_invoice_a_customer_is_being_acquired(self):
        self.assertEqual(stage([]), ACQUIRE)

    def test_within_a_year_of_the_first_invoice_too(self):
        self.assertEqual(stage([TODAY - 364, TODAY - 10]), ACQUIRE)
        self.assertEqual(stage([TODAY - 365, TODAY - 10]), RETAIN)

    def test_an_overdue_purchase_asks_to_win_him_back(self):
        self.assertEqual(stage([100, 150]), WIN_BACK)

    def test_a_new_customer_who_left_is_to_be_won_back(self):
        self.assertEqual(stage([TODAY - 200]), WIN_BACK)

    def test_ten_percent_growth_is_expansion(self):
        self.assertEqual(stage([0, 990], revenue=110, previous=100), EXPAND)
        self.assertEqual(stage([0, 990], revenue=109, previous=100), RETAIN)

    def test_growth_from_nothing_is_no_rate(self):
        self.assertEqual(stage([0, 990], revenue=110, previous=0), RETAIN)

    def test_activity_must_belong_to_the_customers(self):
        activity, _problems = purchase_activity(Invoices([0], [5], 1), TODAY)
        found, (problem,) = life_cycle_stages(activity, RevenueGrowth([1, 2], [1, 2], [1, 2]))
        self.assertIsNone(found)
        self.assertEqual(problem.code, "activity_shape_wrong")

    def test_bad_revenue_is_refused(self):
        activity, _problems = purchase_activity(Invoices([0], [5], 2), TODAY)
        found, (problem,) = life_cycle_stages(activity, RevenueGrowth([1, 2], [1, 0.5], [1, 2]))
        self.assertIsNone(found)
        self.assertEqual((problem.code, problem.subjects), ("amount_not_integer", ("revenues",)))
