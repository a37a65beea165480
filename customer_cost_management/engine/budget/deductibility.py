"""How much of the year's entertainment and promotion cost the tax office accepts.

Rates are data with dates and a source note: the law changes, the code does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..exact import exact_rate, is_cost, percent_of
from ..problem import Problem, errors


@dataclass(frozen=True)
class DeductionRates:
    """Rates in force for a time, all in percent.

    :param entertainment_percent: accepted share of entertainment cost
    :param sales_percent: entertainment accepted at most, of the year's sales
    :param promotion_percent: promotion accepted at most, of the year's sales
    :param tax_percent: income tax rate
    :param start, end: first and last day in force
    :param source: where the rates are written
    """

    entertainment_percent: float | str = 60
    sales_percent: float | str = "0.5"
    promotion_percent: float | str = 15
    tax_percent: float | str = 25
    start: date = date.min
    end: date = date.max
    source: str = ""


@dataclass(frozen=True)
class YearCost:
    """A year's figures, minor units: sales and the cost of the two tax classes.

    Actual, actual and committed, or a forecast to the year's end: the rule is one.
    """

    sales: int
    entertainment: int = 0
    promotion: int = 0


@dataclass(frozen=True)
class Deductibility:
    """What the tax office accepts, minor units, all positive.

    :param deductible: entertainment accepted
    :param not_deductible: entertainment not accepted, for good
    :param promotion_deductible: promotion accepted this year
    :param promotion_carried_forward: promotion above the cap, for later years
    :param tax_effect: income tax on ``not_deductible``; a memo, never in a margin
    """

    deductible: int = 0
    not_deductible: int = 0
    promotion_deductible: int = 0
    promotion_carried_forward: int = 0
    tax_effect: int = 0
    problems: tuple[Problem, ...] = ()


def deductibility(year: YearCost, rates: DeductionRates) -> Deductibility:
    """Entertainment: the lower of a share of the cost and a share of sales.

    Source: Regulation on the Implementation of the Enterprise Income Tax Law of
    the People's Republic of China, articles 43 (entertainment: 60 % of the cost,
    at most 0.5 % of the year's sales) and 44 (advertising and promotion: 15 %,
    the rest in later years); to be checked against the law in force.

    Problems: ``year_cost_invalid`` (field), ``deduction_rate_invalid`` (field).
    """
    problems = tuple(_check(year, rates))
    if errors(problems):
        return Deductibility(problems=problems)
    accepted = min(
        percent_of(year.entertainment, rates.entertainment_percent),
        percent_of(year.sales, rates.sales_percent),
    )
    refused = year.entertainment - accepted
    promotion = min(year.promotion, percent_of(year.sales, rates.promotion_percent))
    return Deductibility(
        deductible=accepted,
        not_deductible=refused,
        promotion_deductible=promotion,
        promotion_carried_forward=year.promotion - promotion,
        tax_effect=percent_of(refused, rates.tax_percent),
        problems=problems,
    )


def adds_to_not_deductible(amount: int, year: YearCost, rates: DeductionRates) -> int:
    """How much of ``amount`` more entertainment would not be accepted, minor units."""
    after = YearCost(year.sales, year.entertainment + amount, year.promotion)
    before = deductibility(year, rates).not_deductible
    return deductibility(after, rates).not_deductible - before


def rates_on(day: date, rates: Iterable[DeductionRates]) -> DeductionRates | Problem:
    """The rates in force on ``day``.

    Problems (day): ``deduction_rates_missing``, ``deduction_rates_overlap``.
    """
    found = [candidate for candidate in rates if candidate.start <= day <= candidate.end]
    if len(found) == 1:
        return found[0]
    return Problem("deduction_rates_overlap" if found else "deduction_rates_missing", (day,))


def _check(year: YearCost, rates: DeductionRates) -> Iterator[Problem]:
    for name in ("sales", "entertainment", "promotion"):
        if not is_cost(getattr(year, name)):
            yield Problem("year_cost_invalid", (name,), {"amount": getattr(year, name)})
    for name in ("entertainment_percent", "sales_percent", "promotion_percent", "tax_percent"):
        rate = exact_rate(getattr(rates, name))
        if rate is None or not 0 <= rate <= 100:
            yield Problem("deduction_rate_invalid", (name,), {"percent": getattr(rates, name)})
