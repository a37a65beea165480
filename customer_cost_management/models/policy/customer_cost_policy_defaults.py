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
                    "rule_ids": [
                        Command.create(self._policy_rule(rule, company)) for rule in rules
                    ],
                }
            )
            self._translate_name(policy, name)

    def _policy_rule(self, seed, company):
        """Values of a template; an amount for a tier that the company does not have is left out."""
        values = {name: value for name, value in seed.items() if name != "limits"}
        if values.get("severity") == "escalate":
            compliance = self.env.ref("customer_cost_management.group_compliance")
            values["ask_group_id"] = compliance.id
        values["limit_ids"] = [
            Command.create(limit | {"amount": amount})
            for features, amount in seed.get("limits", ())
            if (limit := self._policy_limit(features, company))
        ]
        return values

    def _policy_limit(self, features, company):
        """What another amount is for, with the tier as a record; nothing without such a tier."""
        name = features.get("tier")
        if not name:
            return features
        # sudo: as the policies
        tiers_sudo = self.env["customer.cost.tier"].sudo()
        tier = tiers_sudo.search([("company_id", "=", company.id), ("name", "=", name)], limit=1)
        others = {feature: value for feature, value in features.items() if feature != "tier"}
        return tier and {**others, "tier_id": tier.id}
