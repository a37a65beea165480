"""Break-even of a customer."""

import dataclasses
import unittest

import numpy as np

from ...value.break_even import CustomerEconomics, break_even
from ..cases import load_case

#: In whole currency: 500,000 revenue, CM1 160,000, CM2 75,000, CM3 −12,500; 400 orders.
LOSING = CustomerEconomics(500_000, 160_000, 85_000, 87_500, 400)


def codes(**changes):
    return [problem.code for problem in break_even(dataclasses.replace(LOSING, **changes))[1]]


def figures(**changes):
    return break_even(dataclasses.replace(LOSING, **changes))[0]


class TestHicksManufacturing(unittest.TestCase):
    """OpenStax: price 100, variable cost 20, fixed cost 18,000 break even at 225 units."""

    def test_published_break_even(self):
        case = load_case("breakeven_hicks")
        price, variable, fixed = (case["inputs"][key] for key in ("price", "variable", "fixed"))
        sold = 500
        margin = (price - variable) * sold
        found, problems = break_even(CustomerEconomics(price * sold, margin, 0, fixed, sold))
        self.assertEqual(problems, [])
        self.assertEqual(found.orders, case["expected"]["units"])
        self.assertEqual(found.net_revenue, case["expected"]["sales"])


class TestBreakEven(unittest.TestCase):
    def test_revenue_is_customer_level_cost_over_the_ratio_rounded_up(self):
        # 87,500 ÷ (75,000 ÷ 500,000) = 583,333.3…
        self.assertEqual(figures().net_revenue, 583_334)
        self.assertEqual(figures().additional_revenue, 83_334)

    def test_orders_of_todays_size(self):
        # 87,500 ÷ (75,000 ÷ 400) = 466.7
        self.assertEqual(figures().orders, 467)

    def test_or_higher_prices(self):
        # 12,500 ÷ 500,000
        self.assertAlmostEqual(figures().price_rise_percent, 2.5)

    def test_or_less_cost_to_serve(self):
        self.assertEqual(figures().cost_cut, 12_500)

    def test_an_order_pays_for_its_handling_at_cost_per_order_over_margin(self):
        # 212.50 an order ÷ 32 % = 664.06…
        self.assertEqual(figures().minimum_order_size, 665)

    def test_a_profitable_customer_has_room(self):
        found = figures(customer_level_cost=25_000)
        # CM3 50,000; needed 25,000 ÷ 15 % = 166,666.7
        self.assertEqual(found.additional_revenue, 166_667 - 500_000)
        self.assertAlmostEqual(found.price_rise_percent, -10.0)
        self.assertEqual(found.cost_cut, -50_000)

    def test_without_customer_level_cost_any_volume_breaks_even(self):
        found = figures(customer_level_cost=0)
        self.assertEqual((found.net_revenue, found.orders), (0, 0))

    def test_numpy_integers_do_not_overflow(self):
        # 2 × 10¹⁰ ÷ (10¹¹ ÷ 10¹²): the product of cost and revenue needs 75 bits.
        large = np.array([10**12, 10**11, 0, 2 * 10**10, 1])
        self.assertEqual(break_even(CustomerEconomics(*large))[0].net_revenue, 2 * 10**11)

    def test_orders_without_cost_may_have_any_size(self):
        self.assertEqual(figures(order_level_cost=0).minimum_order_size, 0)


class TestWhereNoVolumeHelps(unittest.TestCase):
    def test_orders_that_lose_money_lose_more_in_volume(self):
        # CM2 160,000 − 160,000 = 0, CM3 −87,500: prices 17.5 % up or as much cost cut.
        found, (problem,) = break_even(dataclasses.replace(LOSING, order_level_cost=160_000))
        self.assertIsNone(found.net_revenue)
        self.assertIsNone(found.additional_revenue)
        self.assertIsNone(found.orders)
        self.assertEqual(problem.code, "no_volume_breaks_even")
        self.assertEqual(dict(problem.values), {"price_rise_percent": 17.5, "cost_cut": 87_500})

    def test_goods_sold_below_cost_have_no_order_size_either(self):
        found = figures(product_margin=-10)
        self.assertIsNone(found.minimum_order_size)
        self.assertEqual(
            codes(product_margin=-10), ["no_volume_breaks_even", "no_order_size_breaks_even"]
        )

    def test_without_revenue_there_is_only_cost_to_cut(self):
        found = figures(net_revenue=0, product_margin=0, order_level_cost=0, orders=0)
        self.assertIsNone(found.net_revenue)
        self.assertIsNone(found.price_rise_percent)
        self.assertEqual(found.cost_cut, 87_500)
        self.assertEqual(codes(net_revenue=0), ["no_revenue"])
        self.assertEqual(codes(net_revenue=-5), ["no_revenue"])

    def test_revenue_without_orders_has_no_order_figures(self):
        found = figures(orders=0)
        self.assertIsNone(found.orders)
        self.assertIsNone(found.minimum_order_size)
        self.assertEqual(codes(orders=0), ["no_orders"])


class TestWhatForbidsBreakEven(unittest.TestCase):
    def test_amounts_are_whole(self):
        self.assertIsNone(figures(net_revenue=0.5))
        self.assertEqual(codes(net_revenue=0.5), ["amount_not_integer"])

    def test_amounts_have_a_limit(self):
        self.assertEqual(codes(net_revenue=2**60), ["amount_too_large"])

    def test_orders_are_counted(self):
        self.assertIsNone(figures(orders=-1))
        self.assertEqual(codes(orders=-1), ["negative_orders"])
