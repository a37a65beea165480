"""Operating pools to activities: percent, driver, time, and their avoidable part."""

import unittest

from ...allocate.activities import Activity
from ...allocate.capacity import Capacity
from ...allocate.operating import check_operating, operating_flows
from ...allocate.pools import DRIVER, OPERATING, TIME, UNALLOCATED, Pool
from ...allocate.volumes import TimeEquation
from ..cases import load_case

TIMED = Activity("enter", "order", "orders", TimeEquation(40))
UNTIMED = Activity("visit", "customer", "visits")


def pool(name, shares, **values):
    return Pool(name, OPERATING, 0, "CNY", shares=shares, **values)


def flows_of(pools, held, minutes, avoidable=None):
    avoidable = avoidable or dict.fromkeys(held, 0)
    return operating_flows(pools, held, avoidable, minutes)


class TestCheckOperating(unittest.TestCase):
    def test_unknown_activity_is_named_with_its_pool(self):
        pools = [pool("good", {"visit": 100}), pool("bad", {"moon": 100})]
        (problem,) = check_operating(pools, [TIMED, UNTIMED])
        self.assertEqual((problem.code, problem.subjects), ("unknown_name", ("bad", "moon")))

    def test_time_driven_pool_serves_activities_with_a_time_equation(self):
        pools = [pool("desk", {"enter": 1, "visit": 1}, basis=TIME, capacity=Capacity(10))]
        (problem,) = check_operating(pools, [TIMED, UNTIMED])
        self.assertEqual((problem.code, problem.subjects), ("no_time_equation", ("desk", "visit")))


class TestOperatingFlows(unittest.TestCase):
    def test_published_survey_percentages(self):
        case = load_case("tdabc_hbr2004")
        activities = case["inputs"]["activities"]
        shares = {name: values["survey_pct"] for name, values in activities.items()}
        cost = case["inputs"]["cost"] * 100
        flows, problems = flows_of([pool("service", shares)], {"service": cost}, {})
        self.assertEqual(problems, [])
        for name, rate in case["expected"]["abc_rate"].items():
            self.assertAlmostEqual(
                flows.amounts["service", name] / activities[name]["qty"], rate * 100
            )

    def test_activity_takes_cost_from_several_pools(self):
        pools = [
            pool("desk", {"enter": 1}, basis=TIME, capacity=Capacity(100)),
            pool("sales", {"enter": 1, "visit": 3}, basis=DRIVER),
        ]
        flows, _problems = flows_of(pools, {"desk": 1000, "sales": 400}, {"enter": 80})
        # desk: 1000 × 80/100; sales: 400 × 1/4 and 3/4
        self.assertEqual(
            flows.amounts,
            {("desk", "enter"): 800, ("sales", "enter"): 100, ("sales", "visit"): 300},
        )

    def test_share_of_a_time_driven_pool_is_its_minutes_per_minute_of_the_activity(self):
        # Two people work an hour together, one of them from the yard: of the 60
        # minutes the yard supplies 30.
        pools = [pool("yard", {"enter": 0.5}, basis=TIME, capacity=Capacity(60))]
        flows, _problems = flows_of(pools, {"yard": 1000}, {"enter": 60})
        self.assertEqual(flows.uses["yard"].used, 30)
        self.assertEqual(flows.amounts["yard", "enter"], 500)

    def test_avoidable_part_follows_the_cost(self):
        pools = [
            pool("desk", {"enter": 1}, basis=TIME, capacity=Capacity(100)),
            pool("sales", {"visit": 75}, rest_unallocated=True),
        ]
        flows, _problems = flows_of(
            pools, {"desk": 1000, "sales": 400}, {"enter": 80}, {"desk": 500, "sales": 100}
        )
        # desk gives 800 of 1000, so 400 of the avoidable 500; sales 75 % of 100
        self.assertEqual(
            flows.avoidable,
            {("desk", "enter"): 400, ("sales", "visit"): 75, ("sales", UNALLOCATED): 25},
        )

    def test_without_minutes_everything_is_unused(self):
        pools = [pool("desk", {"enter": 1}, basis=TIME, capacity=Capacity(100))]
        flows, problems = flows_of(pools, {"desk": 1000}, {"enter": 0})
        self.assertEqual(problems, [])
        self.assertEqual(flows.amounts["desk", "enter"], 0)
        self.assertEqual(flows.uses["desk"].unused, 1000)

    def test_pool_over_capacity_is_reported(self):
        pools = [
            pool("calm", {"enter": 0.1}, basis=TIME, capacity=Capacity(100)),
            pool("busy", {"enter": 1}, basis=TIME, capacity=Capacity(100)),
        ]
        flows, (problem,) = flows_of(pools, {"calm": 1000, "busy": 1000}, {"enter": 120})
        self.assertEqual((problem.code, problem.subjects), ("over_capacity", ("busy",)))
        self.assertEqual(flows.uses["busy"].unused, -200)

    def test_amounts_beyond_what_can_be_split_are_reported(self):
        pools = [
            pool("calm", {"enter": 1}, basis=TIME, capacity=Capacity(100)),
            pool("tiny", {"enter": 1}, basis=TIME, capacity=Capacity(1e-15)),
        ]
        _flows, problems = flows_of(pools, {"calm": 1000, "tiny": 1000}, {"enter": 50})
        self.assertIn(("amount_too_large", ("tiny",)), [(p.code, p.subjects) for p in problems])

    def test_minutes_beyond_a_double_are_reported(self):
        pools = [
            pool("calm", {"enter": 1}, basis=TIME, capacity=Capacity(100)),
            pool("huge", {"enter": 1e300}, basis=TIME, capacity=Capacity(100)),
        ]
        _flows, (problem,) = flows_of(pools, {"calm": 1000, "huge": 1000}, {"enter": 1e300})
        self.assertEqual((problem.code, problem.subjects), ("volume_too_large", ("huge",)))
