"""Rules for meals: how much per head, how many hosts, who may claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from ..exact import exact_rate, is_count
from ..money import round_half_up
from .rule import Hit, Limit, limit_faults, limit_for
from .spending import Spending


@dataclass(frozen=True)
class PerHead:
    """Cost per person: amount ÷ (guests + hosts), against limits by tier, city, rank, meal.

    Compared without rounding; the figure shown is rounded.
    Hits: ``guests_missing``; ``per_head_exceeded`` (per_head, limit, heads).

    :param limits: minor units per person
    :param with_drinks: whether drinks count
    """

    limits: tuple[Limit, ...]
    with_drinks: bool = True

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        limit = limit_for(self.limits, spending)
        if limit is None:
            return
        if not spending.guests:
            yield Hit("guests_missing", (spending.key,))
            return
        heads = spending.guests + spending.hosts
        amount = spending.amount - (0 if self.with_drinks else spending.drinks)
        if amount > limit * heads:
            values = {"per_head": round_half_up(amount, heads), "limit": limit, "heads": heads}
            yield Hit("per_head_exceeded", (spending.key,), values)

    def faults(self) -> Iterator[str]:
        return limit_faults(self.limits)


@dataclass(frozen=True)
class HostStep:
    """Hosts allowed from more than ``above`` guests on.

    hosts = fixed + ⌊share × (guests − counted_from)⌋

    "Up to five guests as many hosts, above that half of the excess more" is
    ``HostStep(0, 0, 1), HostStep(5, 5, "1/2", 5)``; "up to ten guests three hosts,
    above that a third" is ``HostStep(0, 3), HostStep(10, 0, "1/3")``.
    """

    above: int
    fixed: int
    share: int | str = 0
    counted_from: int = 0


@dataclass(frozen=True)
class HostLimit:
    """How many of us may sit at the table, as a function of the number of guests.

    Hits: ``too_many_hosts`` (hosts, allowed, guests).

    Source: the shape of written hospitality rules, among them the Chinese rules on
    official reception (state organs, 2013: up to 10 guests at most 3, else a third).

    :param steps: of those whose ``above`` the guests exceed, the last one holds
    """

    steps: tuple[HostStep, ...]

    def allowed(self, guests: int) -> int:
        """Hosts allowed with ``guests`` guests; 0 with none."""
        reached = [step for step in self.steps if guests > step.above]
        if not reached:
            return 0
        step = max(reached, key=lambda step: step.above)
        return step.fixed + floor(exact_rate(step.share) * (guests - step.counted_from))

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        allowed = self.allowed(spending.guests)
        if spending.hosts > allowed:
            values = {"hosts": spending.hosts, "allowed": allowed, "guests": spending.guests}
            yield Hit("too_many_hosts", (spending.key,), values)

    def faults(self) -> Iterator[str]:
        sound = self.steps and all(
            is_count(step.above)
            and is_count(step.fixed)
            and is_count(step.counted_from)
            and step.counted_from <= step.above
            and (exact_rate(step.share) or 0) >= 0
            and exact_rate(step.share) is not None
            for step in self.steps
        )
        if not sound:
            yield "steps"


@dataclass(frozen=True)
class Claimant:
    """Who claims was there, and nobody above him was.

    Looks at documents that name our people.  Hits: ``claimant_not_present``
    (employee); ``claimed_for_superior`` (employee, superior).
    """

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        ours = {a.person: a.rank for a in spending.attendees if a.is_ours}
        if not ours:
            return
        if spending.employee not in ours:
            yield Hit("claimant_not_present", (spending.employee,))
            return
        highest = max(ours, key=lambda person: (ours[person], repr(person)))
        if ours[highest] > ours[spending.employee]:
            yield Hit("claimed_for_superior", (spending.employee, highest))

    def faults(self) -> Iterator[str]:
        return iter(())
