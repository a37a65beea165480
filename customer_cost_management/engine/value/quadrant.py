"""Where a customer stands between margin and service, and what to do about it.

x is cost to serve in % of net revenue, y is CM1 in % of net revenue; on the
diagonal the contribution is zero.  Two split lines make four quadrants.

Source: Shapiro, Rangan, Moriarty & Ross, "Manage Customers for Profits (Not
Just Sales)", Harvard Business Review 65(5), 1987; Kaplan & Anderson,
*Time-Driven Activity-Based Costing*, 2007, on actions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import INFO, Problem, errors

PROTECT = "protect"  # high margin, low cost to serve
SERVE_SMARTER = "serve_smarter"  # high margin, high cost to serve
GROW_OR_REPRICE = "grow_or_reprice"  # low margin, low cost to serve
FIX_OR_LEAVE = "fix_or_leave"  # low margin, high cost to serve
NOT_PLACED = ""

INVEST = "invest"
REPRICE = "reprice"
MINIMUM_ORDER = "minimum_order"
SERVICE_MENU = "service_menu"
SELF_SERVICE = "self_service"
EXIT = "exit"


@dataclass(frozen=True)
class ServiceFigures:
    """n customers over one period; amounts in minor units.

    :param customer_ids: n distinct integers
    :param net_revenues: signed; customers without revenue cannot be placed
    :param product_margins: CM1, signed
    :param order_level_costs: the part of cost to serve that orders cause, positive
    :param customer_level_costs: the rest of cost to serve, positive
    :param avoidable_contributions: net revenue less *avoidable* cost, signed:
        what the company would really lose with the customer
    :param repricing_tried: n booleans: a repricing action has been carried out
    """

    customer_ids: Any
    net_revenues: Any
    product_margins: Any
    order_level_costs: Any
    customer_level_costs: Any
    avoidable_contributions: Any
    repricing_tried: Any


@dataclass(frozen=True)
class SplitLines:
    """Where the quadrants meet, in % of net revenue."""

    product_margin_percent: float
    cost_to_serve_percent: float


@dataclass(frozen=True)
class Places:
    """The place of each customer, in the order of the input.

    :param product_margin_percents: y; NaN where the customer is not placed
    :param cost_to_serve_percents: x; NaN where the customer is not placed
    :param quadrants: one of the four codes; :data:`NOT_PLACED` without revenue
    :param split: the lines used; None if nobody is placed
    """

    product_margin_percents: np.ndarray
    cost_to_serve_percents: np.ndarray
    quadrants: np.ndarray
    split: SplitLines | None


@dataclass(frozen=True)
class Quadrants(Places):
    """Places with what to do about each.

    :param actions: the recommended action; empty where the customer is not placed
    """

    actions: np.ndarray


def place_in_quadrants(
    figures: ServiceFigures, split: SplitLines | None = None
) -> tuple[Quadrants | None, list[Problem]]:
    """Place every customer and recommend one action for each.

    On a line counts in the customer's favour: a margin on it is high, a cost to
    serve on it is low.

    :param split: fixed lines; None takes the medians of the customers placed
    :return: quadrants, or None with the problems of
        :func:`~..columns.check_columns` or ``split_not_finite``; information
        ``without_revenue`` (subjects: who cannot be placed)
    """
    problems = list(_check(figures, split))
    if errors(problems):
        return None, problems
    places = place(figures.net_revenues, figures.product_margins, _cost_to_serve(figures), split)
    unplaced = np.asarray(figures.customer_ids)[places.quadrants == NOT_PLACED]
    if len(unplaced):
        problems.append(Problem("without_revenue", sorted(unplaced.tolist()), {}, INFO))
    actions = recommend(figures, places.quadrants, middle_revenue(figures.net_revenues))
    return Quadrants(**vars(places), actions=actions), problems


def place(
    net_revenues: Any, product_margins: Any, costs_to_serve: Any, split: SplitLines | None = None
) -> Places:
    """Place every customer, and recommend nothing yet.

    :param net_revenues: n amounts in minor units, signed; so are the other two
    :param split: fixed lines; None takes the medians of the customers placed
    """
    revenues = minor_units(net_revenues)
    placed = revenues > 0
    base = np.where(placed, revenues, 1)
    margins = np.where(placed, 100.0 * minor_units(product_margins) / base, np.nan)
    costs = np.where(placed, 100.0 * minor_units(costs_to_serve) / base, np.nan)
    if split is None and placed.any():
        split = SplitLines(float(np.median(margins[placed])), float(np.median(costs[placed])))
    return Places(margins, costs, _quadrants(margins, costs, split), split)


def middle_revenue(net_revenues: Any) -> float:
    """Median revenue of the customers with any, minor units; less than it is a small customer."""
    revenues = minor_units(net_revenues)
    return float(np.median(revenues[revenues > 0])) if (revenues > 0).any() else 0.0


def _cost_to_serve(figures: ServiceFigures) -> np.ndarray:
    return minor_units(figures.order_level_costs) + minor_units(figures.customer_level_costs)


def _quadrants(margins: np.ndarray, costs: np.ndarray, split: SplitLines | None) -> np.ndarray:
    if split is None:
        return np.full(len(margins), NOT_PLACED)
    high = margins >= split.product_margin_percent
    cheap = costs <= split.cost_to_serve_percent
    return np.select(
        [np.isnan(margins), high & cheap, high, cheap],
        [NOT_PLACED, PROTECT, SERVE_SMARTER, GROW_OR_REPRICE],
        FIX_OR_LEAVE,
    )


def recommend(figures: ServiceFigures, quadrants: np.ndarray, middle: float) -> np.ndarray:
    """One action each; the first that holds wins.  Some of the customers will do.

    Service is made smarter where its cost arises: many small orders call for a
    minimum order, visits and support for self-service with small customers and
    for a priced menu with large ones.  Exit comes last: only when the company
    would be better off without the customer, and raising prices has been tried.
    """
    smarter = quadrants == SERVE_SMARTER
    orders_cost_most = minor_units(figures.order_level_costs) >= minor_units(
        figures.customer_level_costs
    )
    small = minor_units(figures.net_revenues) < middle
    hopeless = (minor_units(figures.avoidable_contributions) < 0) & np.asarray(
        figures.repricing_tried, bool
    )
    return np.select(
        [
            quadrants == NOT_PLACED,
            quadrants == PROTECT,
            smarter & orders_cost_most,
            smarter & small,
            smarter,
            (quadrants == FIX_OR_LEAVE) & hopeless,
        ],
        [NOT_PLACED, INVEST, MINIMUM_ORDER, SELF_SERVICE, SERVICE_MENU, EXIT],
        REPRICE,
    )


def _check(figures: ServiceFigures, split: SplitLines | None) -> Iterator[Problem]:
    amounts = (
        "net_revenues",
        "product_margins",
        "order_level_costs",
        "customer_level_costs",
        "avoidable_contributions",
    )
    columns = [Column(name, getattr(figures, name)) for name in amounts]
    columns.append(Column("repricing_tried", figures.repricing_tried, money=False))
    yield from check_columns(figures.customer_ids, columns)
    if split and not np.isfinite([split.product_margin_percent, split.cost_to_serve_percent]).all():
        yield Problem("split_not_finite", ("split",))
