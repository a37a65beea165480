from odoo import fields, models
from odoo.tools import SQL

#: Where a part of the cost model stands in the frozen model of a run: a list of documents.
PLACE_IN_SNAPSHOT = {
    "customer.cost.pool": "pools",
    "customer.cost.activity": "activities",
    "customer.cost.driver": "drivers",
    "customer.cost.attribution.rule": "attribution",
}


class CustomerCostMaster(models.AbstractModel):
    """Which runs used a part of the cost model: it is read from their frozen models."""

    _inherit = "customer.cost.master"

    used_run_ids = fields.Many2many(
        "customer.cost.run",
        compute="_compute_used_run_ids",
        string="Used in runs",
        help="Runs whose frozen model holds this.",
    )

    def _compute_used_run_ids(self):
        used = self._origin._find_runs()
        # a search: only the runs that the reader may open
        runs = self.env["customer.cost.run"].search([("id", "in", list({*sum(used.values(), [])}))])
        for master in self:
            ids = set(used.get(master._origin.id, ()))
            master.used_run_ids = runs.filtered(lambda run, ids=ids: run.id in ids)

    def _count_runs(self):
        used = self._find_runs()
        return {master: len(used.get(master.id, ())) for master in self}

    def _find_runs(self):
        """{id: ids of the runs whose frozen model holds it}, in one query."""
        query = self._sql_uses()
        if not query or not self.ids:
            return {}
        self.env["customer.cost.run"].flush_model(["snapshot", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT part_id, array_agg(DISTINCT run_id) FROM (%s) used(part_id, run_id)
                 WHERE part_id = ANY(%s)
              GROUP BY part_id
                """,
                query,
                self.ids,
            )
        )
        return dict(rows)

    def _sql_uses(self):
        """Rows (id of a part, id of a run whose frozen model holds it)."""
        place = PLACE_IN_SNAPSHOT.get(self._name)
        return place and SQL(
            """
            SELECT (part ->> 'id')::int, run.id
              FROM customer_cost_run run
        CROSS JOIN LATERAL jsonb_array_elements(run.snapshot -> %s) part
             WHERE run.state NOT IN ('draft', 'failed')
            """,
            place,
        )


class CustomerCostCategory(models.Model):
    """The frozen model holds every category, by its id."""

    _inherit = "customer.cost.category"

    def _sql_uses(self):
        return SQL(
            """
            SELECT part.id::int, run.id
              FROM customer_cost_run run
        CROSS JOIN LATERAL jsonb_object_keys(run.snapshot -> 'categories') part(id)
             WHERE run.state NOT IN ('draft', 'failed')
            """
        )


class CustomerCostAccountRole(models.Model):
    """The frozen model holds the role of each account on the last day of the period."""

    _inherit = "customer.cost.account.role"

    def _sql_uses(self):
        self.flush_model()
        return SQL(
            """
            SELECT part.id, run.id
              FROM customer_cost_account_role part
              JOIN customer_cost_run run
                ON run.company_id = part.company_id
               AND run.snapshot -> 'roles' ->> part.account_id::text = part.role
               AND run.date_to BETWEEN COALESCE(part.date_from, '-infinity')
                                   AND COALESCE(part.date_to, 'infinity')
             WHERE run.state NOT IN ('draft', 'failed')
            """
        )
