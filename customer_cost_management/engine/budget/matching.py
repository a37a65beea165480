"""Which budget line controls a part of a document: the most specific one, and only one.

Lines are indexed by what they name, so a document looks up the few combinations
it could meet instead of reading all lines; ten thousand lines cost no more than
ten as long as they name the same dimensions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from ..problem import INFO, Problem, errors
from .line import DIMENSIONS, BudgetLine, DocumentPart, Trees, check_line, specificity


@dataclass(frozen=True)
class Match:
    """The line that controls a document part; ``None`` if none does, and why."""

    line: Hashable = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class LineIndex:
    """Lines ready to be looked up.

    :param places: names of the dimensions lines use → (their values, category,
        product category) → the lines there with their specificity
    """

    places: dict
    problems: tuple[Problem, ...] = ()


def index_lines(lines: Iterable[BudgetLine], trees: Trees) -> LineIndex:
    """Prepare approved lines for :func:`match`; O(lines).

    Problems: those of :func:`~.line.check_line`.
    """
    lines = list(lines)
    problems = tuple(problem for line in lines for problem in check_line(line))
    places: dict = defaultdict(lambda: defaultdict(list))
    if not errors(problems):
        for line in lines:
            named, values = _named(line)
            place = (values, line.category, line.product_category)
            places[named][place].append((specificity(line, trees), line))
    return LineIndex({named: dict(found) for named, found in places.items()}, problems)


def match(part: DocumentPart, index: LineIndex) -> Match:
    """The line that controls ``part``.

    Problems (part): ``not_budget_controlled`` (information; nothing is consumed),
    ``unbudgeted`` (information; a policy decides), ``line_ambiguous`` (part and
    the lines) when two lines are equally specific.
    """
    if not part.controlled:
        return Match(problems=(Problem("not_budget_controlled", (part.key,), {}, INFO),))
    found = [
        (rank, line)
        for named, places in index.places.items()
        for place in _places_of(part, named)
        for rank, line in places.get(place, ())
        if line.start <= part.day <= line.end
    ]
    if not found:
        return Match(problems=(Problem("unbudgeted", (part.key,), {}, INFO),))
    best = max(rank for rank, _line in found)
    keys = sorted({line.key for rank, line in found if rank == best})
    if len(keys) > 1:
        return Match(problems=(Problem("line_ambiguous", (part.key, *keys)),))
    return Match(keys[0])


def find_ties(
    lines: Iterable[BudgetLine], trees: Trees, tag_sets: Collection[frozenset] | None = None
) -> Iterator[Problem]:
    """Pairs of lines that one document could meet and that are equally specific.

    Equal means: they name the same dimensions with the same values, the same
    categories and periods of the same length that overlap.  Tags are the one
    dimension of which a customer has several: lines for two tags tie as soon as
    one customer has both.

    :param tag_sets: the tags of each customer; if left out, any two tags may meet
    Problems: ``lines_tie`` (the two lines, smaller key first).
    """
    index = index_lines(lines, trees)
    for named, places in index.places.items():
        tag = named.index("tag") if "tag" in named else None
        neighbours = defaultdict(list)
        for (values, category, product_category), found in places.items():
            others = values if tag is None else values[:tag] + values[tag + 1 :]
            value = None if tag is None else values[tag]
            for rank, line in found:
                neighbours[others, category, product_category, rank].append((value, line))
        for group in neighbours.values():
            yield from _ties(group, tag_sets)


def _ties(group: list[tuple[Hashable, BudgetLine]], tag_sets) -> Iterator[Problem]:
    group = sorted(group, key=lambda entry: entry[1].key)
    for (tag, line), (other_tag, other) in combinations(group, 2):
        overlap = line.start <= other.end and other.start <= line.end
        if overlap and _may_meet(tag, other_tag, tag_sets):
            yield Problem("lines_tie", (line.key, other.key))


def _may_meet(tag: Hashable, other: Hashable, tag_sets) -> bool:
    return tag == other or tag_sets is None or any({tag, other} <= tags for tags in tag_sets)


def _named(line: BudgetLine) -> tuple[tuple[str, ...], tuple]:
    """The dimensions a line names, in their fixed order, and the values."""
    named = tuple(dimension for dimension in DIMENSIONS if dimension in line.scope)
    return named, tuple(line.scope[dimension] for dimension in named)


def _places_of(part: DocumentPart, named: tuple[str, ...]) -> Iterator[tuple]:
    """Every place in the index where a line for ``part`` could be."""
    return product(
        product(*(dict.fromkeys(part.values.get(dimension, ())) for dimension in named)),
        (None, *dict.fromkeys(part.categories)),
        (None, *dict.fromkeys(part.product_categories)),
    )
