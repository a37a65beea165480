"""What a customer would have to buy, pay or order to stop losing money.

Source: break-even analysis on the contribution-margin ratio, e.g. OpenStax,
*Principles of Accounting, Volume 2*, chapter 3.2.  The order level scales with
volume like the goods; the customer level stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass

from ..array_checks import amount_problems
from ..problem import INFO, Problem, errors


@dataclass(frozen=True)
class CustomerEconomics:
    """One customer over one period; amounts in minor units.

    For the avoidable variant, pass the avoidable part of both costs instead.

    :param net_revenue: signed
    :param product_margin: CM1, signed
    :param order_level_cost: positive; CM2 is CM1 less this
    :param customer_level_cost: positive, direct and allocated; CM3 is CM2 less this
    :param orders: number of orders
    """

    net_revenue: int
    product_margin: int
    order_level_cost: int
    customer_level_cost: int
    orders: int

    @property
    def order_contribution(self) -> int:
        """CM2."""
        return self.product_margin - self.order_level_cost

    @property
    def contribution(self) -> int:
        """CM3."""
        return self.order_contribution - self.customer_level_cost


@dataclass(frozen=True)
class BreakEven:
    """Where the customer contribution is zero.  Amounts in minor units, rounded up.

    :param net_revenue: at today's prices and order sizes; None if no volume helps
    :param additional_revenue: that, less today's; negative if already beyond it
    :param orders: number of orders of today's size that bring it, or None
    :param price_rise_percent: rise of all prices, at today's volume, that brings
        the contribution to zero; negative is room to give; None without revenue
    :param cost_cut: cost to serve to cut instead, signed like the price rise
    :param minimum_order_size: net revenue at which an order pays for its own
        handling (CM2 = 0); None if no size does
    """

    net_revenue: int | None
    additional_revenue: int | None
    orders: int | None
    price_rise_percent: float | None
    cost_cut: int
    minimum_order_size: int | None


def break_even(customer: CustomerEconomics) -> tuple[BreakEven | None, list[Problem]]:
    """All ways of one customer to break even.

    :return: the figures, or None with ``amount_not_integer``, ``amount_too_large``
        or ``negative_orders``; information, when a figure is None: ``no_revenue``,
        ``no_volume_breaks_even``, ``no_order_size_breaks_even``, ``no_orders``
    """
    problems = list(_check(customer))
    if errors(problems):
        return None, problems
    # Products of two amounts do not fit into the 64 bits of a numpy integer.
    customer = CustomerEconomics(*map(int, astuple(customer)))
    revenue = _revenue_needed(customer)
    selling = customer.net_revenue > 0
    figures = BreakEven(
        net_revenue=revenue,
        additional_revenue=None if revenue is None else revenue - customer.net_revenue,
        orders=_orders_needed(customer, revenue),
        price_rise_percent=_price_rise_percent(customer) if selling else None,
        cost_cut=-customer.contribution,
        minimum_order_size=_minimum_order_size(customer),
    )
    return figures, problems + list(_remarks(customer, figures))


def _revenue_needed(customer: CustomerEconomics) -> int | None:
    """Customer-level cost ÷ (CM2 ÷ net revenue)."""
    if customer.customer_level_cost <= 0:
        return 0
    if customer.net_revenue <= 0 or customer.order_contribution <= 0:
        return None
    return _divide_up(
        customer.customer_level_cost * customer.net_revenue, customer.order_contribution
    )


def _orders_needed(customer: CustomerEconomics, revenue: int | None) -> int | None:
    """Customer-level cost ÷ (CM2 ÷ orders)."""
    if revenue is None or not customer.orders:
        return None
    if not revenue:
        return 0
    return _divide_up(customer.customer_level_cost * customer.orders, customer.order_contribution)


def _price_rise_percent(customer: CustomerEconomics) -> float:
    """A higher price costs nothing: all of it is contribution."""
    return -100.0 * customer.contribution / customer.net_revenue


def _minimum_order_size(customer: CustomerEconomics) -> int | None:
    """Cost per order ÷ (CM1 ÷ net revenue)."""
    if customer.order_level_cost <= 0:
        return 0
    if customer.net_revenue <= 0 or customer.product_margin <= 0 or not customer.orders:
        return None
    return _divide_up(
        customer.order_level_cost * customer.net_revenue,
        customer.orders * customer.product_margin,
    )


def _divide_up(numerator: int, denominator: int) -> int:
    """Rounded up: a unit less would not break even."""
    return -(-numerator // denominator)


def _check(customer: CustomerEconomics) -> Iterator[Problem]:
    problems = list(amount_problems(asdict(customer)))
    yield from problems
    if not problems and customer.orders < 0:
        yield Problem("negative_orders", ("orders",), {"orders": customer.orders})


def _remarks(customer: CustomerEconomics, figures: BreakEven) -> Iterator[Problem]:
    if customer.net_revenue <= 0:
        yield Problem("no_revenue", (), {"net_revenue": customer.net_revenue}, INFO)
        return
    if figures.net_revenue is None:
        needed = {"price_rise_percent": figures.price_rise_percent, "cost_cut": figures.cost_cut}
        yield Problem("no_volume_breaks_even", (), needed, INFO)
    if not customer.orders:
        yield Problem("no_orders", (), {}, INFO)
    elif figures.minimum_order_size is None:
        margin = {"product_margin": customer.product_margin}
        yield Problem("no_order_size_breaks_even", (), margin, INFO)
