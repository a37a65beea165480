import os

from odoo import api, models


class CustomerCostDemo(models.AbstractModel):
    """Loads the demo companies; called from demo data and from the shell only."""

    _name = "customer.cost.demo"
    _description = "Customer Cost Demo Data"

    @api.model
    def _load_lumenway(self):
        """The demo company; the environment's DEMO_TODAY fixes the day its year is counted from."""
        from ...demo import lumenway  # only a database with demo data needs it

        company = lumenway.load(self.env, os.environ.get("DEMO_TODAY"))
        return company.id

    @api.model
    def _tell_lumenway(self):
        """Its running month, after its year is published; yields the runs that are."""
        from ...demo import lumenway

        return lumenway.tell(self.env)
