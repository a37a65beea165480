from odoo import fields, models


class CustomerCostProgramme(models.Model):
    """A campaign, event or season that spending on customers belongs to."""

    _name = "customer.cost.programme"
    _description = "Programme"
    _inherit = ["customer.cost.master", "customer.cost.validity"]
    _order = "date_from desc, sequence, id"

    name = fields.Char("Programme", required=True, translate=True, tracking=True)
    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        tracking=True,
    )
    goal = fields.Text(help="What it should achieve, so that it can be told afterwards.")
