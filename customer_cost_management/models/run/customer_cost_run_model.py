from odoo import models

from ..masters.customer_cost_pool_rule import CONDITIONS
from .chosen_period import months_covered

#: What is read of the rules of pools.
POOL_RULE_FIELDS = ("pool_id", "date_from", "date_to", "sequence", *CONDITIONS)


class CustomerCostRun(models.Model):
    """The cost model in force, frozen into the run as one document.

    Everything a run computes is read from this snapshot, so that a later change of the
    model changes no published figure and can be shown beside it.
    """

    _inherit = "customer.cost.run"

    def _freeze_model(self):
        """The masters of the company as they are on the last day of the period."""
        self.ensure_one()
        company = [("company_id", "=", self.company_id.id)]
        pools = self.env["customer.cost.pool"].search(company)
        pools.rule_ids.fetch(POOL_RULE_FIELDS)  # of all at once, not pool by pool
        return {
            "roles": self._freeze_roles(),
            # sudo: how pools give is no secret to who computes
            "support_method": self.company_id.sudo().customer_cost_support_method,
            "time_zone": self.company_id._customer_cost_time_zone() or "UTC",
            "attribution": [
                self._freeze_attribution(rule)
                for rule in self.env["customer.cost.attribution.rule"].search(company)
                if self._is_in_force(rule)
            ],
            "pools": [self._freeze_pool(pool) for pool in pools],
            "activities": [
                self._freeze_activity(activity)
                for activity in self.env["customer.cost.activity"].search(company)
            ],
            "drivers": [
                self._freeze_driver(driver)
                for driver in self.env["customer.cost.driver"].search(company)
            ],
            "categories": {
                str(category.id): {
                    "name": category.name,
                    "level": category.level,
                    "budget_controlled": category.budget_controlled,
                    "avoidable_percent": category.avoidable_percent,
                }
                for category in self.env["customer.cost.category"]
                .with_context(active_test=False)
                .search(company)
            },
        }

    def _is_in_force(self, record):
        """Whether a rule or role with validity dates holds on the last day of the period; the
        check of the model sees to it that it then holds on all of its days."""
        return (not record.date_from or record.date_from <= self.date_to) and (
            not record.date_to or record.date_to >= self.date_to
        )

    def _freeze_roles(self):
        """Roles of P&L accounts; a role on an account of the balance sheet captures nothing."""
        roles = self.env["customer.cost.account.role"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("account_id.internal_group", "in", ("income", "expense")),
            ]
        )
        return {str(role.account_id.id): role.role for role in roles if self._is_in_force(role)}

    def _freeze_attribution(self, rule):
        return {
            "id": rule.id,
            "name": rule.display_name,
            "method": rule.method,
            "customer": rule.partner_id.commercial_partner_id.id,
            "category": rule.category_id.id,
            "accounts": rule.account_ids.ids,
            "journals": rule.journal_ids.ids,
            "products": rule.product_ids.ids,
        }

    def _freeze_pool(self, pool):
        rules = pool.rule_ids.filtered(self._is_in_force)
        months = months_covered(self.date_from, self.date_to)
        return {
            **pool.read(
                [
                    "name",
                    "kind",
                    "basis",
                    "sequence",
                    "rest_unallocated",
                    "avoidable_percent",
                    "capacity_basis",
                    "over_capacity",
                ]
            )[0],
            # typed for a month, frozen for the period
            "practical_minutes": pool.practical_minutes * months,
            "budgeted_cost": pool.budgeted_cost * months,
            "rules": [self._freeze_pool_rule(rule) for rule in rules],
            "shares": [
                {
                    "pool": share.to_pool_id.id,
                    "activity": share.activity_id.id,
                    "share": share.share,
                }
                for share in pool.share_ids
            ],
        }

    def _freeze_pool_rule(self, rule):
        return {
            "id": rule.id,
            "name": rule.pool_id.name,
            "sequence": rule.sequence,
            "accounts": rule.account_ids.ids,
            "prefixes": [p.strip() for p in (rule.account_prefixes or "").split(",") if p.strip()],
            "journals": rule.journal_ids.ids,
            "products": rule.product_ids.ids,
            "departments": rule.department_ids.ids,
            "analytic": rule.analytic_account_ids.ids,
            "domain": rule.domain or "[]",
        }

    def _freeze_activity(self, activity):
        return {
            "id": activity.id,
            "name": activity.name,
            "sequence": activity.sequence,
            "statement_line": activity.statement_line,
            "tax_on_sales": activity.tax_on_sales,
            "driver": activity.driver_id.id,
            "timed": activity.timed,
            "base_minutes": activity.base_minutes,
            "terms": [
                {"driver": term.driver_id.id, "minutes": term.minutes} for term in activity.term_ids
            ],
            "standard_rate": activity.standard_rate,
        }

    def _freeze_driver(self, driver):
        return driver.read(
            [
                "name",
                "kind",
                "quality",
                "model_name",
                "measure_field",
                "date_field",
                "partner_path",
                "company_path",
                "without_company",
                "domain",
                "account_ids",
                "zero_total",
                "negative",
            ]
        )[0]

    def _companies(self):
        """Ids of the company and its branches, those closed down included."""
        return self.company_id._with_branches()
