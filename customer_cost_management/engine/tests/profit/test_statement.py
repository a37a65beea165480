import unittest
from dataclasses import replace

import numpy as np

from ...profit.avoidable import avoidable_part, avoidable_problems
from ...profit.statement import GrossRevenue, build_statement
from .statement_builder import ledger_cost, statement_input

#: Two customers with something on every line; the second buys little and returned more.
TWO = statement_input(
    [7, 8],
    [1000, -50],
    booked_cost_of_sales=[400, -20],
    computed_cost_of_sales=[50, 0],
    direct_cost_of_sales=[10, 0],
    order_direct=[15, 1],
    customer_direct=[20, 2],
    relationship=[70, 3],
    credit_loss=[5, 0],
    exchange_difference=[-4, 0],
    activities={
        "consulting": ("delivery_labour", [30, 0]),
        "surcharge": ("tax_on_sales", [9, 0]),
        "picking": ("order_allocated", [60, 4]),
        "freight": ("order_allocated", [40, 5]),
        "visits": ("customer_allocated", [80, 6]),
    },
)


class TestStatement(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.statement, problems = build_statement(TWO)
        self.assertEqual(problems, ())

    def test_unit_cost_leads_to_product_margin(self):
        # 1000 − 400 − 50 − 10 − 30 − 9 = 501;  −50 + 20 = −30
        self.assertEqual(self.statement.cm1.tolist(), [501, -30])

    def test_order_cost_leads_to_cm2(self):
        # 501 − 15 − 60 − 40 = 386;  −30 − 1 − 4 − 5 = −40
        self.assertEqual(self.statement.cm2.tolist(), [386, -40])

    def test_customer_cost_leads_to_the_contribution(self):
        # 386 − 20 − 80 − 70 − 5 + 4 = 215;  −40 − 2 − 6 − 3 = −51
        self.assertEqual(self.statement.cm3.tolist(), [215, -51])

    def test_an_activity_enters_the_margin_where_its_line_says(self):
        self.assertEqual(self.statement.line("delivery_labour").tolist(), [30, 0])
        self.assertEqual(self.statement.line("order_allocated").tolist(), [100, 9])

    def test_cost_to_serve_is_everything_between_cm1_and_cm3(self):
        # 501 − 215;  −30 + 51
        self.assertEqual(self.statement.cost_to_serve.tolist(), [286, 21])

    def test_relationship_cost_is_its_discretionary_part(self):
        self.assertEqual(self.statement.relationship_cost.tolist(), [70, 3])
        # 215 + 70;  −51 + 3
        self.assertEqual(self.statement.contribution_before_relationship.tolist(), [285, -48])

    def test_ratios_are_none_without_positive_revenue(self):
        self.assertEqual(self.statement.ratio(self.statement.cm3).tolist(), [0.215, None])

    def test_contribution_after_avoidable_cost_leaves_the_rest_with_the_company(self):
        avoidable = replace(
            TWO,
            ledger_avoidable=ledger_cost(2, booked_cost_of_sales=[400, -20], relationship=[70, 3]),
            activity_avoidable=np.array([[0, 0, 30, 40, 0], [0, 0, 2, 5, 0]]),
        )
        statement, _problems = build_statement(avoidable)
        # 1000 − 400 − 70 − 30 − 40 = 460;  −50 + 20 − 3 − 2 − 5 = −40
        self.assertEqual(statement.contribution_after_avoidable.tolist(), [460, -40])
        self.assertEqual(statement.cm3.tolist(), [215, -51])  # full cost is not touched

    def test_no_customers_make_an_empty_statement(self):
        statement, problems = build_statement(statement_input([], []))
        self.assertEqual((statement.cm3.tolist(), problems), ([], ()))


class TestGrossRevenue(unittest.TestCase):
    def gross(self, *known):
        # 1100 − 60 − 40 = 1000;  0 − 0 − 50 = −50
        return GrossRevenue(
            np.array([1100, 0]), np.array([60, 0]), np.array([40, 50]), np.array(known)
        )

    def test_gross_revenue_less_discounts_and_refunds_is_net_revenue(self):
        statement, problems = build_statement(replace(TWO, gross=self.gross(True, True)))
        self.assertEqual(problems, ())
        self.assertEqual(statement.gross.known.tolist(), [True, True])

    def test_gross_revenue_may_be_unknown_of_some(self):
        statement, _problems = build_statement(replace(TWO, gross=self.gross(True, False)))
        self.assertEqual(statement.gross.known.tolist(), [True, False])

    def test_without_invoice_lines_gross_revenue_is_not_known(self):
        statement, _problems = build_statement(TWO)
        self.assertEqual(statement.gross.known.tolist(), [False, False])

    def test_gross_revenue_that_does_not_tie_is_not_known_and_reported(self):
        gross = replace(self.gross(True, True), refunds=np.array([40, 60]))
        statement, (problem,) = build_statement(replace(TWO, gross=gross))
        self.assertEqual((problem.code, problem.subjects), ("gross_does_not_tie", (8,)))
        self.assertEqual(problem.severity, "warning")
        self.assertEqual(statement.gross.known.tolist(), [True, False])
        self.assertEqual(statement.cm3.tolist(), [215, -51])


class TestAvoidable(unittest.TestCase):
    def test_a_column_gives_its_share_and_no_cell_more_than_its_amount(self):
        # half of 3 × 5 = 15 is 7.5 → 8: parts 2.67 each, the units left over go to 1 and 2
        parts = avoidable_part([[5], [5], [5]], [0.5], [1, 2, 3])
        self.assertEqual(parts[:, 0].tolist(), [3, 3, 2])

    def test_cost_and_its_reversals_are_avoided_apart(self):
        # half of 100 and of 40, half of −60
        parts = avoidable_part([[100], [-60], [40]], [0.5], [1, 2, 3])
        self.assertEqual(parts[:, 0].tolist(), [50, -30, 20])

    def test_everything_and_nothing_are_exact(self):
        parts = avoidable_part([[7, 7], [-3, -3]], [1.0, 0.0], [1, 2])
        self.assertEqual(parts.tolist(), [[7, 0], [-3, 0]])

    def test_a_share_above_one_is_a_problem(self):
        (problem,) = avoidable_problems([0.5, 1.5], ["rent", "freight"])
        self.assertEqual((problem.code, problem.subjects), ("share_above_1", ("freight",)))

    def test_a_negative_share_is_a_problem(self):
        (problem,) = avoidable_problems([0.5, -0.5], ["rent", "freight"])
        self.assertEqual((problem.code, problem.subjects), ("number_too_small", ("freight",)))


class TestStatementBadInput(unittest.TestCase):
    def assert_refused(self, code, subjects, **changes):
        statement, problems = build_statement(replace(TWO, **changes))
        self.assertIsNone(statement)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_half_a_cent_is_refused(self):
        self.assert_refused(
            "amount_not_integer", ("net_revenue",), net_revenue=np.array([1000, 0.5])
        )

    def test_columns_of_another_shape_are_refused(self):
        self.assert_refused("wrong_shape", ("ledger_cost",), ledger_cost=np.zeros((2, 3), int))

    def test_a_customer_counts_once(self):
        self.assert_refused("duplicate_id", (8,), customers=np.array([8, 8]))

    def test_an_activity_of_no_customer_line_is_refused(self):
        activities = (*TWO.activities[:-1], replace(TWO.activities[-1], line="facility"))
        self.assert_refused("unknown_statement_line", ("visits",), activities=activities)

    def test_amounts_beyond_all_measure_are_refused(self):
        self.assert_refused("amount_too_large", ("net_revenue",), net_revenue=np.array([1, 2**60]))

    def test_gross_revenue_of_another_length_is_refused(self):
        one, known = np.array([1]), np.array([True])
        self.assert_refused("wrong_shape", ("known",), gross=GrossRevenue(one, one, one, known))

    def test_all_problems_come_at_once(self):
        _statement, problems = build_statement(
            replace(TWO, customers=np.array([8, 8]), net_revenue=np.array([0.5, 1]))
        )
        self.assertEqual({each.code for each in problems}, {"amount_not_integer", "duplicate_id"})
