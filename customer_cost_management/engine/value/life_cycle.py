"""The life-cycle stage of every customer, read from what he does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import Problem, errors
from .purchase_activity import PurchaseActivity

ACQUIRE, RETAIN, EXPAND, WIN_BACK = "acquire", "retain", "expand", "win_back"


@dataclass(frozen=True)
class StageRules:
    """Where one stage ends and the next begins.

    :param new_for_days: a customer is being acquired this long after his first invoice
    :param growth_percent: revenue growth over the previous twelve months, in %,
        from which a customer expands
    """

    new_for_days: int = 365
    growth_percent: float = 10.0


@dataclass(frozen=True)
class RevenueGrowth:
    """Net revenue of n customers in the last twelve closed months and the twelve before.

    :param customer_ids: n distinct integers, in the order of the activity
    :param revenues: n amounts in minor units, signed
    :param previous_revenues: n amounts in minor units, signed
    """

    customer_ids: Any
    revenues: Any
    previous_revenues: Any


def life_cycle_stages(
    activity: PurchaseActivity, growth: RevenueGrowth, rules: StageRules | None = None
) -> tuple[np.ndarray | None, list[Problem]]:
    """The stage of each customer; the first that holds wins.

    1. no invoice yet: *acquire*; 2. no longer active: *win back*; 3. first
    invoice not long ago: *acquire*; 4. revenue grown enough: *expand*; 5. *retain*.

    :return: n stage names, or None with the problems of
        :func:`~..columns.check_columns` or ``activity_shape_wrong``
    """
    rules = rules or StageRules()
    problems = check_columns(
        growth.customer_ids,
        [
            Column("revenues", growth.revenues),
            Column("previous_revenues", growth.previous_revenues),
        ],
    )
    if len(activity.first_days) != np.size(growth.customer_ids):
        problems.append(Problem("activity_shape_wrong", ("activity",)))
    if errors(problems):
        return None, problems
    revenues, previous = minor_units(growth.revenues), minor_units(growth.previous_revenues)
    grown = (previous > 0) & (100 * (revenues - previous) >= rules.growth_percent * previous)
    never, gone = np.isnan(activity.first_days), ~activity.active
    new = activity.as_of - activity.first_days < rules.new_for_days
    stages = np.select([never, gone, new, grown], [ACQUIRE, WIN_BACK, ACQUIRE, EXPAND], RETAIN)
    return stages, problems
