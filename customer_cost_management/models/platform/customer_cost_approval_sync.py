from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...engine.approval.event import APPROVE, REFUSE, RETURN, WAITING
from .approval_seal import sealed
from .customer_cost_approval import PROFIT_KEY

#: Two who agreed to each other's documents within so many days are kept apart.
RING_DAYS = 30
DECISIONS = {APPROVE: "approved", REFUSE: "refused", RETURN: "returned"}


class CustomerCostApproval(models.Model):
    """The rows of a document's approval follow it; nobody is in it twice."""

    _inherit = "customer.cost.approval"

    @api.model
    def _follow(self, document, flow, event, values):
        """Bring the rows of a document up to date after an event.

        :param document: as superuser
        :param flow: the approval after the event
        :param values: ``reason`` and ``seen`` of a decision
        """
        rows = sealed(document.approval_ids)
        rows._record_decision(event, values)
        standing = rows.filtered(
            lambda row: (
                row.state in ("upcoming", "waiting") or (row.state == "approved" and not row.void)
            )
        )
        by_person = {row.user_id.id: row for row in standing}
        wanted = self._wanted_rows(flow)
        for person, row in by_person.items():
            if person not in wanted:
                row._leave()
        new = []
        for person, vals in wanted.items():
            row = by_person.get(person)
            if row and row.state == "approved" and vals["state"] != "approved":
                row._leave()
                row = None
            if row:
                row.write(
                    {k: v for k, v in vals.items() if k != "state" or row.state != "approved"}
                )
            elif vals["state"] != "approved":
                new.append(vals | document._approval_row_values() | {"user_id": person})
        rows |= rows.create(new)
        document._approval_notify(rows.filtered(lambda row: row.state == "waiting").user_id)

    def _record_decision(self, event, values):
        """What the person asked decided, on what was shown."""
        if event.kind not in DECISIONS:
            return
        row = self.filtered(lambda r: r.state == "waiting" and r.user_id.id == event.person)
        seen = dict(values.get("seen") or {})
        profit = seen.pop(PROFIT_KEY, None)
        # who took part stays with the document, where it is anonymised in time
        seen.pop("attendees", None)
        row.write(
            {
                "state": DECISIONS[event.kind],
                "decided_by_id": event.actor,
                "decided_on": fields.Datetime.now(),
                "reason": values.get("reason"),
                "seen": seen,
                "seen_profit": profit,
            }
        )

    def _leave(self):
        """Asked no more; a decision stays as history that counts no longer."""
        for row in self:
            row.write({"void": True} if row.state == "approved" else {"state": "closed"})

    @api.model
    def _wanted_rows(self, flow):
        """{person: values} that stand for an approval; of one over, what was agreed alone."""
        wanted = {}
        for position, asked in enumerate(flow.steps):
            agreed = {consent.person for consent in asked.consents}
            for person in asked.step.people:
                state = _state(flow, position, person in agreed)
                if not state:
                    continue
                days = asked.step.days
                wanted[person] = {
                    "position": position + 1,
                    "needed": asked.step.needed,
                    "why": [list(reason) for reason in asked.step.reasons],
                    "state": state,
                }
                if state == "upcoming":
                    wanted[person] |= {"since": False, "due": False}
                if state == "waiting":
                    wanted[person]["since"] = flow.since
                    wanted[person]["due"] = days and flow.since + timedelta(days)
        return wanted

    @api.model
    def _mutual_partners(self, case):
        """People on whose own documents the requester decides now or decided of late.

        :param case: the engine's case of a document
        :return: frozenset of ids of users
        """
        month_ago = fields.Date.subtract(fields.Date.context_today(self), days=RING_DAYS)
        # sudo: whose documents a colleague decides on is used to choose approvers, not shown
        steps = self.sudo().search(
            Domain("requester_id", "!=", case.requester)
            & (
                Domain("user_id", "=", case.requester) & Domain("state", "=", "waiting")
                | Domain("decided_by_id", "=", case.requester)
                & Domain("state", "=", "approved")
                & Domain("decided_on", ">=", month_ago)
            )
        )
        return frozenset(steps.requester_id.ids)


def _state(flow, position, has_agreed):
    """The state of a person's row; nothing if he is not asked any more."""
    if has_agreed:
        return "approved"
    if flow.state != WAITING or position < flow.position:
        return None
    return "waiting" if position == flow.position else "upcoming"
