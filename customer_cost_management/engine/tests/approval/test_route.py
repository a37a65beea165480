import unittest
from dataclasses import replace

from ...approval.customer_state import AT_RISK_PROFITABLE, LOSS_MAKING
from ...approval.people import (
    Organisation,
)
from ...approval.route import route
from ...approval.rule import (
    ALL,
    ANY,
    BUDGET_OWNER,
    DEPARTMENT_MANAGER,
    FAST,
    GROUP,
    MANAGER,
    SALESPERSON,
    STRICT,
    TOP_MANAGER,
    USER,
    ApprovalRule,
    CustomerFacts,
    StepRule,
    check_approval_rule,
)
from ...approval.step import BY_FINDING, NO_RULE, REPLACED, TOO_FEW_NAMED, Reason
from .case import (
    COMPLIANCE,
    CONTROLLER,
    DIRECTOR,
    GENERAL,
    LEAD,
    PEOPLE,
    REP,
    asked,
    case,
)

TEAM = Organisation(
    managers={"rep": "lead", "lead": "boss"},
    groups={"trio": ("a", "b", "c"), "duo": ("a", "b"), "nobody": ()},
    fallback=("controller",),
)


def steps(*rules, organisation=PEOPLE, **values):
    rule = ApprovalRule("R", tuple(rules))
    return route(case(1000, **values), [rule], organisation)


def quorums(found):
    return [(step.people, step.needed) for step in found.steps]


class TestWhoIsAsked(unittest.TestCase):
    def test_each_kind_of_approver(self):
        values = {"salesperson": "Wang", "budget_owners": (DIRECTOR,)}
        expected = {
            (USER, CONTROLLER): (CONTROLLER,),
            (GROUP, "finance"): (CONTROLLER, "Zhou", "Qian"),
            (MANAGER, None): (LEAD,),
            (DEPARTMENT_MANAGER, None): (DIRECTOR,),
            (TOP_MANAGER, None): (GENERAL,),
            (SALESPERSON, None): ("Wang",),
            (BUDGET_OWNER, None): (DIRECTOR,),
        }
        for (who, key), people in expected.items():
            self.assertEqual(asked(steps(StepRule(1, who, key), **values)), [people], who)

    def test_of_several_customers_every_salesperson_is_named(self):
        others = (CustomerFacts(salesperson="Qian"), CustomerFacts())
        found = steps(StepRule(1, SALESPERSON), salesperson="Wang", others=others)
        self.assertEqual(asked(found), [("Wang", "Qian")])

    def test_of_several_customers_the_strictest_decides(self):
        strict = ApprovalRule(
            "S",
            (StepRule(1, USER, DIRECTOR),),
            customer_states=frozenset({LOSS_MAKING}),
            lane=STRICT,
        )
        of_tier = ApprovalRule("T", (StepRule(1, USER, GENERAL),), tiers=frozenset({"A"}))
        loses = CustomerFacts("C", LOSS_MAKING)
        found = route(case(1000, tier="A", others=(loses,)), [strict, of_tier], PEOPLE)
        self.assertEqual(asked(found), [(DIRECTOR,), (GENERAL,)])
        found = route(case(1000, tier="A"), [strict, of_tier], PEOPLE)
        self.assertEqual(asked(found), [(GENERAL,)])

    def test_the_fast_way_of_one_customer_does_not_spare_the_others(self):
        fast = ApprovalRule(
            "F",
            (StepRule(1, USER, DIRECTOR),),
            customer_states=frozenset({AT_RISK_PROFITABLE}),
            lane=FAST,
        )
        usual = ApprovalRule("O", (StepRule(2, USER, GENERAL),))
        one = case(1000, customer_state=AT_RISK_PROFITABLE)
        self.assertEqual(asked(route(one, [fast, usual], PEOPLE)), [(DIRECTOR,)])
        two = case(1000, customer_state=AT_RISK_PROFITABLE, others=(CustomerFacts(),))
        self.assertEqual(asked(route(two, [fast, usual], PEOPLE)), [(DIRECTOR,), (GENERAL,)])

    def test_the_manager_is_that_of_the_beneficiary(self):
        self.assertEqual(asked(steps(StepRule(1, MANAGER), employee=LEAD)), [(DIRECTOR,)])

    def test_steps_are_taken_in_sequence(self):
        found = steps(StepRule(30, USER, GENERAL), StepRule(10, MANAGER))
        self.assertEqual(asked(found), [(LEAD,), (GENERAL,)])

    def test_quorum_any_all_and_some(self):
        for quorum, needed in ((ANY, 1), (ALL, 3), (2, 2)):
            found = steps(StepRule(1, GROUP, "finance", quorum))
            self.assertEqual(found.steps[0].needed, needed)

    def test_a_finding_sends_the_document_to_a_group_first(self):
        found = steps(StepRule(1, MANAGER), asks=("compliance",))
        self.assertEqual(asked(found), [(COMPLIANCE,), (LEAD,)])
        self.assertEqual(found.steps[0].reasons, (Reason(BY_FINDING, "compliance"),))

    def test_only_a_clean_case_is_automatic(self):
        rule = ApprovalRule("R", (StepRule(1, MANAGER),), automatic_limit=10**9)
        self.assertTrue(route(case(1000), [rule], PEOPLE).automatic)
        for values in (
            {"sensitive": True},
            {"over_budget": True},
            {"severity": "justify"},
            {"asks": ("compliance",)},
        ):
            found = route(case(1000, **values), [rule], PEOPLE)
            self.assertFalse(found.automatic, values)
            self.assertIn((LEAD,), asked(found))

    def test_without_rules_the_manager_decides(self):
        found = route(case(1000), [], PEOPLE)
        self.assertEqual(asked(found), [(LEAD,)])
        self.assertEqual(found.steps[0].reasons, (Reason(NO_RULE),))

    def test_where_no_rule_matches_the_fallback_decides_and_it_is_said(self):
        rule = ApprovalRule("R", (StepRule(1, MANAGER),), above=99999999)
        found = route(case(1000), [rule], PEOPLE)
        self.assertEqual(asked(found), [(CONTROLLER,)])
        self.assertEqual([p.code for p in found.problems], ["no_rule_matches"])
        self.assertIn(Reason(NO_RULE), found.steps[0].reasons)


class TestNobodyOnHisOwn(unittest.TestCase):
    def test_the_requester_is_replaced_by_his_next_in_line(self):
        found = steps(StepRule(1, USER, REP))
        self.assertEqual(asked(found), [(LEAD,)])
        self.assertIn(Reason(REPLACED, "R"), found.steps[0].reasons)

    def test_who_took_part_is_replaced_by_his_manager(self):
        found = steps(StepRule(1, MANAGER), participants=frozenset({LEAD, DIRECTOR}))
        self.assertEqual(asked(found), [(GENERAL,)])

    def test_the_beneficiary_and_the_owner_of_the_exception_do_not_decide(self):
        self.assertEqual(asked(steps(StepRule(1, USER, "Wang"), employee="Wang")), [(LEAD,)])
        owner = steps(
            StepRule(1, BUDGET_OWNER),
            budget_owners=(DIRECTOR,),
            exception_by=frozenset({DIRECTOR}),
        )
        self.assertEqual(asked(owner), [(GENERAL,)])

    def test_a_group_decides_without_its_barred_member(self):
        found = steps(StepRule(1, GROUP, "finance", ALL), participants=frozenset({"Zhou"}))
        self.assertEqual(quorums(found), [((CONTROLLER, "Qian"), 2)])

    def test_a_group_too_small_without_him_is_filled_from_his_line(self):
        found = steps(StepRule(1, GROUP, "compliance"), participants=frozenset({COMPLIANCE}))
        self.assertEqual(asked(found), [(GENERAL,)])

    def test_two_budget_owners_of_whom_one_asks_himself(self):
        values = {"budget_owners": (DIRECTOR, LEAD), "exception_by": frozenset({LEAD})}
        anyone = steps(StepRule(1, BUDGET_OWNER, None, ANY), **values)
        self.assertEqual(quorums(anyone), [((DIRECTOR,), 1)])
        both = steps(StepRule(1, BUDGET_OWNER, None, ALL), **values)
        self.assertEqual(quorums(both), [((DIRECTOR, GENERAL), 2)])

    def test_the_top_asks_the_fallback(self):
        found = route(replace(case(1000), requester=GENERAL), [], PEOPLE)
        self.assertEqual(asked(found), [(CONTROLLER,)])
        self.assertIn(Reason(TOO_FEW_NAMED), found.steps[0].reasons)

    def test_where_nobody_is_left_there_is_no_route(self):
        rule = ApprovalRule("R", (StepRule(1, MANAGER),))
        found = route(replace(case(1000), requester="boss"), [rule], Organisation())
        self.assertEqual(found.steps, ())
        self.assertFalse(found.automatic)
        self.assertEqual(
            [(p.code, p.subjects) for p in found.problems], [("nobody_left", ("R", "R"))]
        )


class TestNobodyTwice(unittest.TestCase):
    def asked(self, *rules):
        return quorums(steps(*rules, organisation=TEAM))

    def test_the_same_person_keeps_the_first_step_and_both_reasons(self):
        rules = [
            ApprovalRule("R1", (StepRule(1, USER, "a"),)),
            ApprovalRule("R2", (StepRule(2, USER, "a"),)),
        ]
        found = route(case(1000), rules, TEAM)
        self.assertEqual(quorums(found), [(("a",), 1)])
        self.assertEqual([reason.rule for reason in found.steps[0].reasons], ["R1", "R2"])

    def test_who_must_agree_anyway_leaves_a_group_where_others_can(self):
        found = self.asked(StepRule(1, GROUP, "trio"), StepRule(2, USER, "a"))
        self.assertEqual(found, [(("b", "c"), 1), (("a",), 1)])

    def test_a_group_whose_words_are_sure_elsewhere_drops_out(self):
        found = self.asked(StepRule(1, GROUP, "duo"), StepRule(2, GROUP, "duo", ALL))
        self.assertEqual(found, [(("a", "b"), 2)])

    def test_the_same_group_twice_is_asked_once(self):
        found = self.asked(StepRule(1, GROUP, "duo"), StepRule(2, GROUP, "duo"))
        self.assertEqual(found, [(("a", "b"), 1)])

    def test_overlapping_groups_share_no_member(self):
        found = self.asked(StepRule(1, GROUP, "duo"), StepRule(2, GROUP, "trio"))
        self.assertEqual(found, [(("a", "b"), 1), (("c",), 1)])

    def test_words_that_are_not_sure_are_asked_of_the_fallback(self):
        # one of three, then two of the same three: only one word is sure
        found = self.asked(StepRule(1, GROUP, "trio"), StepRule(2, GROUP, "trio", 2))
        self.assertEqual(found, [(("a", "b", "c"), 1), (("controller",), 1)])

    def test_a_step_of_several_loses_only_those_asked_before(self):
        found = self.asked(StepRule(1, USER, "b"), StepRule(2, GROUP, "trio", ALL))
        self.assertEqual(found, [(("b",), 1), (("a", "c"), 2)])


class TestBadInput(unittest.TestCase):
    def test_a_bad_second_rule_leaves_no_route(self):
        good = (StepRule(1, MANAGER),)
        bad = {
            "approval_band_invalid": (ApprovalRule("R", good, above=5, to=5), ("R",)),
            "approval_lane_unknown": (ApprovalRule("R", good, lane="side"), ("R",)),
            "approval_condition_unknown": (
                ApprovalRule("R", good, severities=frozenset({None, "shout"})),
                ("R", "shout"),
            ),
            "approval_without_steps": (ApprovalRule("R", automatic_limit=5), ("R",)),
            "approval_step_invalid": (ApprovalRule("R", (*good, StepRule(2, USER))), ("R", 2)),
        }
        for code, (rule, subjects) in bad.items():
            with self.subTest(code):
                found = [(p.code, p.subjects) for p in check_approval_rule(rule)]
                self.assertEqual(found, [(code, subjects)])
                result = route(case(1000), [ApprovalRule("Q", good), rule], PEOPLE)
                self.assertEqual((result.steps, result.automatic), ((), False))

    def test_bad_steps(self):
        for step in (
            StepRule(1, "friend"),
            StepRule(1, GROUP),
            StepRule(1, MANAGER, quorum=0),
            StepRule(1, MANAGER, quorum="most"),
            StepRule(1, MANAGER, days=0),
        ):
            found = [p.code for p in check_approval_rule(ApprovalRule("R", (step,)))]
            self.assertEqual(found, ["approval_step_invalid"], step)

    def test_a_blocked_or_unreadable_case_has_no_route(self):
        bad = {
            "case_blocked": case(1, severity="block"),
            "case_severity_unknown": case(1, severity="shout"),
            "case_amount_invalid": case(-1),
        }
        for code, one in bad.items():
            found = route(one, [], PEOPLE)
            self.assertEqual(([p.code for p in found.problems], found.steps), ([code], ()))
            self.assertFalse(found.automatic)
