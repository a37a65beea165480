"""Variance of cost to serve between two periods: dearer work, or more of it.

rate effect  = (r₁ − r₀) × q₁     usage effect = (q₁ − q₀) × r₀

Both add up to the change of cost, exactly: the usage effect is rounded once, the
rate effect is the rest, so that it carries the rounding of the cost itself.

Source of the method: price and quantity variances (Horngren/Datar/Rajan, *Cost
Accounting*, flexible budgets), with the joint variance in the rate effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import money_problems, number_problems, shape_problems
from ..problem import Problem, errors
from ..rounded_product import product_problems, rounded_product


@dataclass(frozen=True)
class ActivityUse:
    """What customers used of activities in one period.

    :param customers: n ids
    :param activities: m ids
    :param cost: n × m allocated cost in minor units
    :param volume: n × m driver volumes
    :param rate: m rates, minor units per unit of the driver; NaN where there is none
        because nobody used the activity
    """

    customers: np.ndarray
    activities: tuple
    cost: np.ndarray
    volume: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class CostVariance:
    """n × m amounts in minor units; positive costs more than before.

    :param rate_effect: because the activity became dearer
    :param usage_effect: because more of it was used
    """

    rate_effect: np.ndarray
    usage_effect: np.ndarray

    @property
    def change(self) -> np.ndarray:
        """Change of cost, the sum of both effects."""
        return self.rate_effect + self.usage_effect


def cost_variance(
    before: ActivityUse, after: ActivityUse
) -> tuple[CostVariance | None, tuple[Problem, ...]]:
    """Rate and usage effect of every customer and activity.

    Cost of an activity that had no rate before is usage: there was nothing to
    become dearer.

    Problems: ``different_customers``, ``different_activities``, ``wrong_shape``,
    ``amount_not_integer``, ``amount_too_large``, ``number_not_finite``,
    ``number_too_large``, ``number_too_small`` (a negative rate).
    """
    problems = tuple(_input_problems(before, after))
    if errors(problems):
        return None, problems
    more = np.asarray(after.volume, np.float64) - np.asarray(before.volume, np.float64)
    old_rate, new_rate = (np.asarray(use.rate, np.float64) for use in (before, after))
    too_large = tuple(product_problems("usage_effect", more, np.nan_to_num(old_rate)))
    if too_large:
        return None, too_large
    change = np.asarray(after.cost, np.int64) - np.asarray(before.cost, np.int64)
    usage = rounded_product(more, np.nan_to_num(old_rate))
    # Without a change of rate the rounding of the cost must not pose as a rate effect.
    only_usage = (old_rate == new_rate) | np.isnan(old_rate) | (np.asarray(after.volume) == 0)
    usage = np.where(only_usage, change, usage)
    return CostVariance(change - usage, usage), problems


def same_rows_problems(before, after) -> Iterator[Problem]:
    """Two periods must list the same customers and activities in the same order.

    Problems: ``different_customers``, ``different_activities``, with those that are in
    one period only, or nobody where only the order differs.
    """
    for name in ("customers", "activities"):
        first, second = (
            np.asarray(getattr(each, name), object).ravel().tolist() for each in (before, after)
        )
        if first != second:
            apart = sorted(set(first) ^ set(second), key=str)
            yield Problem(f"different_{name}", tuple(apart))


def _input_problems(before: ActivityUse, after: ActivityUse) -> Iterator[Problem]:
    yield from same_rows_problems(before, after)
    for when, use in (("before", before), ("after", after)):
        shape = (len(use.customers), len(use.activities))
        yield from money_problems(f"cost_{when}", use.cost, shape)
        wrong_shape = list(shape_problems(f"volume_{when}", use.volume, shape))
        yield from wrong_shape
        if not wrong_shape:
            largest = np.abs(np.asarray(use.volume, np.float64)).max(axis=1, initial=0)
            yield from number_problems(f"volume_{when}", largest, use.customers)
        yield from _rate_problems(f"rate_{when}", use)


def _rate_problems(name: str, use: ActivityUse) -> Iterator[Problem]:
    rate = np.asarray(use.rate, np.float64)
    known = np.where(np.isnan(rate), 0.0, rate)
    yield from number_problems(name, known, use.activities, lowest=0)
