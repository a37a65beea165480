from odoo import api, fields, models

from .spending_choices import CITY_CLASSES, GUEST_RANKS, MEAL_TYPES


class CustomerCostPolicyLimit(models.Model):
    """An other amount of a spending rule, for documents that are more special."""

    _name = "customer.cost.policy.limit"
    _description = "Other Amount of a Spending Rule"
    _order = "rule_id, id"

    rule_id = fields.Many2one(
        "customer.cost.policy.rule", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rule_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="rule_id.currency_id")
    amount = fields.Monetary(required=True, help="Cost in company currency.")
    tier_id = fields.Many2one("customer.cost.tier", ondelete="cascade")
    meal_type = fields.Selection(MEAL_TYPES)
    city_class = fields.Selection(CITY_CLASSES)
    guest_rank = fields.Selection(GUEST_RANKS)

    def _features(self):
        features = {
            "tier": self.tier_id.name,
            "meal_type": self.meal_type,
            "city_class": self.city_class,
            "guest_rank": self.guest_rank,
        }
        return {name: value for name, value in features.items() if value}

    @api.model_create_multi
    def create(self, vals_list):
        limits = super().create(vals_list)
        limits.rule_id._check_is_off()
        return limits

    def write(self, vals):
        self.rule_id._check_is_off()
        result = super().write(vals)
        self.rule_id._check_is_off()
        return result

    def unlink(self):
        self.rule_id._check_is_off()
        return super().unlink()
