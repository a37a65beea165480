from dataclasses import replace

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine.approval.event import ADD, DRAFT, HAND_OVER, SUBMIT, Event
from ...engine.approval.flow import apply
from ...engine.approval.route import route
from ...engine.problem import errors
from .approval_json import dump_flow, load_flow
from .approval_messages import approval_message
from .approval_seal import holds_seal, sealed

ACTIVITY = "customer_cost_management.mail_activity_type_approval"


class CustomerCostApprovalMixin(models.AbstractModel):
    """The way of an approval: events go through the engine, what comes of them is stored."""

    _inherit = "customer.cost.approval.mixin"

    def _approval_flow(self):
        """The engine's flow of one document."""
        # sudo: the flow is read by the server to decide, and shown to nobody
        document = self.sudo()
        return load_flow(document.approval_flow, document._approval_requester().id)

    def _approval_requester(self):
        return self.create_uid

    def _approval_barred(self):
        """People who never decide on this document."""
        return self.env["res.users"].browse(self._approval_flow().barred)

    def _approval_organisation(self):
        # sudo: the groups that rules name, whoever may read the rules
        document = self.sudo()
        groups = document._approval_groups()
        return self.env["customer.cost.organisation"]._organisation(document.company_id, groups)

    def _approval_route(self):
        """(case, route): who has to agree, and why.

        Two who decide on each other's documents are kept apart where anybody else is left.
        """
        # sudo: rules and the customer's figures decide on the way, and are not told
        document = self.sudo()
        case, rules = document._approval_case(), document._approval_rules()
        organisation = document._approval_organisation()
        partners = self.env["customer.cost.approval"]._mutual_partners(case)
        apart = replace(case, exception_by=case.exception_by | partners)
        found = route(apart, rules, organisation)
        if partners and any(problem.code == "nobody_left" for problem in found.problems):
            return case, document._with_deadlines(route(case, rules, organisation))
        return apart, document._with_deadlines(found)

    def _with_deadlines(self, found):
        """The route with the company's days where a rule says nothing of its own."""
        days = self.company_id.customer_cost_escalate_days or None
        steps = tuple(replace(step, days=step.days or days) for step in found.steps)
        return replace(found, steps=steps)

    def _approval_submit(self):
        """Find the way and start on it; approved at once where the rules ask nobody."""
        self.ensure_one()
        case, found = self._approval_route()
        self._raise_problems(found.problems)
        flow = replace(
            self._approval_flow(),
            requester=case.requester,
            barred=case.barred,
            sensitive=case.sensitive,
        )
        self._approval_apply(flow, self._event(SUBMIT, route=found, amount=case.amount), {})

    def _approval_event(self, kind, reason="", seen=None, people=(), **values):
        """Something happens to the approval; the engine says whether it may.

        :param seen: the card as who decides sees it
        :param people: users, for ``hand_over`` and ``add``
        """
        self.ensure_one()
        if kind in (HAND_OVER, ADD):
            values["people"] = tuple(people)
        event = self._event(kind, **values)
        self._approval_apply(self._approval_flow(), event, {"reason": reason, "seen": seen})

    def _approval_escalate(self):
        """The time of those it waits for is over."""
        self._approval_event("escalate")

    def _event(self, kind, **values):
        return Event(kind, self.env.uid, fields.Date.context_today(self), **values)

    def _approval_apply(self, flow, event, values):
        """Apply an event, store what comes of it, bring the rows up to date, and go on."""
        # sudo: people who decide may read the document, not write it; the engine has checked them
        document = sealed(self.sudo())
        outcome = apply(flow, event, self._approval_organisation())
        self._raise_problems(outcome.problems)
        document.approval_flow = dump_flow(outcome.flow)
        document._approval_moved(flow, event, values)
        document._approval_log(event, values)
        self.env["customer.cost.approval"].sudo()._follow(document, outcome.flow, event, values)
        self.invalidate_recordset(["approval_ids"])

    def _raise_problems(self, problems):
        for problem in errors(problems):
            # sudo: whom a document waits for is told to whoever tries to decide on it
            waiting = ", ".join(self.sudo().approver_ids.mapped("name"))
            raise UserError(approval_message(self.env, problem, self.display_name, waiting))

    def _approval_notify(self, users):
        """Each person asked now has one activity, nobody else has any."""
        activity_type = self.env.ref(ACTIVITY)
        activities = self.activity_ids.filtered(lambda a: a.activity_type_id == activity_type)
        asked = activities.filtered(lambda activity: activity.user_id in users)
        (activities - asked).unlink()
        for user in users - asked.user_id:
            document = self.with_context(lang=user.lang)
            document.activity_schedule(
                ACTIVITY,
                user_id=user.id,
                summary=document.env._("Approve: %(name)s", name=document.display_name),
            )

    def _approval_void(self, field=None):
        """A sealed field changed: back to draft, and whoever agreed is asked again."""
        for document in self:
            if document._approval_flow().state != DRAFT:
                document._approval_event("change", field=field)

    def _approval_started_again(self, field=None):
        """What was asked for changed in draft: whoever agreed before it was returned is asked
        again."""
        for document in self:
            flow = document._approval_flow()
            if flow.state == DRAFT and flow.steps:
                document._approval_event("change", field=field)

    @api.model_create_multi
    def create(self, vals_list):
        """An approval is never brought along, neither as a value nor as a default."""
        if any(vals.get("approval_flow") for vals in vals_list):
            self._raise_sealed()
        bare = self.with_context(  # pylint: disable=context-overridden
            {k: v for k, v in self.env.context.items() if k != "default_approval_flow"}
        )
        return super(CustomerCostApprovalMixin, bare).create(vals_list).with_env(self.env)

    def write(self, vals):
        if "approval_flow" in vals and not holds_seal(self):
            self._raise_sealed()
        return super().write(vals)

    def _raise_sealed(self):
        raise UserError(
            self.env._("An approval follows from decisions; it is not written by hand.")
        )

    def unlink(self):
        """Rows go with their document."""
        # sudo: rows belong to the document, whose rights were checked
        rows = sealed(self.sudo().approval_ids)
        result = super().unlink()
        rows.exists().unlink()
        return result
