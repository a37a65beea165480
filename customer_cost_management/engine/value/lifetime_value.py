"""Customer lifetime value: the contribution still to come, in today's money.

Where the purchase history carries them, BG/NBD says how often a customer will
buy and Gamma-Gamma what he will spend; the spending counts at his contribution
margin after cost to serve.  Elsewhere the value is the Gupta–Lehmann multiple
of his yearly contribution.  The method is always part of the result.

Acquisition cost is spent: it belongs neither in the margin nor in the value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, estimate_in_minor_units, minor_units
from ..problem import Problem, errors
from .bgnbd import PurchaseForecast, probability_alive
from .gamma_gamma import expected_spend
from .margin_multiple import check_rates, margin_multiple
from .purchase_models import PurchaseModels, fit_purchase_models
from .purchase_summary import PurchaseSummary

PURCHASE_MODELS = "bgnbd_gamma_gamma"
GUPTA_LEHMANN = "gupta_lehmann"

# What the purchase history says of a customer, whatever the method.
NO_PURCHASE_YET = "no_purchase_yet"
NO_REPEAT_PURCHASE_YET = "no_repeat_purchase_yet"
REPEAT_PURCHASES = "repeat_purchases"

WEEKS_PER_MONTH = 30.4375 / 7.0
MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class CustomerMargins:
    """The last twelve closed months of n customers.

    :param customer_ids: n distinct integers
    :param contributions: n amounts in minor units, signed: CM3 without
        acquire-stage cost and one-offs
    :param net_revenues: n amounts in minor units, signed
    """

    customer_ids: Any
    contributions: Any
    net_revenues: Any


@dataclass(frozen=True)
class Assumptions:
    """What nobody can measure.

    :param discount_rate: yearly, above 0
    :param retention_rates: yearly, one number or n (of the cohort or tier); for
        the multiple
    :param multiple_years: horizon of the multiple; None is for ever
    :param horizon_months: horizon of the purchase models, 1 or more
    """

    discount_rate: float
    retention_rates: Any
    multiple_years: int | None = None
    horizon_months: int = 36


@dataclass(frozen=True)
class LifetimeValues:
    """The value of each customer, in the order of the margins.

    :param method: :data:`PURCHASE_MODELS` or :data:`GUPTA_LEHMANN`
    :param values: n amounts in minor units, signed
    :param histories: n codes, e.g. :data:`NO_REPEAT_PURCHASE_YET`
    :param probabilities_alive: n numbers; NaN without a repeat purchase and for
        the multiple, which knows no such thing
    :param multiples: n factors on the yearly contribution; NaN for the models
    :param models: the fitted models, or None
    """

    method: str
    values: np.ndarray
    histories: np.ndarray
    probabilities_alive: np.ndarray
    multiples: np.ndarray
    models: PurchaseModels | None


def lifetime_values(
    summary: PurchaseSummary, margins: CustomerMargins, assumptions: Assumptions
) -> tuple[LifetimeValues | None, list[Problem]]:
    """The lifetime value of every customer by the best method the data carries.

    :return: values, or None with the problems of
        :func:`~..columns.check_columns`, :func:`~.margin_multiple.check_rates` or
        ``horizon_invalid``; with the multiple, the information of
        :func:`~.purchase_models.fit_purchase_models` says why
    """
    problems = _check(margins, assumptions)
    if errors(problems):
        return None, problems
    models, reasons = fit_purchase_models(summary)
    customers = _Customers(summary, margins)
    if models:
        values = _value_by_models(customers, models, assumptions)
    else:
        values = _value_by_multiple(customers, assumptions)
    return values, problems + reasons


class _Customers:
    """The customers to value, and where each stands in the purchase summary."""

    def __init__(self, summary: PurchaseSummary, margins: CustomerMargins):
        self.summary = summary
        self.contributions = minor_units(margins.contributions)
        self.net_revenues = minor_units(margins.net_revenues)
        rows = np.searchsorted(summary.customer_ids, margins.customer_ids)
        inside = np.minimum(rows, max(len(summary.customer_ids) - 1, 0))
        self.known = np.isin(margins.customer_ids, summary.customer_ids)
        self.rows = inside[self.known]
        self.count = len(self.contributions)

    def from_summary(self, figures: np.ndarray, otherwise) -> np.ndarray:
        """A figure of the purchase summary for each customer to value."""
        result = np.full(self.count, otherwise, dtype=np.result_type(figures, type(otherwise)))
        result[self.known] = figures[self.rows]
        return result

    def histories(self) -> np.ndarray:
        repeats = self.from_summary(self.summary.repeat_purchases, -1)
        return np.select(
            [repeats > 0, repeats == 0], [REPEAT_PURCHASES, NO_REPEAT_PURCHASE_YET], NO_PURCHASE_YET
        )

    def margin_shares(self) -> np.ndarray:
        """Contribution ÷ net revenue, −1 to 1; that of all where there is no revenue.

        Beyond ± 1 the year's revenue is too small against its cost to stand for
        the spending to come.
        """
        revenue = int(self.net_revenues.sum())
        average = int(self.contributions.sum()) / revenue if revenue > 0 else 0.0
        sold = self.net_revenues > 0
        own = self.contributions / np.where(sold, self.net_revenues, 1)
        return np.clip(np.where(sold, own, average), -1.0, 1.0)


def _value_by_models(
    customers: _Customers, models: PurchaseModels, assumptions: Assumptions
) -> LifetimeValues:
    summary = customers.summary
    revenue = _discounted_purchases(models, summary, assumptions) * expected_spend(
        models.gamma_gamma, summary
    )
    values = customers.from_summary(revenue, 0.0) * customers.margin_shares()
    alive = probability_alive(models.bgnbd, summary)
    alive = np.where(summary.repeat_purchases > 0, alive, np.nan)
    return LifetimeValues(
        method=PURCHASE_MODELS,
        values=estimate_in_minor_units(values),
        histories=customers.histories(),
        probabilities_alive=customers.from_summary(alive, np.nan),
        multiples=np.full(customers.count, np.nan),
        models=models,
    )


def _discounted_purchases(
    models: PurchaseModels, summary: PurchaseSummary, assumptions: Assumptions
) -> np.ndarray:
    """Expected purchases month by month, each month discounted at its end."""
    monthly = (1.0 + assumptions.discount_rate) ** (1.0 / MONTHS_PER_YEAR)
    forecast = PurchaseForecast(models.bgnbd, summary)
    discounted = np.zeros(len(summary.customer_ids))
    so_far = np.zeros(len(summary.customer_ids))
    for month in range(1, assumptions.horizon_months + 1):
        expected = forecast.expected(month * WEEKS_PER_MONTH)
        discounted += (expected - so_far) / monthly**month
        so_far = expected
    return discounted


def _value_by_multiple(customers: _Customers, assumptions: Assumptions) -> LifetimeValues:
    multiples = np.broadcast_to(
        margin_multiple(
            assumptions.retention_rates, assumptions.discount_rate, assumptions.multiple_years
        ),
        customers.count,
    )
    return LifetimeValues(
        method=GUPTA_LEHMANN,
        values=estimate_in_minor_units(customers.contributions * multiples),
        histories=customers.histories(),
        probabilities_alive=np.full(customers.count, np.nan),
        multiples=multiples,
        models=None,
    )


def _check(margins: CustomerMargins, assumptions: Assumptions) -> list[Problem]:
    columns = [
        Column("contributions", margins.contributions),
        Column("net_revenues", margins.net_revenues),
    ]
    problems = check_columns(margins.customer_ids, columns)
    problems += check_rates(assumptions.retention_rates, assumptions.discount_rate)
    if np.shape(assumptions.retention_rates) not in ((), np.shape(margins.customer_ids)):
        problems.append(Problem("wrong_shape", ("retention_rates",)))
    years = assumptions.multiple_years
    if assumptions.horizon_months < 1 or (years is not None and years < 1):
        figures = {"months": assumptions.horizon_months, "years": years}
        problems.append(Problem("horizon_invalid", (), figures))
    return problems
