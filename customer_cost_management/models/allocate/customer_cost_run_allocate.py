from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """From the captured pools through activities to the customers."""

    _inherit = "customer.cost.run"

    def _minor_units(self):
        """Minor units in one unit of the company currency."""
        return 10**self.currency_id.decimal_places

    def _allocate(self, figures, measured):
        """The engine's allocation of the captured pools.

        :param figures: what the ledger says: its n customers, its pools
        :param measured: {driver id: (customer ids, quantities)}
        """
        from ...engine.allocate.network import allocate
        from .engine_network import NetworkBuilder

        def network(budgeted=None):
            builder = NetworkBuilder(
                self.snapshot, self.currency_id.name, self._minor_units(), budgeted
            )
            return builder.build(figures.pools, figures.customers, quantities)

        quantities = self._quantities(figures.customers, measured)
        allocation = allocate(network())
        # a rolling rate needs the month's full cost, support included, before it can be set
        budgeted = self._rolling_costs(allocation)
        return allocate(network(budgeted)) if budgeted else allocation

    def _rolling_costs(self, allocation):
        """Cost that the rates of pools with a rolling capacity basis are made from.

        Rate = cost of the last twelve months ÷ their practical minutes; with fewer months
        computed, of those there are.  :return: {pool id: minor units of this month}
        """
        costs = {node.name: node.cost for node in allocation.nodes}
        history = self._pool_history()
        rolling = {}
        for pool in self.snapshot["pools"]:
            past_cost, past_minutes = history.get(pool["id"], (0, 0))
            minutes, cost = pool["practical_minutes"], costs.get(f"pool-{pool['id']}")
            timed = pool["basis"] == "time" and pool["capacity_basis"] == "rolling"
            if timed and past_minutes and minutes and cost is not None:
                rate = (past_cost + cost) / (past_minutes + minutes)
                rolling[pool["id"]] = round(rate * minutes)
        return rolling

    def _pool_history(self):
        """{pool id: (cost in minor units, practical minutes)} of the months before, so many that
        they make twelve with those of this run."""
        return {
            pool: (cost, minutes)
            for pool, cost, minutes in self.env.execute_query(
                SQL(
                    """
                    SELECT pool_id, (sum(cost) * %(minor)s)::bigint, sum(practical_capacity)::float8
                      FROM (SELECT DISTINCT ON (run.date_from, node.pool_id) node.pool_id,
                                   node.captured + node.received AS cost, node.practical_capacity
                              FROM customer_cost_run_node node
                              JOIN customer_cost_run run ON run.id = node.run_id
                             WHERE run.company_id = %(company)s AND run.kind = 'actual'
                               AND run.state IN ('computed', 'published', 'closed')
                               AND run.date_from >= %(since)s AND run.date_from < %(until)s
                               AND node.practical_capacity > 0
                          ORDER BY run.date_from, node.pool_id,
                                   run.state = 'computed', run.version DESC) past
                  GROUP BY pool_id
                    """,
                    minor=self._minor_units(),
                    company=self.company_id.id,
                    since=self.date_to + relativedelta(months=-12, days=1),
                    until=self.date_from,
                )
            )
        }

    def _quantities(self, customers, measured):
        """The measured volumes as a matrix: customers × the snapshot's drivers."""
        import numpy as np

        matrix = np.zeros((len(customers), len(self.snapshot["drivers"])))
        for column, driver in zip(matrix.T, self.snapshot["drivers"], strict=True):
            ids, volumes = measured[driver["id"]]
            column[np.searchsorted(customers, ids)] = volumes
        return matrix
