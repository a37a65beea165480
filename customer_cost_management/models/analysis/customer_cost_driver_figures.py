from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..run.latest_runs import runs_of_last_year
from .node_figures import customers_of_activities


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
        "made of it, or nothing was measured.",
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
        typed = self._typed_volumes()
        for driver in self:
            used_by = driver._origin.activity_ids
            counted = used_by.filtered(lambda activity: not activity.timed)
            volume = max(counted.mapped("volume_last"), default=0)
            reached = max((customers.get(a.id, 0) for a in used_by), default=0)
            driver.volume_last, driver.customers_last = typed.get(
                driver._origin.id, (volume, reached)
            )

    def _typed_volumes(self):
        """{driver id: (volume, customers)} of what people typed for the month of the last run.

        Volumes that minutes alone are made of stand in no node: these are known all the same.
        """
        typed = self._origin.filtered(lambda driver: driver.kind == "typed")
        if not typed:
            return {}
        self.env["customer.cost.driver.volume"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT volume.driver_id, sum(volume.quantity), count(DISTINCT volume.partner_id)
                  FROM customer_cost_driver_volume volume
                  JOIN (%s) run ON run.company_id = volume.company_id AND run.is_last
                   AND volume.date BETWEEN run.date_from AND run.date_to
                 WHERE volume.driver_id = ANY(%s)
              GROUP BY volume.driver_id
                """,
                runs_of_last_year(),
                typed.ids,
            )
        )
        return {driver_id: (float(volume), count) for driver_id, volume, count in rows}

    def _source_error(self):
        """Why it cannot be measured, in one sentence; False where it can."""
        if self.kind not in ("count", "sum"):
            return False
        try:
            self._check_source()
        except UserError as error:
            return str(error)
        return False
