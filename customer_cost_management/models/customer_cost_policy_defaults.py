from odoo import Command, api, models

from .policy_seeds import POLICY_SEEDS


class CustomerCostDefaults(models.AbstractModel):
    """A company also starts with spending rules, all of them switched off."""

    _inherit = "customer.cost.defaults"

    @api.model
    def _create_defaults(self, company):
        result = super()._create_defaults(company)
        self._create_policies(company.root_id)
        return result

    def _create_policies(self, company):
        # sudo: who sets up a company's cost model need not be who decides on spending; the rules
        # begin switched off
        policies = self.env["customer.cost.policy"].sudo().with_context(active_test=False)
        if policies.search_count([("company_id", "=", company.id)], limit=1):
            return
        for place, (name, rules) in enumerate(POLICY_SEEDS, 1):
            policy = policies.with_context(lang=None).create(
                {
                    "name": name._translate("en_US"),
                    "company_id": company.id,
                    "sequence": 10 * place,
                    "rule_ids": [Command.create(self._policy_rule(rule)) for rule in rules],
                }
            )
            self._translate_name(policy, name)

    def _policy_rule(self, seed):
        values = {name: value for name, value in seed.items() if name != "limits"}
        if values.get("severity") == "escalate":
            compliance = self.env.ref("customer_cost_management.group_compliance")
            values["ask_group_id"] = compliance.id
        values["limit_ids"] = [
            Command.create({"meal_type": meal, "amount": amount})
            for meal, amount in seed.get("limits", ())
        ]
        return values
