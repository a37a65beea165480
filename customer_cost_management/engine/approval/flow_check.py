"""Which events an approval allows, and to whom; see :mod:`~.flow`."""

from __future__ import annotations

from collections.abc import Iterator

from ..exact import is_cost
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
    Event,
    Flow,
)
from .people import Organisation, may_substitute

ALLOWED = {
    DRAFT: {SUBMIT, CHANGE},
    WAITING: {APPROVE, REFUSE, RETURN, WITHDRAW, ADD, HAND_OVER, ESCALATE, CHANGE, UNDO},
    APPROVED: {CHANGE, UNDO},
    REFUSED: {CHANGE},
}


def check_event(flow: Flow, event: Event, organisation: Organisation) -> Iterator[Problem]:
    """Why ``event`` must not happen to ``flow``.

    ``event_not_allowed`` (event; state), and by event, with its actor:

    * submit: ``not_the_requester``, ``route_incomplete``, ``amount_invalid``
    * withdraw: ``not_the_requester``, ``somebody_decided``
    * approve, refuse, return: ``not_asked``, ``own_document``, ``not_a_substitute``
      (for whom), ``person_of_lower_rank``, ``decided_already``, ``asked_himself``;
      return: ``step_unknown``
    * add, hand_over: ``not_asked``, ``own_document``, ``people_missing``, and of each
      person named ``person_barred``, ``person_asked_already``, ``person_of_lower_rank``
    * escalate: ``no_deadline``, ``not_due`` (days)
    * undo: ``nothing_to_undo``, ``somebody_followed``
    """
    if event.kind not in ALLOWED[flow.state]:
        yield Problem("event_not_allowed", (event.kind,), {"state": flow.state})
    elif event.kind == SUBMIT:
        yield from _check_submit(flow, event)
    elif event.kind == WITHDRAW:
        yield from _check_withdraw(flow, event)
    elif event.kind in (APPROVE, REFUSE, RETURN):
        yield from _check_decision(flow, event, organisation)
    elif event.kind in (ADD, HAND_OVER):
        yield from _check_people(flow, event, organisation)
    elif event.kind == ESCALATE:
        yield from _check_deadline(flow, event)
    elif event.kind == UNDO:
        yield from _check_undo(flow, event)


def _check_submit(flow: Flow, event: Event) -> Iterator[Problem]:
    if event.actor != flow.requester:
        yield Problem("not_the_requester", (event.actor,))
    route = event.route
    if route is None or errors(route.problems) or not (route.steps or route.automatic):
        yield Problem("route_incomplete", (event.actor,))
    if not is_cost(event.amount):
        yield Problem("amount_invalid", (event.actor,), {"amount": event.amount})


def _check_withdraw(flow: Flow, event: Event) -> Iterator[Problem]:
    if event.actor != flow.requester:
        yield Problem("not_the_requester", (event.actor,))
    if flow.deciders:
        yield Problem("somebody_decided", (event.actor,))


def _check_decision(flow: Flow, event: Event, organisation: Organisation) -> Iterator[Problem]:
    if event.actor in flow.barred:
        yield Problem("own_document", (event.actor,))
    if event.person not in flow.steps[flow.position].outstanding:
        yield Problem("not_asked", (event.actor,))
    if event.actor in flow.deciders:
        yield Problem("decided_already", (event.actor,))
    if event.actor != event.person:
        yield from _check_substitute(flow, event, organisation)
    if event.to_step is not None and event.to_step not in range(flow.position):
        yield Problem("step_unknown", (event.actor,), {"step": event.to_step})


def _check_substitute(flow: Flow, event: Event, organisation: Organisation) -> Iterator[Problem]:
    if not may_substitute(event.actor, event.person, event.day, organisation):
        yield Problem("not_a_substitute", (event.actor, event.person))
    elif flow.sensitive and organisation.is_below(event.actor, event.person):
        yield Problem("person_of_lower_rank", (event.actor,))
    if any(event.actor in asked.outstanding for asked in flow.steps):
        yield Problem("asked_himself", (event.actor,))


def _check_people(flow: Flow, event: Event, organisation: Organisation) -> Iterator[Problem]:
    if event.actor in flow.barred:
        yield Problem("own_document", (event.actor,))
    if event.actor not in flow.steps[flow.position].outstanding:
        yield Problem("not_asked", (event.actor,))
    one = event.kind == HAND_OVER
    if not event.people or (one and len(event.people) != 1):
        yield Problem("people_missing", (event.actor,))
    for person in event.people:
        if person in flow.barred:
            yield Problem("person_barred", (person,))
        if person in flow.people or event.people.count(person) > 1:
            yield Problem("person_asked_already", (person,))
        if one and flow.sensitive and organisation.is_below(person, event.actor):
            yield Problem("person_of_lower_rank", (person,))


def _check_deadline(flow: Flow, event: Event) -> Iterator[Problem]:
    days = flow.steps[flow.position].step.days
    if days is None:
        yield Problem("no_deadline")
    elif flow.since is not None and (event.day - flow.since).days < days:
        yield Problem("not_due", (), {"days": days})


def _check_undo(flow: Flow, event: Event) -> Iterator[Problem]:
    """Who agreed may take it back while nobody decided after him."""
    decided = [consent for asked in flow.steps for consent in asked.consents]
    own = [place for place, consent in enumerate(decided) if consent.actor == event.actor]
    if not own:
        yield Problem("nothing_to_undo", (event.actor,))
    elif own[-1] != len(decided) - 1:
        yield Problem("somebody_followed", (event.actor,))
