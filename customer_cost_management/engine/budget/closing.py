"""Year end: what becomes of each open commitment, and of money nobody used.

====================== =============================== ==============================
choice                 old year                        new year
====================== =============================== ==============================
release                commitment falls                –
carry with budget      commitment and budget leave     both arrive
carry against budget   commitment leaves               arrives, uses the new budget
accrue                 stays, is listed for accrual    –
====================== =============================== ==============================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..exact import exact_rate, percent_of
from ..problem import Problem, errors
from .availability import CARRIED_IN, CARRIED_OUT, COMMITTED, Movement
from .commitment import ControlledDocument, Part, target

RELEASE = "release"
CARRY_WITH_BUDGET = "carry_with_budget"
CARRY_AGAINST_BUDGET = "carry_against_budget"
ACCRUE = "accrue"
CHOICES = (RELEASE, CARRY_WITH_BUDGET, CARRY_AGAINST_BUDGET, ACCRUE)


@dataclass(frozen=True)
class Closing:
    """A document after the year's end.

    :param document: with its parts rewritten; record the difference to its target.
        ``None`` where only money was carried
    :param movements: of the budget itself
    :param accrued: open commitment to list for accrual, minor units
    """

    document: ControlledDocument | None = None
    movements: tuple[Movement, ...] = ()
    accrued: int = 0
    problems: tuple[Problem, ...] = ()


def close_document(
    document: ControlledDocument, choice: str, new_lines: Mapping | None = None, period: int = 0
) -> Closing:
    """Apply ``choice`` to the open commitment of an approved ``document``.

    :param new_lines: old line → line of the new year, for the two ways to carry
    :param period: month of the new budget that takes it
    Problems: ``closing_choice_unknown`` (document), ``closing_line_missing``
    (document, line), and those of :func:`~.commitment.target`.
    """
    new_lines = new_lines or {}
    state = target(document)
    still_open = [m for m in state.movements if m.kind == COMMITTED]
    problems = [*state.problems, *_check_choice(document, choice, still_open, new_lines)]
    if errors(problems):
        return Closing(document, problems=tuple(problems))
    if choice == ACCRUE:
        return Closing(document, accrued=sum(m.amount for m in still_open))
    parts = _without(document.parts, still_open)
    movements: tuple[Movement, ...] = ()
    if choice != RELEASE:
        parts += tuple(Part(new_lines[m.line], period, m.amount) for m in still_open)
    if choice == CARRY_WITH_BUDGET:
        movements = tuple(
            carried
            for m in still_open
            for carried in (
                Movement(document.key, m.line, m.period, CARRIED_OUT, m.amount),
                Movement(document.key, new_lines[m.line], period, CARRIED_IN, m.amount),
            )
        )
    return Closing(replace(document, parts=parts), movements)


def carry_unused(source: Hashable, unused: Part, new_line: Hashable, percent) -> Closing:
    """Carry ``percent`` % of a line's unused amount into the new year; the rest lapses.

    :param source: the budget that is closed
    :param unused: the old line, its last month and what is available on it; a
        negative amount carries nothing
    Problems: ``carry_percent_out_of_range`` (line; percent).
    """
    rate = exact_rate(percent)
    if rate is None or not 0 <= rate <= 100:
        values = {"percent": percent}
        return Closing(problems=(Problem("carry_percent_out_of_range", (unused.line,), values),))
    amount = percent_of(max(unused.amount, 0), percent)
    if not amount:
        return Closing()
    return Closing(
        movements=(
            Movement(source, unused.line, unused.period, CARRIED_OUT, amount),
            Movement(source, new_line, 0, CARRIED_IN, amount),
        )
    )


def _without(parts: tuple[Part, ...], still_open: list[Movement]) -> tuple[Part, ...]:
    """Parts per line and period, less what is still open on them."""
    left: Counter = Counter()
    for part in parts:
        left[part.line, part.period] += part.amount
    for movement in still_open:
        left[movement.line, movement.period] -= movement.amount
    return tuple(Part(line, period, amount) for (line, period), amount in left.items() if amount)


def _check_choice(document, choice, still_open, new_lines) -> Iterator[Problem]:
    if choice not in CHOICES:
        yield Problem("closing_choice_unknown", (document.key,), {"choice": choice})
    if choice in (CARRY_WITH_BUDGET, CARRY_AGAINST_BUDGET):
        for line in sorted({m.line for m in still_open} - set(new_lines), key=repr):
            yield Problem("closing_line_missing", (document.key, line))
