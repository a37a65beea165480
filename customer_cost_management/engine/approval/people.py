"""Who stands where, who may decide for whom, and who never decides what."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..problem import WARNING, Problem

Person = Hashable


@dataclass(frozen=True)
class Delegation:
    """``substitute`` decides for ``person`` from ``start`` to ``end``, both included."""

    person: Person
    substitute: Person
    start: date
    end: date


@dataclass(frozen=True)
class Organisation:
    """The people an approval may involve.

    :param managers: person → manager; the top has none
    :param department_managers: person → head of his department
    :param groups: group → its members
    :param levels: person → seniority, greater is higher; 0 if not named
    :param fallback: asked in turn when nobody else is left, usually the controller
    :param delegations: substitutes for a time
    """

    managers: Mapping[Person, Person] = field(default_factory=dict)
    department_managers: Mapping[Person, Person] = field(default_factory=dict)
    groups: Mapping[Hashable, tuple[Person, ...]] = field(default_factory=dict)
    levels: Mapping[Person, int] = field(default_factory=dict)
    fallback: tuple[Person, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def is_below(self, person: Person, other: Person) -> bool:
        """Whether ``person`` ranks below ``other``."""
        return self.levels.get(person, 0) < self.levels.get(other, 0)


def superiors(person: Person | None, organisation: Organisation) -> Iterator[Person]:
    """Everybody above ``person``, the nearest first."""
    seen = {person}
    above = organisation.managers.get(person)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = organisation.managers.get(above)


def next_in_line(
    person: Person | None, barred: Collection[Person], organisation: Organisation
) -> Person | None:
    """The nearest superior of ``person`` who is not barred, else the first fallback.

    :param barred: people who must not be asked
    :return: ``None`` if nobody is left
    """
    line = [*superiors(person, organisation), *organisation.fallback]
    return next((one for one in line if one not in barred), None)


def top_of_line(person: Person | None, organisation: Organisation) -> Person | None:
    """The last superior above ``person``; ``None`` for somebody without one."""
    top, seen = None, {person}
    above = organisation.managers.get(person)
    while above is not None and above not in seen:
        top = above
        seen.add(above)
        above = organisation.managers.get(above)
    return top


def may_substitute(actor: Person, person: Person, day: date, organisation: Organisation) -> bool:
    """Whether ``actor`` may decide in the place of ``person`` on ``day``.

    One delegation, not a chain of them.
    """
    return any(
        (one.person, one.substitute) == (person, actor) and one.start <= day <= one.end
        for one in organisation.delegations
    )


def check_organisation(organisation: Organisation) -> Iterator[Problem]:
    """What looks wrong among the people; decisions are still possible.

    ``manager_cycle`` (person), ``delegation_to_self`` (person),
    ``delegation_dates_reversed`` (person, substitute), ``group_empty`` (group).
    """
    for person in organisation.managers:
        if _is_own_superior(person, organisation):
            yield Problem("manager_cycle", (person,), {}, WARNING)
    for one in organisation.delegations:
        if one.person == one.substitute:
            yield Problem("delegation_to_self", (one.person,), {}, WARNING)
        if one.end < one.start:
            subjects = (one.person, one.substitute)
            yield Problem("delegation_dates_reversed", subjects, {}, WARNING)
    for group, members in organisation.groups.items():
        if not members:
            yield Problem("group_empty", (group,), {}, WARNING)


def _is_own_superior(person: Person, organisation: Organisation) -> bool:
    seen = set()
    above = organisation.managers.get(person)
    while above is not None and above not in seen:
        if above == person:
            return True
        seen.add(above)
        above = organisation.managers.get(above)
    return False
