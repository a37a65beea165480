from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """From the captured pools through activities to the customers."""

    _inherit = "customer.cost.run"

    def _minor_units(self):
        """Minor units in one unit of the company currency."""
        return 10**self.currency_id.decimal_places

    def _allocate(self, customers, measured):
        """The engine's allocation of the captured pools.

        :param customers: int64 array of n customer ids, ascending
        :param measured: {driver id: {customer id: quantity}}
        """
        from ..engine.allocate.network import allocate
        from .engine_network import NetworkBuilder

        builder = NetworkBuilder(self.snapshot, self.currency_id.name, self._minor_units())
        quantities = self._quantities(customers, measured)
        return allocate(builder.build(self._captured_by_pool(), customers, quantities))

    def _quantities(self, customers, measured):
        """The measured volumes as a matrix: customers × the snapshot's drivers."""
        import numpy as np

        matrix = np.zeros((len(customers), len(self.snapshot["drivers"])))
        for column, driver in zip(matrix.T, self.snapshot["drivers"], strict=True):
            volumes = measured[driver["id"]]
            ids = np.fromiter(volumes.keys(), np.int64, len(volumes))
            column[np.searchsorted(customers, ids)] = np.fromiter(
                volumes.values(), np.float64, len(volumes)
            )
        return matrix

    def _captured_by_pool(self):
        """Own cost of each pool in minor units: {pool id: cost}."""
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT pool_id, (sum(balance) * %s)::bigint FROM customer_cost_capture
                     WHERE run_id = %s AND destination = 'pool' GROUP BY pool_id
                    """,
                    self._minor_units(),
                    self.id,
                )
            )
        )
