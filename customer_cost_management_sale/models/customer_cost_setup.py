from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.customer_cost_management.models.analysis.setup_drivers import DriverSeed, prefer
from odoo.addons.customer_cost_management.models.analysis.setup_pools import Wanted

_lt = LazyTranslate(__name__)

_ORDER = ("sale.order", "date_order", "partner_id", "company_id")
DRIVERS = (
    DriverSeed(
        "D-URGENT",
        _lt("Urgent orders"),
        _lt("order"),
        app="sale",
        source=_ORDER,
        domain="[('state', '=', 'sale'), ('cost_is_urgent', '=', True)]",
    ),
    DriverSeed(
        "D-EXPORT",
        _lt("Export orders"),
        _lt("order"),
        app="sale",
        source=_ORDER,
        domain="[('state', '=', 'sale'), ('cost_is_export', '=', True)]",
    ),
)
#: Hurry and customs papers take more time than an ordinary order.
BETTER = {
    "A-ORDER": Wanted("D-ORDER", 40, (("D-ORDER-LINE", 6), ("D-URGENT", 40), ("D-EXPORT", 45))),
    "A-SHIP": Wanted(
        "D-DELIVERY", 45, (("D-DELIVERY-LINE", 8), ("D-URGENT", 45), ("D-EXPORT", 60))
    ),
}


class CustomerCostSetup(models.AbstractModel):
    """Drivers that orders alone can tell."""

    _inherit = "customer.cost.setup"

    @api.model
    def _driver_seeds(self):
        return super()._driver_seeds() | {seed.code: seed for seed in DRIVERS}

    @api.model
    def _pool_seeds(self):
        return prefer(super()._pool_seeds(), BETTER)
