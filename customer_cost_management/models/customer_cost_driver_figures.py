from odoo import api, fields, models
from odoo.exceptions import UserError

from .latest_runs import customers_of_activities


class CustomerCostDriver(models.Model):
    """What the last run measured by a driver, and whether it can still be measured."""

    _inherit = "customer.cost.driver"

    activity_ids = fields.One2many("customer.cost.activity", "driver_id", string="Activities")
    term_ids = fields.One2many("customer.cost.time.term", "driver_id", string="Time terms")
    volume_last = fields.Float(
        "Volume, last month",
        compute="_compute_figures",
        digits=(16, 3),
        help="Units that all customers used in the last run. A dash where only minutes were "
        "measured by it, or nothing.",
    )
    customers_last = fields.Integer(
        "Customers",
        compute="_compute_figures",
        help="Customers with volume in the last run.",
    )

    @api.depends("activity_ids")
    def _compute_figures(self):
        activities = self._origin.activity_ids
        customers = customers_of_activities(self.env, activities.ids)
        for driver in self:
            used_by = driver._origin.activity_ids
            counted = used_by.filtered(lambda activity: not activity.timed)
            driver.volume_last = max(counted.mapped("volume_last"), default=0)
            driver.customers_last = max((customers.get(a.id, 0) for a in used_by), default=0)

    def _source_error(self):
        """Why it cannot be measured, in one sentence; False where it can."""
        if self.kind not in ("count", "sum"):
            return False
        try:
            self._check_source()
        except UserError as error:
            return str(error)
        return False
