"""Cost of sales under periodic valuation: what was invoiced, at its unit cost.

Nobody posts the cost of an invoice when stock is valued periodically.  It is
computed line by line and charged to the customers; the difference to what the
ledger holds is timing of purchases and stock, and nobody's fault.

Source of the method: periodic inventory system (Horngren/Datar/Rajan, *Cost
Accounting*; IAS 2 for the cost of a return).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import money_problems, number_problems, position_problems, shape_problems
from ..problem import Problem, errors
from ..rounded_product import product_problems, rounded_product

#: Where a unit cost may come from, the best first.  A cost frozen by an earlier
#: version of the run wins, so that computing again changes nothing; a credit note
#: takes the cost of the invoice it reverses.
COST_SOURCES = ("frozen", "reversed_invoice", "stock_move", "product")
NO_SOURCE = -1

#: Share of revenue sold at cost 0 above which cost of sales is called incomplete.
INCOMPLETE_ABOVE = 0.05


@dataclass(frozen=True)
class InvoiceLines:
    """Posted customer invoice and credit note lines of stored goods, k rows.

    :param keys: k line ids
    :param customer: k positions in the customers, -1 for no customer
    :param product: k product ids
    :param quantity: k quantities in the product's unit; negative on credit notes
    :param unit_cost: k × :data:`COST_SOURCES`, minor units per unit of quantity,
        NaN where the source knows none
    :param revenue: k amounts in minor units; negative on credit notes
    """

    keys: np.ndarray
    customer: np.ndarray
    product: np.ndarray
    quantity: np.ndarray
    unit_cost: np.ndarray
    revenue: np.ndarray


@dataclass(frozen=True)
class PeriodicCost:
    """Computed cost of sales of a period; cost is positive.

    :param line_cost: k amounts in minor units, what a line cost
    :param unit_cost: k unit costs used, to be frozen with the run; 0 where none is known
    :param source: k positions in :data:`COST_SOURCES`, or :data:`NO_SOURCE`
    :param customer_cost: n amounts, by customer
    :param without_customer: cost of lines without a customer
    :param products_at_zero: ids of the products invoiced at cost 0, ascending
    :param revenue_at_zero: their net revenue in minor units, in the same order
    """

    line_cost: np.ndarray
    unit_cost: np.ndarray
    source: np.ndarray
    customer_cost: np.ndarray
    without_customer: int
    products_at_zero: np.ndarray
    revenue_at_zero: np.ndarray

    @property
    def total(self) -> int:
        """C: computed cost of sales of the period."""
        return int(self.line_cost.sum())

    def timing_difference(self, to_be_traced: int) -> int:
        """L − C, the residual line "inventory and purchase timing difference".

        :param to_be_traced: L, ledger cost captured as cost of sales to be traced
        :return: minor units, positive where the books hold more cost than was sold
        """
        return int(to_be_traced) - self.total

    def share_at_zero(self, revenue: int) -> float | None:
        """Share of the period's net revenue that was sold at cost 0, if there is revenue."""
        return int(self.revenue_at_zero.sum()) / revenue if revenue > 0 else None


def periodic_cost(
    lines: InvoiceLines, customer_count: int
) -> tuple[PeriodicCost | None, tuple[Problem, ...]]:
    """Σ quantity × unit cost, rounded once per line, by customer.

    Problems: ``wrong_shape``, ``number_not_finite``, ``number_too_large``,
    ``number_too_small`` (a negative unit cost), ``unknown_position``,
    ``amount_not_integer``, ``amount_too_large``.
    """
    problems = tuple(_input_problems(lines, customer_count))
    if errors(problems):
        return None, problems
    unit_cost, source = _chosen_cost(np.asarray(lines.unit_cost, np.float64))
    too_large = tuple(product_problems("line_cost", lines.quantity, unit_cost))
    if too_large:
        return None, too_large
    cost = rounded_product(lines.quantity, unit_cost)
    by_customer = np.zeros(customer_count + 1, np.int64)
    np.add.at(by_customer, np.asarray(lines.customer, np.int64), cost)  # -1 is the last row
    products, revenue = _at_zero(lines, unit_cost)
    return PeriodicCost(
        line_cost=cost,
        unit_cost=unit_cost,
        source=source,
        customer_cost=by_customer[:-1],
        without_customer=int(by_customer[-1]),
        products_at_zero=products,
        revenue_at_zero=revenue,
    ), problems


def completeness_problems(cost: PeriodicCost, revenue: int) -> Iterator[Problem]:
    """Whether too much was sold at cost 0.

    :param revenue: net revenue of the period in minor units

    Problem: ``cost_of_sales_incomplete`` with the products, the share of revenue and
    the revenue concerned, as a warning.
    """
    share = cost.share_at_zero(revenue)
    if share is not None and share > INCOMPLETE_ABOVE:
        values = {"share": share, "revenue": int(cost.revenue_at_zero.sum())}
        subjects = tuple(cost.products_at_zero.tolist())
        yield Problem("cost_of_sales_incomplete", subjects, values, "warning")


def _input_problems(lines: InvoiceLines, customer_count: int) -> Iterator[Problem]:
    count = len(lines.keys)
    for name in ("customer", "product"):
        yield from shape_problems(name, getattr(lines, name), (count,))
    yield from position_problems("customer", lines.customer, customer_count, lowest=-1)
    yield from number_problems("quantity", lines.quantity, lines.keys)
    yield from money_problems("revenue", lines.revenue, (count,))
    wrong_shape = list(shape_problems("unit_cost", lines.unit_cost, (count, len(COST_SOURCES))))
    yield from wrong_shape
    if not wrong_shape:
        unit_cost = np.asarray(lines.unit_cost, np.float64)
        known = np.where(np.isnan(unit_cost), 0.0, unit_cost)  # NaN is "not known", inf is wrong
        for source, costs in zip(COST_SOURCES, known.T, strict=True):
            yield from number_problems(f"unit_cost_{source}", costs, lines.keys, lowest=0)


def _chosen_cost(unit_cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    known = ~np.isnan(unit_cost)
    source = np.where(known.any(axis=1), known.argmax(axis=1), NO_SOURCE)
    chosen = unit_cost[np.arange(len(unit_cost)), source]
    return np.where(source == NO_SOURCE, 0.0, chosen), source


def _at_zero(lines: InvoiceLines, unit_cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Products with a line that moved goods at cost 0, and the revenue of those lines."""
    zero = (unit_cost == 0) & (np.asarray(lines.quantity) != 0)
    products, position = np.unique(np.asarray(lines.product)[zero], return_inverse=True)
    revenue = np.zeros(len(products), np.int64)
    np.add.at(revenue, position, np.asarray(lines.revenue, np.int64)[zero])
    return products, revenue
