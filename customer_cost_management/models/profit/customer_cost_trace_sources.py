from odoo import api, models
from odoo.tools import SQL

from .trace_ways import SHOWN


class CustomerCostTrace(models.AbstractModel):
    """Backwards: which entries an activity's cost of one customer is made of."""

    _inherit = "customer.cost.trace"

    @api.model
    @api.readonly
    def get_sources(self, allocation_id):
        """Pools, and the entries in them, with the share of each in the customer's cost."""
        from ...engine.allocate.trace import OFFSET, sources
        from ..allocate.engine_network import activity_name

        self.env["customer.cost.run.node"].check_access("read")
        allocation = self.env["customer.cost.allocation"].browse(allocation_id)
        allocation.check_access("read")
        run, amount = allocation.run_id, allocation.run_id._minor(allocation.amount)
        name = activity_name(allocation.activity_id.id)
        found = sources(amount, name, run._ways(), run._own_costs())
        pools = [
            self._source(run, int(pool.removeprefix("pool-")), minor)
            for pool, minor in found.items()
            if pool != OFFSET
        ]
        return {
            "title": allocation.display_name,
            "run": run.display_name,
            "currency_id": run.currency_id.id,
            "pools": sorted(pools, key=lambda pool: pool["amount"]),
            "rest": float(run._amount(-found.get(OFFSET, 0))),
            "total": float(run._amount(-amount)),
        }

    def _source(self, run, pool_id, minor):
        from ...engine.allocate.trace import divide, largest

        ids, balances = self._captured_in(run, pool_id)
        parts = divide(minor, balances, ids)
        node = run.node_ids.filtered(lambda each: each.pool_id.id == pool_id)
        pool = {"label": node.display_name, "amount": float(run._amount(-minor)), "entries": []}
        if parts is None:  # entries that add up to 0: none of them is the source
            return pool | {"others": pool["amount"], "count": len(ids)}
        shown, others = largest(ids, parts, SHOWN)
        rows = {row.id: row for row in self.env["customer.cost.capture"].browse(dict(shown))}
        entries = [
            {
                "id": key,
                "label": rows[key].name or rows[key].display_name,
                "account": rows[key].account_id.display_name,
                "date": rows[key].date.isoformat() if rows[key].date else "",
                "whole": rows[key].result,
                "amount": float(run._amount(-part)),
            }
            for key, part in shown
        ]
        count = len(ids) - len(entries)
        return pool | {"entries": entries, "others": float(run._amount(-others)), "count": count}

    def _captured_in(self, run, pool_id):
        """(ids of the captured rows of a pool, their balances in minor units)."""
        self.env["customer.cost.capture"].check_access("read")
        [[ids, balances]] = self.env.execute_query(
            SQL(
                """SELECT array_agg(id ORDER BY id), array_agg((balance * %s)::bigint ORDER BY id)
                     FROM customer_cost_capture WHERE run_id = %s AND pool_id = %s""",
                run._minor_units(),
                run.id,
                pool_id,
            )
        )
        return ids or [], balances or []
