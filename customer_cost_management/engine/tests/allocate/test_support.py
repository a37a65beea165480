"""Support pools: three methods, published figures, and each wrong input by name."""

import unittest

from ...allocate.pools import DRIVER, OPERATING, SUPPORT, UNALLOCATED, Pool, received, zero_totals
from ...allocate.support import (
    DIRECT,
    RECIPROCAL,
    STEP_DOWN,
    SupportPlan,
    check_support,
    support_flows,
    support_weights,
)
from ..cases import load_case


def support(name, captured=0, shares=None, **values):
    return Pool(name, SUPPORT, captured, "USD", shares=shares or {}, **values)


def operating(name, captured=0):
    return Pool(name, OPERATING, captured, "USD", rest_unallocated=True)


def flows_of(pools, plan):
    weights = support_weights(pools, plan)
    captured = {pool.name: pool.captured for pool in pools if pool.name in weights}
    return support_flows(captured, weights, plan)


def found(pools, plan):
    return {(problem.code, problem.subjects) for problem in check_support(pools, plan)}


class TestPublishedSupportAllocations(unittest.TestCase):
    """The cases are in whole dollars; two decimals are added here."""

    def pools(self, case):
        inputs = case["inputs"]
        costs = {name: dollars * 100 for name, dollars in inputs["direct_costs"].items()}
        pools = [
            support(name, costs[name], inputs["driver"][name], basis=DRIVER)
            for name in inputs["support"]
        ]
        return pools + [operating(name, costs[name]) for name in inputs["operating"]]

    def assert_published(self, name, method):
        case = load_case(name)
        pools = self.pools(case)
        plan = SupportPlan(method, tuple(case["inputs"]["step_order"]))
        self.assertEqual(list(check_support(pools, plan)), [])
        flows, problems = flows_of(pools, plan)
        self.assertEqual(problems, [])
        incoming = received(flows)
        for pool in pools[len(case["inputs"]["support"]) :]:
            expected = case["expected"][method][pool.name] * 100
            self.assertEqual(pool.captured + incoming[pool.name], expected)
        return incoming

    def test_robinson_company(self):
        self.assert_published("alloc_robinson", DIRECT)
        self.assert_published("alloc_robinson", STEP_DOWN)
        incoming = self.assert_published("alloc_robinson", RECIPROCAL)
        case = load_case("alloc_robinson")
        for name, dollars in case["expected"]["reciprocated_costs"].items():
            total = case["inputs"]["direct_costs"][name] * 100 + incoming[name]
            self.assertEqual(total, dollars * 100)

    def test_mountain_view_hospital(self):
        self.assert_published("alloc_mountain_view_hospital", DIRECT)
        self.assert_published("alloc_mountain_view_hospital", STEP_DOWN)

    def test_ferre_publishing(self):
        self.assert_published("alloc_ferre_publishing", DIRECT)
        self.assert_published("alloc_ferre_publishing", STEP_DOWN)


class TestDirectAndStepDown(unittest.TestCase):
    def test_direct_counts_quantities_of_operating_pools_only(self):
        pools = [
            support("it", 900, {"hr": 70, "sales": 10, "store": 20}, basis=DRIVER),
            support("hr", 0, {"sales": 1}, basis=DRIVER),
            operating("sales"),
            operating("store"),
        ]
        flows, _problems = flows_of(pools, SupportPlan(DIRECT))
        # 900 × 10/30 and 900 × 20/30; the 70 of HR do not count
        self.assertEqual(flows["it", "sales"], 300)
        self.assertEqual(flows["it", "store"], 600)
        self.assertNotIn(("it", "hr"), flows)

    def test_step_down_leaves_out_own_use_and_pools_that_have_given(self):
        pools = [
            support("hr", 100, {"it": 1, "sales": 1}, basis=DRIVER),
            support("it", 50, {"hr": 7, "it": 9, "sales": 2}, basis=DRIVER),
            operating("sales"),
        ]
        flows, _problems = flows_of(pools, SupportPlan(STEP_DOWN, ("hr", "it")))
        # HR 100 → IT 50, sales 50; IT 50 + 50 = 100 → all to sales
        self.assertEqual(flows, {("hr", "it"): 50, ("hr", "sales"): 50, ("it", "sales"): 100})

    def test_percent_shares_apply_and_declared_rest_stays_unallocated(self):
        # 10.01 × 60 % = 6.006, × 37.5 % = 3.75375, rest 2.5 % = 0.25025;
        # floors 6.00 + 3.75 + 0.25 leave one cent, largest remainder .6 → 6.01
        pools = [
            support("it", 1001, {"sales": 60, "store": 37.5}, rest_unallocated=True),
            operating("sales"),
            operating("store"),
        ]
        flows, _problems = flows_of(pools, SupportPlan(STEP_DOWN, ("it",)))
        self.assertEqual(
            flows, {("it", "sales"): 601, ("it", "store"): 375, ("it", UNALLOCATED): 25}
        )

    def test_direct_refuses_percent_share_to_a_support_pool(self):
        pools = [
            support("a", shares={"ops": 100}),
            support("b", shares={"a": 20, "ops": 80}),
            operating("ops"),
        ]
        self.assertEqual(found(pools, SupportPlan(DIRECT)), {("share_to_support_pool", ("b", "a"))})

    def test_percent_share_to_an_earlier_pool_is_cyclic(self):
        pools = [
            support("a", shares={"b": 20, "ops": 80}),
            support("b", shares={"a": 20, "ops": 80}),
            operating("ops"),
        ]
        plan = SupportPlan(STEP_DOWN, ("a", "b"))
        self.assertEqual(found(pools, plan), {("cyclic", ("b", "a"))})

    def test_share_of_zero_percent_to_an_earlier_pool_is_no_share(self):
        pools = [
            support("a", shares={"ops": 100}),
            support("b", shares={"a": 0, "ops": 100}),
            operating("ops"),
        ]
        self.assertEqual(found(pools, SupportPlan(STEP_DOWN, ("a", "b"))), set())

    def test_step_order_names_every_support_pool_once_and_no_other(self):
        pools = [support("a"), support("b"), operating("ops")]
        plan = SupportPlan(STEP_DOWN, ("a", "a", "ops", "moon"))
        self.assertEqual(
            found(pools, plan),
            {
                ("duplicate_name", ("a",)),
                ("unknown_name", ("step_order", "ops")),
                ("unknown_name", ("step_order", "moon")),
                ("not_in_step_order", ("b",)),
            },
        )

    def test_unknown_receiver_is_named_with_its_giver(self):
        pools = [support("a", shares={"ops": 100}), support("b", shares={"moon": 100})]
        pools.append(operating("ops"))
        self.assertEqual(found(pools, SupportPlan(DIRECT)), {("unknown_name", ("b", "moon"))})

    def test_unknown_method(self):
        self.assertEqual(found([], SupportPlan("by_feeling")), {("unknown_choice", ("support",))})


class TestZeroDriverTotal(unittest.TestCase):
    def pools(self, policy):
        return [
            support("used", 100, {"sales": 1}, basis=DRIVER),
            support("idle", 100, {"sales": 0}, basis=DRIVER, zero_total=policy),
            operating("sales"),
        ]

    def test_zero_total_leaves_the_cost_unallocated_with_a_warning(self):
        pools = self.pools("leave_unallocated")
        flows, _problems = flows_of(pools, SupportPlan(DIRECT))
        self.assertEqual(flows["idle", UNALLOCATED], 100)
        (problem,) = zero_totals(pools, flows)
        self.assertEqual(
            (problem.code, problem.subjects, problem.severity),
            ("zero_driver_total", ("idle",), "warning"),
        )

    def test_zero_total_stops_if_declared(self):
        pools = self.pools("stop")
        flows, _problems = flows_of(pools, SupportPlan(DIRECT))
        (problem,) = zero_totals(pools, flows)
        self.assertEqual((problem.subjects, problem.severity), (("idle",), "error"))

    def test_zero_total_does_not_matter_without_cost(self):
        pools = [support("idle", 0, {}, basis=DRIVER, zero_total="stop"), operating("sales")]
        flows, _problems = flows_of(pools, SupportPlan(DIRECT))
        self.assertEqual(list(zero_totals(pools, flows)), [])
