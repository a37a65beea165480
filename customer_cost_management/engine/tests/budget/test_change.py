import unittest

from ...budget.availability import (
    APPROVED,
    CONTINGENCY_RELEASED,
    REVISION,
    SUPPLEMENT,
    TRANSFER_IN,
    TRANSFER_OUT,
    Movement,
    tally,
)
from ...budget.change import TRANSFER, BudgetChange, change_budget, contingency_left


def transfer(amount=4400000, **values):
    values = {"from_line": "B", "authority": None, **values}
    return BudgetChange("T1", TRANSFER, "A", 5, amount, **values)


class TestBudgetChange(unittest.TestCase):
    def assertProblem(self, change, limit, code, **values):
        result = change_budget(change, limit)
        self.assertEqual(result.movements, ())
        self.assertIn((code, values), [(p.code, dict(p.values)) for p in result.problems])

    def test_a_transfer_leaves_one_line_and_reaches_the_other(self):
        expected = (
            Movement("T1", "B", 5, TRANSFER_OUT, 4400000),
            Movement("T1", "A", 5, TRANSFER_IN, 4400000),
        )
        self.assertEqual(change_budget(transfer(), 4400000).movements, expected)

    def test_a_line_may_transfer_between_its_own_months(self):
        change = transfer(100, from_line="A", from_period=2)
        out, into = change_budget(change, 100).movements
        self.assertEqual((out.period, into.period), (2, 5))

    def test_only_what_is_free_can_be_transferred(self):
        self.assertProblem(
            transfer(540001), 540000, "change_exceeds_free", amount=540001, free=540000
        )

    def test_authority_limits_a_transfer(self):
        change = transfer(100001, authority=100000)
        self.assertProblem(
            change, 200000, "change_above_authority", amount=100001, authority=100000
        )

    def test_a_transfer_needs_another_origin(self):
        self.assertProblem(transfer(from_line=None), 9999999, "change_without_origin")
        self.assertProblem(transfer(from_line="A"), 9999999, "change_on_same_line")

    def test_a_supplement_needs_nothing_free(self):
        change = BudgetChange("S1", SUPPLEMENT, "A", 0, 500)
        self.assertEqual(
            change_budget(change).movements, (Movement("S1", "A", 0, SUPPLEMENT, 500),)
        )

    def test_a_revision_may_go_down_as_far_as_is_free(self):
        change = BudgetChange("R1", REVISION, "A", 0, -500)
        self.assertEqual(change_budget(change, 500).movements[0].amount, -500)
        self.assertProblem(change, 499, "change_exceeds_free", amount=500, free=499)

    def test_contingency_is_released_as_far_as_there_is_any(self):
        change = BudgetChange("C1", CONTINGENCY_RELEASED, "A", 0, 900)
        self.assertTrue(change_budget(change, 900).movements)
        self.assertProblem(change, 899, "change_exceeds_free", amount=900, free=899)

    def test_contingency_left_is_what_was_not_released(self):
        movements = [Movement("C", "A", 0, CONTINGENCY_RELEASED, 300)]
        movements.append(Movement("budget", "A", 0, APPROVED, 999))
        self.assertEqual(contingency_left(1000, tally(movements, ["A"], 1)), 700)

    def test_no_change_moves_nothing_or_less(self):
        for amount in (0, -5, 1.5):
            self.assertProblem(transfer(amount), 10, "change_amount_invalid", amount=amount)

    def test_an_unknown_change_is_refused(self):
        self.assertProblem(
            BudgetChange("X", "gift", "A", 0, 5), 10, "change_kind_unknown", kind="gift"
        )
