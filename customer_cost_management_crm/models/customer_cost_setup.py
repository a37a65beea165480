from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.customer_cost_management.models.analysis.setup_drivers import DriverSeed, prefer
from odoo.addons.customer_cost_management.models.analysis.setup_pools import Wanted

_lt = LazyTranslate(__name__)

#: Lost ones are archived, and counted all the same: they took their time.
PURSUIT = DriverSeed(
    "D-PURSUIT",
    _lt("Opportunities with new customers"),
    _lt("opportunity"),
    app="crm",
    source=("crm.lead", "create_date", "partner_id", "company_id"),
    domain="[('type', '=', 'opportunity'), ('cost_is_pursuit', '=', True)]",
    shared=True,
)
#: Minutes of a pursuit, and more for who is won: 3,000 in all.
BETTER = {"A-WIN": Wanted("D-PURSUIT", 600, (("D-NEW", 2400),))}


class CustomerCostSetup(models.AbstractModel):
    """Winning customers is measured by those who were none yet, whether they were won or not."""

    _inherit = "customer.cost.setup"

    @api.model
    def _driver_seeds(self):
        return super()._driver_seeds() | {PURSUIT.code: PURSUIT}

    @api.model
    def _pool_seeds(self):
        return prefer(super()._pool_seeds(), BETTER)
