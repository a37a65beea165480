"""An approval of the engine as JSON and back.

One row per document: steps with who was asked and who agreed, the route it was submitted
with, and who is barred.  Rules are named by their ids.
"""

from datetime import date

from ...engine.approval.event import Asked, Consent, Flow
from ...engine.approval.route import Route
from ...engine.approval.step import Reason, Step


def dump_flow(flow):
    """The approval as plain lists, numbers and texts."""
    return {
        "requester": flow.requester,
        "barred": sorted(flow.barred),
        "sensitive": flow.sensitive,
        "state": flow.state,
        "steps": [
            _dump_step(asked.step) | {"consents": [_dump_consent(c) for c in asked.consents]}
            for asked in flow.steps
        ],
        "route": {
            "steps": [_dump_step(step) for step in flow.route.steps],
            "automatic": flow.route.automatic,
            "rules": list(flow.route.rules),
        },
        "amount": flow.amount,
        "since": flow.since and flow.since.isoformat(),
    }


def load_flow(data, requester):
    """The approval that was dumped; a fresh one if there is none yet."""
    if not data:
        return Flow(requester)
    steps = tuple(
        Asked(_load_step(step), tuple(_load_consent(c) for c in step["consents"]))
        for step in data["steps"]
    )
    route = data["route"]
    return Flow(
        data["requester"],
        frozenset(data["barred"]),
        data["sensitive"],
        data["state"],
        steps,
        Route(
            tuple(_load_step(step) for step in route["steps"]),
            route["automatic"],
            tuple(route["rules"]),
        ),
        data["amount"],
        _day(data["since"]),
    )


def _dump_step(step):
    return {
        "people": list(step.people),
        "needed": step.needed,
        "reasons": [list(reason) for reason in step.reasons],
        "days": step.days,
    }


def _load_step(data):
    reasons = tuple(Reason(*reason) for reason in data["reasons"])
    return Step(tuple(data["people"]), data["needed"], reasons, data["days"])


def _dump_consent(consent):
    return [consent.actor, consent.person, consent.day.isoformat()]


def _load_consent(data):
    actor, person, day = data
    return Consent(actor, person, _day(day))


def _day(text):
    return date.fromisoformat(text) if text else None
