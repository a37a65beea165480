from odoo import api, fields, models

from .customer_cost_validity import check_not_negative


class CustomerCostTimeTerm(models.Model):
    """Minutes that one unit of a driver adds to an activity."""

    _name = "customer.cost.time.term"
    _description = "Time Term"
    _inherit = ["customer.cost.import"]
    _order = "sequence, id"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    activity_id = fields.Many2one(
        "customer.cost.activity", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="activity_id.company_id", store=True, index=True)
    driver_id = fields.Many2one(
        "customer.cost.driver",
        required=True,
        check_company=True,
        ondelete="restrict",
        string="For each of",
    )
    minutes = fields.Float(required=True)

    @api.depends("activity_id", "driver_id")
    def _compute_display_name(self):
        for term in self:
            term.display_name = f"{term.activity_id.name or ''}: {term.driver_id.name or ''}"

    @api.constrains("minutes")
    def _check_minutes(self):
        for term in self:
            check_not_negative(term, "minutes")
