"""What stands between a computed run and its publication.

A difference to the books forbids it.  The other findings can be answered by a
reason of the controller, which is printed on every page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..problem import ERROR, WARNING, Problem
from .reconciliation import Reconciliation

#: Share of operating cost without a rule above which publishing needs a reason.
UNASSIGNED_ABOVE = 0.10


@dataclass(frozen=True)
class PublicationFacts:
    """What decides about publication.

    :param reconciliation: that of the run
    :param accounts_that_differ: account → difference in minor units
    :param operating_cost: operating cost of the period in minor units, positive
    :param completeness: what :func:`~..capture.periodic_cost.completeness_problems` found
    """

    reconciliation: Reconciliation
    accounts_that_differ: dict = field(default_factory=dict)
    operating_cost: int = 0
    completeness: tuple[Problem, ...] = ()


def publication_problems(facts: PublicationFacts) -> Iterator[Problem]:
    """What forbids publishing (errors) and what needs a reason (warnings).

    Problems: ``difference`` with the accounts, the amount and the amounts by account
    (error); as warnings ``cost_of_sales_incomplete`` as found,
    ``unassigned_above_limit`` with amount and share of operating cost (no share
    where there is no operating cost), ``production_not_transferred`` with the amount.
    """
    difference = facts.reconciliation.difference
    accounts = facts.accounts_that_differ
    if difference or accounts:  # differences of two accounts may hide each other
        values = {"amount": difference, "amounts": tuple(accounts.values())}
        yield Problem("difference", tuple(accounts), values, ERROR)
    yield from facts.completeness
    yield from _unassigned_problems(facts)
    production = -facts.reconciliation.lines["production_not_transferred"]
    if production:
        yield Problem("production_not_transferred", (), {"amount": production}, WARNING)


def _unassigned_problems(facts: PublicationFacts) -> Iterator[Problem]:
    unassigned = -facts.reconciliation.lines["unassigned"]
    operating = facts.operating_cost
    if abs(unassigned) > UNASSIGNED_ABOVE * max(operating, 0):
        share = unassigned / operating if operating > 0 else None
        values = {"amount": unassigned, "share": share}
        yield Problem("unassigned_above_limit", (), values, WARNING)
