"""Statements added up: customers to groups, tiers or segments, months to a year.

Only amounts are added.  Ratios come from the sums afterwards, because the
statement computes them from its own amounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace

import numpy as np

from ..array_checks import shape_problems
from ..problem import Problem, errors
from .statement import Activity, GrossRevenue, Statement


def grouped(statement: Statement, groups) -> tuple[Statement | None, tuple[Problem, ...]]:
    """The statement of groups of its rows, ascending by group.

    Gross revenue of a group is known if it is known of every member.

    :param groups: n ids, the group of each row (group company, tier, segment)

    Problem: ``wrong_shape``.
    """
    problems = tuple(shape_problems("groups", groups, statement.customers.shape))
    if problems:
        return None, problems
    names, position = np.unique(np.asarray(groups), return_inverse=True)

    def total(amounts: np.ndarray) -> np.ndarray:
        sums = np.zeros((len(names), *amounts.shape[1:]), np.int64)
        np.add.at(sums, position, amounts)
        return sums

    gross = statement.gross
    amounts = (total(each) for each in (gross.gross, gross.discounts, gross.refunds))
    return replace(
        statement,
        customers=names,
        net_revenue=total(statement.net_revenue),
        cost=total(statement.cost),
        avoidable=total(statement.avoidable),
        activity_cost=total(statement.activity_cost),
        gross=GrossRevenue(*amounts, known=total((~gross.known).astype(np.int64)) == 0),
    ), ()


def joined(statements: Sequence[Statement]) -> tuple[Statement | None, tuple[Problem, ...]]:
    """One statement of several, one row a customer: months to a year.

    A customer or an activity missing in a month has nothing in it.  An activity that
    changed its statement line in between appears once for each.

    Problems: ``nothing_to_join``, ``mixed_currencies`` with the currencies.
    """
    problems = tuple(_join_problems(statements))
    if errors(problems):
        return None, problems
    activities = tuple(dict.fromkeys(a for each in statements for a in each.activities))
    rows = [_with_activities(each, activities) for each in statements]
    gross = [row.gross for row in rows]
    stacked = replace(
        rows[0],
        customers=np.concatenate([row.customers for row in rows]),
        net_revenue=np.concatenate([row.net_revenue for row in rows]),
        cost=np.concatenate([row.cost for row in rows]),
        avoidable=np.concatenate([row.avoidable for row in rows]),
        activity_cost=np.concatenate([row.activity_cost for row in rows]),
        gross=GrossRevenue(
            *(np.concatenate([getattr(g, f.name) for g in gross]) for f in fields(GrossRevenue))
        ),
    )
    return grouped(stacked, stacked.customers)


def _join_problems(statements: Sequence[Statement]) -> Iterator[Problem]:
    if not statements:
        yield Problem("nothing_to_join")
    currencies = tuple(sorted({statement.currency for statement in statements}))
    if len(currencies) > 1:
        yield Problem("mixed_currencies", currencies)


def _with_activities(statement: Statement, activities: tuple[Activity, ...]) -> Statement:
    """The statement with these activities as its columns, in this order."""
    cost = np.zeros((len(statement.customers), len(activities)), np.int64)
    columns = [activities.index(activity) for activity in statement.activities]
    cost[:, columns] = statement.activity_cost
    return replace(statement, activities=activities, activity_cost=cost)
