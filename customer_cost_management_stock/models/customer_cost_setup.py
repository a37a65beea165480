from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.customer_cost_management.models.setup_drivers import DriverSeed, prefer
from odoo.addons.customer_cost_management.models.setup_pools import Wanted

_lt = LazyTranslate(__name__)

#: Shipments that somebody weighed, not the internal steps before them.
WEIGHT = DriverSeed(
    "D-WEIGHT",
    _lt("Weight delivered"),
    _lt("weight"),
    app="stock",
    source=("stock.picking", "date_done", "partner_id", "company_id"),
    domain="[('state', '=', 'done'), ('picking_type_id.code', '=', 'outgoing'), "
    "('weight', '>', 0)]",
    kind="sum",
    measure="weight",
)


class CustomerCostSetup(models.AbstractModel):
    """Freight by weight, where the app for delivery methods keeps it."""

    _inherit = "customer.cost.setup"

    @api.model
    def _driver_seeds(self):
        seeds = super()._driver_seeds()
        return seeds | {WEIGHT.code: WEIGHT} if self._knows_weight() else seeds

    @api.model
    def _pool_seeds(self):
        pools = super()._pool_seeds()
        return prefer(pools, {"A-CARRY": Wanted(WEIGHT.code)}) if self._knows_weight() else pools

    def _knows_weight(self):
        return "weight" in self.env["stock.picking"]._fields
