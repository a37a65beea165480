from odoo import models
from odoo.tools import SQL

#: Where a part of the cost model stands in the frozen model of a run.
PLACE_IN_SNAPSHOT = {
    "customer.cost.pool": "pools",
    "customer.cost.activity": "activities",
    "customer.cost.driver": "drivers",
    "customer.cost.attribution.rule": "attribution",
}


class CustomerCostMaster(models.AbstractModel):
    """Which runs used a part of the cost model: it is read from their frozen models."""

    _inherit = "customer.cost.master"

    def _count_runs(self):
        place = PLACE_IN_SNAPSHOT.get(self._name)
        counts = super()._count_runs()
        if not place or not self.ids:
            return counts
        self.env["customer.cost.run"].flush_model(["snapshot", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT (part ->> 'id')::int, count(*)
                  FROM customer_cost_run run
            CROSS JOIN LATERAL jsonb_array_elements(run.snapshot -> %s) part
                 WHERE run.state NOT IN ('draft', 'failed')
                   AND (part ->> 'id')::int = ANY(%s)
              GROUP BY 1
                """,
                place,
                self.ids,
            )
        )
        return counts | {self.browse(part): count for part, count in rows}
