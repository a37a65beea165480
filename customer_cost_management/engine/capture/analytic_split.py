"""Splitting posted items over their analytic distribution, for pool rules in sequence.

An analytic distribution says, key by key, which percentage of an item belongs to
which analytic accounts; a key may combine accounts of several plans, and each
plan may cover less than the whole item.  A pool rule names one plan.  It takes
the keys that name one of its accounts; what its plan does not cover goes on to
the next rule, and what no rule takes is left over.

A key belongs to the first rule that takes it.  Keys of different plans that are
written apart say nothing about their overlap; the first rule is served first
and nobody gets more than is left, so an item is never captured above 100 %.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

import numpy as np

from ..array_checks import money_problems, number_problems, position_problems, shape_problems
from ..money import distribute
from ..problem import Problem, errors

#: Percentages count in millionths of a percent, so that 33.33 + 33.33 + 33.34 is 100.
_PERCENT = 10**6
_WHOLE = 100 * _PERCENT
#: A key above ten times its item is read as that, so that sums stay within 64 bits.
_LARGEST_PERCENT = 1000.0


@dataclass(frozen=True)
class PostedItems:
    """Journal items to be split.

    :param keys: n ids
    :param amounts: n signed amounts in minor units
    """

    keys: np.ndarray
    amounts: np.ndarray


@dataclass(frozen=True)
class AnalyticKeys:
    """The keys of the items' distributions, one row a key.

    :param item: k positions in the items
    :param percent: k percentages of the item, 0 to 100
    :param accounts: k × plans, id of the key's analytic account in each plan, 0 for none
    """

    item: np.ndarray
    percent: np.ndarray
    accounts: np.ndarray


@dataclass(frozen=True)
class PlanRule:
    """A pool rule as far as it concerns the split.

    :param key: id of the rule
    :param plan: column of the plan in :attr:`AnalyticKeys.accounts`; ``None`` takes
        whatever is left of the item
    :param accounts: ids of the plan's accounts it takes; empty means all of them
    """

    key: Hashable
    plan: int | None = None
    accounts: frozenset[int] = field(default_factory=frozenset)


def split_items(
    items: PostedItems, keys: AnalyticKeys, rules: list[PlanRule], eligible=None
) -> tuple[np.ndarray | None, tuple[Problem, ...]]:
    """What each rule takes of each item.

    :param rules: r rules in their sequence
    :param eligible: n × r, whether the rule's other conditions (account, journal,
        product, domain) hold for the item; all of them if left out
    :return: n × (r + 1) amounts in minor units with the sign of the item, each row
        adding up to its item; the last column is what no rule took

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``,
    ``number_not_finite``, ``number_too_small`` (a negative percentage),
    ``unknown_position``, ``unknown_plan``; and, as a warning,
    ``analytic_percent_above_100`` with the items, one problem a plan.
    """
    if eligible is None:
        eligible = np.ones((len(items.keys), len(rules)), bool)
    problems = list(_input_problems(items, keys, rules, eligible))
    if errors(problems):
        return None, tuple(problems)
    problems += _plans_above_100(items, keys)
    shares = _shares(len(items.keys), keys, rules, np.asarray(eligible, bool))
    return _amounts(np.asarray(items.amounts, np.int64), shares), tuple(problems)


def _input_problems(items, keys, rules, eligible) -> Iterator[Problem]:
    count = len(items.keys)
    yield from money_problems("amounts", items.amounts, (count,))
    yield from shape_problems("eligible", eligible, (count, len(rules)))
    positions = list(position_problems("item", keys.item, count))
    yield from positions
    if not positions:
        owners = np.asarray(items.keys)[np.asarray(keys.item, np.int64)]
        yield from number_problems("percent", keys.percent, owners, lowest=0)
    plans = np.shape(keys.accounts)[-1] if np.ndim(keys.accounts) else 0
    yield from shape_problems("accounts", keys.accounts, (np.size(keys.item), plans))
    unknown = [r.key for r in rules if r.plan is not None and not 0 <= r.plan < plans]
    if unknown:
        yield Problem("unknown_plan", tuple(unknown))


def _plans_above_100(items: PostedItems, keys: AnalyticKeys) -> Iterator[Problem]:
    item, steps = _positions_and_steps(keys)
    for plan, named in enumerate((np.asarray(keys.accounts) != 0).T):
        covered = np.zeros(len(items.keys), np.int64)
        np.add.at(covered, item[named], steps[named])
        above = np.flatnonzero(covered > _WHOLE)
        if len(above):
            subjects = tuple(np.asarray(items.keys)[above].tolist())
            values = {"plan": plan, "percent": tuple((covered[above] / _PERCENT).tolist())}
            yield Problem("analytic_percent_above_100", subjects, values, "warning")


def _shares(count, keys, rules, eligible) -> np.ndarray:
    """Items × (rules + 1) shares in millionths of a percent, each row 100 %."""
    item, steps = _positions_and_steps(keys)
    free = np.ones(len(item), bool)
    left = np.full(count, _WHOLE, np.int64)
    shares = np.zeros((count, len(rules) + 1), np.int64)
    for column, rule in enumerate(rules):
        covered = np.where(eligible[:, column], _WHOLE, 0)
        if rule.plan is not None:
            taken = free & eligible[item, column] & _names(rule, keys)
            free &= ~taken
            covered = np.zeros(count, np.int64)
            np.add.at(covered, item[taken], steps[taken])
        shares[:, column] = np.minimum(covered, left)
        left -= shares[:, column]
    shares[:, -1] = left
    return shares


def _positions_and_steps(keys: AnalyticKeys) -> tuple[np.ndarray, np.ndarray]:
    percent = np.minimum(np.asarray(keys.percent, np.float64), _LARGEST_PERCENT)
    return np.asarray(keys.item, np.int64), np.rint(percent * _PERCENT).astype(np.int64)


def _names(rule: PlanRule, keys: AnalyticKeys) -> np.ndarray:
    accounts = np.asarray(keys.accounts)[:, rule.plan]
    if not rule.accounts:
        return accounts != 0
    return np.isin(accounts, list(rule.accounts))


def _amounts(amounts: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Amounts by share; only items that really are divided need a split."""
    parts = np.where(shares == _WHOLE, amounts[:, None], 0)
    for row in np.flatnonzero(~(shares == _WHOLE).any(axis=1)):
        parts[row] = distribute(amounts[row], shares[row])
    return parts
