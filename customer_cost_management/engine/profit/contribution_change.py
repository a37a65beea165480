"""Why a customer's contribution changed: named effects that add up exactly to the change.

Sold more (or less) at the old margin, prices, unit cost, each activity's rate and
usage, and each other line of cost.

The volume index g tells how much more was sold: quantity ÷ old quantity where
quantities are comparable, else revenue ÷ old revenue.  In the second case price
cannot be told from volume: the price effect is 0 and what happened to the margin
shows as unit cost.

    volume    = (g − 1) × old margin of goods
    price     = revenue − g × old revenue
    unit cost = −(cost of goods − g × old cost of goods)

Source of the method: sales-volume, price and cost variances (Horngren/Datar/Rajan,
*Cost Accounting*) over :mod:`.variance` for the activities.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import number_problems
from ..problem import Problem, errors
from ..rounded_product import rounded_ratio
from .statement import StatementInput, build_statement
from .statement_lines import GOODS_LINES, LINE_NAMES, columns_of_lines
from .variance import ActivityUse, cost_variance

#: Kinds of effect: of the goods, of an activity, of a line of ledger cost.
VOLUME, PRICE, UNIT_COST = "volume", "price", "unit_cost"
RATE, USAGE, LINE = "rate", "usage", "line"

#: A customer who buys this many times as much is no comparison with before.
LARGEST_INDEX = 1000
#: Quantities count with six decimals.
_STEPS = 10**6

_OTHER_LINES = tuple(name for name in LINE_NAMES if name not in GOODS_LINES)


@dataclass(frozen=True)
class PeriodFigures:
    """One period of the customers compared.

    :param statement: what their statement is made of, n customers and m activities
    :param volume: n × m driver volumes
    :param rate: m rates, minor units per unit of the driver; NaN where there is none
    :param quantity: n comparable quantities sold, NaN where a customer has none;
        ``None`` where there are none at all
    """

    statement: StatementInput
    volume: np.ndarray
    rate: np.ndarray
    quantity: np.ndarray | None = None


@dataclass(frozen=True)
class Effect:
    """One reason.

    :param kind: one of the kinds above
    :param subject: the activity's key or the cost line; ``None`` for the goods
    """

    kind: str
    subject: Hashable = None


@dataclass(frozen=True)
class ContributionChange:
    """Change of CM3 by reason, in minor units; positive earns more.

    :param customers: n ids
    :param effects: e reasons
    :param amounts: n × e amounts; a row adds up to the customer's change of CM3
    """

    customers: np.ndarray
    effects: tuple[Effect, ...]
    amounts: np.ndarray

    @property
    def change(self) -> np.ndarray:
        """n changes of CM3."""
        return self.amounts.sum(axis=1)

    def by_size(self, row: int) -> list[tuple[Effect, int]]:
        """The reasons of one customer that have an amount, the largest first."""
        order = np.argsort(-np.abs(self.amounts[row]), kind="stable")
        amounts = self.amounts[row].tolist()
        return [(self.effects[column], amounts[column]) for column in order if amounts[column]]


def contribution_change(
    before: PeriodFigures, after: PeriodFigures
) -> tuple[ContributionChange | None, tuple[Problem, ...]]:
    """Effects from one period to the other, the same customers and activities in both.

    Where the index says nothing (nothing sold before, more returned than sold now,
    :data:`LARGEST_INDEX` times as much or more) the whole change of the goods'
    margin is volume.

    Problems: those of :func:`~.statement.build_statement` and
    :func:`~.variance.cost_variance`, ``mixed_currencies``; for quantities
    ``wrong_shape``, ``number_too_large``, ``number_too_small``, ``number_not_finite``.
    """
    problems = list(_input_problems(before, after))
    variance, variance_problems = cost_variance(_use(before), _use(after))
    problems += variance_problems
    if errors(problems):
        return None, tuple(problems)
    activities = [activity.key for activity in before.statement.activities]
    effects = (
        *(Effect(kind) for kind in (VOLUME, PRICE, UNIT_COST)),
        *(Effect(USAGE, key) for key in activities),
        *(Effect(RATE, key) for key in activities),
        *(Effect(LINE, name) for name in _OTHER_LINES),
    )
    columns = columns_of_lines(_OTHER_LINES)
    lines = [np.asarray(each.statement.ledger_cost)[:, columns] for each in (before, after)]
    parts = (
        _goods_effects(before, after),
        -variance.usage_effect,
        -variance.rate_effect,
        lines[0] - lines[1],
    )
    customers = np.asarray(before.statement.customers)
    return ContributionChange(customers, effects, np.hstack(parts)), tuple(problems)


def _input_problems(before: PeriodFigures, after: PeriodFigures) -> Iterator[Problem]:
    for period in (before, after):
        yield from build_statement(period.statement)[1]
    currencies = {period.statement.currency for period in (before, after)}
    if len(currencies) > 1:
        yield Problem("mixed_currencies", tuple(sorted(currencies)))
    for name, period in (("quantity_before", before), ("quantity_after", after)):
        if period.quantity is not None:
            quantity = np.asarray(period.quantity, np.float64)
            known = np.where(np.isnan(quantity), 0.0, quantity)
            yield from number_problems(name, known, period.statement.customers, lowest=0)


def _use(period: PeriodFigures) -> ActivityUse:
    given = period.statement
    return ActivityUse(
        customers=np.asarray(given.customers),
        activities=tuple(activity.key for activity in given.activities),
        cost=given.activity_cost,
        volume=period.volume,
        rate=period.rate,
    )


def _goods(period: PeriodFigures) -> np.ndarray:
    """n costs of the goods, ledger lines only: what activities cost is told apart."""
    cost = np.asarray(period.statement.ledger_cost, np.int64)
    return cost[:, columns_of_lines(GOODS_LINES)].sum(axis=1)


def _index(before: PeriodFigures, after: PeriodFigures) -> tuple[np.ndarray, np.ndarray]:
    """The volume index g as old and new quantity, n integers each; old is 0 if there is none.

    Whole numbers, so that the price effect of an index by revenue is exactly 0.
    """
    old, new = (np.asarray(each.statement.net_revenue, np.int64) for each in (before, after))
    if before.quantity is not None and after.quantity is not None:
        quantity = np.array([before.quantity, after.quantity], np.float64)
        known = ~np.isnan(quantity).any(axis=0)
        steps = np.rint(np.where(known, quantity, 0) * _STEPS).astype(np.int64)
        old, new = np.where(known, steps, (old, new))
    comparable = (old > 0) & (new >= 0) & (new // LARGEST_INDEX < old)
    return np.where(comparable, old, 0), new


def _goods_effects(before: PeriodFigures, after: PeriodFigures) -> np.ndarray:
    """n × 3 effects of volume, price and unit cost of the goods."""
    old, new = (np.asarray(each.statement.net_revenue, np.int64) for each in (before, after))
    old_cost, new_cost = _goods(before), _goods(after)
    old_quantity, new_quantity = _index(before, after)
    revenue, cost = new.copy(), new_cost.copy()  # without an index everything is volume
    some = old_quantity > 0
    index = new_quantity[some], old_quantity[some]
    revenue[some] = rounded_ratio(old[some], *index)
    cost[some] = rounded_ratio(old_cost[some], *index)
    volume = (revenue - old) - (cost - old_cost)
    return np.column_stack([volume, new - revenue, cost - new_cost])
