"""The relationship budget of the demo company, both ways round."""

import unittest

from ...budget.availability import (
    APPROVED,
    CONSUMED,
    CONTINGENCY_RELEASED,
    YEAR,
    Movement,
    available,
    revised,
    tally,
)
from ...budget.change import TRANSFER, BudgetChange, change_budget, contingency_left
from ...budget.split import SplitOrder, split_budget
from ...budget.weights import OWN, Dimension

LINES = ("A", "B", "C", "Hengtai", "Acquire", "Public")
#: Line → meals, gifts, events, travel with customers; yuan.
PLAN = {
    "A": (190000, 40000, 60000, 40000),
    "B": (80000, 45000, 45000, 20000),
    "C": (40000, 20000, 15000, 10000),
    "Hengtai": (40000, 10000, 10000, 10000),
    "Acquire": (65000, 15000, 25000, 15000),
    "Public": (6000, 0, 5000, 4000),
}
TOTALS = {
    "A": 330000,
    "B": 190000,
    "C": 85000,
    "Hengtai": 70000,
    "Acquire": 120000,
    "Public": 15000,
}
SPENT = {"A": 374000, "B": 101000, "C": 105000, "Hengtai": 78000, "Acquire": 168000, "Public": 9000}
TRANSFERS = (("B", "A", 44000), ("B", "C", 20000), ("B", "Acquire", 25000))
RELEASES = {"Acquire": 23000, "Hengtai": 8000}
CONTINGENCY = 90000


class TestDemoBudget(unittest.TestCase):
    def test_the_plan_adds_up_by_line_and_in_total(self):
        self.assertEqual({line: sum(row) for line, row in PLAN.items()}, TOTALS)
        # 900,000 − 90,000 = 810,000
        self.assertEqual(sum(TOTALS.values()), 810000)

    def test_the_split_assistant_gives_the_plan_by_own_numbers(self):
        categories = ("meals", "gifts", "events", "travel")
        order = SplitOrder(
            90000000,
            (
                Dimension("line", LINES, OWN, tuple(TOTALS[line] for line in LINES)),
                Dimension(
                    "category",
                    categories,
                    OWN,
                    figures_under={(line,): row for line, row in PLAN.items()},
                ),
            ),
            contingency_percent=10,
        )
        split = split_budget(order)
        expected = {
            (line, category): amount * 100
            for line, row in PLAN.items()
            for category, amount in zip(categories, row, strict=True)
        }
        self.assertEqual(split.contingency, 9000000)
        self.assertEqual({row.path: row.amount for row in split.rows}, expected)

    def test_last_year_ends_with_six_thousand_unused(self):
        movements = [Movement("budget", line, 0, APPROVED, TOTALS[line]) for line in LINES]
        for origin, line, amount in TRANSFERS:
            change = BudgetChange((origin, line), TRANSFER, line, 0, amount, from_line=origin)
            free = available(tally(movements, LINES, 1), YEAR)[LINES.index(origin), 0]
            movements += change_budget(change, int(free)).movements
        for line, amount in RELEASES.items():
            left = contingency_left(CONTINGENCY, tally(movements, LINES, 1))
            change = BudgetChange(line, CONTINGENCY_RELEASED, line, 0, amount)
            movements += change_budget(change, left).movements
        movements += [Movement("spent", line, 0, CONSUMED, SPENT[line]) for line in LINES]
        totals = tally(movements, LINES, 1)
        # 810 + 31 = 835 + 6, and every line but Public is used to the last yuan
        self.assertEqual(int(revised(totals).sum()), 810000 + 31000)
        self.assertEqual(int(totals.of(CONSUMED).sum()), 835000)
        self.assertEqual(available(totals, YEAR)[:, 0].tolist(), [0, 0, 0, 0, 0, 6000])
        self.assertEqual(contingency_left(CONTINGENCY, totals), 59000)
