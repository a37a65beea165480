"""Approvals under random people, rules and events."""

import unittest
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ...approval.event import (
    ADD,
    APPROVE,
    APPROVED,
    CHANGE,
    DRAFT,
    ESCALATE,
    HAND_OVER,
    REFUSE,
    RETURN,
    SUBMIT,
    UNDO,
    WITHDRAW,
    Event,
    Flow,
)
from ...approval.flow import apply
from ...approval.people import Delegation, Organisation, may_substitute
from ...approval.route import route
from ...approval.rule import ALL, ANY, WHO, ApprovalRule, Case, StepRule
from ...problem import errors

DAY = date(2025, 11, 3)
PEOPLE = tuple(f"p{number}" for number in range(7))
many = settings(max_examples=150, deadline=None, derandomize=True)

people = st.sampled_from(PEOPLE)
groups = st.dictionaries(
    st.sampled_from(("g1", "g2")), st.lists(people, unique=True, max_size=4).map(tuple), min_size=2
)
organisations = st.builds(
    Organisation,
    managers=st.dictionaries(people, people, max_size=7),
    department_managers=st.dictionaries(people, people, max_size=3),
    groups=groups,
    levels=st.dictionaries(people, st.integers(0, 2), max_size=7),
    fallback=st.lists(people, unique=True, max_size=5).map(tuple),
    delegations=st.lists(
        st.builds(
            lambda a, b, days: Delegation(a, b, DAY, DAY + timedelta(days)),
            people,
            people,
            st.integers(0, 5),
        ),
        max_size=4,
    ).map(tuple),
)


@st.composite
def step_rules(draw):
    who = draw(st.sampled_from(WHO))
    key = {"user": draw(people), "group": draw(st.sampled_from(("g1", "g2")))}.get(who)
    quorum = draw(st.sampled_from((ANY, ALL, 2)))
    return StepRule(draw(st.integers(0, 3)), who, key, quorum, draw(st.sampled_from((None, 1))))


rule_sets = st.lists(st.lists(step_rules(), min_size=1, max_size=3).map(tuple), max_size=3).map(
    lambda sets: [ApprovalRule(number, steps) for number, steps in enumerate(sets)]
)
cases = st.builds(
    Case,
    document_type=st.just("request"),
    amount=st.integers(0, 100),
    requester=people,
    employee=st.one_of(st.none(), people),
    sensitive=st.booleans(),
    participants=st.frozensets(people, max_size=1),
    exception_by=st.frozensets(people, max_size=1),
    salesperson=people,
    budget_owners=st.lists(people, unique=True, max_size=2).map(tuple),
    asks=st.sampled_from(((), ("g1",))),
)
event_makers = st.lists(
    st.tuples(
        # approvals weigh most, so that histories get somewhere
        st.sampled_from(
            (SUBMIT, RETURN, WITHDRAW, ADD, HAND_OVER, ESCALATE, CHANGE, REFUSE, UNDO)
            + (APPROVE,) * 8
        ),
        people,
        st.one_of(st.none(), people),
        st.integers(0, 6),
        people,
        st.booleans(),
    ),
    min_size=5,
    max_size=30,
)


class TestRoute(unittest.TestCase):
    @many
    @given(cases, rule_sets, organisations)
    def test_nobody_is_asked_twice_or_about_his_own(self, case, rules, organisation):
        found = route(case, rules, organisation)
        self.assertFalse(found.automatic)
        if errors(found.problems):
            self.assertEqual(found.steps, ())
            return
        everybody = [person for step in found.steps for person in step.people]
        self.assertTrue(everybody)
        self.assertEqual(len(everybody), len(set(everybody)))
        self.assertTrue(case.barred.isdisjoint(everybody))
        for step in found.steps:
            self.assertTrue(1 <= step.needed <= len(step.people))
            self.assertTrue(step.reasons)

    @many
    @given(cases, rule_sets, organisations)
    def test_every_rule_is_the_reason_of_a_step(self, case, rules, organisation):
        found = route(case, rules, organisation)
        if not errors(found.problems):
            reasons = {reason.rule for step in found.steps for reason in step.reasons}
            self.assertLessEqual({rule.key for rule in rules}, reasons)


class TestFlow(unittest.TestCase):
    @many
    @given(cases, rule_sets, organisations, event_makers)
    def test_no_path_is_approved_without_all_its_steps(self, case, rules, organisation, makers):
        found = route(case, rules, organisation)
        flow = Flow(case.requester, case.barred, case.sensitive)
        flow = self.play(flow, Event(SUBMIT, case.requester, DAY, route=found), organisation)
        for kind, actor, behalf, number, other, flag in makers:
            if flag and flow.position < len(flow.steps):
                # somebody who is asked; the others are mostly refused
                outstanding = flow.steps[flow.position].outstanding
                actor = outstanding[number % len(outstanding)]
            event = Event(
                kind,
                case.requester if kind in (SUBMIT, WITHDRAW) else actor,
                DAY + timedelta(number),
                on_behalf_of=behalf if kind == APPROVE and not flag else None,
                to_step=number if flag and kind == RETURN else None,
                people=(other,),
                before=flag,
                route=found,
                amount=number,
                field="amount" if flag else "customer",
            )
            flow = self.play(flow, event, organisation)

    def play(self, flow, event, organisation):
        outcome = apply(flow, event, organisation)
        after = outcome.flow
        if outcome.problems:
            self.assertIs(after, flow)
        consents = [consent for asked in after.steps for consent in asked.consents]
        actors = [consent.actor for consent in consents]
        self.assertEqual(len(actors), len(set(actors)))
        self.assertTrue(after.barred.isdisjoint(actors))
        for consent in consents:
            if consent.actor != consent.person:
                self.assertTrue(
                    may_substitute(consent.actor, consent.person, consent.day, organisation)
                )
                below = organisation.is_below(consent.actor, consent.person)
                self.assertFalse(after.sensitive and below)
        if after.state == APPROVED:
            self.assertTrue(after.steps)
            self.assertTrue(all(asked.is_done for asked in after.steps))
            self.assertGreaterEqual(len(after.steps), len(after.route.steps))
            needed = sum(step.needed for step in after.route.steps)
            self.assertGreaterEqual(len(actors), needed)
        if after.state == DRAFT and event.kind == CHANGE and event.field != "amount":
            self.assertEqual(after.steps, ())
        return after
