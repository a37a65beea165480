import unittest

from ...budget.availability import CARRIED_IN, CARRIED_OUT, COMMITTED, CONSUMED, Movement
from ...budget.closing import (
    ACCRUE,
    CARRY_AGAINST_BUDGET,
    CARRY_WITH_BUDGET,
    RELEASE,
    carry_unused,
    close_document,
)
from ...budget.commitment import APPROVED, ControlledDocument, Part, target

# approved 1,000 in December on the old line, 300 of it posted: 700 open
EVENT = ControlledDocument("event", APPROVED, (Part("old", 11, 1000),), (Part("old", 11, 300),))


def held(document):
    return {(m.line, m.period, m.kind): m.amount for m in target(document).movements}


class TestYearEnd(unittest.TestCase):
    def test_release_frees_what_is_open(self):
        closing = close_document(EVENT, RELEASE)
        self.assertEqual(held(closing.document), {("old", 11, CONSUMED): 300})
        self.assertEqual((closing.movements, closing.accrued), ((), 0))

    def test_carrying_against_the_new_budget_moves_the_commitment_alone(self):
        closing = close_document(EVENT, CARRY_AGAINST_BUDGET, {"old": "new"})
        expected = {("old", 11, CONSUMED): 300, ("new", 0, COMMITTED): 700}
        self.assertEqual(held(closing.document), expected)
        self.assertEqual(closing.movements, ())

    def test_carrying_with_budget_moves_both_so_nothing_is_used_of_the_new_one(self):
        closing = close_document(EVENT, CARRY_WITH_BUDGET, {"old": "new"}, 1)
        self.assertEqual(held(closing.document)["new", 1, COMMITTED], 700)
        expected = (
            Movement("event", "old", 11, CARRIED_OUT, 700),
            Movement("event", "new", 1, CARRIED_IN, 700),
        )
        self.assertEqual(closing.movements, expected)

    def test_accrual_lists_the_amount_and_moves_nothing(self):
        closing = close_document(EVENT, ACCRUE)
        self.assertEqual((closing.document, closing.accrued), (EVENT, 700))

    def test_a_late_cost_of_a_carried_document_uses_its_new_line(self):
        document = close_document(EVENT, CARRY_AGAINST_BUDGET, {"old": "new"}).document
        posted = (*document.posted, Part("new", 0, 650))
        found = held(ControlledDocument("event", APPROVED, document.parts, posted))
        self.assertEqual(found["new", 0, COMMITTED], 50)

    def test_carrying_needs_a_new_line_for_every_old_one(self):
        document = ControlledDocument(7, APPROVED, (Part("old", 0, 1), Part("lost", 0, 1)))
        closing = close_document(document, CARRY_AGAINST_BUDGET, {"old": "new"})
        self.assertEqual(
            [(p.code, p.subjects) for p in closing.problems],
            [("closing_line_missing", (7, "lost"))],
        )
        self.assertEqual(closing.document, document)

    def test_an_unknown_choice_changes_nothing(self):
        closing = close_document(EVENT, "forget")
        self.assertEqual([p.code for p in closing.problems], ["closing_choice_unknown"])

    def test_unused_money_lapses_but_for_the_percentage_carried(self):
        closing = carry_unused("year end", Part("old", 11, 6000), "new", 25)
        expected = (
            Movement("year end", "old", 11, CARRIED_OUT, 1500),
            Movement("year end", "new", 0, CARRIED_IN, 1500),
        )
        self.assertEqual(closing.movements, expected)
        self.assertEqual(carry_unused("y", Part("old", 11, 6000), "new", 0).movements, ())

    def test_an_overspent_line_carries_nothing(self):
        self.assertEqual(carry_unused("y", Part("old", 11, -6000), "new", 100).movements, ())

    def test_the_percentage_is_checked(self):
        for percent in (-1, 101, "all"):
            closing = carry_unused("y", Part("old", 11, 1), "new", percent)
            self.assertEqual(
                [(p.code, p.subjects) for p in closing.problems],
                [("carry_percent_out_of_range", ("old",))],
            )
