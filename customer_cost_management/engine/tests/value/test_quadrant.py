"""Quadrants and recommended actions."""

import unittest

import numpy as np

from ...value.quadrant import (
    EXIT,
    FIX_OR_LEAVE,
    GROW_OR_REPRICE,
    INVEST,
    MINIMUM_ORDER,
    NOT_PLACED,
    PROTECT,
    REPRICE,
    SELF_SERVICE,
    SERVE_SMARTER,
    SERVICE_MENU,
    ServiceFigures,
    SplitLines,
    place_in_quadrants,
)

LINES = SplitLines(product_margin_percent=30, cost_to_serve_percent=20)


def figures(*rows):
    """Rows of revenue, CM1, order-level cost, customer-level cost, avoidable result, tried."""
    columns = list(zip(*rows, strict=True)) or [()] * 6
    return ServiceFigures(list(range(1, len(rows) + 1)), *(list(column) for column in columns))


def place(*rows, split=LINES):
    return place_in_quadrants(figures(*rows), split)[0]


class TestPlaces(unittest.TestCase):
    def test_four_quadrants(self):
        found = place(
            (100, 40, 5, 5, 9, False),
            (100, 40, 20, 5, 9, False),
            (100, 20, 5, 5, 9, False),
            (100, 20, 20, 5, 9, False),
        )
        self.assertEqual(
            found.quadrants.tolist(), [PROTECT, SERVE_SMARTER, GROW_OR_REPRICE, FIX_OR_LEAVE]
        )

    def test_on_a_line_counts_in_the_customers_favour(self):
        self.assertEqual(place((100, 30, 10, 10, 9, False)).quadrants.tolist(), [PROTECT])

    def test_percent_of_his_own_revenue(self):
        found = place((250, 100, 20, 5, 9, False))
        self.assertEqual(found.product_margin_percents.tolist(), [40.0])
        self.assertEqual(found.cost_to_serve_percents.tolist(), [10.0])

    def test_medians_split_by_default(self):
        # CM1 % 10, 20, 40; cost to serve % 5, 15, 10
        found = place(
            (100, 10, 5, 0, 9, False),
            (100, 20, 15, 0, 9, False),
            (100, 40, 10, 0, 9, False),
            split=None,
        )
        self.assertEqual(found.split, SplitLines(20.0, 10.0))
        self.assertEqual(found.quadrants.tolist(), [GROW_OR_REPRICE, SERVE_SMARTER, PROTECT])

    def test_customers_without_revenue_cannot_be_placed(self):
        found, (problem,) = place_in_quadrants(
            figures((100, 40, 5, 5, 9, False), (0, 0, 5, 5, -9, True), (-10, 0, 0, 5, -9, True))
        )
        self.assertEqual((problem.code, problem.subjects), ("without_revenue", (2, 3)))
        self.assertEqual(found.quadrants.tolist(), [PROTECT, NOT_PLACED, NOT_PLACED])
        self.assertEqual(found.actions.tolist(), [INVEST, NOT_PLACED, NOT_PLACED])
        self.assertTrue(np.isnan(found.cost_to_serve_percents[1:]).all())

    def test_nobody_to_place_has_no_lines(self):
        found, _problems = place_in_quadrants(figures((0, 0, 5, 5, 9, False)))
        self.assertIsNone(found.split)
        self.assertEqual(found.quadrants.tolist(), [NOT_PLACED])
        self.assertEqual(place(split=None).quadrants.tolist(), [])


class TestActions(unittest.TestCase):
    def test_good_margin_at_little_cost_is_invested_in(self):
        self.assertEqual(place((100, 40, 5, 5, 9, False)).actions.tolist(), [INVEST])

    def test_costly_orders_call_for_a_minimum_order(self):
        self.assertEqual(place((100, 40, 15, 15, 9, False)).actions.tolist(), [MINIMUM_ORDER])

    def test_costly_service_goes_to_self_service_with_small_and_on_a_menu_with_large_customers(
        self,
    ):
        found = place(
            (100, 40, 5, 25, 9, False),
            (200, 80, 10, 50, 9, False),
            (300, 120, 15, 75, 9, False),
        )
        self.assertEqual(found.actions.tolist(), [SELF_SERVICE, SERVICE_MENU, SERVICE_MENU])

    def test_little_margin_is_repriced(self):
        self.assertEqual(place((100, 20, 5, 5, 9, False)).actions.tolist(), [REPRICE])

    def test_exit_needs_an_avoidable_loss_and_a_repricing_that_was_tried(self):
        found = place(
            (100, 20, 20, 5, -1, True),
            (100, 20, 20, 5, -1, False),
            (100, 20, 20, 5, 0, True),
        )
        self.assertEqual(found.actions.tolist(), [EXIT, REPRICE, REPRICE])

    def test_nobody_else_is_sent_away(self):
        self.assertEqual(place((100, 20, 5, 5, -1, True)).actions.tolist(), [REPRICE])


class TestWhatForbidsPlaces(unittest.TestCase):
    def test_bad_amounts_are_named(self):
        found, (problem,) = place_in_quadrants(
            figures((100, 40, 5, 5, 9, False), (100, 0.5, 5, 5, 9, False))
        )
        self.assertIsNone(found)
        self.assertEqual(
            (problem.code, problem.subjects), ("amount_not_integer", ("product_margins",))
        )

    def test_lines_must_be_somewhere(self):
        found, (problem,) = place_in_quadrants(
            figures((100, 40, 5, 5, 9, False)), SplitLines(float("nan"), 20)
        )
        self.assertIsNone(found)
        self.assertEqual(problem.code, "split_not_finite")
