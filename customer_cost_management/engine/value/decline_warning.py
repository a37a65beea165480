"""Customers who are slipping away, with the reasons and their figures.

A customer who is at risk *and* profitable is to be kept, not cut; the two are
therefore told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns
from ..problem import INFO, Problem, errors
from .purchase_activity import PurchaseActivity
from .trend import monthly_trends

REVENUE_FALLING = "revenue_falling"
ORDERS_UP_CONTRIBUTION_DOWN = "orders_up_contribution_down"
COMPLAINTS_RISING = "complaints_rising"
PURCHASE_OVERDUE = "purchase_overdue"
TURNED_TO_LOSS = "turned_to_loss"

MINIMUM_MONTHS = 6
QUARTER = 3


@dataclass(frozen=True)
class MonthlyFigures:
    """n customers × m closed months, oldest first.

    :param customer_ids: n distinct integers
    :param revenues: minor units, signed
    :param contributions: CM3, minor units, signed
    :param orders: numbers
    :param complaints: numbers
    """

    customer_ids: Any
    revenues: Any
    contributions: Any
    orders: Any
    complaints: Any


@dataclass(frozen=True)
class WarningRules:
    """When a change is worth a warning.

    :param z: Mann–Kendall z beyond which a trend is not chance (5 % on one side)
    :param fall_percent: least fall of revenue over the window, in % of its mean
    :param months_down: months in a row in which the contribution fell
    """

    z: float = 1.645
    fall_percent: float = 10.0
    months_down: int = 3


@dataclass(frozen=True)
class DeclineReason:
    """One reason and everybody it concerns.

    :param code: stable name of the reason
    :param rows: positions of the customers concerned, ascending
    :param figures: numbers for the sentence, one per customer concerned
    """

    code: str
    rows: np.ndarray
    figures: Mapping[str, np.ndarray]


@dataclass(frozen=True)
class DeclineWarnings:
    """Who is at risk, in the order of the input, and why.

    :param at_risk: n booleans: at least one reason
    :param at_risk_and_profitable: n booleans: and CM3 of the window above zero
    :param reasons: the reasons that concern anybody
    """

    at_risk: np.ndarray
    at_risk_and_profitable: np.ndarray
    reasons: tuple[DeclineReason, ...]


def decline_warnings(
    figures: MonthlyFigures, activity: PurchaseActivity, rules: WarningRules | None = None
) -> tuple[DeclineWarnings | None, list[Problem]]:
    """Look for every reason in every customer.

    :param activity: the purchasing rhythm of the same customers
    :return: warnings, or None with the problems of
        :func:`~..columns.check_columns`, ``months_differ`` or
        ``activity_shape_wrong``; information ``too_few_months_for_trend``: then
        only an overdue purchase is looked for
    """
    problems = list(_check(figures, activity))
    if errors(problems):
        return None, problems
    found = [_purchase_overdue(activity)]
    if not problems:
        found += list(_reasons_in_months(figures, rules or WarningRules()))
    reasons = tuple(reason for reason in found if len(reason.rows))
    at_risk = np.zeros(len(figures.customer_ids), bool)
    for reason in reasons:
        at_risk[reason.rows] = True
    profitable = np.asarray(figures.contributions).sum(axis=1) > 0
    return DeclineWarnings(at_risk, at_risk & profitable, reasons), problems


def _reasons_in_months(figures: MonthlyFigures, rules: WarningRules) -> Iterator[DeclineReason]:
    yield _revenue_falling(np.asarray(figures.revenues), rules)
    contributions = np.asarray(figures.contributions)
    yield _orders_up_contribution_down(np.asarray(figures.orders), contributions, rules)
    yield _complaints_rising(np.asarray(figures.complaints), rules)
    yield _turned_to_loss(contributions)


def _revenue_falling(revenues: np.ndarray, rules: WarningRules) -> DeclineReason:
    trends = monthly_trends(revenues)
    means = revenues.mean(axis=1)
    fall = -trends.slopes * (revenues.shape[1] - 1)
    percents = 100 * fall / np.where(means > 0, means, np.inf)
    concerned = (trends.z <= -rules.z) & (percents >= rules.fall_percent)
    return _reason(REVENUE_FALLING, concerned, {"fall_percent": percents, "z": trends.z})


def _orders_up_contribution_down(
    orders: np.ndarray, contributions: np.ndarray, rules: WarningRules
) -> DeclineReason:
    """The contribution fell month after month up to now, while the orders grew."""
    latest_first = np.diff(contributions, axis=1)[:, ::-1] < 0
    months = np.logical_and.accumulate(latest_first, axis=1).sum(axis=1)
    everyone = np.arange(len(orders))
    start = orders.shape[1] - 1 - months
    more_orders = orders[:, -1] - orders[everyone, start]
    lost = contributions[everyone, start] - contributions[:, -1]
    concerned = (months >= rules.months_down) & (more_orders > 0)
    values = {"months": months, "more_orders": more_orders, "contribution_lost": lost}
    return _reason(ORDERS_UP_CONTRIBUTION_DOWN, concerned, values)


def _complaints_rising(complaints: np.ndarray, rules: WarningRules) -> DeclineReason:
    trends = monthly_trends(complaints)
    last = complaints[:, -QUARTER:].sum(axis=1)
    before = complaints[:, -2 * QUARTER : -QUARTER].sum(axis=1)
    values = {"last_quarter": last, "quarter_before": before, "z": trends.z}
    return _reason(COMPLAINTS_RISING, trends.z >= rules.z, values)


def _purchase_overdue(activity: PurchaseActivity) -> DeclineReason:
    waiting = activity.as_of - activity.last_days
    values = {"days_since_purchase": waiting, "days_allowed": activity.allowances}
    return _reason(PURCHASE_OVERDUE, waiting > activity.allowances, values)


def _turned_to_loss(contributions: np.ndarray) -> DeclineReason:
    last = contributions[:, -QUARTER:].sum(axis=1)
    before = contributions[:, :-QUARTER].sum(axis=1)
    values = {"last_quarter": last, "months_before": before}
    return _reason(TURNED_TO_LOSS, (last < 0) & (before > 0), values)


def _reason(code: str, concerned: np.ndarray, figures: dict[str, np.ndarray]) -> DeclineReason:
    rows = np.flatnonzero(concerned)
    return DeclineReason(code, rows, {name: values[rows] for name, values in figures.items()})


def _check(figures: MonthlyFigures, activity: PurchaseActivity) -> Iterator[Problem]:
    columns = [
        Column("revenues", figures.revenues, dimensions=2),
        Column("contributions", figures.contributions, dimensions=2),
        Column("orders", figures.orders, money=False, signed=False, dimensions=2),
        Column("complaints", figures.complaints, money=False, signed=False, dimensions=2),
    ]
    problems = check_columns(figures.customer_ids, columns)
    yield from problems
    if problems:
        return
    months = {column.name: np.shape(column.values)[1] for column in columns}
    if len(set(months.values())) > 1:
        yield Problem("months_differ", tuple(months), months)
    elif min(months.values()) < MINIMUM_MONTHS:
        limits = {"months": min(months.values()), "minimum": MINIMUM_MONTHS}
        yield Problem("too_few_months_for_trend", (), limits, INFO)
    if len(activity.last_days) != len(figures.customer_ids):
        yield Problem("activity_shape_wrong", ("activity",))
