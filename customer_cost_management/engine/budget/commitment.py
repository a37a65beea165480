"""What a document holds of a budget, from its state alone.

Nothing here reacts to events.  The state a document is in *now* says what must
be recorded for it, and the difference to what is recorded is what to write.  An
event that comes twice, late or not at all therefore changes nothing for long.

=========== ============================= ======================== =================
state       pending                       committed                consumed
=========== ============================= ======================== =================
draft       parts                         –                        cost posted
submitted   parts (0 if it reserves)      – (parts if it reserves) cost posted
approved    –                             parts less cost posted,  cost posted
                                          at least what is
                                          expected
posted      –                             –                        cost posted
refused     –                             –                        cost posted
cancelled   –                             –                        cost posted
deleted     –                             –                        cost posted
=========== ============================= ======================== =================

The books win: what is posted is consumed in whatever state its document is.
*Posted* means finished, nothing more will come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from ..exact import exact_rate, is_cost, is_count, is_money, percent_of
from ..problem import Problem, errors
from .availability import COMMITTED, CONSUMED, PENDING, USES, Movement

DRAFT = "draft"
SUBMITTED = "submitted"
APPROVED = "approved"
POSTED = "posted"
REFUSED = "refused"
CANCELLED = "cancelled"
DELETED = "deleted"
STATES = (DRAFT, SUBMITTED, APPROVED, POSTED, REFUSED, CANCELLED, DELETED)


@dataclass(frozen=True)
class Part:
    """A share of a document on one budget line.

    :param line: its controlling line; ``None`` if unbudgeted: holds nothing
    :param period: month of the budget, counted from 0
    :param amount: cost in minor units of the company's currency; not negative for
        what is expected, signed for what is posted
    """

    line: Hashable
    period: int
    amount: int


@dataclass(frozen=True)
class ControlledDocument:
    """A request, expense or bill as a budget sees it.

    :param key: the document
    :param state: one of :data:`STATES`
    :param parts: cost expected, or approved, per line and period
    :param posted: cost that has been posted for it, reversals negative
    :param expected: cost of what was approved on it and is not posted yet; where that is more
        than its parts leave open, it is committed all the same
    """

    key: Hashable
    state: str
    parts: tuple[Part, ...] = ()
    posted: tuple[Part, ...] = ()
    expected: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Target:
    """All a document should have on record, one movement per key; none with an error."""

    movements: tuple[Movement, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Tolerance:
    """How much more than approved may be spent without asking again: the smaller of
    ``percent`` of the approved cost and ``amount`` minor units."""

    percent: float | str = 0
    amount: int = 0


@dataclass(frozen=True)
class Overrun:
    """Cost posted against cost approved of one document, minor units.

    :param excess: posted above approved, 0 if none
    :param to_approve: the excess where it is beyond the tolerance, else 0; to be
        agreed by whoever may agree to ``posted`` as a whole
    """

    approved: int
    posted: int
    excess: int
    to_approve: int


def target(document: ControlledDocument, submitted_reserves: bool = False) -> Target:
    """What must be on record for ``document``; see the table above.

    The committed part of a line falls by the cost posted on that line, first in
    the period it was posted to, not below 0.  A line's excess never eats the
    commitment of another line: that money is still expected.

    Problems (document): ``document_state_unknown``; with the line,
    ``document_amount_invalid``, ``document_part_negative``, ``document_period_invalid``.
    """
    problems = tuple(_check_document(document))
    if errors(problems):
        return Target(problems=problems)
    sums = {kind: Counter() for kind in USES}
    _add(sums[CONSUMED], document.posted)
    reserves = document.state == SUBMITTED and submitted_reserves
    if document.state == APPROVED or reserves:
        sums[COMMITTED] = _open_parts(document)
    elif document.state in (DRAFT, SUBMITTED):
        _add(sums[PENDING], document.parts)
    movements = [
        Movement(document.key, line, period, kind, amount)
        for kind, amounts in sums.items()
        for (line, period), amount in amounts.items()
        if amount
    ]
    return Target(tuple(movements), problems)


def movements_to_record(
    targets: Iterable[Movement], recorded: Iterable[Movement]
) -> tuple[Movement, ...]:
    """What to write so that the record equals the target; nothing if it already does.

    :param targets: of all documents concerned
    :param recorded: everything on record for the same documents, in any order
    """
    missing: Counter = Counter()
    for movement in targets:
        missing[movement.key] += movement.amount
    for movement in recorded:
        missing[movement.key] -= movement.amount
    return tuple(Movement(*key, amount) for key, amount in missing.items() if amount)


def overrun(document: ControlledDocument, tolerance: Tolerance) -> Overrun:
    """How far a document's posted cost exceeds what was approved, over all its lines.

    :param document: sound, see :func:`target`
    """
    approved = sum(part.amount for part in document.parts)
    posted = sum(part.amount for part in document.posted)
    excess = max(posted - approved, 0)
    allowed = min(percent_of(approved, tolerance.percent), tolerance.amount)
    return Overrun(approved, posted, excess, excess if excess > allowed else 0)


def check_tolerance(tolerance: Tolerance) -> Iterator[Problem]:
    """``tolerance_invalid``: a percentage or amount that is none, or negative."""
    percent = exact_rate(tolerance.percent)
    if percent is None or percent < 0 or not is_cost(tolerance.amount):
        values = {"percent": tolerance.percent, "amount": tolerance.amount}
        yield Problem("tolerance_invalid", (), values)


def _open_parts(document: ControlledDocument) -> Counter:
    """Committed amount per line and period: parts less what was posted on their line."""
    still_open, posted = Counter(), Counter()
    _add(still_open, document.parts)
    _add(posted, document.posted)
    falls = Counter()
    for (line, _period), amount in posted.items():
        falls[line] += amount
    same_period = [(place, posted[place]) for place in sorted(posted, key=_by_period)]
    any_period = [(place, still_open[place]) for place in sorted(still_open, key=_by_period)]
    for place, most in same_period + any_period:
        line, _period = place
        fall = max(min(most, still_open[place], falls[line]), 0)
        still_open[place] -= fall
        falls[line] -= fall
    _raise_to_expected(still_open, document.expected)
    return still_open


def _raise_to_expected(still_open: Counter, expected: Iterable[Part]) -> None:
    """What a line is expected to pay is committed, though it is more than its parts."""
    needed, first = Counter(), {}
    for part in expected:
        needed[part.line] += part.amount
        first.setdefault(part.line, part.period)
    for line, amount in needed.items():
        kept = sum(open_ for (other, _period), open_ in still_open.items() if other == line)
        if line is not None and amount > kept:
            still_open[line, first[line]] += amount - kept


def _by_period(place: tuple) -> int:
    return place[1]


def _add(sums: Counter, parts: Iterable[Part]) -> None:
    for part in parts:
        if part.line is not None:
            sums[part.line, part.period] += part.amount


def _check_document(document: ControlledDocument) -> Iterator[Problem]:
    if document.state not in STATES:
        yield Problem("document_state_unknown", (document.key,), {"state": document.state})
    for part in (*document.parts, *document.posted, *document.expected):
        if not is_money(part.amount):
            yield Problem("document_amount_invalid", (document.key, part.line))
        if not is_count(part.period):
            values = {"period": part.period}
            yield Problem("document_period_invalid", (document.key, part.line), values)
    for part in (*document.parts, *document.expected):
        if is_money(part.amount) and part.amount < 0:
            yield Problem("document_part_negative", (document.key, part.line))
