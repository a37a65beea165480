"""The rows of a run: figures by hand, levels, variances, trace and avoidable part."""

import unittest
from dataclasses import replace

from ...allocate.network import allocate
from .small_network import node, small_network


class TestNodes(unittest.TestCase):
    def test_figures_by_hand(self):
        result = allocate(small_network())
        # IT 10 000 → HR 2 000, sales 3 000, desk 5 000
        # HR 7 000 → sales 3/4 = 5 250, desk 1/4 = 1 750 (IT has given)
        # sales 48 250 → visit 60 % = 28 950, market 30 % = 14 475, rest 4 825
        # desk 26 750 ÷ 1000 min; used 12 × 40 + 60 × 6 = 840 → 22 470; unused 4 280
        self.assertEqual(result.problems, ())
        given = {node.name: (node.cost, node.given) for node in result.nodes}
        self.assertEqual(
            given,
            {
                "it": (10000, 10000),
                "hr": (7000, 7000),
                "sales": (48250, 43425),
                "desk": (26750, 22470),
                "visit": (28950, 28950),
                "enter": (22470, 22470),
                "market": (14475, 14475),
                "audit": (0, 0),
            },
        )
        self.assertEqual(node(result, "sales").unallocated, 4825)
        self.assertEqual(node(result, "desk").unused, 4280)
        # visit 28 950 × 1/3, 2/3; enter 26.75 a minute × 320, 380, 140
        self.assertEqual(
            result.amounts.tolist(),
            [[9650, 8560, 0, 0], [19300, 10165, 0, 0], [0, 3745, 0, 0]],
        )
        self.assertEqual(result.residuals.channel, 14475)
        self.assertEqual(result.residuals.total, 14475 + 4825 + 4280)

    def test_unused_capacity_of_percent_and_driver_nodes_is_not_measured(self):
        result = allocate(small_network())
        for name in ("it", "hr", "sales", "visit", "enter"):
            self.assertIsNone(node(result, name).unused)
            self.assertIsNone(node(result, name).used_percent)
        self.assertEqual(node(result, "desk").used_percent, 84)

    def test_rate_without_volume_is_none(self):
        result = allocate(small_network())
        self.assertEqual(node(result, "visit").rate, 9650)
        self.assertIsNone(node(result, "audit").rate)
        self.assertIsNone(node(result, "sales").rate)

    def test_flows_lead_from_an_activity_back_to_captured_cost(self):
        result = allocate(small_network())
        for receiver in result.nodes:
            incoming = sum(flow.amount for flow in result.flows if flow.receiver == receiver.name)
            self.assertEqual(incoming, receiver.received)
        self.assertIn(
            ("hr", "sales", 5250),
            [(flow.giver, flow.receiver, flow.amount) for flow in result.flows],
        )

    def test_avoidable_part_follows_the_flows(self):
        result = allocate(small_network())
        # a quarter of the 40 000 of sales; visits take 60 %, marketing 30 %
        self.assertEqual(node(result, "sales").avoidable, 10000)
        self.assertEqual(node(result, "visit").avoidable, 6000)
        self.assertEqual(node(result, "market").avoidable, 3000)
        self.assertEqual(node(result, "enter").avoidable, 0)

    def test_fully_loaded_view_leaves_nothing_at_channel_level(self):
        network = small_network(fully_loaded=True)
        network = replace(network, activities=network.activities[:3])
        result = allocate(network)
        # market 14 475 by visits 1 : 2
        self.assertEqual(result.amounts[:, 2].tolist(), [4825, 9650, 0])
        self.assertEqual(result.residuals.channel, 0)

    def test_rate_variance_is_a_residual(self):
        network = small_network()
        visit = replace(network.activities[0], standard_rate=9000)
        result = allocate(replace(network, activities=(visit, *network.activities[1:])))
        # 3 visits × 90.00 = 270.00 of 289.50
        self.assertEqual(result.amounts[:, 0].tolist(), [9000, 18000, 0])
        self.assertEqual(node(result, "visit").rate_variance, 1950)
        self.assertEqual(result.residuals.rate_variance, 1950)
