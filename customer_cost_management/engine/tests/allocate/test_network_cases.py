"""Published cases through the whole network, end to end."""

import unittest
from dataclasses import replace

import numpy as np

from ...allocate.activities import Activity
from ...allocate.capacity import Capacity
from ...allocate.network import Network, allocate
from ...allocate.pools import OPERATING, SUPPORT, TIME, Pool
from ...allocate.support import DIRECT, SupportPlan
from ...allocate.volumes import Driver, TimeEquation, Volumes
from ..cases import load_case
from .small_network import node


class TestCustomerService(unittest.TestCase):
    """Kaplan and Anderson's customer service department, two customers.

    The first customer has 30 % of the orders (14 700), half the inquiries (700)
    and no credit check.
    """

    def setUp(self):
        super().setUp()
        self.case = load_case("tdabc_hbr2004")
        inputs = self.case["inputs"]
        counts = {name: values["qty"] for name, values in inputs["activities"].items()}
        first = {"order": 14700, "inquiry": 700, "credit_check": 0}
        self.network = Network(
            pools=(
                Pool(
                    "service",
                    OPERATING,
                    inputs["cost"] * 100,
                    "USD",
                    TIME,
                    dict.fromkeys(counts, 1),
                    capacity=Capacity(inputs["practical_minutes"]),
                ),
            ),
            activities=tuple(
                Activity(name, "customer", f"{name}s", TimeEquation(values["minutes"]))
                for name, values in inputs["activities"].items()
            ),
            volumes=Volumes(
                np.array([1, 2]),
                tuple(Driver(f"{name}s") for name in counts),
                np.array([list(first.values()), [counts[k] - first[k] for k in counts]], float),
            ),
        )

    def test_published_figures(self):
        expected = self.case["expected"]
        result = allocate(self.network)
        self.assertEqual(result.problems, ())
        service = node(result, "service")
        self.assertEqual(service.rate, expected["cost_per_minute"] * 100)
        self.assertEqual(service.volume, expected["used_minutes"])
        self.assertEqual(service.practical_capacity - service.volume, expected["unused_minutes"])
        self.assertEqual(service.given, expected["assigned_total"] * 100)
        self.assertEqual(service.unused, expected["unused_cost"] * 100)
        self.assertAlmostEqual(service.used_percent, expected["used_pct"], places=2)
        self.assertEqual(result.residuals.unused, expected["unused_cost"] * 100)
        for name, assigned in expected["assigned"].items():
            activity = node(result, name)
            self.assertEqual(activity.given, assigned * 100)
            self.assertAlmostEqual(activity.rate, expected["cost_per_minute"] * 100)
            per_event = activity.given / activity.events
            self.assertAlmostEqual(per_event, expected["tdabc_rate"][name] * 100)

    def test_customers_take_rate_by_quantity(self):
        result = allocate(self.network)
        # 14 700 × 6.40 = 94 080; 700 × 35.20 = 24 640; 0; the second the rest of
        # 313 600, 49 280 and 100 000
        self.assertEqual(
            result.amounts.tolist(),
            [[9408000, 2464000, 0], [21952000, 2464000, 10000000]],
        )

    def test_standard_rate_shows_the_spending_variance(self):
        (pool,) = self.network.pools
        # Spent 580 000 with a budget of 560 000: the rate stays 0.80.
        capacity = replace(pool.capacity, budgeted=pool.captured)
        pool = replace(pool, captured=pool.captured + 2000000, capacity=capacity)
        service = node(allocate(replace(self.network, pools=(pool,))), "service")
        self.assertEqual(service.given, 46288000)
        self.assertEqual(service.unused, 9712000)
        self.assertEqual(service.spending_variance, 2000000)


class TestPackaging(unittest.TestCase):
    def test_published_time_equation_costs(self):
        case = load_case("tdabc_time_equation_packaging")
        inputs = case["inputs"]
        flags = [term["flag"] for term in inputs["terms"]]
        equation = TimeEquation(
            inputs["base"], {term["flag"]: term["minutes"] for term in inputs["terms"]}
        )
        quantities = [[1, *(order[flag] for flag in flags)] for order in inputs["orders"]]
        # 0.5 + 7 + 2.5 + 9 = 19 minutes at 0.80 = 15.20
        network = Network(
            (Pool("desk", OPERATING, 1520, "USD", TIME, {"pack": 1}, capacity=Capacity(19)),),
            (Activity("pack", "order", "orders", equation),),
            Volumes(np.arange(4), (Driver("orders"), *map(Driver, flags)), quantities),
        )
        result = allocate(network)
        self.assertEqual(
            result.amounts[:, 0].tolist(), [round(cost * 100) for cost in case["expected"]["cost"]]
        )
        self.assertEqual(result.volumes[:, 0].tolist(), case["expected"]["minutes"])


class TestClassicBrass(unittest.TestCase):
    """Resources are support pools by percent; each cost pool has one activity."""

    def test_published_rates_and_customer_overhead(self):
        case = load_case("cust_classic_brass")
        inputs, expected = case["inputs"], case["expected"]
        names = inputs["pools"]
        resources = [
            Pool(name, SUPPORT, cost * 100, "USD", shares=dict(zip(names, shares, strict=True)))
            for name, (cost, shares) in inputs["resources"].items()
        ]
        pools = [Pool(name, OPERATING, 0, "USD", shares={f"do {name}": 100}) for name in names]
        volumes = inputs["driver_volume"]
        windward = inputs["customers"]["windward_yachts"]
        activities = [Activity(f"do {name}", "customer", name) for name in volumes]
        activities.append(Activity("do other", "facility"))
        quantities = [
            [windward[name] for name in volumes],
            [volumes[name] - windward[name] for name in volumes],
        ]
        result = allocate(
            Network(
                (*resources, *pools),
                tuple(activities),
                Volumes(np.array([1, 2]), tuple(map(Driver, volumes)), quantities),
                SupportPlan(DIRECT),
            )
        )
        self.assertEqual(result.problems, ())
        for name, cost in expected["pool_cost"].items():
            self.assertEqual(node(result, name).received, cost * 100)
        for name, rate in expected["rate"].items():
            self.assertEqual(node(result, f"do {name}").rate, rate * 100)
        self.assertEqual(
            int(result.amounts[0].sum()), expected["customer_overhead"]["windward_yachts"] * 100
        )
        self.assertEqual(result.residuals.facility, expected["pool_cost"]["other"] * 100)
