"""Time-driven pools: what the used minutes cost, and what unused capacity costs.

The method is time-driven activity-based costing (Kaplan and Anderson,
"Time-Driven Activity-Based Costing", Harvard Business Review, November 2004):
the pool's cost is divided by the minutes it can *practically* supply, not by
those that were used, so that customers never pay for idle time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..money import MAXIMUM_AMOUNT, round_half_up
from ..problem import Problem
from .choices import KEEP, OVER_CAPACITY, RAISE_RATE, check_choice, is_amount, is_finite, severity


@dataclass(frozen=True)
class Capacity:
    """What a time-driven pool can do.

    :param practical: minutes it can practically supply, above zero
    :param budgeted: cost the standard rate is made from, in minor units;
        ``None`` = actual rate
    :param over_capacity: ``KEEP`` (unused capacity turns negative),
        ``RAISE_RATE`` (actual cost ÷ used minutes) or ``STOP``
    """

    practical: float
    budgeted: int | None = None
    over_capacity: str = KEEP


@dataclass(frozen=True)
class CapacityUse:
    """How a time-driven pool's cost divides; money in minor units.

    ``assigned + unused + spending_variance`` = actual cost, exactly.

    :param used: minutes used
    :param rate: minor units per minute charged to the activities
    :param assigned: cost of the used minutes
    :param unused: cost of the unused minutes, negative when over capacity
    :param spending_variance: actual − budgeted cost, 0 at actual rate
    """

    used: float
    rate: float
    assigned: int
    unused: int
    spending_variance: int


def check_capacity(pool: str, capacity: Capacity) -> Iterator[Problem]:
    """Problems of a pool's capacity.

    ``number_not_finite``, ``zero_practical_capacity`` (zero or less),
    ``amount_not_integer``, ``amount_too_large``, ``unknown_choice``.
    """
    yield from check_choice(pool, "over_capacity", capacity.over_capacity, OVER_CAPACITY)
    if not is_finite(capacity.practical):
        yield Problem("number_not_finite", (pool,), {"field": "practical"})
    elif capacity.practical <= 0:
        yield Problem("zero_practical_capacity", (pool,), {"practical": capacity.practical})
    if capacity.budgeted is None:
        return
    if not is_amount(capacity.budgeted):
        yield Problem("amount_not_integer", (pool,), {"field": "budgeted"})
    elif abs(capacity.budgeted) > MAXIMUM_AMOUNT:
        yield Problem("amount_too_large", (pool,), {"field": "budgeted"})


def use_capacity(cost: int, capacity: Capacity, used: float) -> CapacityUse:
    """Divide a pool's cost into used and unused capacity and spending variance.

    Actual rate: cost ÷ practical minutes.  Standard rate: budgeted cost ÷
    practical minutes; what was spent beside the budget is the spending
    variance.  A raised rate charges the whole actual cost to the used minutes,
    so nothing is unused and nothing varies.

    :param cost: actual cost of the pool, minor units, any sign
    :param used: minutes used, finite and not negative
    """
    practical = float(capacity.practical)
    if used > practical and capacity.over_capacity == RAISE_RATE:
        return CapacityUse(used, cost / used, cost, 0, 0)
    charged = cost if capacity.budgeted is None else int(capacity.budgeted)
    exact = charged * Fraction(used) / Fraction(practical)
    assigned = round_half_up(exact.numerator, exact.denominator)
    return CapacityUse(used, charged / practical, assigned, charged - assigned, cost - charged)


def over_capacity(pool: str, capacity: Capacity, used: float) -> Iterator[Problem]:
    """``over_capacity`` if more was used than can practically be supplied.

    An error under ``STOP``, else a warning.
    """
    if used > capacity.practical:
        yield Problem(
            "over_capacity",
            (pool,),
            {"used": used, "practical": capacity.practical},
            severity(capacity.over_capacity),
        )
