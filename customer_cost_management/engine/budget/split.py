"""Split a budget's total into lines: over what, by which weights, nothing lost.

A total less its contingency is divided over the members of one dimension, each
part over the members of the next, up to three deep (tier, then category, then
month).  Every division is a :func:`~..money.distribute`, so the lines of a tier
add up to the tier and the tiers to the total.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..exact import exact_rate, is_cost, percent_of
from ..money import distribute
from ..problem import Problem, errors
from .weights import Dimension, Path, check_dimension, member_ranks, member_weights

MAXIMUM_DIMENSIONS = 3


@dataclass(frozen=True)
class SplitOrder:
    """What to split.

    :param total: minor units, not negative
    :param dimensions: one to three, outermost first
    :param contingency_percent: held back from the total before it is split
    :param locked: path of a row (or of a whole branch) → amount it keeps
    """

    total: int
    dimensions: tuple[Dimension, ...]
    contingency_percent: float | str = 0
    locked: Mapping[Path, int] = field(default_factory=dict)


@dataclass(frozen=True)
class SplitRow:
    """One budget line to be: its member in each dimension, its amount in minor units."""

    path: Path
    amount: int
    locked: bool = False


@dataclass(frozen=True)
class BudgetSplit:
    """Contingency and rows, which add up to the total; neither if a problem is an error."""

    contingency: int = 0
    rows: tuple[SplitRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def split_budget(order: SplitOrder) -> BudgetSplit:
    """Divide the total of ``order`` over its dimensions.

    A locked row keeps its amount; what is left of its parent's amount goes to
    its unlocked siblings.  Cents that are tied go to the smallest member, so the
    order of the members does not matter.

    Source: top-down budgeting by weights with a contingency held back, as the
    textbooks on budgetary control have it; each step is a largest-remainder split.

    Problems: those of :func:`check_order`; ``locked_rows_exceed_amount`` (path,
    dimension; amount, locked) when the locked rows need more than their parent
    has; ``nothing_takes_the_rest`` (path, dimension; rest) when all rows are
    locked or weigh nothing.
    """
    problems = list(check_order(order))
    rows: list[SplitRow] = []
    contingency = 0
    if not errors(problems):
        contingency = percent_of(order.total, order.contingency_percent)
        problems += _split_level(order, (), order.total - contingency, rows)
    if errors(problems):
        return BudgetSplit(problems=tuple(problems))
    return BudgetSplit(contingency, tuple(rows), tuple(problems))


def last_year_total(actual: int, percent) -> int:
    """Total proposed from last year's actual cost, ``percent`` more or less, minor units."""
    return percent_of(actual, exact_rate(percent) + 100)


def check_order(order: SplitOrder) -> Iterator[Problem]:
    """What makes an order unfit to be split, all of it.

    ``total_not_an_amount``, ``contingency_out_of_range``, ``dimensions_out_of_range``,
    ``locked_amount_invalid`` and ``locked_row_unknown`` (the row's path), and the
    problems of :func:`~.weights.check_dimension`.
    """
    if not is_cost(order.total):
        yield Problem("total_not_an_amount", (), {"total": order.total})
    percent = exact_rate(order.contingency_percent)
    if percent is None or not 0 <= percent <= 100:
        yield Problem("contingency_out_of_range", (), {"percent": order.contingency_percent})
    if not 1 <= len(order.dimensions) <= MAXIMUM_DIMENSIONS:
        yield Problem("dimensions_out_of_range", (), {"count": len(order.dimensions)})
    for dimension in order.dimensions:
        yield from check_dimension(dimension)
    for path, amount in order.locked.items():
        if not is_cost(amount):
            yield Problem("locked_amount_invalid", path, {"amount": amount})
        if not _is_row(order, path):
            yield Problem("locked_row_unknown", path)


def _is_row(order: SplitOrder, path: Path) -> bool:
    levels = zip(path, order.dimensions, strict=False)
    return 1 <= len(path) <= len(order.dimensions) and all(
        member in dimension.members for member, dimension in levels
    )


def _split_level(order: SplitOrder, path: Path, amount: int, rows: list) -> Iterator[Problem]:
    """Append the rows under ``path``, which add up to ``amount``."""
    if len(path) == len(order.dimensions):
        rows.append(SplitRow(path, amount, path in order.locked))
        return
    dimension = order.dimensions[len(path)]
    weights = dict(member_weights(dimension, path))
    branches = {member: (*path, member) for member in weights}
    amounts = {m: order.locked[branch] for m, branch in branches.items() if branch in order.locked}
    locked = sum(amounts.values())
    unlocked = [member for member in weights if member not in amounts]
    if locked > amount:
        values = {"amount": amount, "locked": locked}
        yield Problem("locked_rows_exceed_amount", (*path, dimension.name), values)
        return
    if amount > locked and not any(weights[member] for member in unlocked):
        yield Problem("nothing_takes_the_rest", (*path, dimension.name), {"rest": amount - locked})
        return
    wanted = [weights[member] for member in unlocked]
    parts = distribute(amount - locked, wanted, member_ranks(unlocked)).tolist()
    amounts.update(zip(unlocked, parts, strict=True))
    for member, branch in branches.items():
        yield from _split_level(order, branch, amounts[member], rows)
