"""Who stays: retention, repeat rate, and the retention of each cohort.

Active is always active as in :mod:`.purchase_activity`, so that a yearly
customer is not lost every month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..problem import Problem
from .purchase_activity import Invoices, PurchaseActivity, check_invoices, purchase_activity


@dataclass(frozen=True)
class Retention:
    """How many of the customers active at the start were still active at the end.

    :param active_before: customers active at the start
    :param retained: those of them active at the end
    :param rate: retained ÷ active_before; None if nobody was active
    """

    active_before: int
    retained: int
    rate: float | None


def retention(invoices: Invoices, start: int, end: int) -> tuple[Retention | None, list[Problem]]:
    """Retention between two days.

    :return: the figures, or None with the problems of
        :func:`~.purchase_activity.purchase_activity` or ``period_reversed``
    """
    before, problems = purchase_activity(invoices, start)
    if start > end:
        problems = [*problems, Problem("period_reversed", values={"start": start, "end": end})]
    if problems:
        return None, problems
    after, _checked = purchase_activity(invoices, end)
    base = int(before.active.sum())
    kept = int((before.active & after.active).sum())
    return Retention(base, kept, kept / base if base else None), problems


def repeat_rate(activity: PurchaseActivity) -> float | None:
    """Customers who bought on two days or more ÷ customers who bought; None without any."""
    buyers = int((activity.purchase_days > 0).sum())
    return int((activity.purchase_days > 1).sum()) / buyers if buyers else None


@dataclass(frozen=True)
class CohortRetention:
    """Cohorts (period of the first purchase) × age in periods.

    :param first_period: the period of row 0
    :param sizes: customers of each cohort
    :param shares: share of the cohort that bought at that age, column 0 is 1;
        NaN where the age lies in the future or the cohort is empty
    """

    first_period: int
    sizes: np.ndarray
    shares: np.ndarray


def cohort_retention(invoices: Invoices) -> tuple[CohortRetention | None, list[Problem]]:
    """Share of each cohort buying again after 0, 1, 2… periods.

    :param invoices: ``days`` hold the number of the period (month, quarter)
    :return: the matrix, or None with the problems of
        :func:`~.purchase_activity.purchase_activity` or ``no_purchases``
    """
    problems = check_invoices(invoices)
    if not problems and not np.size(invoices.days):
        problems = [Problem("no_purchases")]
    if problems:
        return None, problems
    last_period = int(np.max(invoices.days))
    activity, problems = purchase_activity(invoices, last_period)
    born = int(np.nanmin(activity.first_days))
    customers = np.asarray(invoices.customers, np.int64)
    periods = np.asarray(invoices.days, np.int64)
    customers, periods = np.unique(np.stack([customers, periods]), axis=1)
    cohorts = activity.first_days[customers].astype(np.int64)
    width = last_period - born + 1
    buyers = np.zeros((width, width))
    np.add.at(buyers, (cohorts - born, periods - cohorts), 1)
    return CohortRetention(born, buyers[:, 0].astype(np.int64), _shares(buyers)), problems


def _shares(buyers: np.ndarray) -> np.ndarray:
    sizes = buyers[:, :1]
    cohort, age = np.indices(buyers.shape)
    known = (cohort + age < len(buyers)) & (sizes > 0)
    return np.where(known, buyers / np.maximum(sizes, 1), np.nan)
