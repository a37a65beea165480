from odoo import fields, models


class CustomerCostDriverVolume(models.Model):
    """How much of a driver a customer used in a period, typed or imported."""

    _name = "customer.cost.driver.volume"
    _description = "Driver Volume"
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
