import unittest
from dataclasses import replace
from datetime import date

from ...approval.people import (
    Delegation,
    Organisation,
    check_organisation,
    may_substitute,
    next_in_line,
)
from ...problem import WARNING
from .case import DIRECTOR, LEAD, PEOPLE


class TestPeople(unittest.TestCase):
    def test_a_circle_of_managers_ends_at_the_fallback(self):
        circle = Organisation(managers={"a": "b", "b": "a"}, fallback=("c",))
        self.assertEqual(next_in_line("a", {"b"}, circle), "c")
        self.assertIsNone(next_in_line("a", {"b", "c"}, circle))

    def test_a_substitute_decides_within_his_dates_only(self):
        people = replace(
            PEOPLE,
            delegations=(Delegation(DIRECTOR, LEAD, date(2025, 11, 24), date(2025, 11, 30)),),
        )
        for day, may in ((23, False), (24, True), (30, True)):
            found = may_substitute(LEAD, DIRECTOR, date(2025, 11, day), people)
            self.assertEqual(found, may)
        self.assertFalse(may_substitute("Wang", DIRECTOR, date(2025, 11, 24), people))

    def test_a_substitute_of_a_substitute_may_not(self):
        day = date(2025, 11, 24)
        chain = (Delegation("a", "b", day, day), Delegation("b", "c", day, day))
        self.assertFalse(may_substitute("c", "a", day, Organisation(delegations=chain)))

    def test_odd_organisations_are_reported(self):
        day = date(2025, 11, 24)
        odd = Organisation(
            managers={"x": "a", "a": "b", "b": "a"},
            groups={"full": ("a",), "empty": ()},
            delegations=(
                Delegation("a", "a", day, day),
                Delegation("a", "b", day, date(2025, 1, 1)),
            ),
        )
        found = [(p.code, p.subjects) for p in check_organisation(odd)]
        expected = [
            ("manager_cycle", ("a",)),
            ("manager_cycle", ("b",)),
            ("delegation_to_self", ("a",)),
            ("delegation_dates_reversed", ("a", "b")),
            ("group_empty", ("empty",)),
        ]
        self.assertEqual(found, expected)
        self.assertEqual({p.severity for p in check_organisation(odd)}, {WARNING})
