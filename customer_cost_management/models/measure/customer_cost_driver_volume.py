from math import isfinite

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerCostDriverVolume(models.Model):
    """How much of a driver a customer used in a period, typed or imported."""

    _name = "customer.cost.driver.volume"
    _description = "Driver Volume"
    _inherit = ["customer.cost.customer.entry", "customer.cost.import"]
    _order = "date desc, driver_id, partner_id"
    _check_company_auto = True

    driver_id = fields.Many2one(
        "customer.cost.driver", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="driver_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="restrict"
    )
    date = fields.Date(
        required=True, index=True, help="Any day of the month that the volume belongs to."
    )
    quantity = fields.Float(required=True, digits=(16, 3))
    note = fields.Char()

    @api.depends("driver_id", "partner_id", "date")
    def _compute_display_name(self):
        for volume in self:
            parts = (volume.driver_id.name, volume.partner_id.name, str(volume.date or ""))
            volume.display_name = ", ".join(filter(None, parts))

    @api.constrains("driver_id")
    def _check_driver(self):
        for volume in self:
            if volume.driver_id.kind != "typed":
                raise ValidationError(
                    self.env._(
                        "%(driver)s is measured by the system; a volume typed for it would not "
                        'count. Choose a driver of the kind "Typed or imported".',
                        driver=volume.driver_id.name,
                    )
                )

    @api.constrains("quantity", "driver_id")
    def _check_quantity(self):
        for volume in self:
            allowed = isfinite(volume.quantity) and (
                volume.quantity >= 0 or volume.driver_id.negative == "absolute"
            )
            if not allowed:
                raise ValidationError(
                    self.env._(
                        "%(volume)s: a quantity of %(quantity)s cannot be used. Enter 0 or more; "
                        "returns are a driver of their own.",
                        volume=volume.display_name,
                        quantity=volume.quantity,
                    )
                )
