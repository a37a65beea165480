import unittest

from ...budget.availability import APPROVED, COMMITTED, CONSUMED, MONTH, YEAR, Movement, tally
from ...budget.tree import ancestors, branch_limits, check_tree, limits

PARENTS = {"A meals": "A", "A gifts": "A", "A": "all"}
LINES = ("A meals", "A gifts", "A", "all")


def limit(*movements, window=YEAR, periods=1):
    budget = {"A meals": 600, "A gifts": 600, "A": 1000, "all": 5000}
    approved = [Movement("budget", line, 0, APPROVED, amount) for line, amount in budget.items()]
    totals = tally([*approved, *movements], LINES, periods)
    return dict(zip(LINES, limits(totals, PARENTS, window)[:, 0].tolist(), strict=True))


class TestBudgetTree(unittest.TestCase):
    def test_a_line_answers_to_all_above_it(self):
        self.assertEqual(ancestors("A meals", PARENTS), ["A", "all"])
        self.assertEqual(ancestors("all", PARENTS), [])

    def test_a_parent_limits_its_children_by_what_the_branch_used(self):
        # meals 500 + gifts 300 used: A has 1000 − 800 = 200 left, meals 100, gifts 300 → 200
        found = limit(
            Movement(1, "A meals", 0, CONSUMED, 500), Movement(2, "A gifts", 0, COMMITTED, 300)
        )
        self.assertEqual(found, {"A meals": 100, "A gifts": 200, "A": 200, "all": 4200})

    def test_what_a_parent_uses_itself_counts_for_its_children(self):
        found = limit(Movement(1, "A", 0, CONSUMED, 900))
        self.assertEqual(found, {"A meals": 100, "A gifts": 100, "A": 100, "all": 4100})

    def test_the_window_applies_at_every_level(self):
        found = limit(Movement(1, "A meals", 1, CONSUMED, 500), window=MONTH, periods=2)
        self.assertEqual(found["A meals"], 600)

    def test_children_may_not_be_given_more_than_their_parent(self):
        budgets = {"A meals": 600, "A gifts": 600, "A": 1000, "all": 5000}
        found = [(p.code, p.subjects, dict(p.values)) for p in check_tree(PARENTS, budgets)]
        values = {"amount": 1000, "children": 1200}
        self.assertEqual(found, [("children_exceed_parent", ("A",), values)])

    def test_an_unknown_parent_is_named(self):
        found = list(check_tree({"x": "lost"}, {"x": 1}))
        self.assertEqual(
            [(p.code, p.subjects) for p in found], [("line_parent_unknown", ("x", "lost"))]
        )

    def test_a_circle_of_parents_is_named(self):
        found = list(check_tree({"x": "y", "y": "x", "z": None}, {"x": 1, "y": 1, "z": 1}))
        self.assertEqual(
            [(p.code, p.subjects) for p in found],
            [("line_parent_cycle", ("x",)), ("line_parent_cycle", ("y",))],
        )


class TestBranchLimits(unittest.TestCase):
    """Budgets that add up: "A" keeps 200 for itself and gave 600 and 400 to its parts."""

    def limit(self, *movements):
        budget = {"A meals": 600, "A gifts": 400, "A": 200}
        approved = [
            Movement("budget", line, 0, APPROVED, amount) for line, amount in budget.items()
        ]
        totals = tally([*approved, *movements], tuple(budget), 1)
        found = branch_limits(totals, {"A meals": "A", "A gifts": "A"}, YEAR)
        return dict(zip(budget, found[:, 0].tolist(), strict=True))

    def test_each_line_spends_its_own(self):
        self.assertEqual(self.limit(), {"A meals": 600, "A gifts": 400, "A": 200})

    def test_what_one_part_overspends_the_others_have_less_of(self):
        # the branch: 1,200 − 1,100 = 100
        found = self.limit(Movement(1, "A meals", 0, CONSUMED, 1100))
        self.assertEqual(found, {"A meals": -500, "A gifts": 100, "A": 100})
