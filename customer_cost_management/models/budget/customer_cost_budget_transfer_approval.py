from dataclasses import replace

from odoo import fields, models
from odoo.exceptions import UserError

from ...engine.approval.event import APPROVED, CHANGE, DRAFT, REFUSED
from ...engine.approval.route import Route
from ...engine.approval.rule import Case
from ...engine.approval.step import Reason, Step
from ..platform.approval_json import dump_flow
from ..platform.approval_seal import sealed
from .budget_guard import as_ledger
from .budget_money import minor
from .customer_cost_budget_transfer import OWNER_KINDS


class CustomerCostBudgetTransfer(models.Model):
    """A change of a budget on its way: in the same inbox as requests, by the same engine.

    Who decides follows from the change, not from approval rules: whom the budget names for its
    contingency, else any controller who did not ask for it, and up to his limit its owner.
    """

    _name = "customer.cost.budget.transfer"
    _inherit = ["customer.cost.budget.transfer", "customer.cost.approval.mixin"]

    # ------------------------------------------------------------------ who has to agree

    def _approval_requester(self):
        return self.author_id

    def _deciders(self):
        """Users who may decide, and why."""
        named = self.budget_id.contingency_user_id
        if self.kind == "contingency_released" and named:
            return named, "budget_contingency"
        controllers = self.env["customer.cost.organisation"]._organisation(
            self.company_id, self.env["res.groups"]
        )
        users = self.env["res.users"].browse(controllers.fallback)
        if self._is_within_owner_limit():
            return users | self.budget_id.owner_id, "budget_owner"
        return users, "budget_change"

    def _is_within_owner_limit(self):
        limit = self.budget_id.owner_limit
        return (
            self.kind in OWNER_KINDS and self.currency_id.compare_amounts(self.amount, limit) <= 0
        )

    def _approval_case(self):
        amount = abs(minor(self.amount, self.currency_id))
        return Case("budget_change", amount, self.author_id.id)

    def _approval_route(self, also=()):
        """One step, any of those who may decide.

        :param also: ids of users who were found to have the right meanwhile
        """
        # sudo: who decides on budgets is looked up for whoever asks
        change = self.sudo()
        users, why = change._deciders()
        people = tuple(dict.fromkeys([*(users - change.author_id).ids, *also]))
        if not people:
            raise UserError(
                self.env._(
                    "%(change)s: nobody but you may decide this. Ask an administrator to name "
                    "another controller.",
                    change=self.display_name,
                )
            )
        # everybody who may decide is asked at once: nobody to escalate to
        return change._approval_case(), Route((Step(people, 1, (Reason(why),), None),))

    # ------------------------------------------------------------------ deciding

    def _approval_decided(self, kind):
        """Approve or refuse by the buttons of a change, as who was found to have the right."""
        flow = self._approval_flow()
        asked = {person for step in flow.steps for person in step.step.people}
        if self.env.uid not in asked:
            self._approval_ask_also(flow)
        self._approval_event(kind, seen=self._approval_card())

    def _approval_ask_also(self, flow):
        """Who became a controller since is asked with the others."""
        _case, found = self._approval_route(also=(self.env.uid,))
        steps = tuple(replace(one, step=found.steps[0]) for one in flow.steps)
        # sudo: whom rules ask is written by the rules
        document, flow = sealed(self.sudo()), replace(flow, route=found, steps=steps)
        document.approval_flow = dump_flow(flow)
        rows = self.env["customer.cost.approval"].sudo()
        rows._follow(document, flow, self._event(CHANGE), {})

    def _approval_moved(self, before, event, values):
        state = self._approval_flow().state
        if state == APPROVED:
            self._apply()
        elif state == REFUSED:
            self._decide("refused")
        else:
            as_ledger(self).state = "draft" if state == DRAFT else "asked"

    def _approval_can_be_undone(self):
        return False

    # ------------------------------------------------------------------ what is shown

    def _approval_row_values(self):
        return super()._approval_row_values() | {
            "name": self.display_name,
            "requester_id": self.author_id.id,
            "date": self.month,
            "amount": self.amount,
        }

    def _approval_card(self):
        """What is left on both lines, of what the reader may read."""
        self.ensure_one()
        lines = [(self.line_id, self.left_after), (self.from_line_id, self.from_left_after)]
        return {
            "title": self.reason,
            "currency_id": self.currency_id.id,
            "day": fields.Date.to_string(fields.Date.context_today(self)),
            "findings": [],
            "similar": [],
            "before": [],
            "budget": [
                {
                    "name": line.display_name,
                    "after": after,
                    "total": line.revised,
                }
                for line, after in lines
                if line._filtered_access("read")
            ],
        }
