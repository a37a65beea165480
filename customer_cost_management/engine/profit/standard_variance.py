"""Standard against actual: what was paid more, what was not used, what the rate hid.

At a standard rate (budgeted cost ÷ practical capacity) a pool divides into
assigned cost + unused capacity + spending variance, to the minor unit.

Source of the method: time-driven activity-based costing (Kaplan/Anderson, 2007);
spending and production-volume variance (Horngren/Datar/Rajan).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from ..array_checks import amount_problems, number_problems
from ..money import round_half_up
from ..problem import Problem, errors
from ..rounded_product import product_problems, rounded_product

#: Minutes and units of capacity count with six decimals.
_STEPS = 10**6


@dataclass(frozen=True)
class StandardPool:
    """A time-driven pool in one period.

    :param key: id
    :param actual_cost: minor units
    :param budgeted_cost: minor units, the standard rate's numerator
    :param practical_capacity: units of capacity (minutes), the rate's denominator
    :param used: units of capacity used
    """

    key: Hashable
    actual_cost: int
    budgeted_cost: int
    practical_capacity: float
    used: float


@dataclass(frozen=True)
class PoolVariance:
    """A pool divided; minor units.  assigned + volume + spending = actual cost.

    :param assigned: standard cost of the capacity used
    :param volume_variance: cost of unused capacity; negative for over capacity
    :param spending_variance: actual − budgeted cost; positive is unfavourable
    """

    assigned: int
    volume_variance: int
    spending_variance: int


@dataclass(frozen=True)
class StandardActivity:
    """An activity in one period.

    :param key: id
    :param actual_cost: minor units
    :param standard_rate: minor units per unit of the driver
    :param volume: actual driver volume
    """

    key: Hashable
    actual_cost: int
    standard_rate: float
    volume: float


def pool_variance(pool: StandardPool) -> tuple[PoolVariance | None, tuple[Problem, ...]]:
    """Assigned cost, volume (capacity) variance and spending variance of a pool.

    Problems, with the pool as subject: ``number_not_finite``, ``number_too_large``,
    ``number_too_small``, ``zero_capacity``; with the name of the input:
    ``amount_not_integer``, ``amount_too_large``.
    """
    problems = tuple(_pool_problems(pool))
    if errors(problems):
        return None, problems
    used, capacity = (round(each * _STEPS) for each in (pool.used, pool.practical_capacity))
    assigned = round_half_up(int(pool.budgeted_cost) * used, capacity)
    return PoolVariance(
        assigned=assigned,
        volume_variance=int(pool.budgeted_cost) - assigned,
        spending_variance=int(pool.actual_cost) - int(pool.budgeted_cost),
    ), problems


def rate_variance(activity: StandardActivity) -> tuple[int | None, tuple[Problem, ...]]:
    """Actual cost less standard rate × actual volume; positive is unfavourable.

    Problems, with the activity as subject: ``number_not_finite``, ``number_too_large``,
    ``number_too_small``; with the name of the input: ``amount_not_integer``,
    ``amount_too_large``.
    """
    subject = [activity.key]
    problems = (
        *amount_problems({"actual_cost": activity.actual_cost}),
        *number_problems("standard_rate", [activity.standard_rate], subject, lowest=0),
        *number_problems("volume", [activity.volume], subject, lowest=0),
    )
    if not problems:
        problems = tuple(product_problems("standard", activity.standard_rate, activity.volume))
    if errors(problems):
        return None, problems
    standard = rounded_product(activity.standard_rate, activity.volume)
    return int(activity.actual_cost) - int(standard), problems


def _pool_problems(pool: StandardPool) -> Iterator[Problem]:
    subject = [pool.key]
    amounts = {"actual_cost": pool.actual_cost, "budgeted_cost": pool.budgeted_cost}
    yield from amount_problems(amounts)
    yield from number_problems("used", [pool.used], subject, lowest=0)
    capacity = pool.practical_capacity
    wrong = list(number_problems("practical_capacity", [capacity], subject, lowest=0))
    yield from wrong
    if not wrong and round(capacity * _STEPS) == 0:
        yield Problem("zero_capacity", (pool.key,))
