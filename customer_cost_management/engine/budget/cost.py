"""From an amount to pay to the cost a budget carries.

Budget, commitment and actual all mean the same thing: cost in company currency,
without recoverable tax, with non-recoverable tax.  People think in what they
pay; this is the one place where the two meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..exact import apply_rate, exact_rate, is_money
from ..problem import Problem, errors


@dataclass(frozen=True)
class PurchaseTax:
    """One tax contained in an amount to pay.

    :param percent: of the amount without tax, not negative
    :param recoverable_percent: how much of the tax comes back; 0 for the input tax
        of meals and entertainment where the law refuses it
    """

    percent: float | str
    recoverable_percent: float | str = 100


@dataclass(frozen=True)
class Payment:
    """What somebody pays or will pay.

    :param amount: to pay, all tax included, minor units of its own currency; signed
    :param taxes: taxes contained in it; none if nothing can be recovered
    :param rate: company currency for one unit of the payment's currency
    :param decimals: decimal places of the payment's currency
    :param company_decimals: decimal places of the company's currency
    """

    amount: int
    taxes: tuple[PurchaseTax, ...] = ()
    rate: float | str = 1
    decimals: int = 2
    company_decimals: int = 2


@dataclass(frozen=True)
class ExpectedCost:
    """A payment as a budget sees it, minor units of the company's currency.

    ``cost`` + ``recoverable_tax`` = ``paid``, to the unit.
    """

    paid: int = 0
    cost: int = 0
    recoverable_tax: int = 0
    problems: tuple[Problem, ...] = ()


def expected_cost(payment: Payment) -> ExpectedCost:
    """The cost in a payment: converted and freed of recoverable tax, rounded once.

    cost = amount × rate × (1 + Σ t × (1 − r)) ÷ (1 + Σ t), with t the tax rates
    and r their recoverable shares.  Paid and cost are each rounded from the exact
    figure; the tax is their difference.

    Source: cost of purchase net of taxes recoverable from the authorities
    (IAS 2.11 and its national counterparts).

    Problems: those of :func:`check_payment`.
    """
    problems = tuple(check_payment(payment))
    if errors(problems):
        return ExpectedCost(problems=problems)
    taxes = [
        (exact_rate(tax.percent) / 100, exact_rate(tax.recoverable_percent) / 100)
        for tax in payment.taxes
    ]
    taxed = 1 + sum(rate for rate, _recoverable in taxes)
    borne = 1 + sum(rate * (1 - recoverable) for rate, recoverable in taxes)
    places = payment.company_decimals - payment.decimals
    conversion = exact_rate(payment.rate) * Fraction(10) ** places
    paid = apply_rate(payment.amount, conversion)
    cost = apply_rate(payment.amount, conversion * borne / taxed)
    return ExpectedCost(paid, cost, paid - cost, problems)


def check_payment(payment: Payment) -> Iterator[Problem]:
    """What makes a payment unreadable.

    ``amount_invalid``, ``rate_not_positive``, ``decimals_invalid``,
    ``tax_out_of_range`` and ``recoverable_out_of_range`` (position of the tax).
    """
    if not is_money(payment.amount):
        yield Problem("amount_invalid", (), {"amount": payment.amount})
    rate = exact_rate(payment.rate)
    if rate is None or rate <= 0:
        yield Problem("rate_not_positive", (), {"rate": payment.rate})
    for decimals in (payment.decimals, payment.company_decimals):
        if decimals not in range(7):
            yield Problem("decimals_invalid", (), {"decimals": decimals})
    for position, tax in enumerate(payment.taxes):
        percent = exact_rate(tax.percent)
        if percent is None or percent < 0:
            yield Problem("tax_out_of_range", (position,), {"percent": tax.percent})
        recoverable = exact_rate(tax.recoverable_percent)
        if recoverable is None or not 0 <= recoverable <= 100:
            values = {"percent": tax.recoverable_percent}
            yield Problem("recoverable_out_of_range", (position,), values)
