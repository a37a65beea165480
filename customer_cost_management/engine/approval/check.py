"""Is a set of approval rules complete, and where do two rules say something at once?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise, product

from ..policy.rule import BLOCK, SEVERITIES
from ..problem import INFO, WARNING, Problem
from .customer_state import CUSTOMER_STATES
from .rule import ApprovalRule, Case, holds

#: Conditions of a rule that hold sets of values, and the case's word for each.
SET_CONDITIONS = {
    "document_types": "document_type",
    "categories": "categories",
    "tiers": "tier",
    "customer_states": "customer_state",
    "severities": "severity",
}
FLAG_CONDITIONS = ("over_budget", "sensitive")
#: Stands for every value that no rule names.
OTHER = "other"


def find_gaps(rules: Iterable[ApprovalRule]) -> Iterator[Problem]:
    """Cases that no rule is for.

    Every combination of the values that rules tell apart is tried, with one more
    value for all others; amounts are tried once per band.

    Problems: ``approval_gap`` (warning) with the conditions, ``above`` and ``to``.
    """
    rules = list(rules)
    bands = amount_bands(rules)
    names, values = _told_apart(rules)
    for combination in product(*values):
        conditions = dict(zip(names, combination, strict=True))
        missing = [
            band for band in bands if not any(holds(r, _case(band[0], conditions)) for r in rules)
        ]
        for above, to in _joined(missing):
            bounds = {"above": above or None, "to": to}
            yield Problem("approval_gap", (), {**conditions, **bounds}, WARNING)


def find_overlaps(
    rules: Iterable[ApprovalRule], parents: Mapping | None = None
) -> Iterator[Problem]:
    """Pairs of rules of one lane that are for the same cases; their steps add up.

    :param parents: cost category → the one above it
    Problems: ``approval_overlap`` (both rules; above, to): a warning if they state
    the same conditions, which is rarely meant, else information.
    """
    for rule, other in combinations(sorted(rules, key=lambda rule: rule.key), 2):
        above = max(rule.above or 0, other.above or 0)
        limits = [to for to in (rule.to, other.to) if to is not None]
        to = min(limits, default=None)
        if (
            rule.lane != other.lane
            or (to is not None and to <= above)
            or _exclude(rule, other, parents or {})
        ):
            continue
        severity = WARNING if _conditions(rule) == _conditions(other) else INFO
        values = {"above": above or None, "to": to}
        yield Problem("approval_overlap", (rule.key, other.key), values, severity)


def amount_bands(rules: list[ApprovalRule]) -> list[tuple[int, int | None]]:
    """Amounts between all limits that rules name, as (above, to); minor units."""
    limits = {bound for r in rules for bound in (r.above, r.to) if bound is not None}
    edges = sorted({0, *limits})
    return [*pairwise(edges), (edges[-1], None)]


def _joined(bands: list[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Neighbouring bands as one."""
    joined: list[tuple[int, int | None]] = []
    for above, to in bands:
        if joined and joined[-1][1] == above:
            joined[-1] = (joined[-1][0], to)
        else:
            joined.append((above, to))
    return joined


def _told_apart(rules: list[ApprovalRule]) -> tuple[list[str], list[list]]:
    """Conditions that some rule states, and the values to try for each."""
    known = {
        "customer_states": list(CUSTOMER_STATES),
        "severities": [None, *(severity for severity in SEVERITIES if severity != BLOCK)],
    }
    names: list[str] = []
    values: list[list] = []
    for condition, name in SET_CONDITIONS.items():
        named = frozenset().union(*(getattr(rule, condition) for rule in rules))
        if named:
            names.append(name)
            values.append(known.get(condition) or [*sorted(named, key=repr), OTHER])
    for flag in FLAG_CONDITIONS:
        if any(getattr(rule, flag) is not None for rule in rules):
            names.append(flag)
            values.append([False, True])
    return names, values


def _case(above: int, conditions: dict) -> Case:
    """A case just above an amount."""
    conditions = dict(conditions)
    if "categories" in conditions:
        conditions["categories"] = (conditions["categories"],)
    conditions.setdefault("document_type", OTHER)
    return Case(amount=above + 1, requester=None, **conditions)


def _exclude(rule: ApprovalRule, other: ApprovalRule, parents: Mapping) -> bool:
    """Whether no case meets the conditions of both."""
    for name in SET_CONDITIONS:
        one, two = getattr(rule, name), getattr(other, name)
        if name == "categories":
            # A document has its category and all above it.
            one, two = _with_parents(one, parents), _with_parents(two, parents)
            apart = one.isdisjoint(other.categories) and two.isdisjoint(rule.categories)
        else:
            apart = one.isdisjoint(two)
        if one and two and apart:
            return True
    return any(
        {getattr(rule, flag), getattr(other, flag)} == {True, False} for flag in FLAG_CONDITIONS
    )


def _with_parents(categories: frozenset, parents: Mapping) -> frozenset:
    found = set()
    for category in categories:
        while category is not None and category not in found:
            found.add(category)
            category = parents.get(category)
    return frozenset(found)


def _conditions(rule: ApprovalRule) -> tuple:
    return tuple(getattr(rule, name) for name in (*SET_CONDITIONS, *FLAG_CONDITIONS))
