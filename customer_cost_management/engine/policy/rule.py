"""A spending rule, what it finds, and which version of it was in force.

What a rule checks is an object with two methods, found in the modules
:mod:`~.hospitality`, :mod:`~.gift`, :mod:`~.document`,
:mod:`~.pattern` and :mod:`~.fapiao_rules`:

* ``hits(spending, history)`` yields a :class:`Hit` for each breach;
* ``faults()`` yields the names of its own parameters that make no sense.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple, Protocol

from ..exact import is_cost
from ..problem import Problem
from .spending import FEATURES, Spending

INFORM = "inform"
JUSTIFY = "justify"
ESCALATE = "escalate"
BLOCK = "block"
#: The mildest first.
SEVERITIES = (INFORM, JUSTIFY, ESCALATE, BLOCK)


class Hit(NamedTuple):
    """A breach: its stable code, the things concerned, the numbers of its sentence."""

    code: str
    subjects: tuple[Hashable, ...] = ()
    values: Mapping[str, Any] = {}


class Check(Protocol):
    """What a rule looks at."""

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        """Breaches of ``spending``; ``history`` holds the other live documents around it."""

    def faults(self) -> Iterator[str]:
        """Names of parameters without sense."""


@dataclass(frozen=True)
class Limit:
    """An amount in minor units, and the features it is for; for all if none are named."""

    amount: int
    features: Mapping[str, Hashable] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One version of a spending rule.

    :param key: the rule; the same in all its versions
    :param version: greater is later
    :param check: what it looks at
    :param severity: one of :data:`SEVERITIES`
    :param start, end: first and last day it is in force
    :param features: documents it is for; all if none are named
    :param ask: role that has to decide beside the ordinary approvers ("compliance")
    """

    key: Hashable
    version: int
    check: Check
    severity: str
    start: date = date.min
    end: date = date.max
    features: Mapping[str, Hashable] = field(default_factory=dict)
    ask: Hashable = None


@dataclass(frozen=True)
class Finding:
    """A hit of a rule's version on one document."""

    code: str
    subjects: tuple[Hashable, ...]
    values: Mapping[str, Any]
    severity: str
    rule: Hashable
    version: int
    ask: Hashable = None


def in_force(rules: Iterable[Rule], spending: Spending) -> list[Rule]:
    """The versions valid on the document's day, for documents like it."""
    return [
        rule
        for rule in rules
        if rule.start <= spending.day <= rule.end and spending.meets(rule.features)
    ]


def limit_for(limits: Iterable[Limit], spending: Spending) -> int | None:
    """The limit that names most of the document's features; of two alike the lower.

    :return: minor units; ``None`` if no limit is for such a document
    """
    fitting = [limit for limit in limits if spending.meets(limit.features)]
    if not fitting:
        return None
    return min(fitting, key=lambda limit: (-len(limit.features), limit.amount)).amount


def limit_faults(limits: Sequence[Limit]) -> Iterator[str]:
    """``limits`` if there are none, or one is no amount or names an unknown feature."""
    sound = limits and all(
        is_cost(limit.amount) and set(limit.features) <= set(FEATURES) for limit in limits
    )
    if not sound:
        yield "limits"


def strictest(severities: Iterable[str]) -> str | None:
    """The strictest of several severities; ``None`` of none."""
    return max(severities, key=SEVERITIES.index, default=None)


def check_rules(rules: Iterable[Rule]) -> Iterator[Problem]:
    """What makes a set of rules unfit, all with the rule's key and version.

    ``rule_severity_unknown``, ``rule_dates_reversed``, ``rule_feature_unknown``
    (feature), ``rule_parameter_invalid`` (parameter), and ``rule_versions_overlap``
    (rule and both versions).
    """
    rules = list(rules)
    versions: dict[Hashable, list[Rule]] = {}
    for rule in rules:
        versions.setdefault(rule.key, []).append(rule)
        yield from _check_rule(rule)
    for same in versions.values():
        for rule, other in combinations(same, 2):
            if rule.start <= other.end and other.start <= rule.end:
                low, high = sorted((rule.version, other.version))
                yield Problem("rule_versions_overlap", (rule.key, low, high))


def _check_rule(rule: Rule) -> Iterator[Problem]:
    subjects = (rule.key, rule.version)
    if rule.severity not in SEVERITIES:
        yield Problem("rule_severity_unknown", subjects, {"severity": rule.severity})
    if rule.end < rule.start:
        yield Problem("rule_dates_reversed", subjects, {"start": rule.start, "end": rule.end})
    for name in rule.features:
        if name not in FEATURES:
            yield Problem("rule_feature_unknown", (*subjects, name))
    for name in rule.check.faults():
        yield Problem("rule_parameter_invalid", (*subjects, name))
