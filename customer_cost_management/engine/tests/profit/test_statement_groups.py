import unittest
from dataclasses import replace

import numpy as np

from ...profit.statement import GrossRevenue, build_statement
from ...profit.statement_groups import grouped, joined
from .statement_builder import statement_input


def statement(*given, **named):
    return build_statement(statement_input(*given, **named))[0]


class TestGroups(unittest.TestCase):
    def test_a_group_is_the_sum_of_its_members_and_its_ratio_that_of_the_sums(self):
        # A: (100 − 90) + (300 − 150) = 160 of 400 = 40 %, not the mean of 10 % and 50 %
        members = statement([1, 2, 3], [100, 50, 300], booked_cost_of_sales=[90, 20, 150])
        groups, problems = grouped(members, ["A", "B", "A"])
        self.assertEqual(problems, ())
        self.assertEqual(groups.customers.tolist(), ["A", "B"])
        self.assertEqual(groups.cm3.tolist(), [160, 30])
        self.assertEqual(groups.ratio(groups.cm3).tolist(), [0.4, 0.6])

    def test_gross_revenue_is_known_of_a_group_if_it_is_of_every_member(self):
        gross = GrossRevenue(
            np.array([10, 20, 30]),
            np.zeros(3, int),
            np.zeros(3, int),
            np.array([True, False, True]),
        )
        members = statement([1, 2, 3], [10, 20, 30], gross=gross)
        groups, _problems = grouped(members, [5, 6, 6])
        self.assertEqual(groups.gross.known.tolist(), [True, False])
        self.assertEqual(groups.gross.gross.tolist(), [10, 50])

    def test_a_group_for_every_row_is_needed(self):
        groups, (problem,) = grouped(statement([1, 2], [1, 2]), ["A"])
        self.assertIsNone(groups)
        self.assertEqual((problem.code, problem.subjects), ("wrong_shape", ("groups",)))


class TestMonths(unittest.TestCase):
    january = statement([1, 2], [100, 50], activities={"visit": ("customer_allocated", [10, 5])})
    february = statement(
        [2, 3],
        [70, 30],
        activities={
            "ship": ("order_allocated", [2, 3]),
            "visit": ("customer_allocated", [7, 4]),
        },
    )

    def test_months_add_up_to_a_year_whoever_bought_when(self):
        year, problems = joined([self.january, self.february])
        self.assertEqual(problems, ())
        self.assertEqual(year.customers.tolist(), [1, 2, 3])
        self.assertEqual(year.net_revenue.tolist(), [100, 120, 30])
        # 100−10; 50−5+70−2−7; 30−3−4
        self.assertEqual(year.cm3.tolist(), [90, 106, 23])

    def test_activities_are_matched_by_what_they_are(self):
        year, _problems = joined([self.january, self.february])
        self.assertEqual([activity.key for activity in year.activities], ["visit", "ship"])
        self.assertEqual(year.activity_cost.tolist(), [[10, 0], [12, 2], [4, 3]])

    def test_currencies_do_not_add_up(self):
        year, (problem,) = joined([self.january, replace(self.february, currency="USD")])
        self.assertIsNone(year)
        self.assertEqual((problem.code, problem.subjects), ("mixed_currencies", ("CNY", "USD")))

    def test_no_months_make_no_year(self):
        year, (problem,) = joined([])
        self.assertIsNone(year)
        self.assertEqual(problem.code, "nothing_to_join")
