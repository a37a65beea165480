import unittest

import numpy as np

from ...allocate.activities import Activity
from ...allocate.capacity import Capacity
from ...allocate.network import Network
from ...allocate.pools import Pool
from ...allocate.volumes import Driver, TimeEquation, Volumes
from ...profit.company_change import company_change
from ...profit.pool_change import pool_change
from ...profit.scenario import Scenario
from ...profit.simulation import simulate
from .statement_builder import statement_input


def network(captured=1000, practical=None, budgeted=None):
    """Two customers with 30 and 50 units; with a capacity the units are minutes."""
    timed = practical is not None
    return Network(
        pools=(
            Pool(
                name="team",
                kind="operating",
                captured=captured,
                currency="CNY",
                basis="time" if timed else "percent",
                shares={"orders": 1 if timed else 100},
                capacity=Capacity(practical, budgeted) if timed else None,
            ),
        ),
        activities=(Activity("orders", "order", "count", TimeEquation(1.0) if timed else None),),
        volumes=Volumes(np.array([1, 2]), (Driver("count"),), np.array([[30.0], [50.0]])),
    )


class TestPoolChange(unittest.TestCase):
    def changed(self, actual, simulated):
        change, problems = pool_change(actual, simulated)
        self.assertEqual([each for each in problems if each.severity == "error"], [])
        self.assertEqual(
            int(change.amounts.sum()) + sum(change.residuals.values()), change.captured
        )
        return change

    def test_a_dearer_pool_is_carried_in_proportion_to_volume(self):
        change = self.changed(network(), network(1160))
        self.assertEqual(change.amounts.tolist(), [[60], [100]])
        self.assertEqual(change.captured, 160)

    def test_unused_capacity_carries_its_part_of_a_dearer_pool(self):
        # 80 of 100 minutes used: 160 more, of which 32 is unused
        change = self.changed(network(practical=100), network(1160, practical=100))
        self.assertEqual(change.amounts.tolist(), [[48], [80]])
        self.assertEqual(change.residuals["unused_capacity"], 32)

    def test_less_capacity_makes_a_minute_dearer(self):
        # 1000 ÷ 100 → 1000 ÷ 80 a minute: nothing is unused any more
        change = self.changed(network(practical=100), network(practical=80))
        self.assertEqual(change.amounts.tolist(), [[75], [125]])
        self.assertEqual(change.residuals["unused_capacity"], -200)

    def test_a_standard_rate_stays_and_the_spending_varies(self):
        actual = network(practical=100, budgeted=1000)
        change = self.changed(actual, network(1160, practical=100, budgeted=1000))
        self.assertEqual(change.amounts.tolist(), [[0], [0]])
        self.assertEqual(change.residuals["spending_variance"], 160)

    def test_a_pool_that_cannot_be_allocated_is_told(self):
        change, problems = pool_change(network(practical=100), network(practical=0))
        self.assertIsNone(change)
        self.assertEqual([each.code for each in problems], ["zero_practical_capacity"])


class TestCompanyChange(unittest.TestCase):
    #: 1000 revenue, goods 600, orders 100; a second customer 500, 300, 40: CM3 300 and 160.
    ACTUAL = statement_input(
        [1, 2],
        [1000, 500],
        booked_cost_of_sales=[600, 300],
        activities={"orders": ("order_allocated", [100, 40])},
    )

    def change(self, residuals=(), captured=0, contribution=460, **assumptions):
        simulation, problems = simulate(self.ACTUAL, Scenario(**assumptions))
        self.assertEqual(problems, ())
        return company_change(contribution, simulation, dict(residuals), captured)

    def test_freed_work_is_unused_capacity_but_for_what_leaves(self):
        # half the orders: 70 less for customers, of which 20 % = 14 leaves
        change, _problems = self.change(activity_volume_change=-0.5, activity_avoidable_share=0.2)
        self.assertEqual((change.freed, change.leaving, change.to_unused), (70, 14, 56))
        self.assertEqual(change.lines, {"customer_contribution": 70, "unused_capacity": -56})
        self.assertEqual(change.result, 14)

    def test_other_rates_are_a_variance(self):
        change, _problems = self.change(rate_change=0.1)
        self.assertEqual(change.lines, {"customer_contribution": -14, "rate_variance": 14})
        self.assertEqual(change.result, 0)

    def test_price_and_volume_change_the_result(self):
        # 90 % of 1500 at 1.1 = 1485, goods 810 instead of 900
        change, _problems = self.change(price_change=0.1, volume_lost=0.1)
        self.assertEqual(change.lines, {"customer_contribution": 75})

    def test_a_lost_cent_is_found(self):
        change, problems = self.change(contribution=459)
        self.assertIsNone(change)
        self.assertEqual(
            [(each.code, each.values["off"]) for each in problems], [("not_conserved", 1)]
        )
