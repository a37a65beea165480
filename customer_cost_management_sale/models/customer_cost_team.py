from odoo import api, fields, models

from odoo.addons.customer_cost_management.models.platform.unchecked_many2one import (
    UncheckedMany2one,
)

TEAM = ("team_id",)
HELP = (
    "Of the salesperson, else of the customer's last order; as it was when the month was computed."
)


class CustomerProfitabilityFigures(models.AbstractModel):
    """One more dimension of statements and years: the sales team."""

    _inherit = "customer.profitability.figures"

    team_id = UncheckedMany2one("crm.team", string="Sales team", help=HELP)

    @api.model
    def _dimensions(self):
        return super()._dimensions() + TEAM


class CustomerCostRollup(models.Model):
    """A salesperson has one team, so that it hardly makes more rows."""

    _inherit = "customer.cost.rollup"

    team_id = UncheckedMany2one("crm.team", string="Sales team", help=HELP)

    @api.model
    def _grouped_by(self):
        return super()._grouped_by() + TEAM


class CustomerCostAllocation(models.Model):
    """The view reads every dimension of the statements."""

    _inherit = "customer.cost.allocation"

    team_id = fields.Many2one("crm.team", string="Sales team", readonly=True)
