"""What holds for every network: conservation, order independence, repeatability."""

import unittest
from dataclasses import replace
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ...allocate.network import allocate
from ...allocate.pools import SUPPORT, TIME
from ...allocate.reciprocal import reciprocal_flows
from ...problem import errors
from .random_network import random_network

SEEDS = st.integers(0, 2**32)
EVERY_POLICY = ("leave_unallocated", "as_zero", "absolute", "keep", "raise_rate", "stop")


def shuffled(network, seed):
    """The same network with everything in another order."""
    random = Random(seed)

    def order(rows):
        return tuple(random.sample(rows, len(rows)))

    volumes = network.volumes
    rows = np.array(random.sample(range(len(volumes.customers)), len(volumes.customers)), int)
    columns = random.sample(range(len(volumes.drivers)), len(volumes.drivers))
    pools = [replace(pool, shares=dict(order(list(pool.shares.items())))) for pool in network.pools]
    activities = [
        replace(activity, time=backwards(activity.time)) for activity in network.activities
    ]
    return replace(
        network,
        pools=order(pools),
        activities=order(activities),
        volumes=replace(
            volumes,
            customers=volumes.customers[rows],
            drivers=tuple(volumes.drivers[column] for column in columns),
            quantities=volumes.quantities[rows][:, columns],
        ),
    )


def backwards(equation):
    """The same time equation with its terms in reverse."""
    return equation and replace(equation, terms=dict(reversed(equation.terms.items())))


def by_name(network, result):
    """Nodes by name and amounts by customer and activity."""
    names = sorted(activity.name for activity in network.activities)
    position = [activity.name for activity in network.activities]
    columns = [position.index(name) for name in names]
    rows = np.argsort(network.volumes.customers)
    return (
        {node.name: node for node in result.nodes},
        result.flows,
        result.residuals,
        result.amounts[rows][:, columns].tolist(),
    )


class TestEveryNetwork(unittest.TestCase):
    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(SEEDS)
    def test_every_cent_is_given_or_remains_where_it_is_shown(self, seed):
        network = random_network(seed)
        result = allocate(network)
        self.assertEqual(errors(result.problems), [])
        self.assert_nodes_tie(network, result)
        captured = sum(pool.captured for pool in network.pools)
        rest = result.residuals
        self.assertEqual(
            captured,
            int(result.amounts.sum())
            + rest.channel
            + rest.facility
            + rest.unallocated
            + rest.unused
            + rest.spending_variance
            + rest.rate_variance,
        )

    def assert_nodes_tie(self, network, result):
        for node in result.nodes:
            inward = sum(flow.amount for flow in result.flows if flow.receiver == node.name)
            outward = sum(flow.amount for flow in result.flows if flow.giver == node.name)
            self.assertEqual(node.received, inward)
            if node.kind != "activity":
                self.assertEqual(node.given, outward)
            kept = node.unallocated + node.spending_variance + node.rate_variance
            self.assertEqual(
                node.captured + node.received, node.given + kept + (node.unused or 0), node.name
            )
        for column, activity in enumerate(network.activities):
            node = next(node for node in result.nodes if node.name == activity.name)
            given_to_customers = int(result.amounts[:, column].sum())
            self.assertIn(given_to_customers, (node.given, 0))

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(SEEDS)
    def test_avoidable_cost_is_conserved_among_pools_that_give_everything(self, seed):
        network = random_network(seed)
        result = allocate(network)
        giving_all = {
            pool.name for pool in network.pools if pool.basis != TIME and not pool.rest_unallocated
        }
        for node in result.nodes:
            inward = sum(flow.avoidable for flow in result.flows if flow.receiver == node.name)
            outward = sum(flow.avoidable for flow in result.flows if flow.giver == node.name)
            own = sum(p.avoidable_captured for p in network.pools if p.name == node.name)
            self.assertEqual(node.avoidable, own + inward)
            if node.name in giving_all and node.given:
                self.assertEqual(outward, node.avoidable)

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(SEEDS, SEEDS)
    def test_order_of_pools_activities_drivers_and_customers_does_not_matter(self, seed, other):
        network = random_network(seed)
        mixed = shuffled(network, other)
        self.assertEqual(by_name(network, allocate(network)), by_name(mixed, allocate(mixed)))

    @settings(max_examples=50, deadline=None, derandomize=True)
    @given(SEEDS)
    def test_running_twice_gives_identical_figures(self, seed):
        one, two = allocate(random_network(seed)), allocate(random_network(seed))
        self.assertEqual((one.problems, one.nodes, one.flows), (two.problems, two.nodes, two.flows))
        self.assertTrue(np.array_equal(one.amounts, two.amounts))

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(SEEDS)
    def test_under_every_policy_there_are_figures_that_tie_or_errors(self, seed):
        network = random_network(seed, EVERY_POLICY)
        result = allocate(network)
        if errors(result.problems):
            self.assertIsNone(result.amounts)
            codes = {problem.code for problem in errors(result.problems)}
            self.assertLessEqual(codes, {"negative_volume", "zero_driver_total", "over_capacity"})
        else:
            self.assert_nodes_tie(network, result)


class TestReciprocalServices(unittest.TestCase):
    @settings(max_examples=30, deadline=None, derandomize=True)
    @given(st.integers(2, 20), SEEDS)
    def test_solution_is_what_passing_cost_around_ends_at(self, count, seed):
        """An independent way to the same figures: pass cost on until none is left."""
        random = Random(seed)
        names = [f"s{number}" for number in range(count)]
        weights = {
            giver: {to: random.random() for to in (*names, "out", "rest") if to != giver}
            for giver in names
        }
        captured = {name: random.randint(-(10**6), 10**6) for name in names}
        flows, problems = reciprocal_flows(captured, weights)
        self.assertEqual(problems, [])
        arrived = {"out": 0.0, "rest": 0.0}
        waiting = {name: float(amount) for name, amount in captured.items()}
        for _round in range(600):
            passed = dict.fromkeys(names, 0.0)
            for giver, amount in waiting.items():
                whole = sum(weights[giver].values())
                for receiver, weight in weights[giver].items():
                    target = passed if receiver in passed else arrived
                    target[receiver] += amount * weight / whole
            waiting = passed
        for exit_, amount in arrived.items():
            delivered = sum(part for (_giver, to), part in flows.items() if to == exit_)
            # one unit of rounding a flow, one imbalance a pool
            self.assertLess(abs(delivered - amount), 2 * count)
        self.assertEqual(
            sum(captured.values()),
            sum(part for (_giver, to), part in flows.items() if to in arrived),
        )


class TestGenerator(unittest.TestCase):
    def test_networks_cover_forty_pools_with_cycles_and_five_hundred_customers(self):
        networks = [random_network(seed) for seed in range(200)]
        self.assertEqual(max(len(network.pools) for network in networks), 40)
        self.assertEqual(max(len(network.volumes.customers) for network in networks), 500)
        cyclic = [
            network
            for network in networks
            if network.support.method == "reciprocal"
            and sum(pool.kind == SUPPORT for pool in network.pools) == 20
        ]
        self.assertTrue(cyclic)
