"""A budget line's scope and a document part's features, and how specific a line is."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..problem import Problem

#: What a line may be for, the most specific first.  A line that names none is for all.
DIMENSIONS = ("programme", "customer", "group", "tag", "stage", "tier", "team", "region")


@dataclass(frozen=True)
class BudgetLine:
    """A line that may control documents.

    :param key: the line; sortable
    :param scope: dimension → the one value it is for; several must all hold
    :param category: cost category, and all beneath it; ``None`` for every category
    :param product_category: likewise
    :param start, end: first and last day it controls
    """

    key: Hashable
    scope: Mapping[str, Hashable]
    category: Hashable = None
    product_category: Hashable = None
    start: date = date.min
    end: date = date.max


@dataclass(frozen=True)
class DocumentPart:
    """One part of a document, with everything a line may ask for.

    :param key: the part
    :param day: planned day, or the day of the cost
    :param values: dimension → values that hold for it: one customer, its group,
        all its tags, its region from the state to the country
    :param categories: its cost category and those above it, leaf first
    :param product_categories: likewise
    :param controlled: whether its cost category is controlled by budgets
    """

    key: Hashable
    day: date
    values: Mapping[str, tuple[Hashable, ...]] = field(default_factory=dict)
    categories: tuple[Hashable, ...] = ()
    product_categories: tuple[Hashable, ...] = ()
    controlled: bool = True


@dataclass(frozen=True)
class Trees:
    """Where things hang: child → parent, for regions and the two kinds of category."""

    regions: Mapping[Hashable, Hashable] = field(default_factory=dict)
    categories: Mapping[Hashable, Hashable] = field(default_factory=dict)
    product_categories: Mapping[Hashable, Hashable] = field(default_factory=dict)


def depth(node: Hashable, parents: Mapping) -> int:
    """Levels from the top: 0 for none, 1 for a top node."""
    levels, seen = 0, set()
    while node is not None and node not in seen:
        seen.add(node)
        levels += 1
        node = parents.get(node)
    return levels


def specificity(line: BudgetLine, trees: Trees) -> tuple:
    """How specific a line is; of two that a document meets, the greater one controls it.

    A line for a programme beats any line for a customer, and so on down
    :data:`DIMENSIONS`; then the deeper region, cost category and product
    category win, then the shorter period.
    """
    return (
        tuple(dimension in line.scope for dimension in DIMENSIONS),
        depth(line.scope.get("region"), trees.regions),
        depth(line.category, trees.categories),
        depth(line.product_category, trees.product_categories),
        -(line.end - line.start).days,
    )


def check_line(line: BudgetLine) -> Iterator[Problem]:
    """``line_dimension_unknown``, ``line_value_missing``, ``line_dates_reversed`` (line)."""
    for dimension, value in line.scope.items():
        if dimension not in DIMENSIONS:
            yield Problem("line_dimension_unknown", (line.key,), {"dimension": dimension})
        elif value is None:
            yield Problem("line_value_missing", (line.key,), {"dimension": dimension})
    if line.end < line.start:
        values = {"start": line.start, "end": line.end}
        yield Problem("line_dates_reversed", (line.key,), values)
