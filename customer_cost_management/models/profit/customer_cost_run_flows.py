from odoo import models


class CustomerCostRun(models.Model):
    """Who gave to whom, as the frozen model of the run says it."""

    _inherit = "customer.cost.run"

    def _shares_of_pools(self):
        """(giving pool, receiving pool or ``False``, receiving activity or ``False``)."""
        return [
            (pool["id"], share["pool"], share["activity"])
            for pool in (self.snapshot or {}).get("pools", ())
            for share in pool["shares"]
        ]

    def _activities_reached(self, pools):
        """Ids of the activities that the pools give to, directly or through other pools."""
        shares, reached = self._shares_of_pools(), set()
        pools, waiting = set(pools), set(pools)
        while waiting:
            given = [share for share in shares if share[0] in waiting]
            reached |= {activity for _giver, _pool, activity in given if activity}
            waiting = {pool for _giver, pool, _activity in given if pool} - pools
            pools |= waiting
        return reached

    def _pools_giving(self, node):
        """Ids of the pools that give to a pool or activity of the run."""
        return {
            giver
            for giver, pool, activity in self._shares_of_pools()
            if (node.activity_id and activity == node.activity_id.id)
            or (node.pool_id and pool == node.pool_id.id)
        }
