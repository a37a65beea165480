import unittest

import numpy as np

from ...capture.periodic_cost import (
    COST_SOURCES,
    NO_SOURCE,
    InvoiceLines,
    completeness_problems,
    periodic_cost,
)

UNKNOWN = float("nan")


def lines(*rows):
    """Rows of customer, product, quantity, unit costs by source, revenue."""
    customer, product, quantity, unit_cost, revenue = zip(*rows, strict=True)
    return InvoiceLines(
        keys=np.arange(1, len(rows) + 1),
        customer=np.array(customer),
        product=np.array(product),
        quantity=np.array(quantity, np.float64),
        unit_cost=np.array([[cost.get(s, UNKNOWN) for s in COST_SOURCES] for cost in unit_cost]),
        revenue=np.array(revenue),
    )


class TestPeriodicCost(unittest.TestCase):
    def test_each_line_is_rounded_once(self):
        # 3 × 33.5 = 100.5 → 101 twice; rounding the unit cost or the sum would give 102 or 201
        cost, problems = periodic_cost(
            lines((0, 5, 3, {"product": 33.5}, 200), (0, 5, 3, {"product": 33.5}, 200)), 2
        )
        self.assertEqual(problems, ())
        self.assertEqual(cost.customer_cost.tolist(), [202, 0])
        self.assertEqual(cost.total, 202)

    def test_a_credit_note_takes_the_cost_of_the_invoice_it_reverses(self):
        # sold at 40, the product costs 55 by now: the return gives back 2 × 40
        known = {"reversed_invoice": 40.0, "product": 55.0}
        cost, _problems = periodic_cost(lines((0, 5, -2, known, -200)), 1)
        self.assertEqual(cost.customer_cost.tolist(), [-80])
        self.assertEqual(COST_SOURCES[cost.source[0]], "reversed_invoice")

    def test_a_frozen_cost_is_used_again(self):
        known = {"frozen": 10.0, "stock_move": 11.0, "product": 12.0}
        cost, _problems = periodic_cost(lines((0, 5, 4, known, 100)), 1)
        self.assertEqual(cost.line_cost.tolist(), [40])

    def test_the_value_of_the_delivery_goes_before_the_cost_of_the_product(self):
        known = {"stock_move": 11.0, "product": 12.0}
        cost, _problems = periodic_cost(lines((0, 5, 4, known, 100)), 1)
        self.assertEqual(cost.line_cost.tolist(), [44])

    def test_a_line_without_customer_stays_without_customer(self):
        cost, _problems = periodic_cost(
            lines((1, 5, 1, {"product": 7.0}, 10), (-1, 5, 1, {"product": 9.0}, 10)), 2
        )
        self.assertEqual(cost.customer_cost.tolist(), [0, 7])
        self.assertEqual(cost.without_customer, 9)

    def test_the_residual_is_ledger_less_computed_cost(self):
        # 1,000 bought and expensed, 600 of it sold: 400 is timing
        cost, _problems = periodic_cost(lines((0, 5, 6, {"product": 100.0}, 900)), 1)
        self.assertEqual(cost.timing_difference(1000), 400)

    def test_products_at_cost_zero_are_listed_with_their_revenue(self):
        cost, _problems = periodic_cost(
            lines(
                (0, 9, 1, {"product": 0.0}, 30),
                (0, 8, 1, {}, 40),
                (0, 9, -1, {"product": 0.0}, -10),
                (0, 7, 1, {"product": 50.0}, 930),
            ),
            1,
        )
        self.assertEqual(cost.products_at_zero.tolist(), [8, 9])
        self.assertEqual(cost.revenue_at_zero.tolist(), [40, 20])
        self.assertEqual(cost.source.tolist(), [3, NO_SOURCE, 3, 3])
        # 60 of 1,000 is 6 %, above 5 %
        (problem,) = completeness_problems(cost, 1000)
        self.assertEqual(problem.code, "cost_of_sales_incomplete")
        self.assertEqual(problem.subjects, (8, 9))
        self.assertEqual(dict(problem.values), {"share": 0.06, "revenue": 60})

    def test_five_percent_at_cost_zero_is_still_complete(self):
        cost, _problems = periodic_cost(lines((0, 9, 1, {}, 50)), 1)
        self.assertEqual(list(completeness_problems(cost, 1000)), [])

    def test_without_revenue_there_is_no_share(self):
        cost, _problems = periodic_cost(lines((0, 9, 1, {}, 50)), 1)
        self.assertIsNone(cost.share_at_zero(0))

    def test_a_line_that_moves_nothing_lists_no_product(self):
        cost, _problems = periodic_cost(lines((0, 9, 0, {}, -50)), 1)
        self.assertEqual(cost.products_at_zero.tolist(), [])

    def test_no_lines_cost_nothing(self):
        empty = np.zeros(0, int)
        nothing = InvoiceLines(empty, empty, empty, empty, np.zeros((0, 4)), empty)
        cost, problems = periodic_cost(nothing, 3)
        self.assertEqual((cost.customer_cost.tolist(), problems), ([0, 0, 0], ()))


class TestPeriodicCostBadInput(unittest.TestCase):
    good = (0, 5, 1, {"product": 7.0}, 10)

    def assert_refused(self, code, subjects, given):
        cost, problems = periodic_cost(given, 1)
        self.assertIsNone(cost)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_a_quantity_that_is_no_number_is_refused(self):
        given = lines(self.good, (0, 5, np.nan, {"product": 7.0}, 10))
        self.assert_refused("number_not_finite", (2,), given)

    def test_a_negative_unit_cost_is_refused(self):
        given = lines(self.good, (0, 5, 1, {"product": -7.0}, 10))
        self.assert_refused("number_too_small", (2,), given)

    def test_an_infinite_unit_cost_is_refused(self):
        given = lines(self.good, (0, 5, 1, {"product": np.inf}, 10))
        self.assert_refused("number_not_finite", (2,), given)

    def test_an_unknown_customer_is_refused(self):
        self.assert_refused("unknown_position", (4,), lines(self.good, (4, 5, 1, {}, 10)))

    def test_a_cost_beyond_all_measure_is_refused(self):
        given = lines(self.good, (0, 5, 1e9, {"product": 1e9}, 10))
        self.assert_refused("amount_too_large", ("line_cost",), given)

    def test_columns_of_different_length_are_refused(self):
        given = lines(self.good, self.good)
        short = InvoiceLines(
            given.keys,
            given.customer[:1],
            given.product,
            given.quantity,
            given.unit_cost[:, :2],
            given.revenue,
        )
        self.assert_refused("wrong_shape", ("customer",), short)
        self.assert_refused("wrong_shape", ("unit_cost",), short)
