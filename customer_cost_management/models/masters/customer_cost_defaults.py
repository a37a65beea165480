from odoo import api, models

from .category_seeds import ATTRIBUTION_SEEDS, SEEDS
from .tier_seeds import TIER_SEEDS

ADDON = "customer_cost_management"


class CustomerCostDefaults(models.AbstractModel):
    """What a company's cost model starts with: categories, attribution rules and tiers."""

    _name = "customer.cost.defaults"
    _description = "Start of the Cost Model"

    @api.model
    def _create_defaults(self, company):
        """Create what a root company lacks; what a person changed or archived stays."""
        company = company.root_id
        self._create_categories(company)
        self._create_attribution_rules(company)
        self._create_tiers(company)

    def _create_categories(self, company):
        categories = self.env["customer.cost.category"].with_context(active_test=False)
        known = {c.code: c for c in categories.search([("company_id", "=", company.id)])}
        if known:
            return
        for seed in SEEDS:
            product = seed.product and self.env.ref(f"hr_expense.{seed.product}", False)
            category = categories.with_context(lang=None).create(
                seed.values()
                | {
                    "company_id": company.id,
                    "sequence": 10 * len(known),
                    "parent_id": known[seed.parent].id if seed.parent else False,
                    "product_ids": product.ids if product else [],
                }
            )
            self._translate_name(category, seed.name)
            known[seed.code] = category

    def _create_attribution_rules(self, company):
        rules = self.env["customer.cost.attribution.rule"].with_context(active_test=False)
        if rules.search_count([("company_id", "=", company.id)], limit=1):
            return
        for method, sequence, name in ATTRIBUTION_SEEDS:
            rule = rules.with_context(lang=None).create(
                {
                    "name": name._translate("en_US"),
                    "method": method,
                    "sequence": sequence,
                    "company_id": company.id,
                }
            )
            self._translate_name(rule, name)

    def _create_tiers(self, company):
        tiers = self.env["customer.cost.tier"].with_context(active_test=False)
        if tiers.search_count([("company_id", "=", company.id)], limit=1):
            return
        for place, seed in enumerate(TIER_SEEDS, 1):
            tier = tiers.with_context(lang=None).create(
                seed.values() | {"sequence": 10 * place, "company_id": company.id}
            )
            self._translate_name(tier, seed.description, "description")

    def _translate_name(self, record, name, field_name="name"):
        """The name in every installed language, from the translations of this code."""
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        record.update_field_translations(
            field_name, {code: name._translate(code) for code in languages}
        )
