from odoo import api, fields, models


class HrExpense(models.Model):
    """Expenses that OCA's ``base_tier_validation`` guards already, where it is installed.

    Nobody is asked twice: the tiers ask in the place of our approval rules.  What else the gate
    does stays: nobody his own, spending rules, budgets, and whom these two ask.
    """

    _inherit = "hr.expense"

    @api.model
    def _is_guarded_by_tiers(self, company):
        """Whether tier definitions ask for the expenses of a company."""
        if "tier.definition" not in self.env or "validation_status" not in self._fields:
            return False
        # sudo: that there are definitions is no secret
        definitions = self.env["tier.definition"].sudo()
        of_company = ("company_id", "in", [False, *company.parent_ids.ids])
        return bool(definitions.search_count([("model", "=", "hr.expense"), of_company], limit=1))

    def _approval_rules(self):
        return [] if self._is_guarded_by_tiers(self.company_id) else super()._approval_rules()


class CustomerCostApprovalRule(models.Model):
    _inherit = "customer.cost.approval.rule"

    tier_words = fields.Char(compute="_compute_tier_words")

    @api.depends("company_id", "document_type")
    @api.depends_context("lang")
    def _compute_tier_words(self):
        expenses = self.env["hr.expense"]
        guarded = {one: expenses._is_guarded_by_tiers(one) for one in self.company_id}
        for rule in self:
            of_expenses = rule.document_type in (False, "expense")
            rule.tier_words = of_expenses and guarded.get(rule.company_id) and self._tier_notice()

    @api.model
    def _tier_notice(self):
        return self.env._(
            "Expenses are validated by tier definitions (Settings, Technical, Tier Definitions): "
            "those ask, and approval rules do not ask a second time. Spending rules and budgets "
            "hold all the same."
        )
