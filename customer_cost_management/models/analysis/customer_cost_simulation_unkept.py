from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.constants import GC_UNLINK_LIMIT

#: Days after which a simulation that nobody kept is deleted.
DAYS_UNKEPT = 7


class CustomerCostSimulation(models.Model):
    """Deletes what nobody kept."""

    _inherit = "customer.cost.simulation"

    @api.autovacuum
    def _gc_unkept(self):
        """Simulations that nobody kept, with their runs and figures."""
        limit = fields.Datetime.now() - timedelta(days=DAYS_UNKEPT)
        # sudo: everybody's, as a vacuum does
        unkept = self.sudo().search(
            [("kept", "=", False), ("write_date", "<", limit)], limit=GC_UNLINK_LIMIT
        )
        unkept.unlink()
        return len(unkept), len(unkept) == GC_UNLINK_LIMIT
