import unittest
from dataclasses import replace

import numpy as np

from ...profit.contribution_change import (
    LINE,
    PRICE,
    RATE,
    UNIT_COST,
    USAGE,
    VOLUME,
    Effect,
    PeriodFigures,
    contribution_change,
)
from ...profit.statement import build_statement
from .statement_builder import statement_input


def period(revenue, goods, orders, rate, *, quantity=None, **lines):
    """One customer; order cost is rate × orders."""
    given = statement_input(
        [1],
        [revenue],
        booked_cost_of_sales=[goods],
        activities={"orders": ("order_allocated", [int(orders * rate)])},
        **lines,
    )
    quantity = None if quantity is None else np.array([quantity])
    return PeriodFigures(given, np.array([[orders]], float), np.array([rate]), quantity)


class TestContributionChange(unittest.TestCase):
    def reasons(self, before, after):
        change, problems = contribution_change(before, after)
        self.assertEqual(problems, ())
        old, new = (build_statement(each.statement)[0].cm3 for each in (before, after))
        self.assertEqual(change.change.tolist(), (new - old).tolist())
        return {(e.kind, e.subject): amount for e, amount in change.by_size(0)}

    def test_quantities_tell_volume_from_price_and_unit_cost(self):
        # 100 pieces at 10.00 cost 6.00; then 120 at 9.50 cost 6.50
        before = period(1000, 600, 10, 5.0, quantity=100.0)
        after = period(1140, 780, 10, 5.0, quantity=120.0)
        # volume 20 × 4.00 = 80; price −0.50 × 120 = −60; unit cost −0.50 × 120 = −60
        self.assertEqual(
            self.reasons(before, after),
            {(VOLUME, None): 80, (PRICE, None): -60, (UNIT_COST, None): -60},
        )

    def test_without_quantities_the_margin_shows_as_unit_cost(self):
        # revenue +20 % at the old margin of 40 %: +80; cost 800 instead of 720: −80
        before, after = period(1000, 600, 10, 5.0), period(1200, 800, 10, 5.0)
        self.assertEqual(self.reasons(before, after), {(VOLUME, None): 80, (UNIT_COST, None): -80})

    def test_an_activity_changes_by_rate_and_usage(self):
        # 10 orders at 5 become 14 at 6: usage −4 × 5, rate −1 × 14
        before, after = period(1000, 600, 10, 5.0), period(1000, 600, 14, 6.0)
        self.assertEqual(
            self.reasons(before, after), {(USAGE, "orders"): -20, (RATE, "orders"): -14}
        )

    def test_every_other_line_is_a_reason_of_its_own(self):
        before = period(1000, 600, 10, 5.0, relationship=[70], credit_loss=[0])
        after = period(1000, 600, 10, 5.0, relationship=[50], credit_loss=[33])
        self.assertEqual(
            self.reasons(before, after),
            {(LINE, "credit_loss"): -33, (LINE, "relationship"): 20},
        )

    def test_a_new_customer_is_all_volume(self):
        before, after = period(0, 0, 0, 0.0), period(1000, 600, 10, 5.0)
        before = replace(before, rate=np.array([np.nan]))  # nobody used the activity
        self.assertEqual(self.reasons(before, after), {(VOLUME, None): 400, (USAGE, "orders"): -50})

    def test_a_thousand_times_as_much_is_no_comparison(self):
        before, after = period(1, 600, 10, 5.0), period(1000, 600, 10, 5.0)
        self.assertEqual(self.reasons(before, after), {(VOLUME, None): 999})

    def test_a_lost_customer_is_all_volume(self):
        before, after = period(1000, 600, 10, 5.0), period(0, 0, 0, 5.0)
        self.assertEqual(self.reasons(before, after), {(VOLUME, None): -400, (USAGE, "orders"): 50})

    def test_more_returned_than_sold_is_volume(self):
        before, after = period(1000, 600, 10, 5.0), period(-100, -50, 10, 5.0)
        self.assertEqual(self.reasons(before, after), {(VOLUME, None): -450})

    def test_reasons_come_by_size(self):
        before, after = period(1000, 600, 10, 5.0), period(1200, 750, 14, 6.0)
        change, _problems = contribution_change(before, after)
        # volume 80; unit cost −30; usage −20; rate −14
        self.assertEqual(
            change.by_size(0),
            [
                (Effect(VOLUME), 80),
                (Effect(UNIT_COST), -30),
                (Effect(USAGE, "orders"), -20),
                (Effect(RATE, "orders"), -14),
            ],
        )


class TestContributionChangeBadInput(unittest.TestCase):
    good = period(1000, 600, 10, 5.0, quantity=100.0)

    def assert_refused(self, code, subjects, after):
        change, problems = contribution_change(self.good, after)
        self.assertIsNone(change)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_currencies_are_not_compared(self):
        dollars = replace(self.good, statement=replace(self.good.statement, currency="USD"))
        self.assert_refused("mixed_currencies", ("CNY", "USD"), dollars)

    def test_other_customers_are_refused(self):
        other = replace(self.good.statement, customers=np.array([2]))
        self.assert_refused("different_customers", (1, 2), replace(self.good, statement=other))

    def test_a_negative_quantity_is_refused(self):
        bad = replace(self.good, quantity=np.array([-1.0]))
        self.assert_refused("number_too_small", (1,), bad)

    def test_quantities_of_another_length_are_refused(self):
        bad = replace(self.good, quantity=np.array([1.0, 2.0]))
        self.assert_refused("wrong_shape", ("quantity_after",), bad)

    def test_half_a_cent_is_refused(self):
        bad = replace(self.good.statement, net_revenue=np.array([0.5]))
        self.assert_refused(
            "amount_not_integer", ("net_revenue",), replace(self.good, statement=bad)
        )
