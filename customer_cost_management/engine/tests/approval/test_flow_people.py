from dataclasses import replace
from datetime import timedelta

from ...approval.event import ADD, APPROVE, APPROVED, ESCALATE, HAND_OVER, RETURN, WAITING
from ...approval.route import Route
from ...approval.step import Step
from .flow_case import DAY, DOCUMENT, FlowTestCase


class TestSubstitutes(FlowTestCase):
    def setUp(self):
        super().setUp()
        self.submit()

    def test_a_substitute_decides_for_the_one_asked(self):
        self.do(APPROVE, "deputy", on_behalf_of="lead")
        self.assertAt(WAITING, 1)
        self.assertEqual(self.flow.steps[0].consents[0].person, "lead")

    def test_not_outside_his_dates_nor_without_delegation(self):
        late = {"on_behalf_of": "lead", "day": DAY + timedelta(1)}
        self.assertRefused(["not_a_substitute"], APPROVE, "deputy", **late)
        self.assertRefused(["not_a_substitute"], APPROVE, "Wang", on_behalf_of="lead")

    def test_the_requester_and_who_took_part_are_no_substitutes(self):
        for actor in ("rep", "guest"):
            self.assertRefused(["own_document"], APPROVE, actor, on_behalf_of="lead")

    def test_who_is_asked_himself_does_not_decide_for_another(self):
        self.assertRefused(["asked_himself"], APPROVE, "director", on_behalf_of="lead")

    def test_who_decided_does_not_decide_again_as_a_substitute(self):
        self.do(APPROVE, "lead")
        self.assertRefused(["decided_already"], APPROVE, "lead", on_behalf_of="director")

    def test_officials_are_not_delegated_downwards(self):
        self.do(APPROVE, "lead")
        self.flow = replace(self.flow, sensitive=True)
        self.assertRefused(["person_of_lower_rank"], APPROVE, "low", on_behalf_of="director")
        self.flow = replace(self.flow, sensitive=False)
        self.do(APPROVE, "low", on_behalf_of="director")


class TestOtherPeople(FlowTestCase):
    def setUp(self):
        super().setUp()
        self.submit()

    def test_a_step_is_added_before(self):
        self.do(ADD, "lead", people=("x", "y"), before=True)
        self.assertEqual(self.flow.steps[0].step.people, ("x", "y"))
        self.do(APPROVE, "x")
        self.assertAt(WAITING, 0)
        self.do(APPROVE, "y")
        self.assertAt(WAITING, 1)
        self.do(APPROVE, "lead")

    def test_a_step_is_added_after(self):
        self.do(ADD, "lead", people=("x",), before=False)
        self.do(APPROVE, "lead")
        self.assertRefused(["not_asked"], APPROVE, "director")
        self.do(APPROVE, "x")
        self.do(APPROVE, "director")

    def test_added_steps_stay_when_a_returned_document_continues(self):
        self.do(ADD, "lead", people=("x",), before=True)
        self.do(APPROVE, "x")
        self.do(RETURN, "lead")
        self.submit()
        self.assertAt(WAITING, 1)
        self.assertEqual(len(self.flow.steps), 4)

    def test_a_step_is_handed_over(self):
        self.do(HAND_OVER, "lead", people=("x",))
        self.assertRefused(["not_asked"], APPROVE, "lead")
        self.do(APPROVE, "x")
        self.assertAt(WAITING, 1)

    def test_new_people_are_neither_barred_nor_asked_already(self):
        for kind in (ADD, HAND_OVER):
            self.assertRefused(["people_missing"], kind, "lead")
            self.assertRefused(["person_barred"], kind, "lead", people=("guest",))
            self.assertRefused(["person_asked_already"], kind, "lead", people=("director",))
            self.assertRefused(["not_asked"], kind, "director", people=("x",))
        self.assertRefused(["people_missing"], HAND_OVER, "lead", people=("x", "y"))
        self.assertRefused(["person_asked_already"] * 2, ADD, "lead", people=("x", "x"))

    def test_officials_are_not_handed_down(self):
        self.flow = replace(self.flow, sensitive=True)
        self.assertRefused(["person_of_lower_rank"], HAND_OVER, "lead", people=("x",))
        self.do(HAND_OVER, "lead", people=("boss",))


class TestEscalation(FlowTestCase):
    def setUp(self):
        super().setUp()
        self.submit()

    def test_without_a_deadline_nothing_escalates(self):
        self.assertRefused(["no_deadline"], ESCALATE, day=DAY + timedelta(99))

    def test_after_its_days_a_step_goes_to_the_next_in_line(self):
        self.do(APPROVE, "lead")
        self.do(APPROVE, "director", day=DAY + timedelta(10))
        self.do(APPROVE, "b", day=DAY + timedelta(10))
        self.assertRefused(["not_due"], ESCALATE, day=DAY + timedelta(12))
        self.do(ESCALATE, day=DAY + timedelta(13))
        # a → x, c → y; b has agreed and stays
        self.assertEqual(self.flow.steps[2].step.people, ("x", "b", "y"))
        self.assertRefused(["not_asked"], APPROVE, "a", day=DAY + timedelta(13))
        self.do(APPROVE, "x", day=DAY + timedelta(13))
        self.assertAt(APPROVED, 3)

    def test_two_late_people_do_not_become_one(self):
        # a and b both report to x: only one of them gives way
        self.flow = DOCUMENT
        self.submit(Route((Step(("a", "b"), 2, days=1),)))
        self.do(ESCALATE, day=DAY + timedelta(1))
        self.assertEqual(self.flow.steps[0].step.people, ("x", "b"))

    def test_where_nobody_is_next_the_step_stays(self):
        self.flow = DOCUMENT
        self.submit(Route((Step(("boss",), 1, days=1),)))
        self.assertRefused(["nobody_left"], ESCALATE, day=DAY + timedelta(1))
        self.assertEqual(self.flow.steps[0].step.people, ("boss",))
