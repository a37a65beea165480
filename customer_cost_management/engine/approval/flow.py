"""What an event does to an approval, as a pure function.

=========== ============= ========================================= ===================
state       event         who may                                   leads to
=========== ============= ========================================= ===================
draft       submit        the requester                             waiting; approved
                                                                    if nothing is asked
draft       change        anybody who may write                     draft, consents
                                                                    void (kept if only
                                                                    the amount changed)
waiting     approve       asked now, or his substitute              waiting; approved
                                                                    after the last step
waiting     refuse        asked now, or his substitute              refused
waiting     return        asked now, or his substitute              draft, or waiting
                                                                    at an earlier step
waiting     withdraw      the requester, while nobody decided       draft
waiting     add           asked now                                 waiting, one step
                                                                    more before or after
waiting     hand_over     asked now                                 waiting for another
waiting     escalate      the clock, after the step's days          waiting for the
                                                                    next in line
waiting     change        anybody who may write                     draft, steps void
waiting,    undo          who agreed last, while no later step      waiting for him
approved                  was decided
approved    change        anybody who may write                     draft, steps void
refused     change        whoever takes it back to      draft, steps void
                          draft, where that is allowed
=========== ============= ========================================= ===================

Nobody decides on his own document, on one he took part in or on his own
exception, not even as a substitute, and nobody decides twice.  A returned
document continues where it was if its amount did not grow: what was agreed in
steps that are still asked for holds.  An event that is not allowed is a problem
and changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..problem import Problem, errors
from .event import (
    ADD,
    APPROVE,
    APPROVED,
    CHANGE,
    DRAFT,
    ESCALATE,
    HAND_OVER,
    REFUSE,
    REFUSED,
    RETURN,
    SUBMIT,
    UNDO,
    WAITING,
    WITHDRAW,
    Asked,
    Consent,
    Event,
    Flow,
)
from .flow_check import check_event
from .people import Organisation, Person, next_in_line
from .step import ADDED, ESCALATED, HANDED_OVER, Reason, Step

#: The sealed field a returned document may change and still continue.
AMOUNT = "amount"


@dataclass(frozen=True)
class Outcome:
    """The flow after an event; as it was if a problem is an error."""

    flow: Flow
    problems: tuple[Problem, ...] = ()


def apply(flow: Flow, event: Event, organisation: Organisation) -> Outcome:
    """What becomes of ``flow`` by ``event``; see the table above.

    Problems: those of :func:`~.flow_check.check_event`; ``nobody_left``
    when nobody is next in line of those who are late.
    """
    problems = tuple(check_event(flow, event, organisation))
    if errors(problems):
        return Outcome(flow, problems)
    if event.kind == ESCALATE:
        return _escalated(flow, event, organisation)
    handler = {
        SUBMIT: _submitted,
        APPROVE: _agreed,
        REFUSE: _refused,
        RETURN: _returned,
        WITHDRAW: _void,
        ADD: _extended,
        HAND_OVER: _handed_over,
        CHANGE: _changed,
        UNDO: _undone,
    }[event.kind]
    return Outcome(handler(flow, event), problems)


def _submitted(flow: Flow, event: Event) -> Flow:
    steps = tuple(Asked(step) for step in event.route.steps)
    if flow.steps and event.amount <= flow.amount:
        steps = _continued(flow, event)
    done = all(asked.is_done for asked in steps)
    return replace(
        flow,
        state=APPROVED if done else WAITING,
        steps=steps,
        route=event.route,
        amount=event.amount,
        since=event.day,
    )


def _continued(flow: Flow, event: Event) -> tuple[Asked, ...]:
    """Steps of a returned document: as they were, or with what was agreed in equal ones.

    A substitute's consent is not kept where he is now asked himself.
    """
    route = event.route
    if route.steps == flow.route.steps:
        return flow.steps
    people = {person for step in route.steps for person in step.people}
    agreed = {
        (asked.step.people, asked.step.needed): asked.consents
        for asked in flow.steps
        if asked.is_done
        and not any(c.actor != c.person and c.actor in people for c in asked.consents)
    }
    return tuple(Asked(step, agreed.get((step.people, step.needed), ())) for step in route.steps)


def _agreed(flow: Flow, event: Event) -> Flow:
    position = flow.position
    asked = flow.steps[position]
    consent = Consent(event.actor, event.person, event.day)
    asked = replace(asked, consents=(*asked.consents, consent))
    flow = _with_step(flow, position, asked)
    if not asked.is_done:
        return flow
    everybody = flow.position == len(flow.steps)
    return replace(flow, state=APPROVED if everybody else WAITING, since=event.day)


def _refused(flow: Flow, event: Event) -> Flow:
    return replace(flow, state=REFUSED)


def _returned(flow: Flow, event: Event) -> Flow:
    """Back to an earlier step, or to the requester; what was agreed from there on is void."""
    to_requester = event.to_step is None
    keep = flow.position if to_requester else event.to_step
    steps = tuple(
        asked if position < keep else Asked(asked.step) for position, asked in enumerate(flow.steps)
    )
    return replace(flow, state=DRAFT if to_requester else WAITING, steps=steps, since=event.day)


def _void(flow: Flow, event: Event) -> Flow:
    return replace(flow, state=DRAFT, steps=(), since=event.day)


def _changed(flow: Flow, event: Event) -> Flow:
    """A sealed field changed.  A new amount in draft is judged when it is submitted."""
    if flow.state == DRAFT and event.field == AMOUNT:
        return flow
    return _void(flow, event)


def _undone(flow: Flow, event: Event) -> Flow:
    """He is asked again, as if he had not agreed."""
    steps = tuple(
        replace(asked, consents=tuple(c for c in asked.consents if c.actor != event.actor))
        for asked in flow.steps
    )
    return replace(flow, state=WAITING, steps=steps, since=event.day)


def _extended(flow: Flow, event: Event) -> Flow:
    step = Step(event.people, len(event.people), (Reason(ADDED, event.actor),))
    position = flow.position + (0 if event.before else 1)
    steps = (*flow.steps[:position], Asked(step), *flow.steps[position:])
    return replace(flow, steps=steps, since=event.day if event.before else flow.since)


def _handed_over(flow: Flow, event: Event) -> Flow:
    return _replaced(flow, {event.actor: event.people[0]}, Reason(HANDED_OVER, event.actor))


def _escalated(flow: Flow, event: Event, organisation: Organisation) -> Outcome:
    """Each person who is late gives way to his next in line, if he has one."""
    instead: dict[Person, Person] = {}
    for person in flow.steps[flow.position].outstanding:
        barred = flow.barred | flow.people | set(instead.values())
        following = next_in_line(person, barred, organisation)
        too_low = flow.sensitive and organisation.is_below(following, person)
        if following is not None and not too_low:
            instead[person] = following
    if not instead:
        return Outcome(flow, (Problem("nobody_left", flow.steps[flow.position].outstanding),))
    flow = _replaced(flow, instead, Reason(ESCALATED))
    return Outcome(replace(flow, since=event.day))


def _replaced(flow: Flow, instead: dict[Person, Person], reason: Reason) -> Flow:
    """The step asked now with other people in the place of some."""
    asked = flow.steps[flow.position]
    people = tuple(instead.get(person, person) for person in asked.step.people)
    step = replace(asked.step, people=people, reasons=(*asked.step.reasons, reason))
    return _with_step(flow, flow.position, replace(asked, step=step))


def _with_step(flow: Flow, position: int, asked: Asked) -> Flow:
    return replace(flow, steps=(*flow.steps[:position], asked, *flow.steps[position + 1 :]))
