"""From what a rule asks for to the people who are asked, each of them once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from .people import Organisation, Person, next_in_line, superiors, top_of_line
from .rule import (
    ALL,
    ANY,
    BUDGET_OWNER,
    DEPARTMENT_MANAGER,
    GROUP,
    MANAGER,
    SALESPERSON,
    TOP_MANAGER,
    USER,
    Case,
    StepRule,
)

#: Why a step is there.
BY_RULE = "rule"
BY_FINDING = "finding"
BY_BUDGET = "budget"
ONE_HIGHER = "one_higher"
NO_RULE = "no_rule"
AUTOMATIC_LIMIT_REACHED = "automatic_limit_reached"
#: Why it asks somebody else than the rule names.
REPLACED = "replaced"
TOO_FEW_NAMED = "too_few_named"
#: Why it changed later; the rule is then the person who changed it.
ADDED = "added"
HANDED_OVER = "handed_over"
ESCALATED = "escalated"


class Reason(NamedTuple):
    """Why a step exists or asks whom it asks: a code and the rule behind it."""

    code: str
    rule: Hashable = None


@dataclass(frozen=True)
class Step:
    """People asked at the same time.

    :param people: who is asked, in a fixed order
    :param needed: how many of them must agree
    :param reasons: why, in the order they came up
    :param days: days until the next in line is asked; ``None``: never
    """

    people: tuple[Person, ...]
    needed: int
    reasons: tuple[Reason, ...] = ()
    days: int | None = None

    @property
    def needs_all(self) -> bool:
        """Whether each of its people must agree."""
        return len(self.people) <= self.needed

    @property
    def is_short(self) -> bool:
        """Whether it has fewer people than must agree."""
        return len(self.people) < self.needed


def resolve(rule: StepRule, reason: Reason, case: Case, organisation: Organisation) -> Step:
    """The people a step rule means for ``case``.

    Whoever is barred leaves; where too few are left, his next in line takes his
    place, and after that the fallback.

    :return: a step; with fewer people than needed if nobody is left
    """
    named = tuple(dict.fromkeys(_named(rule, case, organisation)))
    people = [person for person in named if person not in case.barred]
    absent = [person for person in named if person in case.barred]
    # A group speaks for itself without the barred member; two budget owners do not.
    needed = _needed(rule.quorum, len(people) if rule.who == GROUP else len(named))
    reasons = (reason,)
    if len(people) < needed:
        reasons += (Reason(REPLACED if absent else TOO_FEW_NAMED, reason.rule),)
    for person in [*absent, *[None] * needed]:
        if len(people) < needed:
            people += _next(person, case.barred.union(people), organisation)
    return Step(tuple(people), needed, reasons, rule.days)


def once_each(steps: Iterable[Step], organisation: Organisation, barred: frozenset) -> list[Step]:
    """The same steps with nobody asked twice.

    People whose word is needed for sure keep the first step that needs them and
    leave all others.  A step left with too few counts the words it is sure to get
    elsewhere; if that is enough it drops out and leaves its reasons there, else
    the fallback is asked.
    """
    steps = list(steps)
    certain: dict[Person, int] = {}
    for position, step in enumerate(steps):
        for person in step.people if step.needs_all else ():
            certain.setdefault(person, position)
    asked, kept, covered = set(certain), [], []
    for position, step in enumerate(steps):
        own = [p for p in step.people if certain.get(p, -1) == position or p not in asked]
        needed = step.needed
        if len(own) < needed:
            elsewhere = sum(certain.get(p, position) != position for p in step.people)
            needed -= elsewhere + sum(_sure_words(other, step) for other in kept)
            needed = max(needed, min(len(own), 1))
        while len(own) < needed and not step.is_short:
            found = _next(None, barred | asked.union(own), organisation)
            if not found:
                break
            own += found
        asked.update(own)
        if needed:
            kept.append(replace(step, people=tuple(own), needed=needed))
        else:
            covered.append(step)
    return [_with_reasons(step, covered) for step in kept]


def one_higher(
    steps: list[Step], last: Iterable[Person], case: Case, organisation: Organisation
) -> list[Step]:
    """The same steps with the word of somebody above ``last``.

    Who replaces the one who agreed orally often stands above him already: then nobody else is
    asked.  Else the next in line comes last, or the fallback; nobody, if none is left.

    :param last: whom the route would ask at the end, had nobody agreed orally
    """
    last = tuple(last)
    above = {one for person in last for one in superiors(person, organisation)}
    for place, step in enumerate(steps):
        if step.needs_all and above.intersection(step.people):
            higher = replace(step, reasons=(*step.reasons, Reason(ONE_HIGHER)))
            return [*steps[:place], higher, *steps[place + 1 :]]
    taken = case.barred.union(*(step.people for step in steps))
    found = next((one for person in last for one in _next(person, taken, organisation)), None)
    return [*steps, *([] if found is None else [Step((found,), 1, (Reason(ONE_HIGHER),))])]


def _next(person: Person | None, barred: frozenset | set, organisation: Organisation) -> list:
    """The next in line as a list of one, or of none."""
    found = next_in_line(person, barred, organisation)
    return [] if found is None else [found]


def _sure_words(other: Step, step: Step) -> int:
    """How many of ``step``'s people must agree in ``other``, whoever is absent there.

    Steps that need everybody are counted by their people, not here.
    """
    if other.needs_all:
        return 0
    return max(other.needed - len(set(other.people) - set(step.people)), 0)


def _with_reasons(step: Step, covered: list[Step]) -> Step:
    """The step with the reasons of those that dropped out because its people cover them."""
    extra = [r for other in covered if set(other.people) & set(step.people) for r in other.reasons]
    return replace(step, reasons=tuple(dict.fromkeys([*step.reasons, *extra])))


def _named(rule: StepRule, case: Case, organisation: Organisation) -> list[Person]:
    """The people a step rule names, before anybody is barred."""
    named = {
        USER: (rule.key,),
        GROUP: organisation.groups.get(rule.key, ()),
        MANAGER: (organisation.managers.get(case.beneficiary),),
        DEPARTMENT_MANAGER: (organisation.department_managers.get(case.beneficiary),),
        TOP_MANAGER: (top_of_line(case.beneficiary, organisation),),
        SALESPERSON: case.salespersons,
        BUDGET_OWNER: case.budget_owners,
    }[rule.who]
    return [person for person in named if person is not None]


def _needed(quorum: str | int, people: int) -> int:
    """How many of ``people`` must agree; at least one always."""
    return {ANY: 1, ALL: max(people, 1)}.get(quorum, quorum)
