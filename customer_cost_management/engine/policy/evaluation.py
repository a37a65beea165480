"""Judge one document by the spending rules of its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..problem import Problem, errors
from .pattern import SPLIT_SPENDING
from .rule import (
    SEVERITIES,
    Finding,
    Rule,
    check_rules,
    in_force,
    strictest,
)
from .spending import Spending, check_spending


@dataclass(frozen=True)
class Evaluation:
    """What the rules say of a document.

    :param findings: the strictest first, then by rule
    :param severity: the strictest of them; ``None`` without findings
    :param problems: with an error among them there are no findings, and no clearance
    """

    findings: tuple[Finding, ...] = ()
    severity: str | None = None
    problems: tuple[Problem, ...] = ()


def evaluate(
    spending: Spending, rules: Iterable[Rule], history: Sequence[Spending] = ()
) -> Evaluation:
    """Every finding of every rule in force on the document's day.

    Of several customers each is looked at, and what any of them breaches is found; of the
    same breach for two of them the one with the lower limit.

    :param history: other live documents (asked for, approved or spent) of the same
        customer, employee, seller or recipients; the document itself is left out
    Problems: those of :func:`~.spending.check_spending` (also of the history) and
    :func:`~.rule.check_rules`.
    """
    rules = list(rules)
    others = [other for other in history if other.key != spending.key]
    problems = [problem for one in (spending, *others) for problem in check_spending(one)]
    problems += check_rules(rules)
    if errors(problems):
        return Evaluation(problems=tuple(problems))
    found: dict[tuple, Finding] = {}
    for view in spending.views():
        for rule in in_force(rules, view):
            for hit in rule.check.hits(view, others):
                finding = Finding(*hit, rule.severity, rule.key, rule.version, rule.ask)
                same = (rule.key, finding.code, finding.subjects)
                found[same] = _stricter(found.get(same), finding)
    findings = list(found.values())
    findings.sort(key=lambda finding: (-SEVERITIES.index(finding.severity), repr(finding.rule)))
    severity = strictest(finding.severity for finding in findings)
    return Evaluation(tuple(findings), severity, tuple(problems))


def _stricter(known: Finding | None, finding: Finding) -> Finding:
    """Of the same breach for two customers the one with the lower limit."""
    if known is None or finding.values.get("limit", 0) < known.values.get("limit", 0):
        return finding
    return known


def amount_to_approve(spending: Spending, findings: Iterable[Finding]) -> int:
    """The amount that decides who must agree, minor units.

    Documents that belong together are one amount: the sum of a split where one
    was found, so that cutting a dinner into three gains nothing.
    """
    joined = [f.values["total"] for f in findings if f.code == SPLIT_SPENDING]
    return max([spending.amount, *joined])
