"""What is left of a budget line: one table of movements, one formula.

A movement is a small record: which source moved how much, of which kind, on
which line, in which period.  Whatever happens to a budget or to a document is
such records, and every figure of a line is a sum of them:

    available = approved + supplements ± revisions + transfers in − transfers out
                + carried in − carried out + contingency released
                − committed − consumed

What is only asked for is *pending*: recorded, shown apart, not subtracted.

Source: encumbrance accounting of public and corporate budgets (appropriation
less encumbrances less expenditures).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..exact import is_money
from ..problem import Problem, errors

APPROVED = "approved"
SUPPLEMENT = "supplement"
REVISION = "revision"
TRANSFER_IN = "transfer_in"
TRANSFER_OUT = "transfer_out"
CARRIED_IN = "carried_in"
CARRIED_OUT = "carried_out"
CONTINGENCY_RELEASED = "contingency_released"
COMMITTED = "committed"
CONSUMED = "consumed"
PENDING = "pending"
#: Kind → how it enters the amount available.
SIGNS = {
    APPROVED: 1,
    SUPPLEMENT: 1,
    REVISION: 1,
    TRANSFER_IN: 1,
    TRANSFER_OUT: -1,
    CARRIED_IN: 1,
    CARRIED_OUT: -1,
    CONTINGENCY_RELEASED: 1,
    COMMITTED: -1,
    CONSUMED: -1,
    PENDING: 0,
}
KINDS = tuple(SIGNS)
#: Kinds that documents move; the others change the budget itself.
USES = (COMMITTED, CONSUMED, PENDING)

MONTH = "month"
QUARTER = "quarter"
YEAR_TO_DATE = "year_to_date"
YEAR = "year"
WINDOWS = (MONTH, QUARTER, YEAR_TO_DATE, YEAR)


@dataclass(frozen=True)
class Movement:
    """One movement on a budget line.

    :param source: the document, budget or change that caused it
    :param line: the budget line
    :param period: month of the budget, counted from 0
    :param kind: one of :data:`KINDS`
    :param amount: minor units, positive in the sense of its kind; negative takes back
    """

    source: Hashable
    line: Hashable
    period: int
    kind: str
    amount: int

    @property
    def key(self) -> tuple:
        """What is recorded once: source, line, period and kind."""
        return (self.source, self.line, self.period, self.kind)


@dataclass(frozen=True)
class Tally:
    """Movements added up.

    :param lines: the budget lines, in the order of the rows
    :param sums: int64, lines × periods × kinds (:data:`KINDS`), minor units; empty
        if a problem is an error
    """

    lines: tuple[Hashable, ...]
    sums: np.ndarray
    problems: tuple[Problem, ...] = ()

    def of(self, kind: str) -> np.ndarray:
        """Amounts of one kind, lines × periods."""
        return self.sums[:, :, KINDS.index(kind)]


def tally(movements: Iterable[Movement], lines: Sequence[Hashable], periods: int) -> Tally:
    """Add up ``movements`` per line, period and kind; their order does not matter.

    :param periods: months of the budget
    Problems: ``movement_kind_unknown``, ``movement_line_unknown``,
    ``movement_period_outside``, ``movement_amount_invalid`` (source, line).
    """
    movements = list(movements)
    row = {line: position for position, line in enumerate(lines)}
    problems = tuple(p for m in movements for p in _check_movement(m, row, periods))
    if errors(problems):
        return Tally(tuple(lines), np.zeros((0, periods, len(KINDS)), np.int64), problems)
    sums = np.zeros((len(lines), periods, len(KINDS)), np.int64)
    column = {kind: position for position, kind in enumerate(KINDS)}
    places = [(row[m.line], m.period, column[m.kind]) for m in movements]
    if places:
        np.add.at(sums, tuple(np.array(places).T), [int(m.amount) for m in movements])
    return Tally(tuple(lines), sums, problems)


def available(totals: Tally, window: str = YEAR_TO_DATE) -> np.ndarray:
    """What a document of each period may still use, int64, lines × periods, signed.

    The control window says which months answer for each other: the month alone,
    its quarter, the year to date, the whole year.  Under *year to date* a month's
    money may be used later, never earlier, so a document of March must leave
    every later year-to-date figure whole: its limit is the least of them.

    :param window: one of :data:`WINDOWS`
    """
    net = totals.sums @ np.array(list(SIGNS.values()), np.int64)
    if window == MONTH or not net.size:
        return net
    if window == YEAR_TO_DATE:
        to_date = net.cumsum(axis=1)
        return np.minimum.accumulate(to_date[:, ::-1], axis=1)[:, ::-1]
    months = 3 if window == QUARTER else net.shape[1]
    starts = np.arange(0, net.shape[1], months)
    sums = np.add.reduceat(net, starts, axis=1)
    return np.repeat(sums, months, axis=1)[:, : net.shape[1]]


def revised(totals: Tally) -> np.ndarray:
    """The budget as it stands after all its changes, before any use; lines × periods."""
    budget = [SIGNS[kind] if kind not in USES else 0 for kind in KINDS]
    return totals.sums @ np.array(budget, np.int64)


def _check_movement(movement: Movement, row: dict, periods: int) -> Iterator[Problem]:
    subjects = (movement.source, movement.line)
    if movement.kind not in SIGNS:
        yield Problem("movement_kind_unknown", subjects, {"kind": movement.kind})
    if movement.line not in row:
        yield Problem("movement_line_unknown", subjects)
    if movement.period not in range(periods):
        yield Problem("movement_period_outside", subjects, {"period": movement.period})
    if not is_money(movement.amount):
        yield Problem("movement_amount_invalid", subjects, {"amount": movement.amount})
