"""The assumptions of a simulation, and what must hold of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import MAXIMUM_NUMBER, amount_problems, number_problems, shape_problems
from ..money import MAXIMUM_AMOUNT, distribute
from ..problem import Problem, errors
from .statement import StatementInput

#: Assumptions by the shape they are read in, and the numbers they may be.
_CUSTOMER, _ACTIVITY, _BOTH = "customer", "activity", "both"
FIELDS = {
    "price_change": (_CUSTOMER, -1, MAXIMUM_NUMBER),
    "discount_change": (_CUSTOMER, -1, 1),
    "volume_change": (_CUSTOMER, -1, MAXIMUM_NUMBER),
    "volume_lost": (_CUSTOMER, 0, 1),
    "added_revenue": (_CUSTOMER, -MAXIMUM_AMOUNT, MAXIMUM_AMOUNT),
    "activity_volume_change": (_BOTH, -1, MAXIMUM_NUMBER),
    "activity_follows_volume": (_ACTIVITY, 0, 1),
    "activity_avoidable_share": (_ACTIVITY, 0, 1),
    "rate_change": (_ACTIVITY, -1, MAXIMUM_NUMBER),
}


@dataclass(frozen=True)
class Scenario:
    """Assumptions; each a single number for all, or an array.  Shares: 0.03 is 3 %.

    :param price_change: n shares of the price
    :param discount_change: n shares of gross revenue given away more
    :param volume_change: n shares of the volume sold
    :param volume_lost: n shares of volume lost in answer to the change, 0 to 1
    :param added_revenue: n amounts in minor units, such as work that is charged from now on
    :param activity_volume_change: n × m (or m) shares of the driver volume, -0.5 for
        half the orders
    :param activity_follows_volume: m truths, whether the volume sold moves the activity
    :param activity_avoidable_share: m shares of the activity's cost that leave the
        company with the work
    :param rate_change: m shares of the rate, from :func:`rate_changes` where pool amounts
        or shares change
    :param pool_cost_change: what the company spends more on its pools, in minor units
    """

    price_change: np.ndarray | float = 0.0
    discount_change: np.ndarray | float = 0.0
    volume_change: np.ndarray | float = 0.0
    volume_lost: np.ndarray | float = 0.0
    added_revenue: np.ndarray | int = 0
    activity_volume_change: np.ndarray | float = 0.0
    activity_follows_volume: np.ndarray | bool = False
    activity_avoidable_share: np.ndarray | float = 1.0
    rate_change: np.ndarray | float = 0.0
    pool_cost_change: int = 0


@dataclass(frozen=True)
class PoolModel:
    """Pools and how they are given to activities.

    :param amounts: p pool amounts in minor units
    :param shares: p × m shares of each pool, not negative; a row is divided by its sum
    """

    amounts: np.ndarray
    shares: np.ndarray

    def activity_cost(self) -> np.ndarray:
        """m amounts in minor units; together the pools, to the minor unit."""
        parts = [
            distribute(amount, row) for amount, row in zip(self.amounts, self.shares, strict=True)
        ]
        return np.sum(parts, axis=0, dtype=np.int64)


def rate_changes(
    actual: PoolModel, simulated: PoolModel
) -> tuple[np.ndarray | None, tuple[Problem, ...]]:
    """Change of the activities' rates when pool amounts or shares change, volumes do not.

    :return: m shares for :attr:`Scenario.rate_change`

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``,
    ``number_not_finite``, ``number_too_small``, ``number_too_large``;
    ``no_share`` with the positions of pools that go nowhere; ``new_activity`` with the
    positions of activities that had no cost, hence no rate that could change.
    """
    problems = [*_model_problems(actual), *_model_problems(simulated)]
    problems += shape_problems("shares", simulated.shares, np.shape(actual.shares))
    if errors(problems):
        return None, tuple(problems)
    before, after = actual.activity_cost(), simulated.activity_cost()
    new = tuple(np.flatnonzero((before == 0) & (after != 0)).tolist())
    if new:
        return None, (Problem("new_activity", new),)
    return np.where(before != 0, after / np.where(before != 0, before, 1) - 1, 0.0), ()


def broadcast(scenario: Scenario, name: str, shape: tuple[int, int]) -> np.ndarray:
    """An assumption in its full shape, n customers by m activities.

    :raises ValueError: if it cannot be
    """
    value = np.asarray(getattr(scenario, name))
    full = {_CUSTOMER: shape[:1], _ACTIVITY: shape[1:], _BOTH: shape}[FIELDS[name][0]]
    return np.broadcast_to(value, full)


def scenario_problems(actual: StatementInput, scenario: Scenario) -> Iterator[Problem]:
    """What is wrong with the assumptions.

    Problems: ``wrong_shape`` with the assumption, ``assumption_out_of_range`` with the
    assumption and the ``range`` (NaN is out of any), ``amount_not_integer``,
    ``amount_too_large``.
    """
    yield from amount_problems({"pool_cost_change": scenario.pool_cost_change})
    if np.asarray(scenario.added_revenue).dtype.kind not in "iu":
        yield Problem("amount_not_integer", ("added_revenue",))
    shape = (len(actual.customers), len(actual.activities))
    for name, (_shape, lowest, highest) in FIELDS.items():
        try:
            values = broadcast(scenario, name, shape).astype(np.float64)
        except (TypeError, ValueError):
            yield Problem("wrong_shape", (name,), {"expected": shape})
            continue
        if not ((values >= lowest) & (values <= highest)).all():
            yield Problem("assumption_out_of_range", (name,), {"range": (lowest, highest)})


def _model_problems(model: PoolModel) -> Iterator[Problem]:
    pools = range(len(model.amounts))
    for amount in model.amounts:
        yield from amount_problems({"amounts": amount})
    width = np.shape(model.shares)[-1] if np.ndim(model.shares) else 0
    wrong = list(shape_problems("shares", model.shares, (len(pools), width)))
    if not wrong:
        for column in np.asarray(model.shares).T:
            wrong += number_problems("shares", column, pools, lowest=0)
    yield from wrong
    if not wrong:
        nowhere = np.flatnonzero(~np.asarray(model.shares, bool).any(axis=1))
        if len(nowhere):
            yield Problem("no_share", tuple(nowhere.tolist()))
