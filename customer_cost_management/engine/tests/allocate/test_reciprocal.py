"""Reciprocal services: integer flows, loops without exit, and what cannot be solved."""

import unittest

from ...allocate.pools import DRIVER, OPERATING, SUPPORT, UNALLOCATED, Pool, received
from ...allocate.support import (
    RECIPROCAL,
    SupportPlan,
    check_support,
    support_flows,
    support_weights,
)

PLAN = SupportPlan(RECIPROCAL)


def support(name, captured, shares, **values):
    return Pool(name, SUPPORT, captured, "USD", shares=shares, **values)


def operating(name):
    return Pool(name, OPERATING, 0, "USD", rest_unallocated=True)


def flows_of(pools):
    weights = support_weights(pools, PLAN)
    captured = {pool.name: pool.captured for pool in pools if pool.name in weights}
    return support_flows(captured, weights, PLAN)


def closed_loops(pools):
    return [problem.subjects for problem in check_support(pools, PLAN)]


class TestReciprocal(unittest.TestCase):
    def assert_conserved(self, pools, flows):
        incoming = received(flows)
        for pool in pools:
            if pool.kind == SUPPORT:
                given = sum(amount for (giver, _to), amount in flows.items() if giver == pool.name)
                self.assertEqual(pool.captured + incoming.get(pool.name, 0), given, pool.name)

    def test_cents_left_by_rounding_are_carried_to_an_operating_pool(self):
        # Three pools each giving a third to the others and to sales: the exact
        # total of each is 1/3 × its own + … = not a whole number of cents.
        names = ("a", "b", "c")
        pools = [
            support(name, 1, {to: 1 for to in (*names, "sales") if to != name}, basis=DRIVER)
            for name in names
        ]
        pools.append(operating("sales"))
        flows, problems = flows_of(pools)
        self.assertEqual(problems, [])
        self.assert_conserved(pools, flows)
        self.assertEqual(received(flows)["sales"], 3)

    def test_a_cent_takes_the_shortest_way_out(self):
        # exact totals a = 1 + b/2 = 4/3 and b = a/2 = 2/3, both rounded to 1;
        # halves of 1 go to the first name: a → b 1, b → a 1.  Then a holds
        # 1 + 1 and has given 1: its second cent leaves by sales.
        pools = [
            support("a", 1, {"b": 50, "sales": 50}),
            support("b", 0, {"a": 50, "sales": 50}),
            operating("sales"),
        ]
        flows, _problems = flows_of(pools)
        self.assertEqual(
            flows, {("a", "b"): 1, ("a", "sales"): 1, ("b", "a"): 1, ("b", "sales"): 0}
        )

    def test_negative_and_zero_own_cost(self):
        # a = −1000 + 0.5 b, b = 0 + 0.5 a → a = −1333.33, b = −666.67 cents
        pools = [
            support("a", -1000, {"b": 50, "sales": 50}),
            support("b", 0, {"a": 50, "sales": 50}),
            operating("sales"),
        ]
        flows, problems = flows_of(pools)
        self.assertEqual(problems, [])
        self.assert_conserved(pools, flows)
        self.assertEqual(received(flows)["sales"], -1000)
        self.assertAlmostEqual(received(flows)["a"], -333, delta=1)

    def test_pools_serving_only_each_other_are_all_named(self):
        # "feeder" gives only into the loop, "free" has a way out.
        pools = [
            support("it", 10, {"hr": 100}),
            support("hr", 10, {"cleaning": 100}),
            support("cleaning", 10, {"it": 100}),
            support("feeder", 10, {"it": 1}, basis=DRIVER),
            support("free", 10, {"it": 50, "sales": 50}),
            operating("sales"),
        ]
        self.assertEqual(closed_loops(pools), [("cleaning", "feeder", "hr", "it")])

    def test_unallocated_rest_is_a_way_out_of_a_loop(self):
        pools = [
            support("it", 100, {"hr": 100}),
            support("hr", 0, {"it": 50}, rest_unallocated=True),
        ]
        self.assertEqual(closed_loops(pools), [])
        flows, _problems = flows_of(pools)
        self.assert_conserved(pools, flows)
        self.assertEqual(flows["hr", UNALLOCATED], 100)

    def test_nearly_closed_loop_is_ill_conditioned(self):
        pools = [
            support("a", 100, {"b": 1e12, "sales": 1}, basis=DRIVER),
            support("b", 100, {"a": 1e12, "sales": 1}, basis=DRIVER),
            operating("sales"),
        ]
        self.assertEqual(closed_loops(pools), [])
        flows, problems = flows_of(pools)
        self.assertEqual(flows, {})
        self.assertEqual(
            [(p.code, p.subjects) for p in problems], [("ill_conditioned", ("a", "b"))]
        )

    def test_totals_beyond_what_can_be_split_are_reported(self):
        # Each pool passes 99 999 parts of 100 000 to the other: totals are
        # 100 000 times the own cost of 2**40.
        pools = [
            support("a", 2**40, {"b": 99999, "sales": 1}, basis=DRIVER),
            support("b", 2**40, {"a": 99999, "sales": 1}, basis=DRIVER),
            operating("sales"),
        ]
        flows, problems = flows_of(pools)
        self.assertEqual(flows, {})
        self.assertEqual(
            [(p.code, p.subjects) for p in problems], [("amount_too_large", ("a", "b"))]
        )
