"""What a budget is split over, and what each member weighs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

from ..exact import exact_rate
from ..problem import Problem

EQUAL = "equal"
TIER = "tier"
REVENUE = "revenue"
CONTRIBUTION = "contribution"
LIFETIME_VALUE = "lifetime_value"
LAST_YEAR = "last_year"
OWN = "own"
BASES = (EQUAL, TIER, REVENUE, CONTRIBUTION, LIFETIME_VALUE, LAST_YEAR, OWN)
#: Measured figures weigh nothing below zero: a loss-maker earns no care budget.
#: Typed figures (tier weights, own numbers) below zero are a mistake.
MEASURED = frozenset({REVENUE, CONTRIBUTION, LIFETIME_VALUE, LAST_YEAR})

Path = tuple[Hashable, ...]


@dataclass(frozen=True)
class Dimension:
    """What one level of a budget is split over.

    :param name: for problems ("tier", "month")
    :param members: distinct keys, one row each under every parent
    :param basis: one of :data:`BASES`
    :param figures: one number per member; ``None``: the member has no row; may be
        left out for ``equal``
    :param changes: percent added to each member's figure, for ``last_year``
    :param figures_under: path of a parent → other figures for the members under it
    """

    name: str
    members: tuple[Hashable, ...]
    basis: str = EQUAL
    figures: tuple[float | None, ...] = ()
    changes: tuple[float, ...] = ()
    figures_under: Mapping[Path, tuple[float | None, ...]] = field(default_factory=dict)


def member_weights(dimension: Dimension, path: Path = ()) -> list[tuple[Hashable, float]]:
    """Members that have a row under ``path``, each with its weight.

    Revenue, contribution, lifetime value and last year count at least 0.

    :param dimension: one that :func:`check_dimension` found sound
    """
    figures = dimension.figures_under.get(path, dimension.figures)
    if dimension.basis == EQUAL:
        figures = [None if figure is None else 1 for figure in figures or (1,) * _size(dimension)]
    changes = dimension.changes or (0,) * _size(dimension)
    return [
        (member, max(float(figure), 0.0) * (100 + float(change)) / 100)
        for member, figure, change in zip(dimension.members, figures, changes, strict=False)
        if figure is not None
    ]


def member_ranks(members) -> list[int]:
    """Position of each member in a fixed order, numbers first and ascending.

    Ties of a split are served in this order, whatever the order of the rows.
    """
    numbers = [isinstance(member, int) for member in members]
    sort_keys = [
        (not number, member if number else 0, repr(member))
        for member, number in zip(members, numbers, strict=True)
    ]
    rank = {key: position for position, key in enumerate(sorted(sort_keys))}
    return [rank[key] for key in sort_keys]


def check_dimension(dimension: Dimension) -> Iterator[Problem]:
    """What makes a dimension unfit to split over.

    ``basis_unknown``, ``members_missing``, ``member_twice``, ``figures_incomplete``,
    ``figure_not_a_number``, ``figure_negative``, ``change_out_of_range``; subjects
    are the dimension's name and the member.
    """
    if dimension.basis not in BASES:
        yield Problem("basis_unknown", (dimension.name,), {"basis": dimension.basis})
    if not dimension.members:
        yield Problem("members_missing", (dimension.name,))
    for member, count in Counter(dimension.members).items():
        if count > 1:
            yield Problem("member_twice", (dimension.name, member))
    for figures in _figure_rows(dimension):
        yield from _check_figures(dimension, figures)
    yield from _check_changes(dimension)


def _size(dimension: Dimension) -> int:
    return len(dimension.members)


def _figure_rows(dimension: Dimension) -> list[tuple[float | None, ...]]:
    rows = list(dimension.figures_under.values())
    optional = dimension.basis == EQUAL or rows
    return rows if optional and not dimension.figures else [dimension.figures, *rows]


def _check_figures(dimension: Dimension, figures) -> Iterator[Problem]:
    if len(figures) != _size(dimension):
        yield Problem("figures_incomplete", (dimension.name,), {"count": len(figures)})
        return
    for member, figure in zip(dimension.members, figures, strict=True):
        if figure is None:
            continue
        if not isinstance(figure, int | float) or not math.isfinite(figure):
            yield Problem("figure_not_a_number", (dimension.name, member))
        elif figure < 0 and dimension.basis not in MEASURED:
            yield Problem("figure_negative", (dimension.name, member), {"figure": figure})


def _check_changes(dimension: Dimension) -> Iterator[Problem]:
    changes = dimension.changes
    if changes and len(changes) != _size(dimension):
        yield Problem("figures_incomplete", (dimension.name,), {"count": len(changes)})
    for member, change in zip(dimension.members, changes, strict=False):
        rate = exact_rate(change)
        if rate is None or rate < -100:
            yield Problem("change_out_of_range", (dimension.name, member), {"percent": change})
