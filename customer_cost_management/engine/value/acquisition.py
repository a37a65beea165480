"""What a new customer costs, and how long it takes to earn it back.

A company pays for the pursuits it loses as well, so its cost per new customer
is all acquire-stage cost ÷ new customers; a customer's own is only what was
spent on him.

Source: Farris, Bendle, Pfeifer & Reibstein, *Marketing Metrics*, chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from ..array_checks import amount_problems
from ..money import round_half_up
from ..problem import INFO, Problem, errors


@dataclass(frozen=True)
class AcquisitionSpending:
    """Acquire-stage cost of a company over a window, minor units, positive.

    :param won_cost: spent on those who became customers
    :param lost_cost: spent on pursuits that did not
    :param new_customers: customers with their first invoice in the window
    """

    won_cost: int
    lost_cost: int
    new_customers: int


@dataclass(frozen=True)
class AcquisitionCost:
    """Customer acquisition cost (CAC) of the company, minor units.

    :param total: all acquire-stage cost
    :param per_customer: lost pursuits included
    :param per_customer_won: lost pursuits left out, to compare with a customer's own
    """

    total: int
    per_customer: int
    per_customer_won: int


def company_acquisition_cost(
    spending: AcquisitionSpending,
) -> tuple[AcquisitionCost | None, list[Problem]]:
    """CAC of the company.

    :return: the cost, or None with ``amount_not_integer``, ``amount_too_large``,
        ``negative_cost`` or ``no_new_customers``
    """
    problems = list(amount_problems(asdict(spending)))
    problems = problems or list(_check_spending(spending))
    if errors(problems):
        return None, problems
    total = spending.won_cost + spending.lost_cost
    cost = AcquisitionCost(
        total=total,
        per_customer=round_half_up(total, spending.new_customers),
        per_customer_won=round_half_up(spending.won_cost, spending.new_customers),
    )
    return cost, problems


@dataclass(frozen=True)
class Payback:
    """When the contribution since the first invoice reaches the acquisition cost.

    :param months: full months from the first invoice; None if never
    :param projected: whether the month lies ahead, at the average of the months so far
    :param recovered: contribution so far, minor units, signed
    """

    months: int | None
    projected: bool
    recovered: int


def payback(
    acquisition_cost: int, contributions: Sequence[int]
) -> tuple[Payback | None, list[Problem]]:
    """Payback of one customer.

    :param acquisition_cost: what is to be earned back, minor units, positive
    :param contributions: per month since the first invoice, minor units, signed,
        before the cost of winning and keeping the customer (CM2)
    :return: the payback, or None with ``amount_not_integer``, ``amount_too_large``
        or ``negative_cost``; information ``never_pays_back`` or ``no_month_yet``
    """
    problems = list(_check_payback(acquisition_cost, contributions))
    if errors(problems):
        return None, problems
    recovered, reached = sum(contributions), _month_reached(acquisition_cost, contributions)
    if reached is not None:
        return Payback(reached, False, recovered), problems
    if recovered <= 0:
        code = "never_pays_back" if contributions else "no_month_yet"
        return Payback(None, False, recovered), [Problem(code, (), {}, INFO)]
    more = -(-(acquisition_cost - recovered) * len(contributions) // recovered)
    return Payback(len(contributions) + more, True, recovered), problems


def _month_reached(cost: int, contributions: Sequence[int]) -> int | None:
    recovered = 0
    for month, contribution in enumerate(contributions, start=1):
        if recovered >= cost:
            return month - 1
        recovered += contribution
    return len(contributions) if recovered >= cost else None


def _check_spending(spending: AcquisitionSpending) -> Iterator[Problem]:
    negative = [name for name in ("won_cost", "lost_cost") if getattr(spending, name) < 0]
    if negative:
        yield Problem("negative_cost", negative)
    if spending.new_customers <= 0:
        yield Problem("no_new_customers", (), {"new_customers": spending.new_customers})


def _check_payback(acquisition_cost: int, contributions: Sequence[int]) -> Iterator[Problem]:
    months = {f"month_{month}": amount for month, amount in enumerate(contributions, start=1)}
    problems = list(amount_problems({"acquisition_cost": acquisition_cost, **months}))
    yield from problems
    if not problems and acquisition_cost < 0:
        yield Problem("negative_cost", ("acquisition_cost",))
