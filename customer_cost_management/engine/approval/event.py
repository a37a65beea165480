"""What an approval looks like at one moment, and what can happen to it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .people import Person
from .route import Route
from .step import Step

DRAFT = "draft"
WAITING = "waiting"
APPROVED = "approved"
REFUSED = "refused"

SUBMIT = "submit"
APPROVE = "approve"
REFUSE = "refuse"
RETURN = "return"
WITHDRAW = "withdraw"
ADD = "add"
HAND_OVER = "hand_over"
ESCALATE = "escalate"
CHANGE = "change"
UNDO = "undo"


class Consent(NamedTuple):
    """``actor`` agreed on ``day``, for himself or in the place of ``person``."""

    actor: Person
    person: Person
    day: date


@dataclass(frozen=True)
class Asked:
    """A step and who has agreed so far."""

    step: Step
    consents: tuple[Consent, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether enough of those asked have agreed."""
        return len(self.consents) >= self.step.needed

    @property
    def outstanding(self) -> tuple[Person, ...]:
        """Those asked who have not agreed."""
        agreed = {consent.person for consent in self.consents}
        return tuple(person for person in self.step.people if person not in agreed)


@dataclass(frozen=True)
class Flow:
    """The approval of one document.

    ``barred`` and ``sensitive`` follow the document; all they depend on is sealed,
    so that they change in draft only, after a ``change`` has voided the steps.

    :param requester: who may submit and withdraw
    :param barred: who must never decide on it
    :param sensitive: officials or an open tender: never decided by a lower rank
    :param state: draft, waiting, approved or refused
    :param steps: in order; kept in draft while a returned document may continue
    :param route: as decided when it was submitted
    :param amount: as submitted, minor units
    :param since: day the step now asked began
    """

    requester: Person
    barred: frozenset = frozenset()
    sensitive: bool = False
    state: str = DRAFT
    steps: tuple[Asked, ...] = ()
    route: Route = Route()
    amount: int = 0
    since: date | None = None

    @property
    def position(self) -> int:
        """The step asked now; the number of steps if all are done."""
        return next((i for i, asked in enumerate(self.steps) if not asked.is_done), len(self.steps))

    @property
    def people(self) -> frozenset:
        """Everybody asked in any step, and everybody who agreed."""
        asked = {person for asked in self.steps for person in asked.step.people}
        return frozenset(asked | self.deciders)

    @property
    def deciders(self) -> frozenset:
        """Everybody who agreed, for himself or another."""
        return frozenset(consent.actor for asked in self.steps for consent in asked.consents)


@dataclass(frozen=True)
class Event:
    """Something that happens on ``day``.

    :param kind: one of the kinds above
    :param actor: who does it; nobody for ``escalate``
    :param on_behalf_of: the person asked whose substitute the actor is
    :param to_step: ``return``: the earlier step; the requester if left out
    :param people: ``add``: who is asked too; ``hand_over``: the one who decides instead
    :param before: ``add``: before the step asked now, else after it
    :param route: ``submit``: who has to agree
    :param amount: ``submit``: minor units
    :param field: ``change``: the sealed field that changed
    """

    kind: str
    actor: Person
    day: date
    on_behalf_of: Person = None
    to_step: int | None = None
    people: tuple[Person, ...] = ()
    before: bool = True
    route: Route | None = None
    amount: int = 0
    field: Hashable = None

    @property
    def person(self) -> Person:
        """The one who was asked."""
        return self.actor if self.on_behalf_of is None else self.on_behalf_of
