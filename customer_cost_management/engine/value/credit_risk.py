"""Credit risk: what is overdue, how long a customer takes to pay, and his limit.

Source of both ways to measure days sales outstanding (DSO): Credit Research
Foundation; the balance method divides by the sales of the whole window, the
count-back method takes the latest months first until the balance is used up, so
that a busy or a quiet season does not distort it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import INFO, Problem, errors

COUNT_BACK = "count_back"
BALANCE = "balance"

OVERDUE = "overdue"
PAYS_LATE = "pays_late"
OVER_LIMIT = "over_limit"

LOW, MEDIUM, HIGH = "low", "medium", "high"


@dataclass(frozen=True)
class Receivables:
    """n customers at one day; amounts in minor units, tax included.

    :param customer_ids: n distinct integers
    :param balances: n open receivables, signed (negative: he paid too much)
    :param overdue: n amounts past their due date, positive
    :param credit_limits: n amounts; 0 is no limit
    :param terms_days: n payment terms in days
    :param sales: n × m invoiced per month, oldest first
    :param month_days: m days of those months
    """

    customer_ids: Any
    balances: Any
    overdue: Any
    credit_limits: Any
    terms_days: Any
    sales: Any
    month_days: Any


@dataclass(frozen=True)
class CreditRules:
    """When a figure is a reason.

    :param overdue_percent: overdue in % of the balance
    :param days_late: DSO beyond the payment terms
    :param method: :data:`COUNT_BACK` or :data:`BALANCE`
    """

    overdue_percent: float = 20.0
    days_late: float = 30.0
    method: str = COUNT_BACK


@dataclass(frozen=True)
class CreditRisk:
    """Credit risk of each customer, in the order of the input.

    :param dso_method: how DSO was measured
    :param dso_days: 0 without a balance; NaN where there is a balance and no
        sales in the window to measure it by
    :param at_least: the balance is older than the window: DSO is at least this
    :param overdue_percents: overdue in % of the balance; NaN without a balance
    :param limit_percents: balance in % of the limit; NaN without a limit
    :param reasons: code → n booleans, for the three reasons
    :param levels: :data:`LOW` (no reason), :data:`MEDIUM` (one), :data:`HIGH` (more)
    """

    dso_method: str
    dso_days: np.ndarray
    at_least: np.ndarray
    overdue_percents: np.ndarray
    limit_percents: np.ndarray
    reasons: dict[str, np.ndarray]
    levels: np.ndarray


def credit_risk(
    receivables: Receivables, rules: CreditRules | None = None
) -> tuple[CreditRisk | None, list[Problem]]:
    """Measure every customer and say which limits he breaks.

    :return: risk, or None with the problems of :func:`~..columns.check_columns`,
        ``month_days_wrong`` or ``dso_method_unknown``; information
        ``dso_not_measurable`` (subjects: customers with a balance and no sales)
    """
    rules = rules or CreditRules()
    problems = list(_check(receivables, rules))
    if errors(problems):
        return None, problems
    risk = _measure(receivables, rules)
    unmeasured = np.asarray(receivables.customer_ids)[np.isnan(risk.dso_days)]
    if len(unmeasured):
        problems.append(Problem("dso_not_measurable", sorted(unmeasured.tolist()), {}, INFO))
    return risk, problems


def _measure(receivables: Receivables, rules: CreditRules) -> CreditRisk:
    balances = np.maximum(minor_units(receivables.balances), 0)
    sales = np.maximum(minor_units(receivables.sales), 0)
    limits = minor_units(receivables.credit_limits)
    latest_allowed = np.asarray(receivables.terms_days, np.float64) + rules.days_late
    dso = _DSO_METHODS[rules.method](balances, sales, np.asarray(receivables.month_days))
    overdue_percents = _percents(minor_units(receivables.overdue), balances)
    reasons = {
        OVERDUE: overdue_percents >= rules.overdue_percent,
        PAYS_LATE: dso > latest_allowed,
        OVER_LIMIT: (limits > 0) & (balances > limits),
    }
    return CreditRisk(
        dso_method=rules.method,
        dso_days=dso,
        at_least=(balances > sales.sum(axis=1)) & ~np.isnan(dso),
        overdue_percents=overdue_percents,
        limit_percents=_percents(balances, limits),
        reasons=reasons,
        levels=np.array([LOW, MEDIUM, HIGH, HIGH])[sum(reasons.values())],
    )


def balance_days(balances: np.ndarray, sales: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Balance ÷ sales of the window × its days."""
    sold = sales.sum(axis=1)
    measured = balances / np.where(sold > 0, sold, 1) * days.sum()
    return _without_sales(balances, sold, measured)


def count_back_days(balances: np.ndarray, sales: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Days of the latest months whose sales make up the balance, the last one in part."""
    latest_first = sales[:, ::-1]
    unpaid = balances[:, None] - (latest_first.cumsum(axis=1) - latest_first)
    share = np.clip(unpaid / np.maximum(latest_first, 1), 0, 1)
    share = np.where(latest_first > 0, share, unpaid > 0)
    return _without_sales(balances, sales.sum(axis=1), share @ days[::-1])


_DSO_METHODS = {COUNT_BACK: count_back_days, BALANCE: balance_days}


def _without_sales(balances: np.ndarray, sold: np.ndarray, measured: np.ndarray) -> np.ndarray:
    return np.where(balances == 0, 0.0, np.where(sold > 0, measured, np.nan))


def _percents(parts: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    return np.where(wholes > 0, 100.0 * parts / np.where(wholes > 0, wholes, 1), np.nan)


def _check(receivables: Receivables, rules: CreditRules) -> Iterator[Problem]:
    columns = [
        Column("balances", receivables.balances),
        Column("overdue", receivables.overdue, signed=False),
        Column("credit_limits", receivables.credit_limits, signed=False),
        Column("terms_days", receivables.terms_days, money=False, signed=False),
        Column("sales", receivables.sales, dimensions=2),
    ]
    yield from check_columns(receivables.customer_ids, columns)
    days = np.asarray(receivables.month_days)
    if days.shape != np.shape(receivables.sales)[1:] or not (days > 0).all():
        yield Problem("month_days_wrong", ("month_days",), {"found": days.shape})
    if rules.method not in _DSO_METHODS:
        yield Problem("dso_method_unknown", (rules.method,))
