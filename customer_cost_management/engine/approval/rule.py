"""Approval rules, the case they are asked about, and which of them count.

Every rule whose conditions hold matches.  Which of the matching rules count is
decided by their lanes:

=========== ============================================ =============================
lane        for                                          counts
=========== ============================================ =============================
strict      loss-making customers, officials, tenders    always
fast        customers at risk who are worth keeping      if no strict rule matches
exception   over budget, a finding to justify            if no fast rule counts
ordinary    the rest                                     if no other rule counts
=========== ============================================ =============================

The steps of all rules that count are added up.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..exact import is_cost, is_count
from ..policy.rule import SEVERITIES
from ..problem import Problem
from .customer_state import CUSTOMER_STATES, UNKNOWN
from .people import Person

ORDINARY = "ordinary"
EXCEPTION = "exception"
FAST = "fast"
STRICT = "strict"
LANES = (ORDINARY, EXCEPTION, FAST, STRICT)

USER = "user"
GROUP = "group"
MANAGER = "manager"
DEPARTMENT_MANAGER = "department_manager"
TOP_MANAGER = "top_manager"
SALESPERSON = "salesperson"
BUDGET_OWNER = "budget_owner"
WHO = (USER, GROUP, MANAGER, DEPARTMENT_MANAGER, TOP_MANAGER, SALESPERSON, BUDGET_OWNER)

ALL = "all"
ANY = "any"


@dataclass(frozen=True)
class StepRule:
    """One step a rule asks for.

    :param sequence: steps are taken in ascending order
    :param who: one of :data:`WHO`
    :param key: the user or group, for these two
    :param quorum: ``all``, ``any``, or how many of those asked must agree
    :param days: after so many days the step goes to the next in line; never if left out
    """

    sequence: int
    who: str
    key: Hashable = None
    quorum: str | int = ANY
    days: int | None = None


@dataclass(frozen=True)
class ApprovalRule:
    """Who must agree to what.  A condition that is empty or ``None`` always holds.

    :param key: the rule; sortable
    :param steps: who is asked
    :param above, to: amounts it is for, minor units: above (excluded) to (included)
    :param severities: of the strictest finding; ``None`` in the set means no finding
    :param sensitive: whether officials or an open tender are involved
    :param automatic_limit: approve without asking while the person's automatic
        approvals of the month, this one included, stay within it, minor units
    """

    key: Hashable
    steps: tuple[StepRule, ...] = ()
    above: int | None = None
    to: int | None = None
    document_types: frozenset = frozenset()
    categories: frozenset = frozenset()
    tiers: frozenset = frozenset()
    customer_states: frozenset = frozenset()
    severities: frozenset = frozenset()
    over_budget: bool | None = None
    sensitive: bool | None = None
    lane: str = ORDINARY
    automatic_limit: int | None = None


@dataclass(frozen=True)
class CustomerFacts:
    """What rules ask of a customer; of each where there are several.

    :param state: one of :data:`~.customer_state.CUSTOMER_STATES`
    :param salesperson: who looks after him
    """

    tier: Hashable = None
    state: str = UNKNOWN
    salesperson: Person = None


@dataclass(frozen=True)
class Case:
    """A document as approval rules see it.

    :param amount: cost that decides who must agree, minor units
    :param requester: who asks; never asked himself
    :param employee: for whom, if it is somebody else
    :param categories: its cost category and those above it
    :param severity: strictest finding; ``None`` without findings
    :param customer_state: one of :data:`~.customer_state.CUSTOMER_STATES`
    :param others: further customers beside the one of ``tier`` and ``customer_state``
    :param sensitive: officials or an open tender are involved
    :param participants: of our people; none of them decides
    :param exception_by: whose exception is asked for; none of them decides
    :param asks: groups that findings send the document to
    :param budget_asks: owners of budgets that want to be asked beyond their limit
    :param one_higher: somebody above the last approver has to agree, too: the money was spent
        before anybody was asked
    :param automatic_so_far: approved for the employee without asking this month, minor units
    """

    document_type: Hashable
    amount: int
    requester: Person
    employee: Person = None
    categories: tuple[Hashable, ...] = ()
    tier: Hashable = None
    over_budget: bool = False
    severity: str | None = None
    customer_state: str = UNKNOWN
    sensitive: bool = False
    participants: frozenset = frozenset()
    exception_by: frozenset = frozenset()
    salesperson: Person = None
    budget_owners: tuple[Person, ...] = ()
    asks: tuple[Hashable, ...] = ()
    budget_asks: tuple[Person, ...] = ()
    one_higher: bool = False
    automatic_so_far: int = 0
    others: tuple[CustomerFacts, ...] = ()

    @property
    def beneficiary(self) -> Person:
        """For whom the document is."""
        return self.requester if self.employee is None else self.employee

    @property
    def salespersons(self) -> tuple[Person, ...]:
        """Who looks after any of its customers."""
        return tuple(
            dict.fromkeys([self.salesperson, *(other.salesperson for other in self.others)])
        )

    def views(self) -> tuple[Case, ...]:
        """The same case as it is for each of its customers."""
        return (
            self,
            *(
                replace(self, tier=other.tier, customer_state=other.state, others=())
                for other in self.others
            ),
        )

    @property
    def barred(self) -> frozenset:
        """Who must not decide: it is his own document, dinner or exception."""
        return frozenset({self.requester, self.beneficiary}) | self.participants | self.exception_by


def holds(rule: ApprovalRule, case: Case) -> bool:
    """Whether all conditions of ``rule`` hold for ``case``."""
    return (
        (rule.above is None or case.amount > rule.above)
        and (rule.to is None or case.amount <= rule.to)
        and (not rule.document_types or case.document_type in rule.document_types)
        and (not rule.categories or not rule.categories.isdisjoint(case.categories))
        and (not rule.tiers or case.tier in rule.tiers)
        and (not rule.customer_states or case.customer_state in rule.customer_states)
        and (not rule.severities or case.severity in rule.severities)
        and rule.over_budget in (None, case.over_budget)
        and rule.sensitive in (None, case.sensitive)
    )


def rules_that_count(rules: Iterable[ApprovalRule], case: Case) -> list[ApprovalRule]:
    """The rules that decide ``case``, by key; see the table of lanes above.

    Of several customers each is decided as if he were alone, and the rules of all count.
    """
    rules = list(rules)
    counting = {id(rule) for view in case.views() for rule in _counting_for(rules, view)}
    return sorted((rule for rule in rules if id(rule) in counting), key=lambda rule: rule.key)


def _counting_for(rules: list[ApprovalRule], case: Case) -> list[ApprovalRule]:
    matching = [rule for rule in rules if holds(rule, case)]
    lanes = {rule.lane for rule in matching}
    if STRICT in lanes:
        counting = {STRICT, EXCEPTION}
    elif FAST in lanes:
        counting = {FAST}
    elif EXCEPTION in lanes:
        counting = {EXCEPTION}
    else:
        counting = {ORDINARY}
    return [rule for rule in matching if rule.lane in counting]


def check_approval_rule(rule: ApprovalRule) -> Iterator[Problem]:
    """``approval_band_invalid``, ``approval_lane_unknown``, ``approval_condition_unknown``
    (value), ``approval_without_steps``, ``approval_step_invalid`` (sequence), all with the
    rule's key."""
    bounds = [bound for bound in (rule.above, rule.to) if bound is not None]
    if not all(is_cost(bound) for bound in bounds) or bounds != sorted(set(bounds)):
        yield Problem("approval_band_invalid", (rule.key,), {"above": rule.above, "to": rule.to})
    if rule.lane not in LANES:
        yield Problem("approval_lane_unknown", (rule.key,), {"lane": rule.lane})
    unknown = (rule.severities - {None, *SEVERITIES}) | (rule.customer_states - {*CUSTOMER_STATES})
    for value in sorted(unknown, key=repr):
        yield Problem("approval_condition_unknown", (rule.key, value))
    if not rule.steps:
        yield Problem("approval_without_steps", (rule.key,))
    for step in rule.steps:
        named = step.key is not None or step.who not in (USER, GROUP)
        quorum = step.quorum in (ALL, ANY) or (is_count(step.quorum) and step.quorum)
        timely = step.days is None or (is_count(step.days) and step.days)
        if not (step.who in WHO and named and quorum and timely):
            yield Problem("approval_step_invalid", (rule.key, step.sequence))
