"""The tier of every customer: by rule, slow to change, and open to a reasoned override.

Spending follows the tier and lowers the contribution, so a tier measured after
that spending would chase its own tail.  It is therefore measured on the last
twelve closed months *before* discretionary relationship spending, holds for a
quarter, and changes only when two evaluations in a row agree.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import Problem, errors

#: Position of a tier that a customer does not have.
NO_TIER = -1
NO_DATE = np.datetime64("NaT", "D")
MONTHS_VALID = 3

# Why a customer has his tier after an evaluation.
OVERRIDDEN = "overridden"
FIRST_EVALUATION = "first_evaluation"
CONFIRMED = "confirmed"
STILL_VALID = "still_valid"
CHANGED = "changed_after_two_evaluations"
WAITING = "waiting_for_second_evaluation"


@dataclass(frozen=True)
class TierBasis:
    """What tiers are measured on, over the last twelve closed months.

    :param customer_ids: n distinct integers
    :param contributions: n amounts in minor units, signed: CM3
    :param relationship_costs: n amounts in minor units, positive: the
        discretionary part that CM3 has already borne
    """

    customer_ids: Any
    contributions: Any
    relationship_costs: Any


@dataclass(frozen=True)
class TierHistory:
    """What the last evaluation left behind; n rows as in the basis.

    Tiers are positions in the list of thresholds, 0 the best; dates are
    ``datetime64[D]``.

    :param tiers: tier by rule, :data:`NO_TIER` before the first evaluation
    :param valid_until: last day on which that tier may not change
    :param candidates: another tier measured since, or :data:`NO_TIER`
    :param candidates_since: day the candidate was first measured, or NaT
    :param overrides: tier set by a person, or :data:`NO_TIER`
    :param overridden_until: last day of the override
    :param override_has_reason: whether the person gave one
    """

    tiers: np.ndarray
    valid_until: np.ndarray
    candidates: np.ndarray
    candidates_since: np.ndarray
    overrides: np.ndarray
    overridden_until: np.ndarray
    override_has_reason: np.ndarray

    @classmethod
    def empty(cls, count: int) -> TierHistory:
        """Customers nobody has evaluated yet."""
        none, never = np.full(count, NO_TIER), np.full(count, NO_DATE)
        return cls(none, never, none, never, none, never, np.zeros(count, bool))


@dataclass(frozen=True)
class TierEvaluation:
    """The outcome, one row per customer, in the order of the basis.

    :param in_force: the tier that counts: the override, else the tier by rule
    :param reasons: why, one of the codes of this module
    :param history: what the next evaluation starts from
    """

    in_force: np.ndarray
    reasons: np.ndarray
    history: TierHistory


def evaluate_tiers(
    basis: TierBasis, thresholds, history: TierHistory, day: datetime.date
) -> tuple[TierEvaluation | None, list[Problem]]:
    """Measure every customer and decide whether his tier changes.

    Evaluating the same day twice changes nothing: a candidate has to be measured
    on two different days.

    :param thresholds: t − 1 amounts in minor units, none above the one before it; a
        customer has the first tier whose threshold he reaches, else the last (t-th) tier
    :return: the evaluation, or None with the problems of
        :func:`~..columns.check_columns`, ``thresholds_not_falling``,
        ``history_shape_wrong``, ``unknown_tier``, ``override_without_reason``
        or ``override_without_end`` (subjects: the customers)
    """
    problems = list(_check(basis, thresholds, history))
    if errors(problems):
        return None, problems
    measured = _measure(basis, thresholds)
    today = np.datetime64(day, "D")
    moves = _moves(measured, history, today)
    overridden = (history.overrides != NO_TIER) & (history.overridden_until >= today)
    renewed = _renew(measured, history, moves, day)
    in_force = np.where(overridden, history.overrides, renewed.tiers)
    reasons = np.where(overridden, OVERRIDDEN, np.select(list(moves.values()), list(moves), ""))
    return TierEvaluation(in_force, reasons, renewed), problems


def _measure(basis: TierBasis, thresholds) -> np.ndarray:
    """Position of the first threshold reached; the thresholds fall, so negate to search."""
    amounts = minor_units(basis.contributions) + minor_units(basis.relationship_costs)
    return np.searchsorted(-minor_units(thresholds), -amounts, side="left")


def _moves(measured, history: TierHistory, today) -> dict[str, np.ndarray]:
    """Which customers take which way; each takes exactly one."""
    first = history.tiers == NO_TIER
    confirmed = ~first & (measured == history.tiers)
    differs = ~first & ~confirmed
    bound = differs & (history.valid_until >= today)
    # A missing date compares as False, so a customer without candidate has none of today.
    agreed = (measured == history.candidates) & (history.candidates_since < today)
    return {
        FIRST_EVALUATION: first,
        CONFIRMED: confirmed,
        STILL_VALID: bound,
        CHANGED: differs & ~bound & agreed,
        WAITING: differs & ~bound & ~agreed,
    }


def _renew(measured, history: TierHistory, moves, day: datetime.date) -> TierHistory:
    """The history after this evaluation; overrides stay as they are."""
    today = np.datetime64(day, "D")
    taken = moves[FIRST_EVALUATION] | moves[CHANGED]
    # Evaluated on time or late, a confirmed tier is good for another quarter once it ran out.
    extended = taken | (moves[CONFIRMED] & ~(history.valid_until >= today))
    pending = moves[STILL_VALID] | moves[WAITING]
    same_candidate = pending & (measured == history.candidates)
    since = np.where(same_candidate, history.candidates_since, today)
    return TierHistory(
        tiers=np.where(taken, measured, history.tiers),
        valid_until=np.where(extended, np.datetime64(_last_valid_day(day)), history.valid_until),
        candidates=np.where(pending, measured, NO_TIER),
        candidates_since=np.where(pending, since, NO_DATE),
        overrides=history.overrides,
        overridden_until=history.overridden_until,
        override_has_reason=history.override_has_reason,
    )


def _last_valid_day(day: datetime.date) -> datetime.date:
    """The day before the same day three months on (or before that month's last day)."""
    years, month = divmod(day.month - 1 + MONTHS_VALID, 12)
    year, month = day.year + years, month + 1
    same_day = min(day.day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, same_day) - datetime.timedelta(days=1)


def _check(basis: TierBasis, thresholds, history: TierHistory) -> Iterator[Problem]:
    columns = [
        Column("contributions", basis.contributions),
        Column("relationship_costs", basis.relationship_costs),
    ]
    problems = check_columns(basis.customer_ids, columns)
    yield from problems
    limits = check_columns(np.arange(len(thresholds)), [Column("thresholds", thresholds)])
    yield from limits
    if not limits and (np.diff(minor_units(thresholds)) > 0).any():
        yield Problem("thresholds_not_falling", ("thresholds",))
    if not errors(problems):
        yield from _check_history(np.asarray(basis.customer_ids), history, len(thresholds) + 1)


def _check_history(customer_ids, history: TierHistory, tiers: int) -> Iterator[Problem]:
    wrong = [name for name, rows in vars(history).items() if np.shape(rows) != customer_ids.shape]
    if wrong:
        yield Problem("history_shape_wrong", wrong, {"customers": len(customer_ids)})
        return
    positions = np.stack([history.tiers, history.candidates, history.overrides])
    overridden = np.asarray(history.overrides) != NO_TIER
    for code, bad in (
        ("unknown_tier", ((positions < NO_TIER) | (positions >= tiers)).any(axis=0)),
        ("override_without_reason", overridden & ~np.asarray(history.override_has_reason)),
        ("override_without_end", overridden & np.isnat(history.overridden_until)),
    ):
        if bad.any():
            yield Problem(code, customer_ids[bad].tolist())
