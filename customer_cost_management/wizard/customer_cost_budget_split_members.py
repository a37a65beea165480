from odoo import models

from .customer_cost_budget_split_facts import SplitFacts


class CustomerCostBudgetSplit(models.TransientModel):
    """Whom and what a budget is split over."""

    _inherit = "customer.cost.budget.split"

    def _members(self, dimension):
        """The members of a dimension, as records; months as numbers counted from 0."""
        budget = self.budget_id._origin
        if dimension == "month":
            return list(range(budget._months()))
        if dimension == "tier":
            return self.env["customer.cost.tier"]._in_force(budget.company_id, budget.date_from)
        if dimension == "category":
            return self.category_ids._origin or self.env["customer.cost.category"].search(
                [
                    ("company_id", "=", budget.company_id.id),
                    ("budget_controlled", "=", True),
                    ("child_ids", "=", False),
                ]
            )
        customers = self._customers()
        if dimension == "customer":
            return customers
        return customers.user_id if dimension == "team" else customers.country_id

    def _customers(self):
        """Those that were chosen, else everybody who has a tier."""
        if self.partner_ids:
            return self.partner_ids._origin.commercial_partner_id
        budget = self.budget_id._origin
        return self.env["res.partner"]._customers_with_tier(budget.company_id)

    def _contexts(self):
        return self._customers()._customer_cost_context(self.budget_id._origin.company_id)

    def _facts(self):
        return SplitFacts(self.budget_id._origin, self._contexts())
