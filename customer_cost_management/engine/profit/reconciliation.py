"""The reconciliation: the customers' contribution and every residual line make the books.

A line at 0 stays, because a controller must see that nothing hides in it.

Source of the method: reconciliation of cost-management figures with the general
ledger (Cokins; CIMA on ABC).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from ..array_checks import amount_problems
from ..problem import Problem, errors

#: Lines of the reconciliation in their order, and the sign with which each enters
#: the result: revenue and results add, cost is deducted.
LINES = {
    "customer_contribution": 1,
    "revenue_without_customer": 1,
    "cost_without_customer": -1,
    "timing_difference": -1,
    "unallocated_pools": -1,
    "unused_capacity": -1,
    "spending_variance": -1,
    "rate_variance": -1,
    "channel": -1,
    "facility": -1,
    "undistributed_gifts": -1,
    "production_not_transferred": -1,
    "unassigned": -1,
    "excluded_result": 1,
    "intercompany_result": 1,
    "closing_result": 1,
}


@dataclass(frozen=True)
class ReconciliationInput:
    """What a run accounts for; minor units of one currency, cost positive, results signed.

    :param currency: its name
    :param posted_result: result of the posted items on P&L accounts, as the ledger says
    :param customer_contribution: Σ CM3 of the customers
    :param revenue_without_customer: revenue nobody could be found for
    :param cost_without_customer: its cost of sales
    :param timing_difference: L − C of periodic valuation
    :param unallocated_pools: cost of pools whose drivers have no volume
    :param unused_capacity: cost of it; negative for over capacity
    :param spending_variance: actual − budgeted cost of time-driven pools
    :param rate_variance: cost not charged because of standard rates
    :param channel: channel-level cost
    :param facility: facility-level cost
    :param undistributed_gifts: gifts bought in bulk and not issued
    :param production_not_transferred: what is left on production accounts
    :param unassigned: cost no rule caught
    :param excluded_result: result of excluded accounts
    :param intercompany_result: result with companies of the same database
    :param closing_result: result of closing entries
    """

    currency: str
    posted_result: int
    customer_contribution: int = 0
    revenue_without_customer: int = 0
    cost_without_customer: int = 0
    timing_difference: int = 0
    unallocated_pools: int = 0
    unused_capacity: int = 0
    spending_variance: int = 0
    rate_variance: int = 0
    channel: int = 0
    facility: int = 0
    undistributed_gifts: int = 0
    production_not_transferred: int = 0
    unassigned: int = 0
    excluded_result: int = 0
    intercompany_result: int = 0
    closing_result: int = 0


@dataclass(frozen=True)
class Reconciliation:
    """The books beside what was accounted for; minor units, everything signed like profit.

    :param currency: its name
    :param posted_result: result as posted
    :param lines: line → what it adds to the result, in the order of :data:`LINES`
    """

    currency: str
    posted_result: int
    lines: dict[str, int]

    @property
    def accounted_for(self) -> int:
        """Sum of all lines."""
        return sum(self.lines.values())

    @property
    def difference(self) -> int:
        """What the books hold and no line explains; must be 0."""
        return self.posted_result - self.accounted_for

    @property
    def residual_result(self) -> int:
        """Lines that are neither customers nor a deduction on the company's statement."""
        return sum(amount for name, amount in self.lines.items() if name not in _ON_STATEMENT)


#: Lines with a place of their own between CM3 and net of the company statement.
_ON_STATEMENT = (
    "customer_contribution",
    "channel",
    "facility",
    "unused_capacity",
    "spending_variance",
    "rate_variance",
)


def reconcile(given: ReconciliationInput) -> tuple[Reconciliation | None, tuple[Problem, ...]]:
    """The result as posted against the sum of the lines.

    A difference is a figure, not an error of the input: it is shown, looked for in
    the account matrix, and forbids publishing
    (:func:`~.publication.publication_problems`).

    Problems: ``amount_not_integer``, ``amount_too_large`` with the names of the lines.
    """
    names = [field.name for field in fields(given) if field.name != "currency"]
    problems = tuple(amount_problems({name: getattr(given, name) for name in names}))
    if errors(problems):
        return None, problems
    lines = {name: sign * int(getattr(given, name)) for name, sign in LINES.items()}
    return Reconciliation(given.currency, int(given.posted_result), lines), problems


def combined(
    reconciliations: Sequence[Reconciliation],
) -> tuple[Reconciliation | None, tuple[Problem, ...]]:
    """Several months, or companies with one currency, as one reconciliation.

    Problems: ``nothing_to_join``, ``mixed_currencies`` with the currencies.
    """
    problems = tuple(_combination_problems(reconciliations))
    if errors(problems):
        return None, problems
    return Reconciliation(
        currency=reconciliations[0].currency,
        posted_result=sum(each.posted_result for each in reconciliations),
        lines={name: sum(each.lines[name] for each in reconciliations) for name in LINES},
    ), problems


def _combination_problems(reconciliations: Sequence[Reconciliation]) -> Iterator[Problem]:
    if not reconciliations:
        yield Problem("nothing_to_join")
    currencies = tuple(sorted({each.currency for each in reconciliations}))
    if len(currencies) > 1:
        yield Problem("mixed_currencies", currencies)
