from dataclasses import replace

from odoo import Command, fields, models
from odoo.exceptions import AccessError, UserError

from ...engine.approval.event import APPROVE, APPROVED, DRAFT, HAND_OVER, REFUSE, RETURN
from ...engine.approval.route import Route
from ...engine.approval.rule import Case
from ...engine.approval.step import Reason, Step
from ..platform.approval_json import dump_flow
from ..platform.approval_seal import sealed
from .budget_money import minor

REVIEW = "budget_review"
IN_FORCE = "budget_approval"
#: So many lines stand on the card, the greatest first.
ON_CARD = 5


class CustomerCostBudget(models.Model):
    """A budget in review: in the same inbox as requests, by the same engine.

    Who decides follows from the budget, not from approval rules: all its reviewers, then a
    controller who did not submit it.  Nobody is asked twice: a reviewer who is a controller
    has the last word where no other controller is left.
    """

    _name = "customer.cost.budget"
    _inherit = ["customer.cost.budget", "customer.cost.approval.mixin"]

    # ------------------------------------------------------------------ who has to agree

    def _approval_requester(self):
        return self.submitted_by_id

    def _approval_case(self):
        return Case("budget", minor(self.total, self.currency_id), self.submitted_by_id.id)

    def _approval_route(self):
        """Reviewers, then controllers; without a time limit, because nobody else may decide."""
        # sudo: who decides on budgets is looked up for whoever submits one
        budget = self.sudo()
        organisation = self.env["customer.cost.organisation"]._organisation(
            budget.company_id, self.env["res.groups"]
        )
        submitter = budget.submitted_by_id.id
        reviewers = tuple(id_ for id_ in budget.reviewer_ids.ids if id_ != submitter)
        controllers = tuple(id_ for id_ in organisation.fallback if id_ != submitter)
        if not controllers:
            raise UserError(
                self.env._(
                    "%(budget)s: nobody but you may approve it. Ask an administrator to make "
                    "somebody else a controller.",
                    budget=self.display_name,
                )
            )
        last = tuple(id_ for id_ in controllers if id_ not in reviewers) or controllers
        first = tuple(id_ for id_ in reviewers if id_ not in last)
        steps = [Step(last, 1, (Reason(IN_FORCE),))]
        if first:
            steps.insert(0, Step(first, len(first), (Reason(REVIEW),)))
        return budget._approval_case(), Route(tuple(steps))

    def _waits_for(self, code):
        """Whether the step asked now is there for this reason."""
        flow = self._approval_flow()
        if not flow.steps or flow.position >= len(flow.steps):
            return False
        return any(reason.code == code for reason in flow.steps[flow.position].step.reasons)

    # ------------------------------------------------------------------ deciding

    def _approval_begin(self):
        """Start on the way; what was agreed to before the budget was changed is void."""
        if self._approval_flow().steps:
            self._approval_event("change")
        self._move_on({"state": "review", "submitted_by_id": self.env.uid})
        self._approval_submit()

    def _agree(self):
        """A reviewer agrees, by the button of the budget."""
        if not (self.state == "review" and self._waits_for(REVIEW) and self._my_step()):
            raise AccessError(
                self.env._("%(budget)s does not wait for your review.", budget=self.display_name)
            )
        self._my_step()._decide(APPROVE)

    def _approve(self):
        """A controller approves, by the button of the budget; also one who became it since."""
        flow = self._approval_flow()
        asked = flow.steps[flow.position]
        if self._waits_for(IN_FORCE) and self.env.uid not in asked.step.people:
            step = replace(asked.step, people=(*asked.step.people, self.env.uid))
            steps = list(flow.steps)
            steps[flow.position] = replace(asked, step=step)
            # sudo: whom the budget asks is written by the budget
            sealed(self.sudo()).approval_flow = dump_flow(replace(flow, steps=tuple(steps)))
        self._approval_event(APPROVE, seen=self._approval_card())

    def _approval_event(self, kind, reason="", seen=None, people=(), **values):
        """A budget is never refused for good: it goes back, to be planned anew."""
        if kind == HAND_OVER and self._waits_for(IN_FORCE):
            self._check_are_controllers(people)
        kind = RETURN if kind == REFUSE else kind
        return super()._approval_event(kind, reason, seen, people, **values)

    def _check_are_controllers(self, people):
        # sudo: the roles of a colleague who is asked instead
        for user in self.env["res.users"].sudo().browse(people):
            if not user.has_group("customer_cost_management.group_controller"):
                raise UserError(
                    self.env._(
                        "%(budget)s is approved by a controller; %(user)s is none. Choose "
                        "somebody else.",
                        budget=self.display_name,
                        user=user.name,
                    )
                )

    def _approval_moved(self, before, event, values):
        flow = self._approval_flow()
        if flow.state == APPROVED:
            return self._put_in_force()
        if flow.state == DRAFT and self.state == "review":
            return self._go_back(values.get("reason"))
        agreed = {consent.person for asked in flow.steps for consent in asked.consents}
        agreed &= set(self.reviewer_ids.ids)
        return self._move_on({"agreed_ids": [Command.set(sorted(agreed))]})

    def _put_in_force(self):
        self._check_sound()
        self._move_on(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": fields.Datetime.now(),
                "agreed_ids": [Command.set(self.reviewer_ids.ids)],
            }
        )
        self._post_plan()
        self._consume_what_is_booked()

    def _go_back(self, reason):
        submitter = self.submitted_by_id
        self._move_on({"state": "draft", "agreed_ids": [Command.clear()], "submitted_by_id": False})
        if reason:
            words = {"user": self.env.user.name, "reason": reason}
            self._approval_post(self.env._("%(user)s returned it: %(reason)s", **words), submitter)

    def _approval_can_be_undone(self):
        return False

    # ------------------------------------------------------------------ what is shown

    def _approval_row_values(self):
        return super()._approval_row_values() | {
            "name": self.display_name,
            "requester_id": self.submitted_by_id.id,
            "date": self.date_from,
            "amount": self.total,
        }

    def _approval_card(self):
        """What is planned for whom, of what the reader may read."""
        self.ensure_one()
        lines = self.line_ids.sorted(lambda line: (-line.planned, line.id))
        return {
            "title": self.objective or self.name,
            "currency_id": self.currency_id.id,
            "day": fields.Date.to_string(fields.Date.context_today(self)),
            "findings": [],
            "similar": [],
            "before": self._approval_decisions(),
            "plan": {
                "lines": [
                    {"name": line.display_name, "amount": line.planned} for line in lines[:ON_CARD]
                ],
                "more": len(lines[ON_CARD:]),
                "rest": sum(lines[ON_CARD:].mapped("planned")),
                "contingency": self.contingency,
                "total": self.total,
            },
        }
