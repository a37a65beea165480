import unittest

import numpy as np

from ...profit.scenario import PoolModel, Scenario, rate_changes
from ...profit.simulation import simulate
from ...profit.statement import GrossRevenue
from .statement_builder import ledger_cost, statement_input

#: 1000 revenue, goods 600, orders 100, visits 50: contribution 250. A second one stands by.
ACTUAL = statement_input(
    [1, 2],
    [1000, 500],
    booked_cost_of_sales=[600, 300],
    activities={
        "orders": ("order_allocated", [100, 40]),
        "visits": ("customer_allocated", [50, 60]),
    },
)


class TestSimulation(unittest.TestCase):
    def simulated(self, actual=ACTUAL, **assumptions):
        simulation, problems = simulate(actual, Scenario(**assumptions))
        self.assertEqual(problems, ())
        return simulation

    def test_nothing_assumed_changes_nothing(self):
        simulation = self.simulated()
        self.assertEqual(simulation.contribution_change.tolist(), [0, 0])
        self.assertEqual(simulation.company_change, 0)

    def test_a_price_without_an_answer_of_the_customer_is_all_contribution(self):
        simulation = self.simulated(price_change=np.array([0.03, 0.0]))
        self.assertEqual(simulation.contribution_change.tolist(), [30, 0])
        self.assertEqual(simulation.company_change, 30)

    def test_volume_lost_takes_revenue_and_goods_with_it(self):
        # 10 % lost: revenue 900 at 1.05 = 945, goods 540; 945 − 540 − 150 = 255 against 250
        simulation = self.simulated(
            price_change=np.array([0.05, 0]), volume_lost=np.array([0.1, 0])
        )
        self.assertEqual(simulation.effects.revenue[0].tolist(), [-100, 45, 0, 0])
        self.assertEqual(simulation.contribution_change.tolist(), [5, 0])

    def test_activities_that_follow_volume_are_used_less(self):
        simulation = self.simulated(
            volume_change=-0.1, activity_follows_volume=np.array([True, False])
        )
        self.assertEqual(simulation.effects.usage.tolist(), [[-10, 0], [-4, 0]])

    def test_only_the_avoidable_part_of_freed_work_leaves_the_company(self):
        # half the orders: 50 + 20 less for customers, of which 20 % leaves, 56 stays unused
        simulation = self.simulated(
            activity_volume_change=np.array([-0.5, 0]),
            activity_avoidable_share=np.array([0.2, 1.0]),
        )
        self.assertEqual(simulation.contribution_change.tolist(), [50, 20])
        self.assertEqual(simulation.to_unused_capacity.tolist(), [56, 0])
        self.assertEqual(simulation.company_change, 14)

    def test_more_work_uses_spare_capacity_first(self):
        simulation = self.simulated(
            activity_volume_change=np.array([1.0, 0]), activity_avoidable_share=0.25
        )
        # 140 more work, 35 more spending, 105 out of unused capacity
        self.assertEqual(simulation.to_unused_capacity.tolist(), [-105, 0])
        self.assertEqual(simulation.company_change, -35)

    def test_a_rate_alone_saves_the_company_nothing(self):
        simulation = self.simulated(rate_change=np.array([0.1, 0.0]))
        self.assertEqual(simulation.contribution_change.tolist(), [-10, -4])
        self.assertEqual((simulation.to_rate_variance, simulation.company_change), (14, 0))

    def test_a_dearer_pool_costs_what_it_costs(self):
        simulation = self.simulated(rate_change=np.array([0.1, 0.0]), pool_cost_change=14)
        self.assertEqual((simulation.to_rate_variance, simulation.company_change), (0, -14))

    def test_discount_points_count_on_gross_revenue_where_it_is_known(self):
        gross = GrossRevenue(
            np.array([1200, 0]), np.array([200, 0]), np.zeros(2, int), np.array([True, False])
        )
        actual = statement_input([1, 2], [1000, 500], gross=gross)
        # 2 % of 1200 and, where gross is not known, of 500
        simulation = self.simulated(actual, discount_change=0.02)
        self.assertEqual(simulation.contribution_change.tolist(), [-24, -10])
        self.assertFalse(simulation.simulated.gross.known.any())

    def test_work_charged_from_now_on_is_revenue(self):
        simulation = self.simulated(added_revenue=np.array([0, 75]))
        self.assertEqual(simulation.simulated.net_revenue.tolist(), [1000, 575])
        self.assertEqual(simulation.company_change, 75)

    def test_goods_not_sold_are_avoided(self):
        actual = statement_input([1], [1000], booked_cost_of_sales=[600])
        actual = type(actual)(
            **{**vars(actual), "ledger_avoidable": ledger_cost(1, booked_cost_of_sales=[600])}
        )
        simulation = self.simulated(actual, volume_change=-0.5)
        self.assertEqual(simulation.simulated.contribution_after_avoidable.tolist(), [200])


class TestWeeklyConsolidation(unittest.TestCase):
    """A customer with 168 orders, 85 % urgent, orders weekly: 84 orders, 40 % urgent.

    Two lines an order.  Rates are pool cost ÷ practical minutes of a month, in cents;
    a weighted shipment counts 1, an urgent one 3.
    """

    #: Activity: minutes (shipments) before, after, cents a minute (shipment).
    WORK = {
        # 168 × 52 + 40 × 142.8 + 240 → 84 × 52 + 40 × 33.6 + 240
        "order_desk": (14_688, 5_952, 3_592_000 / 12_096),
        # 168 × 61 + 45 × 142.8 + 44 × 170 → 84 × 61 + 45 × 33.6 + 44 × 170
        "warehouse": (24_154, 14_116, 7_108_000 / 20_160),
        # 168 × 20 + 48 × 40 + 40 × 170 → 84 × 20 + 48 × 40 + 40 × 170
        "credit": (12_080, 10_400, 2_744_000 / 10_080),
        # 168 + 2 × 142.8 → 84 + 2 × 33.6
        "freight": (453.6, 151.2, 16_664),
    }

    def setUp(self):
        super().setUp()
        cost = {key: round(before * rate) for key, (before, _after, rate) in self.WORK.items()}
        self.actual = statement_input(
            ["Qiming"],
            [330_000_000],
            activities={key: ("order_allocated", [amount]) for key, amount in cost.items()},
        )
        change = [after / before - 1 for before, after, _rate in self.WORK.values()]
        self.scenario = Scenario(
            activity_volume_change=np.array(change),
            activity_avoidable_share=np.array([0, 0, 0, 1]),  # only the carrier is paid less
        )

    def test_of_116_thousand_50_leave_the_company_and_66_become_unused_capacity(self):
        simulation, problems = simulate(self.actual, self.scenario)
        self.assertEqual(problems, ())
        thousand = 100_000
        self.assertEqual(round(int(simulation.contribution_change[0]) / thousand), 116)
        self.assertEqual(round(simulation.company_change / thousand), 50)
        self.assertEqual(round(int(simulation.to_unused_capacity.sum()) / thousand), 66)

    def test_paid_calibration_adds_97_thousand(self):
        # 78 calibrations × 1,250
        scenario = Scenario(added_revenue=78 * 125_000)
        simulation, _problems = simulate(self.actual, scenario)
        self.assertEqual(simulation.contribution_change.tolist(), [9_750_000])


class TestRateChanges(unittest.TestCase):
    actual = PoolModel(np.array([1000, 600]), np.array([[0.5, 0.5], [0.0, 1.0]]))

    def test_a_dearer_pool_raises_the_rates_it_feeds(self):
        # activities 500 and 1,100; with the first pool at 1,200 they are 600 and 1,200
        dearer = PoolModel(np.array([1200, 600]), self.actual.shares)
        changes, problems = rate_changes(self.actual, dearer)
        self.assertEqual(problems, ())
        np.testing.assert_allclose(changes, [0.2, 100 / 1100])

    def test_other_shares_move_cost_between_activities(self):
        # 250 and 1,350
        moved = PoolModel(self.actual.amounts, np.array([[0.25, 0.75], [0.0, 1.0]]))
        changes, _problems = rate_changes(self.actual, moved)
        np.testing.assert_allclose(changes, [-0.5, 250 / 1100])

    def assert_refused(self, code, subjects, simulated):
        changes, problems = rate_changes(self.actual, simulated)
        self.assertIsNone(changes)
        self.assertIn((code, subjects), [(each.code, each.subjects) for each in problems])

    def test_a_pool_that_goes_nowhere_is_refused(self):
        bad = PoolModel(self.actual.amounts, np.array([[0.5, 0.5], [0.0, 0.0]]))
        self.assert_refused("no_share", (1,), bad)

    def test_a_negative_share_is_refused(self):
        bad = PoolModel(self.actual.amounts, np.array([[0.5, 0.5], [-1.0, 2.0]]))
        self.assert_refused("number_too_small", (1,), bad)

    def test_other_activities_are_refused(self):
        bad = PoolModel(self.actual.amounts, np.array([[0.5, 0.5, 0], [0.0, 1.0, 0]]))
        self.assert_refused("wrong_shape", ("shares",), bad)

    def test_half_a_cent_is_refused(self):
        bad = PoolModel(np.array([1000, 0.5]), self.actual.shares)
        self.assert_refused("amount_not_integer", ("amounts",), bad)

    def test_an_activity_that_had_no_cost_has_no_rate_to_change(self):
        before = PoolModel(np.array([1000]), np.array([[1.0, 0.0]]))
        changes, (problem,) = rate_changes(
            before, PoolModel(np.array([1000]), np.array([[0.5, 0.5]]))
        )
        self.assertIsNone(changes)
        self.assertEqual((problem.code, problem.subjects), ("new_activity", (1,)))


class TestSimulationBadInput(unittest.TestCase):
    def assert_refused(self, code, name, value):
        simulation, problems = simulate(ACTUAL, Scenario(**{name: value}))
        self.assertIsNone(simulation)
        self.assertIn((code, (name,)), [(each.code, each.subjects) for each in problems])

    def test_more_than_all_volume_cannot_be_lost(self):
        self.assert_refused("assumption_out_of_range", "volume_lost", np.array([0.5, 1.5]))

    def test_an_assumption_that_is_no_number_is_refused(self):
        self.assert_refused("assumption_out_of_range", "price_change", np.array([0, np.nan]))

    def test_a_change_beyond_all_measure_is_refused(self):
        simulation, problems = simulate(ACTUAL, Scenario(price_change=np.array([9e12, 9e12])))
        self.assertIsNone(simulation)
        self.assertEqual(
            [(each.code, each.subjects) for each in problems],
            [("amount_too_large", ("price_change",))],
        )

    def test_less_than_no_work_is_refused(self):
        self.assert_refused("assumption_out_of_range", "activity_volume_change", -1.5)

    def test_an_assumption_of_another_shape_is_refused(self):
        self.assert_refused("wrong_shape", "rate_change", np.zeros(3))

    def test_added_revenue_is_in_minor_units(self):
        self.assert_refused("amount_not_integer", "added_revenue", 0.5)

    def test_a_change_of_pool_cost_is_in_minor_units(self):
        self.assert_refused("amount_not_integer", "pool_cost_change", float("nan"))

    def test_a_statement_that_cannot_be_made_cannot_be_simulated(self):
        bad = statement_input([1, 1], [1, 2])
        simulation, (problem,) = simulate(bad, Scenario())
        self.assertIsNone(simulation)
        self.assertEqual((problem.code, problem.subjects), ("duplicate_id", (1,)))
