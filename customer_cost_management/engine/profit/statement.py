"""The contribution statement of customers: from gross revenue to CM3.

One row a customer, one column a line.  Levels are sums of lines, ratios are
computed from sums, and nothing is stored twice.

Source of the method: customer-profitability statement with a customer cost
hierarchy (Horngren/Datar/Rajan, *Cost Accounting*).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from ..problem import Problem, errors
from .statement_checks import input_problems, open_gross
from .statement_lines import CUSTOMER, LINE_NAMES, ORDER, UNIT, columns_of


@dataclass(frozen=True)
class Activity:
    """An activity that reaches customers.

    :param key: id
    :param line: its statement line, one of :data:`~.statement_lines.ACTIVITY_LINES`
    """

    key: Hashable
    line: str


@dataclass(frozen=True)
class GrossRevenue:
    """Informational split of net revenue, read from invoice lines; minor units.

    gross − discounts − refunds = net revenue.

    :param gross: n amounts at list price
    :param discounts: n amounts, positive
    :param refunds: n amounts, positive
    :param known: n truths; a customer with manual entries has no gross revenue
    """

    gross: np.ndarray
    discounts: np.ndarray
    refunds: np.ndarray
    known: np.ndarray


@dataclass(frozen=True)
class StatementInput:
    """What a statement is made of; minor units of one currency, cost positive.

    :param currency: its name
    :param customers: n distinct ids
    :param net_revenue: n amounts of the ledger
    :param ledger_cost: n × :data:`~.statement_lines.LINE_NAMES`, cost captured or
        computed for the customer without an activity
    :param activities: m activities
    :param activity_cost: n × m allocated cost
    :param ledger_avoidable: avoidable part of ``ledger_cost``, same shape
    :param activity_avoidable: avoidable part of ``activity_cost``, same shape
    :param gross: informational split of net revenue, if there is one
    """

    currency: str
    customers: np.ndarray
    net_revenue: np.ndarray
    ledger_cost: np.ndarray
    activities: tuple[Activity, ...]
    activity_cost: np.ndarray
    ledger_avoidable: np.ndarray
    activity_avoidable: np.ndarray
    gross: GrossRevenue | None = None


@dataclass(frozen=True)
class Statement:
    """Customers × lines, in minor units of one currency; cost positive, profit signed.

    :param currency: its name
    :param customers: n ids (of customers, or of whatever they were grouped by)
    :param net_revenue: n amounts
    :param cost: n × :data:`~.statement_lines.LINE_NAMES`
    :param avoidable: the avoidable part of ``cost``, same shape
    :param activities: m activities
    :param activity_cost: n × m, detail contained in ``cost``
    :param gross: informational split of net revenue; where not known, it is not 0 but
        not known
    """

    currency: str
    customers: np.ndarray
    net_revenue: np.ndarray
    cost: np.ndarray
    avoidable: np.ndarray
    activities: tuple[Activity, ...]
    activity_cost: np.ndarray
    gross: GrossRevenue

    def line(self, name: str) -> np.ndarray:
        """n amounts of one cost line."""
        return self.cost[:, LINE_NAMES.index(name)]

    def cost_of(self, level: str) -> np.ndarray:
        """n amounts, cost of one level."""
        return self.cost[:, columns_of(level)].sum(axis=1)

    @property
    def cm1(self) -> np.ndarray:
        """Product margin: net revenue less unit-level cost."""
        return self.net_revenue - self.cost_of(UNIT)

    @property
    def cm2(self) -> np.ndarray:
        """After order cost."""
        return self.cm1 - self.cost_of(ORDER)

    @property
    def cm3(self) -> np.ndarray:
        """Customer contribution."""
        return self.cm2 - self.cost_of(CUSTOMER)

    @property
    def cost_to_serve(self) -> np.ndarray:
        """Everything between CM1 and CM3; positive."""
        return self.cm1 - self.cm3

    @property
    def relationship_cost(self) -> np.ndarray:
        """The budget-controlled, discretionary part of cost to serve; positive."""
        return self.line("relationship")

    @property
    def contribution_before_relationship(self) -> np.ndarray:
        """CM3 before discretionary relationship spending: what tiers are judged by."""
        return self.cm3 + self.relationship_cost

    @property
    def contribution_after_avoidable(self) -> np.ndarray:
        """Net revenue less avoidable cost: what the company would lose with the customer."""
        return self.net_revenue - self.avoidable.sum(axis=1)

    def ratio(self, amounts: np.ndarray) -> np.ndarray:
        """Amounts ÷ net revenue.

        :param amounts: n amounts of this statement
        :return: n floats, ``None`` where net revenue is not above 0
        """
        ratios = np.full(len(self.customers), None, object)
        earning = self.net_revenue > 0
        ratios[earning] = amounts[earning] / self.net_revenue[earning]
        return ratios


def build_statement(given: StatementInput) -> tuple[Statement | None, tuple[Problem, ...]]:
    """The statement of the customers: activity cost on its lines, beside ledger cost.

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``,
    ``duplicate_id``, ``unknown_statement_line`` with the activities; and, as a
    warning, ``gross_does_not_tie`` with the customers, whose gross revenue then is
    not known.
    """
    problems = list(input_problems(given))
    if errors(problems):
        return None, tuple(problems)
    gross, gross_problems = _gross_that_ties(given)
    return Statement(
        currency=given.currency,
        customers=np.asarray(given.customers),
        net_revenue=np.asarray(given.net_revenue, np.int64),
        cost=_by_line(given.ledger_cost, given.activity_cost, given.activities),
        avoidable=_by_line(given.ledger_avoidable, given.activity_avoidable, given.activities),
        activities=tuple(given.activities),
        activity_cost=np.asarray(given.activity_cost, np.int64),
        gross=gross,
    ), (*problems, *gross_problems)


def _by_line(ledger, by_activity, activities) -> np.ndarray:
    """Ledger amounts with the activities' amounts added to their lines."""
    amounts = np.array(ledger, np.int64)
    for column, activity in enumerate(activities):
        amounts[:, LINE_NAMES.index(activity.line)] += np.asarray(by_activity)[:, column]
    return amounts


def _gross_that_ties(given: StatementInput) -> tuple[GrossRevenue, tuple[Problem, ...]]:
    """Gross revenue, not known where it does not lead to net revenue."""
    if given.gross is None:
        nothing = np.zeros(len(given.customers), np.int64)
        return GrossRevenue(nothing, nothing, nothing, np.zeros(len(nothing), bool)), ()
    gross, discounts, refunds, known = open_gross(given.gross)
    wrong = known & (gross - discounts - refunds != given.net_revenue)
    ties = GrossRevenue(gross, discounts, refunds, known & ~wrong)
    if not wrong.any():
        return ties, ()
    subjects = tuple(np.asarray(given.customers)[wrong].tolist())
    return ties, (Problem("gross_does_not_tie", subjects, severity="warning"),)
