from dataclasses import replace

from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.customer_cost_management.engine.proposal.words import DELIVERY
from odoo.addons.customer_cost_management.models.analysis.setup_drivers import DriverSeed, prefer
from odoo.addons.customer_cost_management.models.analysis.setup_pools import ActivitySeed, Wanted

_lt = LazyTranslate(__name__)


def _hours(code, name, domain):
    return DriverSeed(
        code,
        name,
        _lt("hour"),
        app="hr_timesheet",
        source=("account.analytic.line", "date", "partner_id", "company_id"),
        domain=f"[('project_id', '!=', False), {domain}]",
        kind="sum",
        measure="unit_amount",
    )


SOLD = _hours("D-HOUR-SOLD", _lt("Hours sold"), "('so_line', '!=', False)")
UNSOLD = _hours("D-HOUR-UNSOLD", _lt("Hours not sold"), "('so_line', '=', False)")
#: An hour is an hour; delivering what was sold is cost of sales, the rest serves the customer.
BETTER = {"A-DELIVER": Wanted(SOLD.code, 60), "A-JOB": Wanted(UNSOLD.code, 60)}
REWORK = ActivitySeed(
    "A-REWORK",
    _lt("Rework and unbilled work"),
    "customer",
    20,
    (Wanted(UNSOLD.code, 60),),
)


class CustomerCostSetup(models.AbstractModel):
    """Hours told apart by whether somebody pays for them, where Sales knows it."""

    _inherit = "customer.cost.setup"

    def _knows_sold_hours(self):
        return "so_line" in self.env["account.analytic.line"]._fields

    @api.model
    def _driver_seeds(self):
        seeds = super()._driver_seeds()
        return seeds | {s.code: s for s in (SOLD, UNSOLD)} if self._knows_sold_hours() else seeds

    @api.model
    def _pool_seeds(self):
        pools = super()._pool_seeds()
        if not self._knows_sold_hours():
            return pools
        pools = prefer(pools, BETTER)
        delivery = pools[DELIVERY]
        deliver, *others = delivery.activities
        activities = (replace(deliver, percent=100 - REWORK.percent), *others, REWORK)
        return pools | {DELIVERY: replace(delivery, activities=activities)}

    def _choose_activities(self, seed, proposal):
        """Hours that are not sold are rework only where others are: else all are delivery."""
        chosen = super()._choose_activities(seed, proposal)
        measured = {activity.wanted.driver for activity in chosen if activity.wanted}
        if SOLD.code in measured:
            return chosen
        return [activity for activity in chosen if activity.seed.code != REWORK.code]
