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

    def _figures(self, name, basis, members, path, sums):
        """One weight a member under a path, for the engine."""
        if basis == "equal":
            return (1,) * len(members)
        if basis == "tier":
            return tuple(self._tier_weight(name, member) for member in members)
        if basis == "own":
            typed = {row.path: row.weight for row in self.row_ids}
            return tuple(
                max(typed.get("/".join(map(str, (*path, member))), 1.0), 0.0) for member in members
            )
        return tuple(float(sums.get((*path, member), 0.0)) for member in members)

    def _tier_weight(self, name, member):
        """The best of n tiers weighs n, the last one 1; without a tier nothing."""
        tiers = self._members("tier").ids
        tier_id = member
        if name == "customer":
            known = self._contexts().get(self.env["res.partner"].browse(member))
            tier_id = known.tier_id if known else False
        return float(len(tiers) - tiers.index(tier_id)) if tier_id in tiers else 0.0
