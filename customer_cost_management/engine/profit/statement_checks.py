"""What must hold before a contribution statement can be made."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..array_checks import duplicate_problems, money_problems, shape_problems
from ..problem import Problem
from .statement_lines import ACTIVITY_LINES, LINE_NAMES


def input_problems(given) -> Iterator[Problem]:
    """All problems of a :class:`~.statement.StatementInput`."""
    yield from _shape_problems(given)
    yield from duplicate_problems("customers", given.customers)
    yield from duplicate_problems("activities", [str(a.key) for a in given.activities])
    unknown = tuple(a.key for a in given.activities if a.line not in ACTIVITY_LINES)
    if unknown:
        yield Problem("unknown_statement_line", unknown)


def open_gross(gross) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Gross, discounts, refunds as integers, and whether they are known."""
    amounts = (gross.gross, gross.discounts, gross.refunds)
    return (*(np.asarray(each, np.int64) for each in amounts), np.asarray(gross.known, bool))


def _shape_problems(given) -> Iterator[Problem]:
    count = len(given.customers)
    by_line, by_activity = (count, len(LINE_NAMES)), (count, len(given.activities))
    yield from money_problems("net_revenue", given.net_revenue, (count,))
    yield from money_problems("ledger_cost", given.ledger_cost, by_line)
    yield from money_problems("ledger_avoidable", given.ledger_avoidable, by_line)
    yield from money_problems("activity_cost", given.activity_cost, by_activity)
    yield from money_problems("activity_avoidable", given.activity_avoidable, by_activity)
    if given.gross is not None:
        for name in ("gross", "discounts", "refunds"):
            yield from money_problems(name, getattr(given.gross, name), (count,))
        yield from shape_problems("known", given.gross.known, (count,))
