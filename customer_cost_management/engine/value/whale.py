"""The whale curve: how much profit the best customers earn and the others eat.

Customers stand in a row, the most profitable first, and their profits are
added up.  The curve climbs to a peak, stays there among customers around zero,
and falls to the total of all.  What it loses after the peak is the erosion.

Source: Kaplan & Narayanan, "Measuring and Managing Customer Profitability",
Journal of Cost Management 15(5), 2001; Horngren, Datar & Rajan, *Cost
Accounting*, chapter on customer profitability.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import INFO, Problem, errors

#: Below this a curve says nothing; the page shows the table alone.
MINIMUM_CUSTOMERS = 5

EARNS, AROUND_ZERO, LOSES = 1, 0, -1


@dataclass(frozen=True)
class CustomerProfits:
    """What the curve is drawn from; n customers in any order.

    :param customer_ids: n distinct integers
    :param profits: n amounts in minor units, signed: the contribution to rank by
    :param revenues: n amounts in minor units, net revenue
    """

    customer_ids: Any
    profits: Any
    revenues: Any


@dataclass(frozen=True)
class Peak:
    """Where the curve is highest.

    :param customers: how many customers, best first, reach it; 0 if nobody earns
    :param profit: their profit in minor units, never negative
    :param percent: the same in % of the total; None when the total is not positive
    """

    customers: int
    profit: int
    percent: float | None


@dataclass(frozen=True)
class Band:
    """The customers who earn, lose, or do neither: their number and signed profit."""

    customers: int
    profit: int


@dataclass(frozen=True)
class WhaleCurve:
    """The whole curve; arrays have n rows, best customer first.

    :param order: position in the input of the customer at each rank
    :param customer_ids: the customer at each rank
    :param profits: his profit, minor units
    :param cumulative_profits: profit of all up to this rank, minor units
    :param cumulative_percents: the same in % of the total; None when the total
        is not positive, then the curve has money only
    :param cumulative_revenues: revenue of all up to this rank, minor units
    :param bands: :data:`EARNS`, :data:`AROUND_ZERO` or :data:`LOSES` of each rank
    :param total: profit of all, minor units
    :param peak: the highest point
    :param erosion: peak profit − total, minor units, never negative
    :param erosion_percent: peak % − 100; None when the total is not positive
    """

    order: np.ndarray
    customer_ids: np.ndarray
    profits: np.ndarray
    cumulative_profits: np.ndarray
    cumulative_percents: np.ndarray | None
    cumulative_revenues: np.ndarray
    bands: np.ndarray
    total: int
    peak: Peak
    erosion: int
    erosion_percent: float | None

    def band(self, kind: int) -> Band:
        """Number and profit of one of the three bands."""
        members = self.bands == kind
        return Band(int(members.sum()), int(self.profits[members].sum()))


def whale_curve(
    figures: CustomerProfits, near_zero_percent: float = 1.0
) -> tuple[WhaleCurve | None, list[Problem]]:
    """Rank customers by profit and add up.

    Equal profits stand in ascending customer id, so the curve is the same for
    any order of the rows.

    :param near_zero_percent: a customer whose profit is within ± this % of his
        own revenue is around zero; without revenue only a profit of exactly 0 is
    :return: the curve (None if the figures cannot be ranked) and the problems:
        those of :func:`~..columns.check_columns` and ``no_customers``,
        ``near_zero_band_invalid`` forbid it; ``too_few_customers_for_a_curve``,
        ``total_not_positive`` and ``nobody_earns`` are information for the page
    """
    problems = list(_check_figures(figures, near_zero_percent))
    if errors(problems):
        return None, problems
    curve = _draw(figures, near_zero_percent)
    return curve, problems + list(_remarks(curve))


def cumulative_line(curve: WhaleCurve, amounts) -> np.ndarray:
    """A second line over the same ranks: amounts in input order, added up best first."""
    return minor_units(amounts)[curve.order].cumsum()


def _check_figures(figures: CustomerProfits, near_zero_percent: float) -> Iterator[Problem]:
    yield from check_columns(
        figures.customer_ids,
        [Column("profits", figures.profits), Column("revenues", figures.revenues)],
    )
    if not np.size(figures.customer_ids):
        yield Problem("no_customers")
    if not 0 <= near_zero_percent < np.inf:
        yield Problem("near_zero_band_invalid", values={"percent": near_zero_percent})


def _draw(figures: CustomerProfits, near_zero_percent: float) -> WhaleCurve:
    customer_ids = np.asarray(figures.customer_ids)
    order = np.lexsort((customer_ids, -minor_units(figures.profits)))
    profits, revenues = minor_units(figures.profits)[order], minor_units(figures.revenues)[order]
    cumulative = profits.cumsum()
    total = int(cumulative[-1])
    # Ranked profits climb exactly as long as they are positive.
    earning = int((profits > 0).sum())
    highest = int(cumulative[earning - 1]) if earning else 0
    percents = 100.0 * cumulative / total if total > 0 else None
    peak_percent = 100.0 * highest / total if total > 0 else None
    return WhaleCurve(
        order=order,
        customer_ids=customer_ids[order],
        profits=profits,
        cumulative_profits=cumulative,
        cumulative_percents=percents,
        cumulative_revenues=revenues.cumsum(),
        bands=bands_of(profits, revenues, near_zero_percent),
        total=total,
        peak=Peak(earning, highest, peak_percent),
        erosion=highest - total,
        erosion_percent=None if peak_percent is None else peak_percent - 100.0,
    )


def bands_of(profits: np.ndarray, revenues: np.ndarray, near_zero_percent: float) -> np.ndarray:
    """:data:`EARNS`, :data:`AROUND_ZERO` or :data:`LOSES` of each customer, in input order.

    :param profits: amounts in minor units, signed
    :param revenues: net revenue in minor units, in the same order
    :param near_zero_percent: as in :func:`whale_curve`
    """
    width = np.maximum(revenues, 0) * (near_zero_percent / 100.0)
    return np.where(np.abs(profits) <= width, AROUND_ZERO, np.sign(profits))


def _remarks(curve: WhaleCurve) -> Iterator[Problem]:
    count = len(curve.customer_ids)
    if count < MINIMUM_CUSTOMERS:
        figures = {"customers": count, "minimum": MINIMUM_CUSTOMERS}
        yield Problem("too_few_customers_for_a_curve", (), figures, INFO)
    if curve.total <= 0:
        yield Problem("total_not_positive", (), {"total": curve.total}, INFO)
    if not curve.peak.customers:
        yield Problem("nobody_earns", (), {"customers": count, "total": curve.total}, INFO)
