from odoo import models

from ..models.budget.budget_features import topmost
from .customer_cost_budget_split_facts import CUSTOMER_DIMENSIONS, STAGE_KEYS, SplitFacts


class CustomerCostBudgetSplit(models.TransientModel):
    """Whom and what a budget is split over."""

    _inherit = "customer.cost.budget.split"

    def _member_ids(self, dimension):
        """The members of a dimension as whole numbers: ids, or places counted from 0."""
        if dimension == "month":
            return tuple(range(self.budget_id._origin._months()))
        if dimension == "stage":
            return tuple(range(len(STAGE_KEYS)))
        return tuple(self._members(dimension).ids)

    def _members(self, dimension):
        """The members of a dimension that has records."""
        budget = self.budget_id._origin
        if dimension == "tier":
            return self.env["customer.cost.tier"]._in_force(budget.company_id, budget.date_from)
        if dimension in ("category", "product_category", "programme"):
            return self._chosen_or_all(dimension)
        customers = self._customers()
        if dimension == "group":
            return self.env["res.partner"].union(*map(topmost, customers))
        fields = {
            "tag": "category_id",
            "team": "user_id",
            "country": "country_id",
            "region": "state_id",
        }
        return customers[fields[dimension]] if dimension in fields else customers

    def _chosen_or_all(self, dimension):
        """What was chosen, else every member without parts, of programmes those of the period."""
        budget = self.budget_id._origin
        of_company = [("company_id", "=", budget.company_id.id)]
        leaf = [("child_ids", "=", False)] if dimension == "category" else []
        if dimension == "category":
            everything = ("customer.cost.category", [*of_company, ("budget_controlled", "=", True)])
            chosen = self.category_ids
        elif dimension == "product_category":
            everything = ("product.category", [("child_id", "=", False)])
            chosen = self.product_category_ids
        else:
            period = ["|", ("date_to", "=", False), ("date_to", ">=", budget.date_from)]
            begun = ["|", ("date_from", "=", False), ("date_from", "<=", budget.date_to)]
            everything = ("customer.cost.programme", [*of_company, *period, *begun])
            chosen = self.programme_ids
        model, domain = everything
        return chosen._origin or self.env[model].search([*domain, *leaf])

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

    def _impossible(self, names, facts):
        """Whether a path of members has no customer at all: a tier and a customer who is not in it.

        :param names: all dimensions of the split, outermost first
        :return: a function of a path; always false where one dimension alone is about customers
        """
        places = [place for place, name in enumerate(names) if name in CUSTOMER_DIMENSIONS]
        if len(places) < 2:
            return lambda path: False
        possible = facts.possible([names[place] for place in places])

        def impossible(path):
            of_customers = tuple(path[place] for place in places if place < len(path))
            return bool(of_customers) and of_customers not in possible

        return impossible

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
