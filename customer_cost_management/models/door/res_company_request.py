from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..masters.customer_cost_validity import check_not_negative, check_percent

AMOUNTS = (
    "customer_cost_tolerance_amount",
    "customer_cost_outcome_from",
    "customer_cost_bill_limit",
)
DAYS = (
    "customer_cost_request_valid_days",
    "customer_cost_outcome_days",
    "customer_cost_escalate_days",
)


class ResCompany(models.Model):
    """Door: what a company decides about spending on customers."""

    _inherit = "res.company"

    customer_cost_tolerance_percent = fields.Float(
        "Tolerance (%)",
        default=10.0,
        help="So much more than approved may be spent without asking again, if it is also within "
        "the amount beside it.",
    )
    customer_cost_tolerance_amount = fields.Monetary(
        "Tolerance up to", default=200.0, help="The smaller of percentage and amount counts."
    )
    customer_cost_request_valid_days = fields.Integer(
        "Days to spend a request", default=30, help="After its day; then its budget is released."
    )
    customer_cost_outcome_days = fields.Integer("Outcome due after days", default=14)
    customer_cost_outcome_from = fields.Monetary(
        "Outcome needed above", default=500.0, help="Smaller requests close without one."
    )
    customer_cost_bill_limit = fields.Monetary(
        "Bills without a request up to",
        default=0.0,
        help="A vendor bill with more relationship cost that no approved request stands behind "
        "needs approval before it is confirmed. 0: none does.",
    )

    customer_cost_escalate_days = fields.Integer(
        "Escalate after days",
        default=3,
        help="Days until the next in line is asked instead, where an approval rule says nothing "
        "else; 0: never.",
    )

    customer_cost_card_band = fields.Boolean(
        "Approvers see whether the customer earns",
        help="Who decides and may not read the customer's profit sees on the card whether he "
        "earns, is around zero or loses. No amounts.",
    )

    @api.constrains("customer_cost_tolerance_percent", *AMOUNTS, *DAYS)
    def _check_customer_cost_request_settings(self):
        for company in self:
            check_percent(company, "customer_cost_tolerance_percent")
            for name in (*AMOUNTS, *DAYS):
                check_not_negative(company, name)
                if name in DAYS and company[name] > 3650:
                    raise ValidationError(
                        self.env._(
                            "%(company)s: %(days)s days are more than ten years.",
                            company=company.name,
                            days=company[name],
                        )
                    )


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    customer_cost_tolerance_percent = fields.Float(
        related="company_id.customer_cost_tolerance_percent", readonly=False
    )
    customer_cost_tolerance_amount = fields.Monetary(
        related="company_id.customer_cost_tolerance_amount",
        readonly=False,
        currency_field="currency_id",
    )
    customer_cost_request_valid_days = fields.Integer(
        related="company_id.customer_cost_request_valid_days", readonly=False
    )
    customer_cost_outcome_days = fields.Integer(
        related="company_id.customer_cost_outcome_days", readonly=False
    )
    customer_cost_escalate_days = fields.Integer(
        related="company_id.customer_cost_escalate_days", readonly=False
    )
    customer_cost_outcome_from = fields.Monetary(
        related="company_id.customer_cost_outcome_from",
        readonly=False,
        currency_field="currency_id",
    )
    customer_cost_bill_limit = fields.Monetary(
        related="company_id.customer_cost_bill_limit",
        readonly=False,
        currency_field="currency_id",
    )
    customer_cost_card_band = fields.Boolean(
        related="company_id.customer_cost_card_band", readonly=False
    )
