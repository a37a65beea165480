"""What forbids a run, all at once, and what only warns."""

import unittest
from dataclasses import replace
from unittest.mock import patch

import numpy as np

from ...allocate import network as network_module
from ...allocate.capacity import Capacity
from ...allocate.network import Network, allocate
from ...allocate.network_result import check_conservation
from ...allocate.pools import DRIVER, OPERATING, SUPPORT, Pool
from ...allocate.support import DIRECT, RECIPROCAL, SupportPlan
from ...allocate.volumes import Driver, Volumes
from .small_network import node, small_network


def found(result):
    return {(problem.code, problem.subjects) for problem in result.problems}


class TestNetworkProblems(unittest.TestCase):
    def assert_no_figures(self, result, *expected):
        self.assertEqual(found(result), set(expected))
        self.assertEqual((result.nodes, result.flows, result.amounts), ((), (), None))

    def test_empty_network(self):
        empty = Network((), (), Volumes(np.array([1]), (), np.zeros((1, 0))), SupportPlan(DIRECT))
        self.assert_no_figures(allocate(empty), ("empty_network", ()))

    def test_network_without_activities_leaves_all_cost_unallocated(self):
        pools = (Pool("rest", OPERATING, 500, "CNY", rest_unallocated=True),)
        volumes = Volumes(np.array([1]), (), np.zeros((1, 0)))
        result = allocate(Network(pools, (), volumes))
        self.assertEqual(result.problems, ())
        self.assertEqual(result.residuals.unallocated, 500)
        self.assertEqual(result.amounts.shape, (1, 0))

    def test_no_customers(self):
        volumes = replace(
            small_network().volumes, customers=np.array([], int), quantities=np.zeros((0, 3))
        )
        self.assert_no_figures(allocate(small_network(volumes=volumes)), ("no_customers", ()))

    def test_mixed_currencies_are_listed(self):
        network = small_network()
        volumes = replace(
            network.volumes, drivers=(*network.volumes.drivers[:2], Driver("lines", currency="EUR"))
        )
        pools = (*network.pools[:3], replace(network.pools[3], currency="USD"))
        result = allocate(replace(network, pools=pools, volumes=volumes))
        self.assert_no_figures(result, ("mixed_currencies", ("CNY", "EUR", "USD")))

    def test_pools_and_activities_share_one_set_of_names(self):
        network = small_network()
        audit = replace(network.activities[3], name="desk")
        network = replace(network, activities=(*network.activities[:3], audit))
        self.assert_no_figures(allocate(network), ("duplicate_name", ("desk",)))

    def test_several_wrong_things_are_reported_at_once(self):
        network = small_network()
        it, hr, sales, desk = network.pools
        pools = (
            replace(it, shares={"sales": 90}),
            hr,
            replace(sales, shares={"visit": 100, "moon": 0}),
            replace(desk, capacity=Capacity(0)),
        )
        quantities = np.array([[1, 5, np.nan], [2, -5, 30], [0, 2, 10]])
        volumes = replace(network.volumes, quantities=quantities)
        result = allocate(replace(network, pools=pools, volumes=volumes))
        self.assert_no_figures(
            result,
            ("shares_not_100", ("it",)),
            ("unknown_name", ("sales", "moon")),
            ("zero_practical_capacity", ("desk",)),
            ("number_not_finite", ("lines",)),
            ("negative_volume", ("orders",)),
        )

    def test_declared_stops_are_reported_together(self):
        network = small_network()
        desk = replace(network.pools[3], capacity=Capacity(840 / 2, over_capacity="stop"))
        volumes = replace(
            network.volumes, quantities=network.volumes.quantities * np.array([0, 1, 1])
        )
        result = allocate(replace(network, pools=(*network.pools[:3], desk), volumes=volumes))
        self.assert_no_figures(
            result,
            ("over_capacity", ("desk",)),
            ("zero_driver_total", ("visit", "visits")),
        )

    def test_warnings_do_not_forbid_figures(self):
        network = small_network()
        desk = replace(network.pools[3], capacity=Capacity(800))
        result = allocate(replace(network, pools=(*network.pools[:3], desk)))
        self.assertEqual(found(result), {("over_capacity", ("desk",))})
        # 26 750 × 840/800 = 28 087.5, rounded up: 1 338 more than there was
        self.assertEqual(node(result, "desk").unused, -1338)

    def test_ill_conditioned_support_pools_give_no_figures(self):
        pools = (
            Pool("a", SUPPORT, 10, "CNY", DRIVER, {"b": 1e12, "rest": 1}),
            Pool("b", SUPPORT, 10, "CNY", DRIVER, {"a": 1e12, "rest": 1}),
            Pool("rest", OPERATING, 0, "CNY", rest_unallocated=True),
        )
        network = small_network(pools=pools, support=SupportPlan(RECIPROCAL))
        self.assert_no_figures(allocate(network), ("ill_conditioned", ("a", "b")))

    def test_volume_beyond_a_double_gives_no_figures(self):
        network = small_network()
        quantities = network.volumes.quantities * np.array([1, 1, 1e306])
        volumes = replace(network.volumes, quantities=quantities)
        self.assert_no_figures(
            allocate(replace(network, volumes=volumes)), ("volume_too_large", ("enter",))
        )

    def test_a_node_that_does_not_tie_is_named(self):
        result = allocate(small_network())
        nodes = [replace(node, given=node.given + (node.name == "desk")) for node in result.nodes]
        (problem,) = check_conservation(nodes, result.residuals, result.amounts)
        self.assertEqual((problem.code, problem.subjects), ("not_conserved", ("desk",)))
        self.assertEqual(problem.values["off"], -1)

    def test_a_lost_cent_aborts_the_run(self):
        whole = network_module.amounts_by_customer

        def losing(*arguments):
            amounts = whole(*arguments)
            amounts[0, 0] -= 1
            return amounts

        with patch.object(network_module, "amounts_by_customer", losing):
            result = allocate(small_network())
        self.assert_no_figures(result, ("not_conserved", ()))
        self.assertEqual(result.problems[0].values["off"], 1)
