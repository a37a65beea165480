from odoo import fields, models
from odoo.exceptions import ValidationError

#: How long an override holds unless somebody says otherwise.
MONTHS = 3


class CustomerValueOverride(models.TransientModel):
    """Changes the tier of customers by hand, for a time and with a reason."""

    _name = "customer.value.override"
    _description = "Override Tier"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company.root_id
    )
    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    tier_id = fields.Many2one(
        "customer.cost.tier",
        domain="[('company_id', '=', company_id)]",
        help="Empty: the tier by rule counts again.",
    )
    reason = fields.Char(help="Everybody who sees the evaluations of the customer reads it.")
    until = fields.Date(
        default=lambda self: fields.Date.add(fields.Date.context_today(self), months=MONTHS),
        help="Last day. After it the tier by rule counts again.",
    )

    def action_override(self):
        self.ensure_one()
        evaluations = self.env["customer.value"]
        evaluations._check_works_in(self.company_id)
        if self.tier_id:
            self._check_override()
        customers = self.partner_ids.commercial_partner_id
        values = evaluations._in_force(customers, self.company_id)
        values._override(self.tier_id, (self.reason or "").strip(), self.until)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _check_override(self):
        tier = self.tier_id.name
        if not (self.reason or "").strip():
            raise ValidationError(
                self.env._("Tier %(tier)s: say why the rule does not fit.", tier=tier)
            )
        if not self.until or self.until < fields.Date.context_today(self):
            raise ValidationError(
                self.env._(
                    "Tier %(tier)s: choose the last day on which it counts, today or later.",
                    tier=tier,
                )
            )
        if self.tier_id.company_id != self.company_id:
            raise ValidationError(
                self.env._(
                    "Tier %(tier)s belongs to %(other)s. Choose a tier of %(company)s.",
                    tier=tier,
                    other=self.tier_id.company_id.name,
                    company=self.company_id.name,
                )
            )
