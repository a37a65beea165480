from ...approval.event import ADD, APPROVE, APPROVED, RETURN, UNDO, WAITING
from ...approval.route import Route
from ...approval.step import Step
from .flow_case import FlowTestCase


class TestUndo(FlowTestCase):
    """Who agreed last may take it back; nothing that came after him is lost."""

    def test_the_last_word_of_all_is_taken_back(self):
        self.submit(Route((Step(("lead",), 1),)))
        self.do(APPROVE, "lead")
        self.assertAt(APPROVED, 1)
        self.do(UNDO, "lead")
        self.assertAt(WAITING, 0)
        self.assertEqual(self.flow.deciders, frozenset())
        self.do(APPROVE, "lead")
        self.assertAt(APPROVED, 1)

    def test_the_next_step_waits_again_for_its_turn(self):
        self.submit()
        self.do(APPROVE, "lead")
        self.do(UNDO, "lead")
        self.assertAt(WAITING, 0)
        self.assertRefused(["not_asked"], APPROVE, "director")

    def test_not_after_somebody_decided_later(self):
        self.submit()
        self.do(APPROVE, "lead")
        self.do(APPROVE, "director")
        self.assertRefused(["somebody_followed"], UNDO, "lead")
        self.do(UNDO, "director")
        self.do(UNDO, "lead")
        self.assertAt(WAITING, 0)

    def test_of_two_in_one_step_only_the_later_one(self):
        self.submit()
        for actor in ("lead", "director", "a", "b"):
            self.do(APPROVE, actor)
        self.assertAt(APPROVED, 3)
        self.assertRefused(["somebody_followed"], UNDO, "a")
        self.do(UNDO, "b")
        self.assertEqual((self.flow.position, self.flow.deciders), (2, {"lead", "director", "a"}))

    def test_a_substitute_takes_back_his_own_word_alone(self):
        self.submit()
        self.do(APPROVE, "deputy", on_behalf_of="lead")
        self.assertRefused(["nothing_to_undo"], UNDO, "lead")
        self.do(UNDO, "deputy")
        self.assertAt(WAITING, 0)
        self.do(APPROVE, "lead")

    def test_nobody_else_and_not_in_other_states(self):
        self.submit()
        self.assertRefused(["nothing_to_undo"], UNDO, "lead")
        self.do(APPROVE, "lead")
        for actor in ("rep", "director", None):
            self.assertRefused(["nothing_to_undo"], UNDO, actor)
        self.do(RETURN, "director")
        self.assertRefused(["event_not_allowed"], UNDO, "lead")

    def test_somebody_added_before_him_was_not_decided_on(self):
        self.submit()
        self.do(APPROVE, "lead")
        self.do(ADD, "director", people=("boss",), before=True)
        self.do(UNDO, "lead")
        self.assertAt(WAITING, 0)
        self.do(APPROVE, "lead")
        self.do(APPROVE, "boss")
        self.assertRefused(["somebody_followed"], UNDO, "lead")
