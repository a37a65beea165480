"""When customers buy, and whether a customer is still active.

A customer is active until his next purchase is overdue: twice his own median
gap between purchases, and at least 90 days, after the last one.  A weekly buyer
is missed within a quarter, a yearly buyer not before two years.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..array_checks import number_problems, position_problems
from ..problem import Problem, errors

GAPS_ALLOWED = 2
MINIMUM_ALLOWANCE_DAYS = 90


@dataclass(frozen=True)
class Invoices:
    """Posted customer invoices, one row each, in any order.

    :param customers: m positions (0…n − 1) into the list of customers
    :param days: m whole days, counted from any fixed day
    :param count: n, how many customers there are
    """

    customers: Any
    days: Any
    count: int


@dataclass(frozen=True)
class PurchaseActivity:
    """The purchasing rhythm of n customers up to and including one day.

    :param as_of: that day
    :param purchase_days: days with at least one invoice
    :param first_days: first such day; NaN without any
    :param last_days: last such day; NaN without any
    :param median_gaps: median days between purchases; NaN with fewer than two
    :param allowances: days after the last purchase before the next is overdue
    """

    as_of: int
    purchase_days: np.ndarray
    first_days: np.ndarray
    last_days: np.ndarray
    median_gaps: np.ndarray
    allowances: np.ndarray

    @property
    def active(self) -> np.ndarray:
        """Whether each customer's next purchase is not yet overdue."""
        return self.as_of - self.last_days <= self.allowances


def purchase_activity(
    invoices: Invoices, as_of: int
) -> tuple[PurchaseActivity | None, list[Problem]]:
    """The rhythm of every customer; invoices after ``as_of`` do not exist yet.

    Several invoices on a day are one purchase.

    :return: activity, or None with ``wrong_shape``, ``number_not_finite``,
        ``number_too_large`` or ``unknown_position``
    """
    problems = check_invoices(invoices)
    if errors(problems):
        return None, problems
    customers, days = np.asarray(invoices.customers, np.int64), np.asarray(invoices.days, np.int64)
    known = days <= as_of
    customers, days = np.unique(np.stack([customers[known], days[known]]), axis=1)
    purchases = np.bincount(customers, minlength=invoices.count)
    ends = purchases.cumsum()
    bought = purchases > 0
    gaps = _median_gaps(customers, days, invoices.count)
    allowances = np.fmax(MINIMUM_ALLOWANCE_DAYS, GAPS_ALLOWED * gaps)
    activity = PurchaseActivity(
        as_of=as_of,
        purchase_days=purchases,
        first_days=_where_bought(bought, days, (ends - purchases)[bought]),
        last_days=_where_bought(bought, days, ends[bought] - 1),
        median_gaps=gaps,
        allowances=allowances,
    )
    return activity, problems


def check_invoices(invoices: Invoices) -> list[Problem]:
    """What is wrong with the rows: see :func:`purchase_activity`."""
    rows = np.arange(np.size(invoices.customers))
    return [
        *position_problems("customers", invoices.customers, invoices.count),
        *number_problems("days", invoices.days, rows),
    ]


def _median_gaps(customers: np.ndarray, days: np.ndarray, count: int) -> np.ndarray:
    """Median of each customer's gaps; rows come sorted by customer and day."""
    within = customers[1:] == customers[:-1]
    owners, gaps = customers[1:][within], np.diff(days)[within]
    gaps = gaps[np.lexsort((gaps, owners))]
    sizes = np.bincount(owners, minlength=count)
    some = sizes > 0
    starts = (sizes.cumsum() - sizes)[some]
    lower, upper = starts + (sizes[some] - 1) // 2, starts + sizes[some] // 2
    medians = np.full(count, np.nan)
    medians[some] = (gaps[lower] + gaps[upper]) / 2
    return medians


def _where_bought(bought: np.ndarray, days: np.ndarray, rows: np.ndarray) -> np.ndarray:
    result = np.full(len(bought), np.nan)
    result[bought] = days[rows]
    return result
