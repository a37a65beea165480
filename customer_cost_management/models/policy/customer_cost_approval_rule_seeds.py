from odoo import Command, api, models
from odoo.exceptions import UserError

from .approval_seeds import APPROVAL_SEEDS


class CustomerCostApprovalRule(models.Model):
    """A signature table to begin with, by one button."""

    _inherit = "customer.cost.approval.rule"

    def action_add_templates(self):
        """Create the usual rules of the company where it has none."""
        self.check_access("create")
        company = self.env.company.root_id
        if self.search_count([("company_id", "=", company.id)], limit=1):
            raise UserError(
                self.env._(
                    "%(company)s has approval rules already. Change those, or archive them first.",
                    company=company.name,
                )
            )
        defaults = self.env["customer.cost.defaults"]
        for place, seed in enumerate(APPROVAL_SEEDS, 1):
            values = self._seed_values(*seed) | {"company_id": company.id, "sequence": 10 * place}
            rule = self.with_context(lang=None).create(values)
            defaults._translate_name(rule, seed[0])
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _seed_values(self, name, band, conditions, steps):
        above, to = band
        return {
            "name": name._translate("en_US"),
            "above": above,
            "to": to,
            **conditions,
            "step_ids": [
                Command.create(self._seed_step(step) | {"sequence": 10 * place})
                for place, step in enumerate(steps, 1)
            ],
        }

    @api.model
    def _seed_step(self, step):
        group = step.get("group")
        values = {name: value for name, value in step.items() if name != "group"}
        if group:
            values["group_id"] = self.env.ref(f"customer_cost_management.{group}").id
        return values
