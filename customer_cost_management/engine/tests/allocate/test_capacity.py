"""Time-driven pools: rates, unused capacity, over capacity, spending variance."""

import unittest

from ...allocate.capacity import Capacity, check_capacity, over_capacity, use_capacity
from ..cases import load_case


class TestUseCapacity(unittest.TestCase):
    def test_published_customer_service_department(self):
        case = load_case("tdabc_hbr2004")
        expected = case["expected"]
        use = use_capacity(
            case["inputs"]["cost"] * 100,
            Capacity(case["inputs"]["practical_minutes"]),
            expected["used_minutes"],
        )
        self.assertEqual(use.rate, expected["cost_per_minute"] * 100)
        self.assertEqual(use.assigned, expected["assigned_total"] * 100)
        self.assertEqual(use.unused, expected["unused_cost"] * 100)
        self.assertEqual(use.spending_variance, 0)

    def test_actual_rate_assigned_and_unused_are_the_cost(self):
        # 100.00 × 2/3 = 66.67, rest 33.33
        use = use_capacity(10000, Capacity(3), 2)
        self.assertEqual((use.assigned, use.unused), (6667, 3333))

    def test_standard_rate_shows_what_was_spent_beside_the_budget(self):
        # budget 560.00 ÷ 700 min = 0.80; 500 min → 400.00; unused 160.00;
        # spent 600.00, so the variance is 40.00
        use = use_capacity(60000, Capacity(700, budgeted=56000), 500)
        self.assertEqual(use.rate, 80)
        self.assertEqual((use.assigned, use.unused, use.spending_variance), (40000, 16000, 4000))

    def test_over_capacity_is_negative_unused(self):
        # 1.00 a minute, 120 of 100 minutes
        use = use_capacity(10000, Capacity(100), 120)
        self.assertEqual((use.assigned, use.unused), (12000, -2000))

    def test_over_capacity_at_standard_rate_still_ties(self):
        use = use_capacity(11000, Capacity(100, budgeted=10000), 120)
        self.assertEqual((use.assigned, use.unused, use.spending_variance), (12000, -2000, 1000))

    def test_raised_rate_is_actual_cost_by_used_minutes(self):
        use = use_capacity(11000, Capacity(100, budgeted=10000, over_capacity="raise_rate"), 125)
        self.assertEqual(use.rate, 88)
        self.assertEqual((use.assigned, use.unused, use.spending_variance), (11000, 0, 0))

    def test_rate_is_not_raised_below_capacity(self):
        use = use_capacity(10000, Capacity(100, over_capacity="raise_rate"), 100)
        self.assertEqual((use.rate, use.assigned, use.unused), (100, 10000, 0))

    def test_nothing_used_leaves_all_unused(self):
        use = use_capacity(10000, Capacity(100), 0.0)
        self.assertEqual((use.assigned, use.unused), (0, 10000))

    def test_negative_cost(self):
        use = use_capacity(-10000, Capacity(100), 25)
        self.assertEqual((use.assigned, use.unused), (-2500, -7500))


class TestCapacityProblems(unittest.TestCase):
    def codes(self, capacity):
        return [(problem.code, problem.subjects) for problem in check_capacity("desk", capacity)]

    def test_practical_capacity_is_above_zero(self):
        for practical in (0, -1):
            self.assertEqual(
                self.codes(Capacity(practical)), [("zero_practical_capacity", ("desk",))]
            )

    def test_practical_capacity_is_a_number(self):
        for practical in (float("nan"), float("inf"), None):
            self.assertEqual(self.codes(Capacity(practical)), [("number_not_finite", ("desk",))])

    def test_budgeted_cost_is_an_integer_that_can_be_split(self):
        self.assertEqual(self.codes(Capacity(1, budgeted=1.5)), [("amount_not_integer", ("desk",))])
        self.assertEqual(self.codes(Capacity(1, budgeted=2**60)), [("amount_too_large", ("desk",))])

    def test_unknown_policy(self):
        capacity = Capacity(1, over_capacity="sleep")
        self.assertEqual(self.codes(capacity), [("unknown_choice", ("desk",))])

    def test_over_capacity_is_a_warning_or_by_declaration_an_error(self):
        for policy, severity in (("keep", "warning"), ("raise_rate", "warning"), ("stop", "error")):
            (problem,) = over_capacity("desk", Capacity(100, over_capacity=policy), 111)
            self.assertEqual((problem.subjects, problem.severity), (("desk",), severity))
            self.assertEqual(dict(problem.values), {"used": 111, "practical": 100})

    def test_full_use_is_not_over_capacity(self):
        self.assertEqual(list(over_capacity("desk", Capacity(100), 100)), [])
