from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.customer_cost_management.models.analysis.setup_drivers import DriverSeed, prefer
from odoo.addons.customer_cost_management.models.analysis.setup_pools import Wanted

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
#: Where nobody weighs them: one in a hurry or abroad counts for several.
FREIGHT = DriverSeed(
    "D-FREIGHT",
    _lt("Deliveries, weighted by service"),
    _lt("ordinary delivery"),
    app="stock",
    source=WEIGHT.source,
    domain="[('state', '=', 'done'), ('picking_type_id.code', '=', 'outgoing')]",
    kind="sum",
    measure="cost_freight_factor",
)


class CustomerCostSetup(models.AbstractModel):
    """Freight by weight, where the app for delivery methods keeps it; else by what carriers ask
    for hurry and distance."""

    _inherit = "customer.cost.setup"

    @api.model
    def _driver_seeds(self):
        return super()._driver_seeds() | {seed.code: seed for seed in self._freight_seeds()}

    @api.model
    def _pool_seeds(self):
        pools = super()._pool_seeds()
        for seed in reversed(self._freight_seeds()):
            pools = prefer(pools, {"A-CARRY": Wanted(seed.code)})
        return pools

    def _freight_seeds(self):
        """The best first."""
        knows_weight = "weight" in self.env["stock.picking"]._fields
        return (WEIGHT, FREIGHT) if knows_weight else (FREIGHT,)
