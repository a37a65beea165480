import json

from odoo import fields, models
from odoo.tools import SQL

#: Columns of a node that end there: cost no customer bears.
RESTS = ("unused", "unallocated", "spending_variance", "rate_variance")


class CustomerCostRunNode(models.Model):
    """What a pool gave to each receiver: the ways that a trace follows."""

    _inherit = "customer.cost.run.node"

    outs = fields.Json(
        help="Minor units given to each receiver, by the name the computation knows it by."
    )


class CustomerCostRun(models.Model):
    """The ways of cost through a run, as the engine walked them."""

    _inherit = "customer.cost.run"

    def _store_nodes(self, allocation):
        result = super()._store_nodes(allocation)
        if allocation is not None:
            self._store_ways(allocation.flows)
        return result

    def _store_ways(self, flows):
        outs = {}
        for flow in flows:
            pool_id = int(flow.giver.removeprefix("pool-"))
            outs.setdefault(pool_id, {})[flow.receiver] = flow.amount
        nodes = self.env["customer.cost.run.node"]
        nodes.flush_model()
        for pool_id, given in outs.items():  # a handful of pools
            self.env.cr.execute(
                SQL(
                    "UPDATE customer_cost_run_node SET outs = %s "
                    "WHERE run_id = %s AND pool_id = %s",
                    json.dumps(given),
                    self.id,
                    pool_id,
                )
            )
        nodes.invalidate_model()

    def _ways(self):
        """{pool: {receiver or (rest, pool): minor units}}, pools in the order they gave."""
        from ..allocate.engine_network import pool_name

        pools = self.node_ids.filtered("pool_id")
        ordered = pools.sorted(lambda node: (node.kind != "support", node.sequence, node.id))
        return {
            pool_name(node.pool_id.id): dict(node.outs or {})
            | {
                (rest, pool_name(node.pool_id.id)): self._minor(node[rest])
                for rest in RESTS
                if node[rest]
            }
            for node in ordered
        }

    def _own_costs(self):
        """{pool: own cost from the ledger in minor units}."""
        from ..allocate.engine_network import pool_name

        pools = self.node_ids.filtered("pool_id")
        return {pool_name(node.pool_id.id): self._minor(node.captured) for node in pools}

    def _minor(self, amount):
        return round(amount * self._minor_units())
