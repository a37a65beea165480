"""Corrections inside a run: moves of an amount between destinations, adding up to zero.

The ledger is not touched and the total does not change; an amount only goes
from one destination to others (customer to customer, customer to unassigned,
undistributed gifts to the customers who got them).  What does not add up to
zero is no correction: it is memo cost, outside every total that ties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from numbers import Integral

from ..problem import Problem, errors


@dataclass(frozen=True)
class Correction:
    """One zero-sum move.

    :param key: id of the correction
    :param changes: destination → signed change in minor units, in the sign of the
        balances it changes; a destination is whatever names it, such as
        ``("direct_cost", customer)`` or ``"unassigned"``
    """

    key: Hashable
    changes: Mapping[Hashable, int]

    def reversed(self, key: Hashable) -> Correction:
        """The correction that takes this one back in a later period."""
        return Correction(key, {place: -amount for place, amount in self.changes.items()})


def correct(
    balances: Mapping[Hashable, int], corrections: Sequence[Correction]
) -> tuple[dict[Hashable, int] | None, tuple[Problem, ...]]:
    """Balances after the corrections; their sum is the same as before.

    :param balances: destination → minor units, every destination that may be named

    Problems, all with the correction as subject: ``correction_not_zero_sum`` with the
    ``difference``, ``unknown_destination`` with the ``destinations``,
    ``amount_not_integer``, ``duplicate_id``.
    """
    problems = tuple(_problems(balances, corrections))
    if errors(problems):
        return None, problems
    corrected = dict(balances)
    for correction in corrections:
        for destination, amount in correction.changes.items():
            corrected[destination] += amount
    return corrected, problems


def _problems(balances, corrections) -> Iterator[Problem]:
    counts = Counter(correction.key for correction in corrections)
    twice = tuple(key for key, count in counts.items() if count > 1)
    if twice:
        yield Problem("duplicate_id", twice, {"input": "corrections"})
    for correction in corrections:
        yield from _correction_problems(balances, correction)


def _correction_problems(balances, correction) -> Iterator[Problem]:
    unknown = tuple(place for place in correction.changes if place not in balances)
    if unknown:
        yield Problem("unknown_destination", (correction.key,), {"destinations": unknown})
    amounts = list(correction.changes.values())
    if not all(isinstance(amount, Integral) for amount in amounts):
        yield Problem("amount_not_integer", (correction.key,))
    elif sum(amounts):
        yield Problem("correction_not_zero_sum", (correction.key,), {"difference": sum(amounts)})
