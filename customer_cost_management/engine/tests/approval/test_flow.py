from dataclasses import replace

from ...approval.event import (
    ADD,
    APPROVE,
    APPROVED,
    CHANGE,
    DRAFT,
    ESCALATE,
    HAND_OVER,
    REFUSE,
    REFUSED,
    RETURN,
    SUBMIT,
    WAITING,
    WITHDRAW,
)
from ...approval.route import Route
from ...approval.step import Step
from ...problem import Problem
from .flow_case import DOCUMENT, ROUTE, FlowTestCase


class TestStraightWay(FlowTestCase):
    def test_every_step_agrees_in_turn(self):
        self.submit()
        self.assertAt(WAITING, 0)
        for actor, position in (("lead", 1), ("director", 2), ("c", 2)):
            self.do(APPROVE, actor)
            self.assertAt(WAITING, position)
        self.do(APPROVE, "a")
        self.assertAt(APPROVED, 3)
        self.assertEqual(self.flow.deciders, {"lead", "director", "a", "c"})

    def test_an_automatic_route_is_approved_at_once(self):
        self.submit(Route(automatic=True))
        self.assertAt(APPROVED, 0)

    def test_any_of_those_asked_may_refuse_for_all(self):
        self.submit()
        self.do(REFUSE, "lead")
        self.assertEqual(self.flow.state, REFUSED)

    def test_a_refused_document_begins_anew_once_it_is_a_draft_again(self):
        self.submit()
        self.do(APPROVE, "lead")
        self.do(REFUSE, "director")
        self.assertRefused(["event_not_allowed"], SUBMIT, "rep", route=ROUTE)
        self.do(CHANGE, "rep")
        self.assertEqual((self.flow.state, self.flow.steps), (DRAFT, ()))
        self.submit()
        self.assertAt(WAITING, 0)

    def test_nobody_decides_before_his_turn_or_twice(self):
        self.submit()
        self.assertRefused(["not_asked"], APPROVE, "director")
        self.do(APPROVE, "lead")
        self.assertRefused(["not_asked", "decided_already"], APPROVE, "lead")
        self.do(APPROVE, "director")
        self.do(APPROVE, "a")
        self.assertRefused(["not_asked", "decided_already"], APPROVE, "a")

    def test_nobody_decides_on_his_own_document_or_dinner(self):
        self.submit(Route((Step(("rep", "guest", "lead"), 1),)))
        for actor in ("rep", "guest"):
            self.assertRefused(["own_document"], APPROVE, actor)
            self.assertRefused(["own_document"], REFUSE, actor)

    def test_illegal_events_are_problems_in_every_state(self):
        events = {SUBMIT, APPROVE, REFUSE, RETURN, WITHDRAW, ADD, HAND_OVER, ESCALATE, CHANGE}
        allowed = {
            DRAFT: {SUBMIT, CHANGE},
            APPROVED: {CHANGE},
            REFUSED: {CHANGE},
        }
        for state, legal in allowed.items():
            self.flow = replace(DOCUMENT, state=state)
            for kind in events - legal:
                self.assertRefused(["event_not_allowed"], kind, "rep")
        self.flow = replace(DOCUMENT, state=WAITING)
        self.assertRefused(["event_not_allowed"], SUBMIT, "rep")
        self.assertRefused(["event_not_allowed"], "celebrate", "rep")


class TestSubmitting(FlowTestCase):
    def test_only_the_requester_submits(self):
        self.assertRefused(["not_the_requester"], SUBMIT, "lead", route=ROUTE)

    def test_without_a_sound_route_nothing_is_submitted(self):
        unsound = (None, Route(), Route(ROUTE.steps, problems=(Problem("nobody_left"),)))
        for route in unsound:
            self.assertRefused(["route_incomplete"], SUBMIT, "rep", route=route)
        self.assertRefused(["amount_invalid"], SUBMIT, "rep", route=ROUTE, amount=-1)

    def test_the_requester_withdraws_while_nobody_decided(self):
        self.submit()
        self.assertRefused(["not_the_requester"], WITHDRAW, "lead")
        self.do(WITHDRAW, "rep")
        self.assertEqual((self.flow.state, self.flow.steps), (DRAFT, ()))
        self.submit()
        self.do(APPROVE, "lead")
        self.assertRefused(["somebody_decided"], WITHDRAW, "rep")


class TestReturning(FlowTestCase):
    def setUp(self):
        super().setUp()
        self.submit()
        self.do(APPROVE, "lead")

    def test_a_returned_document_continues_where_it_was(self):
        self.do(RETURN, "director")
        self.assertEqual(self.flow.state, DRAFT)
        self.submit(amount=1000)
        self.assertAt(WAITING, 1)

    def test_a_grown_amount_starts_again(self):
        self.do(RETURN, "director")
        self.submit(amount=1001)
        self.assertAt(WAITING, 0)

    def test_a_sealed_field_changed_in_draft_starts_again(self):
        self.do(RETURN, "director")
        self.do(CHANGE, "rep", field="customer")
        self.submit()
        self.assertAt(WAITING, 0)

    def test_a_lower_amount_alone_continues(self):
        self.do(RETURN, "director")
        self.do(CHANGE, "rep", field="amount")
        shorter = Route(ROUTE.steps[:2])
        self.submit(shorter, 900)
        self.assertAt(WAITING, 1)

    def test_what_another_step_agreed_does_not_count_for_new_people(self):
        self.do(RETURN, "director")
        self.submit(Route((Step(("other lead",), 1), Step(("director",), 1))), 900)
        self.assertAt(WAITING, 0)

    def test_a_substitutes_word_is_dropped_where_he_is_asked_himself(self):
        self.flow = DOCUMENT
        self.submit()
        self.do(APPROVE, "deputy", on_behalf_of="lead")
        self.do(RETURN, "director")
        self.submit(Route((Step(("lead",), 1), Step(("deputy",), 1))), 900)
        self.assertAt(WAITING, 0)

    def test_returning_to_a_step_voids_it_and_all_after(self):
        self.do(APPROVE, "director")
        self.do(APPROVE, "a")
        self.do(RETURN, "b", to_step=1)
        self.assertAt(WAITING, 1)
        self.assertEqual(self.flow.deciders, {"lead"})
        self.do(APPROVE, "director")
        self.do(APPROVE, "a")

    def test_one_returns_to_an_earlier_step_only(self):
        for step in (1, 2, -1):
            self.assertRefused(["step_unknown"], RETURN, "director", to_step=step)

    def test_only_who_is_asked_returns(self):
        self.assertRefused(["not_asked"], RETURN, "a")


class TestChanges(FlowTestCase):
    def test_a_sealed_field_voids_the_steps_even_after_approval(self):
        for approvals in ((), ("lead",), ("lead", "director", "a", "b")):
            self.flow = DOCUMENT
            self.submit()
            for actor in approvals:
                self.do(APPROVE, actor)
            self.do(CHANGE, "anybody", field="amount")
            self.assertEqual((self.flow.state, self.flow.steps), (DRAFT, ()))
