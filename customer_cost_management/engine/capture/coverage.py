"""How sure the figures are: how cost found its place, and on what drivers it rests.

Source of the method: the classes of drivers follow the usual
preference for cause over benefit over ability to bear (Horngren/Datar/Rajan).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..array_checks import amount_problems, money_problems, shape_problems
from ..problem import Problem, errors

#: Ways an item of cost is captured.
DIRECT, POOLED, UNASSIGNED, EXCLUDED = "direct", "pooled", "unassigned", "excluded"
CAPTURE_KINDS = (DIRECT, POOLED, UNASSIGNED, EXCLUDED)

#: What a driver says about the cost it carries.
CAUSE, USAGE_ESTIMATE, ABILITY = "cause", "usage_estimate", "ability"
DRIVER_QUALITIES = (CAUSE, USAGE_ESTIMATE, ABILITY)

#: Share of allocated cost on ability drivers above which the figures turn amber.
ABILITY_ABOVE = 0.25


@dataclass(frozen=True)
class Shares:
    """Amounts by kind and their shares of the total.

    :param amounts: kind → cost in minor units
    :param shares: kind → share of the total, or ``None`` where the total is not above 0
    """

    amounts: dict[str, int]
    shares: dict[str, float | None]


@dataclass(frozen=True)
class AllocatedCost:
    """Cost that reached customers, by activity.

    :param activities: m names or ids
    :param cost: m amounts in minor units
    :param quality: m of :data:`DRIVER_QUALITIES`, of the activity's driver
    """

    activities: Sequence[Hashable]
    cost: np.ndarray
    quality: Sequence[str]


def capture_coverage(amounts: dict[str, int]) -> tuple[Shares | None, tuple[Problem, ...]]:
    """Share of cost that is direct, pooled, unassigned and excluded.

    :param amounts: kind → cost in minor units; a kind left out is 0

    Problems: ``unknown_kind``, ``amount_not_integer``, ``amount_too_large``.
    """
    unknown = tuple(kind for kind in amounts if kind not in CAPTURE_KINDS)
    problems = [Problem("unknown_kind", unknown)] if unknown else []
    problems += amount_problems(amounts)
    if errors(problems):
        return None, tuple(problems)
    return _shares({kind: int(amounts.get(kind, 0)) for kind in CAPTURE_KINDS}), tuple(problems)


def driver_coverage(allocated: AllocatedCost) -> tuple[Shares | None, tuple[Problem, ...]]:
    """Share of allocated cost resting on cause, usage estimate and ability drivers.

    Problems: ``unknown_kind`` with the activities, ``wrong_shape``,
    ``amount_not_integer``, ``amount_too_large``; and, as a warning,
    ``ability_share_high`` with the activities on ability drivers and the share.
    """
    problems = list(_allocated_problems(allocated))
    if errors(problems):
        return None, tuple(problems)
    amounts = dict.fromkeys(DRIVER_QUALITIES, 0)
    for cost, quality in zip(allocated.cost, allocated.quality, strict=True):
        amounts[quality] += int(cost)
    result = _shares(amounts)
    share = result.shares[ABILITY]
    if share is not None and share > ABILITY_ABOVE:
        subjects = _activities_of(allocated, {ABILITY})
        problems.append(Problem("ability_share_high", subjects, {"share": share}, "warning"))
    return result, tuple(problems)


def _allocated_problems(allocated: AllocatedCost) -> Iterator[Problem]:
    count = len(allocated.activities)
    yield from money_problems("cost", allocated.cost, (count,))
    wrong_shape = list(shape_problems("quality", allocated.quality, (count,)))
    yield from wrong_shape
    if wrong_shape:
        return
    unknown = set(allocated.quality) - set(DRIVER_QUALITIES)
    if unknown:
        yield Problem("unknown_kind", _activities_of(allocated, unknown))


def _activities_of(allocated: AllocatedCost, qualities: set[str]) -> tuple[Hashable, ...]:
    pairs = zip(allocated.activities, allocated.quality, strict=True)
    return tuple(activity for activity, quality in pairs if quality in qualities)


def _shares(amounts: dict[str, int]) -> Shares:
    total = sum(amounts.values())
    return Shares(
        amounts,
        {kind: amount / total if total > 0 else None for kind, amount in amounts.items()},
    )
