from odoo import Command
from odoo.tests import Form

from .common import CustomerCostCommon


class RequestCase(CustomerCostCommon):
    """A representative, his lead, the director, a controller and a compliance officer; a budget-
    controlled category for meals.  Nobody but the last two has a group of this addon."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.cost.approval.rule"].search([]).unlink()
        cls.rep, cls.colleague, cls.lead, cls.director = (
            cls.create_user(login) for login in ("rep", "colleague", "lead", "director")
        )
        cls.controller = cls.create_user("controller", "group_controller")
        cls.compliance = cls.create_user("compliance", "group_compliance")
        cls.auditor = cls.create_user("auditor", "group_auditor")
        cls.hire(cls.director)
        cls.hire(cls.lead, cls.director)
        cls.hire(cls.rep, cls.lead)
        cls.hire(cls.colleague, cls.lead)
        cls.meals, cls.gifts = cls.env["customer.cost.category"].create(
            [
                {"name": "Meals", "company_id": cls.company.id, "nature": "meal"},
                {"name": "Gifts", "company_id": cls.company.id, "nature": "gift"},
            ]
        )
        cls.policy = cls.env["customer.cost.policy"].create(
            {"name": "Hospitality", "company_id": cls.company.id}
        )

    @classmethod
    def hire(cls, user, manager=None):
        return (
            cls.env["hr.employee"]
            .sudo()
            .create(
                {
                    "name": user.name,
                    "user_id": user.id,
                    "company_id": cls.company.id,
                    "parent_id": manager.sudo().employee_id.id if manager else False,
                    "work_contact_id": user.partner_id.id,
                }
            )
        )

    # -- rules

    @classmethod
    def approval_rule(cls, *steps, **values):
        """A rule; steps are ``who`` or users."""
        return cls.env["customer.cost.approval.rule"].create(
            {
                "name": "Rule",
                "company_id": cls.company.id,
                "step_ids": [
                    Command.create(cls.step_values(step) | {"sequence": 10 * place})
                    for place, step in enumerate(steps)
                ],
            }
            | values
        )

    @classmethod
    def step_values(cls, step):
        if isinstance(step, dict):
            return step
        return {"who": step} if isinstance(step, str) else {"who": "user", "user_id": step.id}

    @classmethod
    def spending_rule(cls, kind, turn_on=True, **values):
        rule = cls.env["customer.cost.policy.rule"].create(
            {"policy_id": cls.policy.id, "kind": kind} | values
        )
        if turn_on:
            rule.action_turn_on()
        return rule

    # -- requests

    def request(self, user=None, submit=False, **values):
        """A request of the representative, over 100 for a meal tomorrow."""
        request = (
            self.env["customer.cost.request"]
            .with_user(user or self.rep)
            .create(
                {
                    "partner_id": self.customer.id,
                    "category_id": self.meals.id,
                    "date": self.day(1),
                    "amount": 100,
                    "purpose": "Renewal",
                    "company_id": self.company.id,
                }
                | values
            )
        )
        if submit:
            request.action_submit()
        return request

    @staticmethod
    def day(days=0):
        """A day from today on."""
        from odoo import fields

        return fields.Date.add(fields.Date.today(), days=days)

    def step_of(self, document, user):
        return document.sudo().approval_ids.filtered(
            lambda step: step.user_id == user and step.state == "waiting"
        )

    def decide(self, document, user, decision="approve", reason="a reason", **values):
        """Decide as a user through the dialog; on the row that waits for him."""
        step = document.with_user(user)._my_step()
        wizard = (
            self.env["customer.cost.approval.decide"]
            .with_user(user)
            .create(
                {
                    "approval_ids": [Command.set(step.ids)],
                    "decision": decision,
                    "reason": reason,
                    **values,
                }
            )
        )
        wizard.action_decide()
        document.invalidate_recordset()

    def waits_for(self, document):
        return document.sudo().approval_ids.filtered(lambda s: s.state == "waiting").user_id

    @classmethod
    def form(cls, record, user):
        return Form(record.with_user(user))
