"""Changes of an approved budget: supplement, revision, transfer, release of contingency.

After approval a budget changes by these four and nothing else, each within what
is free and within the authority of whoever decides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from ..exact import is_money
from ..problem import Problem, errors
from .availability import (
    CONTINGENCY_RELEASED,
    REVISION,
    SUPPLEMENT,
    TRANSFER_IN,
    TRANSFER_OUT,
    Movement,
    Tally,
)

TRANSFER = "transfer"
CHANGES = (SUPPLEMENT, REVISION, TRANSFER, CONTINGENCY_RELEASED)


@dataclass(frozen=True)
class BudgetChange:
    """One change asked for.

    :param key: the change's record
    :param kind: supplement, revision, transfer or contingency_released
    :param line: the line that changes (a transfer's destination)
    :param period: month of the budget, counted from 0
    :param amount: minor units; only a revision may be negative
    :param from_line: a transfer's origin
    :param from_period: a transfer's origin; ``period`` if left out
    :param authority: most the deciding person may move, minor units; no limit if left out
    """

    key: Hashable
    kind: str
    line: Hashable
    period: int
    amount: int
    from_line: Hashable = None
    from_period: int | None = None
    authority: int | None = None


@dataclass(frozen=True)
class ChangeResult:
    """Movements of a change; none if a problem is an error."""

    movements: tuple[Movement, ...] = ()
    problems: tuple[Problem, ...] = ()


def change_budget(change: BudgetChange, free: int = 0) -> ChangeResult:
    """The movements of ``change``.

    :param free: what may be taken, minor units: available on a transfer's origin,
        on the line of a negative revision, or the contingency left
    Problems (change): ``change_kind_unknown``, ``change_amount_invalid``,
    ``change_on_same_line``, ``change_without_origin``, ``change_exceeds_free``
    (amount, free), ``change_above_authority`` (amount, authority).
    """
    problems = tuple(_check_change(change, free))
    if errors(problems):
        return ChangeResult(problems=problems)
    if change.kind != TRANSFER:
        movement = Movement(change.key, change.line, change.period, change.kind, change.amount)
        return ChangeResult((movement,), problems)
    origin = change.period if change.from_period is None else change.from_period
    return ChangeResult(
        (
            Movement(change.key, change.from_line, origin, TRANSFER_OUT, change.amount),
            Movement(change.key, change.line, change.period, TRANSFER_IN, change.amount),
        ),
        problems,
    )


def contingency_left(contingency: int, totals: Tally) -> int:
    """Contingency of a budget less what was released to its lines, minor units."""
    return int(contingency) - int(totals.of(CONTINGENCY_RELEASED).sum())


def _check_change(change: BudgetChange, free: int) -> Iterator[Problem]:
    subjects = (change.key,)
    if change.kind not in CHANGES:
        yield Problem("change_kind_unknown", subjects, {"kind": change.kind})
    signed = change.kind == REVISION
    if not is_money(change.amount) or change.amount == 0 or (change.amount < 0 and not signed):
        yield Problem("change_amount_invalid", subjects, {"amount": change.amount})
        return
    if change.kind == TRANSFER:
        yield from _check_transfer(change)
    takes = change.kind in (TRANSFER, CONTINGENCY_RELEASED) or change.amount < 0
    if takes and abs(change.amount) > free:
        yield Problem("change_exceeds_free", subjects, {"amount": abs(change.amount), "free": free})
    if change.authority is not None and abs(change.amount) > change.authority:
        values = {"amount": abs(change.amount), "authority": change.authority}
        yield Problem("change_above_authority", subjects, values)


def _check_transfer(change: BudgetChange) -> Iterator[Problem]:
    if change.from_line is None:
        yield Problem("change_without_origin", (change.key,))
    same_period = change.from_period in (None, change.period)
    if change.from_line == change.line and same_period:
        yield Problem("change_on_same_line", (change.key, change.line))
