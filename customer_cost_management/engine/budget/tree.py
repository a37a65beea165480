"""Parents of budget lines: totals that are checked, never committed to a second time.

A document commits on one line.  Each line above it is a ceiling for everything
beneath (total-amount control): it answers with its own budget less what its
whole branch has used.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import numpy as np

from ..problem import Problem
from .availability import COMMITTED, CONSUMED, KINDS, YEAR_TO_DATE, Tally, available


def ancestors(line: Hashable, parents: Mapping) -> list:
    """Lines above ``line``, nearest first.

    :param parents: line → the line above it; free of cycles
    """
    chain = []
    while (line := parents.get(line)) is not None:
        chain.append(line)
    return chain


def check_tree(parents: Mapping, budgets: Mapping) -> Iterator[Problem]:
    """What is wrong with a tree of lines.

    ``line_parent_cycle`` (line), ``line_parent_unknown`` (line, parent),
    ``children_exceed_parent`` (parent; amount, children) where the lines directly
    below have been given more than the parent.

    :param parents: line → the line above it
    :param budgets: line → its budget, minor units
    """
    cyclic = [line for line in parents if _runs_in_circle(line, parents)]
    for line in cyclic:
        yield Problem("line_parent_cycle", (line,))
    children: dict = {}
    for line, parent in parents.items():
        if parent is None:
            continue
        if parent not in budgets:
            yield Problem("line_parent_unknown", (line, parent))
        children[parent] = children.get(parent, 0) + budgets.get(line, 0)
    for parent, amount in children.items():
        if amount > budgets.get(parent, amount):
            values = {"amount": budgets[parent], "children": amount}
            yield Problem("children_exceed_parent", (parent,), values)


def limits(totals: Tally, parents: Mapping, window: str = YEAR_TO_DATE) -> np.ndarray:
    """What a document on each line may use: the least of the line and all above it.

    :param parents: line → the line above it, free of cycles
    :return: int64, lines × periods, minor units, signed
    """
    row = {line: position for position, line in enumerate(totals.lines)}
    own = available(_with_branches(totals, parents, row), window)
    least = own.copy()
    for position, line in enumerate(totals.lines):
        for above in ancestors(line, parents):
            np.minimum(least[position], own[row[above]], out=least[position])
    return least


def branch_limits(totals: Tally, parents: Mapping, window: str = YEAR_TO_DATE) -> np.ndarray:
    """Like :func:`limits`, where a line's own budget is what it has not given to its parts.

    Budgets then add up over all lines.  A branch answers with the budgets of all
    its lines less what they use together, so a part that overspent leaves less to
    the others, and a line above spends its own rest only.

    :param parents: line → the line above it, free of cycles
    :return: int64, lines × periods, minor units, signed
    """
    row = {line: position for position, line in enumerate(totals.lines)}
    branches = totals.sums.copy()
    for position, line in enumerate(totals.lines):
        for above in ancestors(line, parents):
            branches[row[above]] += totals.sums[position]
    least = available(totals, window).copy()
    of_branch = available(Tally(totals.lines, branches, totals.problems), window)
    for position, line in enumerate(totals.lines):
        for above in (line, *ancestors(line, parents)):
            np.minimum(least[position], of_branch[row[above]], out=least[position])
    return least


def _with_branches(totals: Tally, parents: Mapping, row: Mapping) -> Tally:
    """The tally with each line using what its whole branch uses; budgets stay as they are."""
    used = [KINDS.index(COMMITTED), KINDS.index(CONSUMED)]
    sums = totals.sums.copy()
    for position, line in enumerate(totals.lines):
        for above in ancestors(line, parents):
            sums[row[above]][:, used] += totals.sums[position][:, used]
    return Tally(totals.lines, sums, totals.problems)


def _runs_in_circle(line: Hashable, parents: Mapping) -> bool:
    seen = set()
    while line is not None and line not in seen:
        seen.add(line)
        line = parents.get(line)
    return line is not None
