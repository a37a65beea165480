"""What the purchase models want to know of each customer: x, t_x, T and m.

x is the number of *repeat* purchases, t_x the weeks from the first to the last
purchase, T the weeks from the first purchase to the end of the observation, m
the mean value of a repeat purchase.

Source of the notation: Fader, Hardie & Lee, Marketing Science 24(2), 2005.
Time stays in days, divided by seven: cutting it into whole weeks changes the
fitted parameters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import Problem, errors

DAYS_PER_WEEK = 7.0


@dataclass(frozen=True)
class Transactions:
    """Sales and refunds, one row each, in any order.

    :param customer_ids: m integers
    :param days: m whole days, counted from any fixed day
    :param amounts: m amounts in minor units; refunds are negative
    """

    customer_ids: Any
    days: Any
    amounts: Any


@dataclass(frozen=True)
class PurchaseSummary:
    """n customers with at least one purchase, in ascending id.

    :param customer_ids: n distinct integers
    :param repeat_purchases: x, the first purchase is not counted
    :param recencies: t_x in weeks; 0 without a repeat purchase
    :param ages: T in weeks
    :param mean_values: m in minor units, over repeat purchases with a positive
        net value; 0 without any
    """

    customer_ids: np.ndarray
    repeat_purchases: np.ndarray
    recencies: np.ndarray
    ages: np.ndarray
    mean_values: np.ndarray


@dataclass(frozen=True)
class _Purchases:
    """One row per customer and purchase day, sorted by both, with the net value."""

    customers: np.ndarray
    days: np.ndarray
    values: np.ndarray


def summarise_purchases(
    transactions: Transactions, end: int
) -> tuple[PurchaseSummary | None, list[Problem]]:
    """Summarise everything up to and including day ``end``.

    Several orders of a customer on a day are one purchase, net of that day's
    refunds.  A day of refunds only is no purchase: it lowers the value of the
    purchase before it.  A purchase whose value nets to zero or less counts in x
    and not in m.

    :return: the summary, or None with ``wrong_shape``, ``amount_not_integer``,
        ``amount_too_large``, ``number_not_finite`` or ``number_too_large``
    """
    rows = np.arange(np.size(transactions.customer_ids))
    columns = [
        Column("customer_ids", transactions.customer_ids, money=False),
        Column("days", transactions.days, money=False),
        Column("amounts", transactions.amounts),
    ]
    problems = check_columns(rows, columns)
    if errors(problems):
        return None, problems
    purchases = _purchases(transactions, end)
    customer_ids, first, counts = np.unique(
        purchases.customers, return_index=True, return_counts=True
    )
    first_days = purchases.days[first]
    summary = PurchaseSummary(
        customer_ids=customer_ids,
        repeat_purchases=counts - 1,
        recencies=(purchases.days[first + counts - 1] - first_days) / DAYS_PER_WEEK,
        ages=(end - first_days) / DAYS_PER_WEEK,
        mean_values=_mean_repeat_values(purchases.values, first, counts),
    )
    return summary, problems


def _purchases(transactions: Transactions, end: int) -> _Purchases:
    known = np.asarray(transactions.days) <= end
    customers = np.asarray(transactions.customer_ids, np.int64)[known]
    days = np.asarray(transactions.days, np.int64)[known]
    amounts = minor_units(transactions.amounts)[known]
    order = np.lexsort((days, customers))
    customers, days, amounts = customers[order], days[order], amounts[order]
    starts = _starts_of_days(customers, days)
    customers, days = customers[starts], days[starts]
    if not len(starts):
        return _Purchases(customers, days, amounts)
    sold = np.logical_or.reduceat(amounts >= 0, starts)
    values = _with_later_refunds(customers, np.add.reduceat(amounts, starts), sold)
    return _Purchases(customers[sold], days[sold], values)


def _starts_of_days(customers: np.ndarray, days: np.ndarray) -> np.ndarray:
    changes = np.ones(len(customers), bool)
    changes[1:] = (customers[1:] != customers[:-1]) | (days[1:] != days[:-1])
    return np.flatnonzero(changes)


def _with_later_refunds(customers: np.ndarray, nets: np.ndarray, sold: np.ndarray) -> np.ndarray:
    """Net of each purchase, less the refund-only days until the customer's next one."""
    rows = np.arange(len(sold))
    purchase = np.maximum.accumulate(np.where(sold, rows, -1))
    own = (purchase >= 0) & (customers[purchase] == customers)
    return np.bincount(purchase[own], nets[own], minlength=len(sold))[sold]


def _mean_repeat_values(values: np.ndarray, first: np.ndarray, counts: np.ndarray) -> np.ndarray:
    owners = np.repeat(np.arange(len(first)), counts)
    counted = values > 0
    counted[first] = False
    totals = np.bincount(owners[counted], values[counted], minlength=len(first))
    numbers = np.bincount(owners[counted], minlength=len(first))
    return totals / np.maximum(numbers, 1)
