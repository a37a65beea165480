"""The statement above the customers: CM4 after channel cost, and net.

Channel, facility and unused capacity are caused by no single customer.  They
are deducted where they are caused: from segments or from the company.  The
*fully loaded* view gives customers shares of them all the same; it is a view
apart, says what it is, and is no basis for tiers, routing, scorecards or advice.

Source of the method: hierarchical statement of customer-level, channel and
corporate cost (Horngren/Datar/Rajan, *Cost Accounting*).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import amount_problems, money_problems, shape_problems
from ..money import distribute
from ..problem import Problem, errors
from .statement import Statement


@dataclass(frozen=True)
class CostAboveCustomers:
    """Cost no customer caused, of s segments, or of the company as one; minor units.

    :param channel: s amounts of cost
    :param facility: s amounts of cost
    :param unused_capacity: s amounts of cost; negative for over capacity
    :param variances: s amounts, spending and rate variances; positive costs more
    :param residual_result: s amounts, result of the residual lines of the reconciliation;
        signed like profit
    """

    channel: np.ndarray
    facility: np.ndarray
    unused_capacity: np.ndarray
    variances: np.ndarray
    residual_result: np.ndarray


@dataclass(frozen=True)
class CompanyStatement:
    """The statement of segments or of the company; s amounts each, profit signed.

    :param customers: the statement of the segments down to CM3, s rows
    :param above: what is deducted below CM3
    """

    customers: Statement
    above: CostAboveCustomers

    @property
    def cm4(self) -> np.ndarray:
        """Contribution after channel cost."""
        return self.customers.cm3 - self.above.channel

    @property
    def net(self) -> np.ndarray:
        """CM4 less facility, unused capacity and variances, with the residual lines."""
        above = self.above
        return (
            self.cm4
            - above.facility
            - above.unused_capacity
            - above.variances
            + above.residual_result
        )


@dataclass(frozen=True)
class FullyLoaded:
    """Customers with shares of cost they did not cause; n amounts each.

    :param customers: their statement down to CM3
    :param channel: n shares of channel cost
    :param facility: n shares of facility cost
    :param includes_cost_not_caused: always true, so that nobody shows it without saying so
    """

    customers: Statement
    channel: np.ndarray
    facility: np.ndarray
    includes_cost_not_caused: bool = True

    @property
    def cm4(self) -> np.ndarray:
        """CM3 less the share of channel cost."""
        return self.customers.cm3 - self.channel

    @property
    def net(self) -> np.ndarray:
        """CM4 less the share of facility cost."""
        return self.cm4 - self.facility


def company_statement(
    customers: Statement, above: CostAboveCustomers
) -> tuple[CompanyStatement | None, tuple[Problem, ...]]:
    """The statement of segments, or of the company as one row, down to net.

    :param customers: statement grouped by segment, or by the company, s rows

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``.
    """
    names = ("channel", "facility", "unused_capacity", "variances", "residual_result")
    shape = customers.customers.shape
    problems = tuple(p for n in names for p in money_problems(n, getattr(above, n), shape))
    if errors(problems):
        return None, problems
    amounts = {name: np.asarray(getattr(above, name), np.int64) for name in names}
    return CompanyStatement(customers, CostAboveCustomers(**amounts)), problems


def fully_loaded(
    statement: Statement, segments, channel: dict, facility: int
) -> tuple[FullyLoaded | None, tuple[Problem, ...]]:
    """Channel and facility cost distributed over customers by net revenue.

    Revenue is an ability to bear, no cause: this is why the view stands apart.
    A customer without positive revenue gets nothing.

    :param segments: n ids, the segment of each customer
    :param channel: segment → its channel cost in minor units
    :param facility: cost in minor units, over all customers

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``;
    ``no_revenue_to_bear`` with the segments whose cost nobody can take, or
    ``"facility"``.
    """
    weights = np.maximum(statement.net_revenue, 0)
    problems = list(_loading_problems(statement, segments, channel, facility))
    if not errors(problems):
        segments = np.asarray(segments)
        problems += _bearing_problems(weights, segments, channel, facility)
    if errors(problems):
        return None, tuple(problems)
    shares = np.zeros(len(weights), np.int64)
    for segment, cost in channel.items():
        members = segments == segment
        shares[members] = distribute(cost, weights[members], statement.customers[members])
    company = distribute(facility, weights, statement.customers)
    return FullyLoaded(statement, shares, company), tuple(problems)


def _loading_problems(statement, segments, channel, facility) -> Iterator[Problem]:
    yield from shape_problems("segments", segments, statement.customers.shape)
    yield from amount_problems({**channel, "facility": facility})


def _bearing_problems(weights, segments, channel, facility) -> Iterator[Problem]:
    nobody = [s for s, cost in channel.items() if cost and not weights[segments == s].any()]
    if facility and not weights.any():
        nobody.append("facility")
    if nobody:
        yield Problem("no_revenue_to_bear", tuple(nobody))
