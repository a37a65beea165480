"""A document on its way through three steps, and what happens to it."""

import unittest
from datetime import date

from ...approval.event import (
    SUBMIT,
    Event,
    Flow,
)
from ...approval.flow import apply
from ...approval.people import Delegation, Organisation
from ...approval.route import Route
from ...approval.step import Step

DAY = date(2025, 11, 3)
ROUTE = Route((Step(("lead",), 1), Step(("director",), 1), Step(("a", "b", "c"), 2, days=3)))
PEOPLE = Organisation(
    managers={"rep": "lead", "lead": "director", "director": "boss", "a": "x", "b": "x", "c": "y"},
    levels={"lead": 1, "director": 2, "boss": 3},
    delegations=tuple(
        Delegation(person, substitute, DAY, DAY)
        for person, substitute in (
            ("lead", "deputy"),
            ("lead", "rep"),
            ("lead", "guest"),
            ("lead", "director"),
            ("director", "low"),
            ("director", "lead"),
        )
    ),
)
DOCUMENT = Flow("rep", frozenset({"rep", "guest"}))


class FlowTestCase(unittest.TestCase):
    def setUp(self):
        super().setUp()
        self.flow = DOCUMENT

    def do(self, kind, actor=None, day=DAY, **values):
        outcome = apply(self.flow, Event(kind, actor, day, **values), PEOPLE)
        self.assertEqual(outcome.problems, (), kind)
        self.flow = outcome.flow

    def submit(self, route=ROUTE, amount=1000):
        self.do(SUBMIT, "rep", route=route, amount=amount)

    def assertRefused(self, codes, kind, actor=None, day=DAY, **values):
        outcome = apply(self.flow, Event(kind, actor, day, **values), PEOPLE)
        self.assertEqual([p.code for p in outcome.problems], codes)
        self.assertIs(outcome.flow, self.flow)

    def assertAt(self, state, position):
        self.assertEqual((self.flow.state, self.flow.position), (state, position))
