import unittest
from dataclasses import replace

from ...approval.people import Organisation
from ...approval.route import route
from ...approval.rule import GROUP, MANAGER, USER, ApprovalRule, StepRule
from ...approval.step import BY_BUDGET, ONE_HIGHER, Reason
from .case import DIRECTOR, GENERAL, LEAD, PEOPLE, asked, case

MANAGER_ALONE = ApprovalRule("R", (StepRule(1, MANAGER),))


def found(rule=MANAGER_ALONE, organisation=PEOPLE, **values):
    return route(replace(case(1000), **values), [rule], organisation)


class TestWhoIsAskedMore(unittest.TestCase):
    """Who is asked beside those whom rules and findings name."""

    def test_the_owner_of_a_budget_that_wants_to_be_asked_is_asked_first(self):
        over = found(budget_asks=(DIRECTOR,))
        self.assertEqual(asked(over), [(DIRECTOR,), (LEAD,)])
        self.assertEqual(over.steps[0].reasons, (Reason(BY_BUDGET),))

    def test_an_owner_who_asks_himself_is_replaced_by_who_stands_above(self):
        self.assertEqual(asked(found(requester=LEAD, budget_asks=(LEAD,))), [(DIRECTOR,)])

    def test_after_the_fact_one_level_higher_agrees(self):
        late = found(one_higher=True)
        self.assertEqual(asked(late), [(LEAD,), (DIRECTOR,)])
        self.assertEqual(late.steps[-1].reasons, (Reason(ONE_HIGHER),))

    def test_who_agreed_orally_is_not_the_one_above(self):
        late = found(one_higher=True, exception_by=frozenset({DIRECTOR}))
        self.assertEqual(asked(late)[0], (LEAD,))
        self.assertEqual(len(asked(late)), 2)
        self.assertNotIn((DIRECTOR,), asked(late))

    def test_who_replaces_the_one_who_agreed_orally_stands_above_him_already(self):
        late = found(one_higher=True, exception_by=frozenset({LEAD}))
        self.assertEqual(asked(late), [(DIRECTOR,)])
        self.assertIn(Reason(ONE_HIGHER), late.steps[0].reasons)
        # in a group of which any one decides he need not be the one
        pair = ApprovalRule("R", (StepRule(1, GROUP, "pair"),))
        people = replace(PEOPLE, groups={"pair": (LEAD, DIRECTOR)})
        self.assertEqual(asked(found(pair, people, one_higher=True))[-1], (GENERAL,))

    def test_above_the_top_the_fallback_agrees_and_above_everybody_nobody(self):
        boss = ApprovalRule("R", (StepRule(1, USER, "boss"),))
        top = Organisation(managers={"rep": "boss"}, fallback=("controller",))
        late = {"one_higher": True, "requester": "rep"}
        self.assertEqual(asked(found(boss, top, **late)), [("boss",), ("controller",)])
        self.assertEqual(asked(found(boss, replace(top, fallback=()), **late)), [("boss",)])

    def test_neither_is_approved_without_asking(self):
        rule = replace(MANAGER_ALONE, automatic_limit=10_000_000)
        self.assertTrue(found(rule).automatic)
        for values in ({"one_higher": True}, {"budget_asks": (DIRECTOR,)}):
            self.assertFalse(found(rule, **values).automatic, values)
