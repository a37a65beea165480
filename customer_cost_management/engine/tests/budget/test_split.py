import unittest

from ...budget.split import SplitOrder, last_year_total, split_budget
from ...budget.weights import (
    CONTRIBUTION,
    EQUAL,
    LAST_YEAR,
    LIFETIME_VALUE,
    OWN,
    REVENUE,
    TIER,
    Dimension,
    member_weights,
)

TIERS = Dimension("tier", ("A", "B", "C"), TIER, (3, 2, 1))
MONTHS = Dimension("month", tuple(range(12)))


def amounts(split):
    return {row.path: row.amount for row in split.rows}


def codes(split):
    return [(problem.code, problem.subjects) for problem in split.problems]


class TestBudgetSplit(unittest.TestCase):
    def test_tier_weights_share_what_the_contingency_leaves(self):
        # 240,000 − 10 % = 216,000; ÷ 6 = 36,000 a point
        split = split_budget(SplitOrder(24000000, (TIERS,), 10))
        self.assertEqual(split.contingency, 2400000)
        self.assertEqual(amounts(split), {("A",): 10800000, ("B",): 7200000, ("C",): 3600000})

    def test_equal_rows_differ_by_a_cent_at_most_and_nothing_is_lost(self):
        # 100.00 over three: 33.34 + 33.33 + 33.33, the odd cent to the smallest member
        split = split_budget(SplitOrder(10000, (Dimension("customer", (30, 10, 20)),)))
        self.assertEqual(amounts(split), {(30,): 3333, (10,): 3334, (20,): 3333})

    def test_loss_makers_count_zero_by_contribution(self):
        dimension = Dimension("customer", (1, 2, 3), CONTRIBUTION, (300, -500, 100))
        self.assertEqual(
            amounts(split_budget(SplitOrder(4000, (dimension,)))), {(1,): 3000, (2,): 0, (3,): 1000}
        )

    def test_revenue_and_lifetime_value_count_at_least_zero(self):
        for basis in (REVENUE, LIFETIME_VALUE):
            weights = member_weights(Dimension("customer", (1, 2), basis, (-1, 5)))
            self.assertEqual(weights, [(1, 0.0), (2, 5.0)])

    def test_last_year_is_changed_by_percent_per_member(self):
        # 100 + 50 % = 150, 100 − 50 % = 50: three quarters and one quarter of 1,000
        dimension = Dimension("category", ("meal", "gift"), LAST_YEAR, (100, 100), (50, -50))
        split = split_budget(SplitOrder(1000, (dimension,)))
        self.assertEqual(amounts(split), {("meal",): 750, ("gift",): 250})

    def test_the_total_may_come_from_last_year(self):
        # 835,000 + 5 % = 876,750
        self.assertEqual(last_year_total(83500000, 5), 87675000)
        self.assertEqual(last_year_total(83500000, "-5"), 79325000)

    def test_own_numbers_are_weights(self):
        split = split_budget(SplitOrder(9, (Dimension("team", ("x", "y"), OWN, (2, 1)),)))
        self.assertEqual(amounts(split), {("x",): 6, ("y",): 3})

    def test_three_levels_add_up_at_every_level(self):
        categories = Dimension("category", ("meal", "gift"), OWN, (2, 1))
        split = split_budget(SplitOrder(100001, (TIERS, categories, MONTHS)))
        self.assertEqual(len(split.rows), 3 * 2 * 12)
        self.assertEqual(sum(row.amount for row in split.rows), 100001)
        # A has 3/6 of 100,001 = 50,000.5, B 33,333.67, C 16,666.83: C and B have the larger
        # remainders and take the two units left over
        by_tier = {
            tier: sum(row.amount for row in split.rows if row.path[0] == tier) for tier in "ABC"
        }
        self.assertEqual(by_tier, {"A": 50000, "B": 33334, "C": 16667})

    def test_figures_may_differ_under_each_parent(self):
        categories = Dimension(
            "category",
            ("meal", "gift"),
            OWN,
            figures_under={("A",): (1, 1), ("B",): (1, None), ("C",): (3, 1)},
        )
        split = split_budget(SplitOrder(600, (TIERS, categories)))
        expected = {
            ("A", "meal"): 150,
            ("A", "gift"): 150,
            ("B", "meal"): 200,
            ("C", "meal"): 75,
            ("C", "gift"): 25,
        }
        self.assertEqual(amounts(split), expected)

    def test_a_locked_row_keeps_its_amount(self):
        # 600 − 100 for C = 500, split 3 : 2
        split = split_budget(SplitOrder(600, (TIERS,), locked={("C",): 100}))
        self.assertEqual(amounts(split), {("A",): 300, ("B",): 200, ("C",): 100})
        self.assertEqual([row.locked for row in split.rows], [False, False, True])

    def test_a_locked_branch_is_split_beneath(self):
        categories = Dimension("category", ("meal", "gift"))
        split = split_budget(SplitOrder(600, (TIERS, categories), locked={("C",): 60}))
        self.assertEqual(amounts(split)["C", "meal"], 30)

    def test_the_order_of_members_does_not_matter(self):
        forward = split_budget(SplitOrder(1001, (Dimension("customer", (1, 2, 3, 10)),)))
        backward = split_budget(SplitOrder(1001, (Dimension("customer", (10, 3, 2, 1)),)))
        self.assertEqual(amounts(forward), amounts(backward))

    def test_an_empty_budget_gives_rows_of_zero(self):
        self.assertEqual(set(amounts(split_budget(SplitOrder(0, (TIERS,)))).values()), {0})


class TestBudgetSplitProblems(unittest.TestCase):
    def assertProblem(self, order, code, subjects=()):
        split = split_budget(order)
        self.assertIn((code, subjects), codes(split))
        self.assertEqual((split.rows, split.contingency), ((), 0))

    def test_locked_rows_may_not_exceed_their_parent(self):
        order = SplitOrder(600, (TIERS,), locked={("A",): 400, ("B",): 300})
        self.assertProblem(order, "locked_rows_exceed_amount", ("tier",))

    def test_a_rest_nobody_takes_is_an_error(self):
        order = SplitOrder(600, (Dimension("customer", (1, 2), CONTRIBUTION, (-1, -2)),))
        self.assertProblem(order, "nothing_takes_the_rest", ("customer",))
        order = SplitOrder(600, (TIERS,), locked={("A",): 1, ("B",): 2, ("C",): 3})
        self.assertProblem(order, "nothing_takes_the_rest", ("tier",))

    def test_the_second_of_two_dimensions_is_checked_too(self):
        bad = [
            (Dimension("d", ("x",), "guess", (1,)), "basis_unknown", ("d",)),
            (Dimension("d", ()), "members_missing", ("d",)),
            (Dimension("d", ("x", "x")), "member_twice", ("d", "x")),
            (Dimension("d", ("x", "y"), OWN, (1,)), "figures_incomplete", ("d",)),
            (Dimension("d", ("x",), OWN), "figures_incomplete", ("d",)),
            (Dimension("d", ("x",), OWN, (float("nan"),)), "figure_not_a_number", ("d", "x")),
            (Dimension("d", ("x",), OWN, ("1",)), "figure_not_a_number", ("d", "x")),
            (Dimension("d", ("x",), TIER, (-1,)), "figure_negative", ("d", "x")),
            (
                Dimension("d", ("x",), LAST_YEAR, (1,), (-101,)),
                "change_out_of_range",
                ("d", "x"),
            ),
            (Dimension("d", ("x", "y"), LAST_YEAR, (1, 1), (5,)), "figures_incomplete", ("d",)),
        ]
        for dimension, code, subjects in bad:
            with self.subTest(code):
                self.assertProblem(SplitOrder(100, (TIERS, dimension)), code, subjects)

    def test_the_order_itself_is_checked(self):
        self.assertProblem(SplitOrder(-1, (TIERS,)), "total_not_an_amount")
        self.assertProblem(SplitOrder(1.5, (TIERS,)), "total_not_an_amount")
        self.assertProblem(SplitOrder(1, (TIERS,), 101), "contingency_out_of_range")
        self.assertProblem(SplitOrder(1, (TIERS,), "ten"), "contingency_out_of_range")
        self.assertProblem(SplitOrder(1, ()), "dimensions_out_of_range")
        self.assertProblem(SplitOrder(1, (MONTHS,) * 4), "dimensions_out_of_range")

    def test_locks_are_checked(self):
        locked = {("A",): 1, ("B",): -1, ("Z",): 1}
        self.assertProblem(SplitOrder(9, (TIERS,), locked=locked), "locked_amount_invalid", ("B",))
        self.assertProblem(SplitOrder(9, (TIERS,), locked=locked), "locked_row_unknown", ("Z",))

    def test_equal_weights_need_no_figures(self):
        self.assertFalse(split_budget(SplitOrder(9, (Dimension("d", (1,), EQUAL),))).problems)
