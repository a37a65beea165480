"""Who approves a case: the rules that count, their people, or nobody because it is small.

The decision is made before anybody is asked and can be shown as it is: each
step names the rule and the reason it is there for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..exact import is_cost
from ..policy.rule import BLOCK, INFORM, SEVERITIES
from ..problem import INFO, Problem, errors
from .people import Organisation, check_organisation
from .rule import (
    GROUP,
    MANAGER,
    USER,
    ApprovalRule,
    Case,
    StepRule,
    check_approval_rule,
    rules_that_count,
)
from .step import (
    AUTOMATIC_LIMIT_REACHED,
    BY_BUDGET,
    BY_FINDING,
    BY_RULE,
    NO_RULE,
    Reason,
    Step,
    once_each,
    one_higher,
    resolve,
)


@dataclass(frozen=True)
class Route:
    """How a case is decided.

    :param steps: in order; none if automatic or with an error among the problems
    :param automatic: approved without asking, by ``rules``
    :param rules: keys of the rules that decided
    """

    steps: tuple[Step, ...] = ()
    automatic: bool = False
    rules: tuple = ()
    problems: tuple[Problem, ...] = ()


def route(case: Case, rules: Iterable[ApprovalRule], organisation: Organisation) -> Route:
    """The steps ``case`` needs.

    No rules at all: the employee's manager.  Rules, but none for this case: the
    fallback, usually the controller.  Groups that findings ask for come first, then the
    owners of budgets that want to be asked.  If the money was spent already, somebody above
    whom the route would ask at the end agrees, too.

    Problems: ``case_amount_invalid``, ``case_severity_unknown``, ``case_blocked``;
    ``nobody_left`` (rules of the step) when a step cannot get enough people who may
    decide; ``no_rule_matches`` (information); those of
    :func:`~.rule.check_approval_rule` and
    :func:`~.people.check_organisation`.
    """
    rules = list(rules)
    problems = [*_check_case(case), *check_organisation(organisation)]
    problems += [problem for rule in rules for problem in check_approval_rule(rule)]
    if errors(problems):
        return Route(problems=tuple(problems))
    counting = rules_that_count(rules, case)
    keys = tuple(rule.key for rule in counting)
    if _is_automatic(case, counting):
        return Route((), True, keys, tuple(problems))
    if not counting:
        problems.append(Problem("no_rule_matches", (), {}, INFO))
    asked_for = _step_rules(case, rules, counting)
    steps = _resolved(asked_for, case, organisation)
    if case.one_higher:
        usual = _resolved(asked_for, replace(case, exception_by=frozenset()), organisation)
        last = usual[-1].people if usual else (case.beneficiary,)
        steps = one_higher(steps, last, case, organisation)
    for step in steps:
        if step.is_short:
            subjects = tuple(reason.rule for reason in step.reasons)
            values = {"needed": step.needed, "left": len(step.people)}
            problems.append(Problem("nobody_left", subjects, values))
    return Route(() if errors(problems) else tuple(steps), False, keys, tuple(problems))


def _resolved(
    asked_for: list[tuple[StepRule, Reason]], case: Case, organisation: Organisation
) -> list[Step]:
    """The people these steps mean, each asked once."""
    asked = [resolve(*step, case, organisation) for step in asked_for]
    return once_each(asked, organisation, case.barred)


def _is_automatic(case: Case, counting: list[ApprovalRule]) -> bool:
    """Small, in plan, without finding, with nobody sensitive, within the month's limit."""
    limits = [rule.automatic_limit for rule in counting]
    return (
        bool(limits)
        and None not in limits
        and _may_be_automatic(case)
        and case.automatic_so_far + case.amount <= min(limits)
    )


def _may_be_automatic(case: Case) -> bool:
    clean = case.severity in (None, INFORM) and not case.over_budget and not case.sensitive
    return clean and not (case.asks or case.budget_asks or case.one_higher)


def _step_rules(
    case: Case, rules: list[ApprovalRule], counting: list[ApprovalRule]
) -> list[tuple[StepRule, Reason]]:
    """What is asked for, in order, each with its reason."""
    findings = [(StepRule(0, GROUP, group), Reason(BY_FINDING, group)) for group in case.asks]
    findings += [(StepRule(0, USER, owner), Reason(BY_BUDGET)) for owner in case.budget_asks]
    if not rules:
        return [*findings, (StepRule(0, MANAGER), Reason(NO_RULE))]
    if not counting:
        # A group nobody belongs to: its place is taken by the fallback.
        return [*findings, (StepRule(0, GROUP), Reason(NO_RULE))]
    by_rule = [
        (step, Reason(_code(case, rule), rule.key)) for rule in counting for step in rule.steps
    ]
    by_rule.sort(key=lambda asked: asked[0].sequence)
    return findings + by_rule


def _code(case: Case, rule: ApprovalRule) -> str:
    was_for_free = rule.automatic_limit is not None and _may_be_automatic(case)
    return AUTOMATIC_LIMIT_REACHED if was_for_free else BY_RULE


def _check_case(case: Case) -> Iterator[Problem]:
    if not is_cost(case.amount) or not is_cost(case.automatic_so_far):
        yield Problem("case_amount_invalid", (), {"amount": case.amount})
    if case.severity not in (None, *SEVERITIES):
        yield Problem("case_severity_unknown", (), {"severity": case.severity})
    elif case.severity == BLOCK:
        yield Problem("case_blocked")
