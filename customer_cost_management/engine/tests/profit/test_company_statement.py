import unittest

import numpy as np

from ...profit.company_statement import CostAboveCustomers, company_statement, fully_loaded
from ...profit.statement import build_statement
from .statement_builder import statement_input

CUSTOMERS, _PROBLEMS = build_statement(
    statement_input([1, 2, 3], [600, 300, -100], booked_cost_of_sales=[400, 250, -60])
)


def above(**amounts):
    names = ("channel", "facility", "unused_capacity", "variances", "residual_result")
    return CostAboveCustomers(**{name: np.array(amounts.get(name, [0] * 3)) for name in names})


class TestCompanyStatement(unittest.TestCase):
    def test_channel_leads_to_cm4_and_the_rest_to_net(self):
        company, problems = company_statement(
            CUSTOMERS,
            above(
                channel=[30, 20, 0],
                facility=[10, 0, 0],
                unused_capacity=[5, -2, 0],
                variances=[-1, 3, 0],
                residual_result=[-4, 6, 0],
            ),
        )
        self.assertEqual(problems, ())
        # CM3 is 200, 50, −40
        self.assertEqual(company.cm4.tolist(), [170, 30, -40])
        # 170 − 10 − 5 + 1 − 4;  30 + 2 − 3 + 6
        self.assertEqual(company.net.tolist(), [152, 35, -40])

    def test_cost_above_customers_needs_a_row_for_each_segment(self):
        company, problems = company_statement(CUSTOMERS, above(channel=[1, 2]))
        self.assertIsNone(company)
        self.assertEqual([(p.code, p.subjects) for p in problems], [("wrong_shape", ("channel",))])


class TestFullyLoaded(unittest.TestCase):
    segments = ("east", "west", "east")

    def test_shares_follow_revenue_and_add_up(self):
        loaded, problems = fully_loaded(CUSTOMERS, self.segments, {"east": 50, "west": 7}, 100)
        self.assertEqual(problems, ())
        # the third customer has no revenue to bear anything; 100 by 600 : 300 = 66.67 : 33.33
        self.assertEqual(loaded.channel.tolist(), [50, 7, 0])
        self.assertEqual(loaded.facility.tolist(), [67, 33, 0])
        self.assertEqual(loaded.cm4.tolist(), [150, 43, -40])
        self.assertEqual(loaded.net.tolist(), [83, 10, -40])

    def test_the_view_says_that_it_includes_cost_not_caused(self):
        loaded, _problems = fully_loaded(CUSTOMERS, self.segments, {}, 0)
        self.assertTrue(loaded.includes_cost_not_caused)

    def test_a_segment_without_revenue_cannot_bear_cost(self):
        loaded, (problem,) = fully_loaded(CUSTOMERS, self.segments, {"east": 1, "north": 5}, 0)
        self.assertIsNone(loaded)
        self.assertEqual((problem.code, problem.subjects), ("no_revenue_to_bear", ("north",)))

    def test_a_company_without_revenue_cannot_bear_facility_cost(self):
        idle, _problems = build_statement(statement_input([1, 2], [0, -5]))
        _loaded, (problem,) = fully_loaded(idle, ("east", "east"), {}, 5)
        self.assertEqual((problem.code, problem.subjects), ("no_revenue_to_bear", ("facility",)))

    def test_a_segment_for_every_customer_is_needed(self):
        _loaded, (problem,) = fully_loaded(CUSTOMERS, ("east",), {}, 0)
        self.assertEqual((problem.code, problem.subjects), ("wrong_shape", ("segments",)))

    def test_half_a_cent_is_refused(self):
        _loaded, (problem,) = fully_loaded(CUSTOMERS, self.segments, {"east": 0.5}, 0)
        self.assertEqual((problem.code, problem.subjects), ("amount_not_integer", ("east",)))
