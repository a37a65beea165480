from odoo import api, fields, models
from odoo.tools import SQL

from ..platform.frozen_names import frozen_names
from ..platform.quantity_words import quantity_words
from ..platform.word_list import word_list


class CustomerCostRunNode(models.Model):
    """The driver of an activity, as the frozen model names it."""

    _inherit = "customer.cost.run.node"

    driver_name = fields.Char("Driver", compute="_compute_driver_name")

    @api.depends("run_id", "activity_id")
    @api.depends_context("lang")
    def _compute_driver_name(self):
        drivers = {run: run._driver_of_activity() for run in self.run_id}
        for node in self:
            node.driver_name = drivers[node.run_id].get(node.activity_id.id, "")


class CustomerCostRun(models.Model):
    """How much of each driver the customers used, and how many of them."""

    _inherit = "customer.cost.run"

    volumes_html = fields.Html("Volumes", compute="_compute_volumes_html", sanitize=False)

    def _frozen_names(self, kind):
        """{id: name in the reader's language} of the run's pools, activities or drivers."""
        plural = {"pool": "pools", "activity": "activities", "driver": "drivers"}[kind]
        rows = (self.snapshot or {}).get(plural, [])
        names = {row["id"]: row["name"] for row in rows}
        return frozen_names(self.env, f"customer.cost.{kind}", names)

    def _driver_of_activity(self):
        """{activity id: name of its driver, or of the drivers of its minutes}."""
        snapshot = self.snapshot or {"drivers": [], "activities": []}
        names = self._frozen_names("driver")
        return {
            activity["id"]: names.get(activity["driver"])
            or word_list(self.env, [names.get(term["driver"], "") for term in activity["terms"]])
            for activity in snapshot["activities"]
        }

    @api.depends("computed_on")
    @api.depends_context("lang")
    def _compute_volumes_html(self):
        for run in self:
            run.volumes_html = self.env["ir.qweb"]._render(
                "customer_cost_management.customer_cost_run_volumes", {"rows": run._volume_rows()}
            )

    def _volume_rows(self):
        counts = self._customers_by_column() if self.computed_on else {}
        drivers = self._driver_of_activity()
        return [
            {
                "driver": drivers.get(node.activity_id.id) or "–",
                "activity": node.display_name,
                "volume": quantity_words(self.env, node.volume),
                "customers": counts.get(node.column, "–"),
            }
            for node in self.node_ids
            if node.kind == "activity"
        ]

    def _customers_by_column(self):
        """{place in the packed arrays: customers with a volume}; one query."""
        self.env["customer.profitability"].check_access("read")
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT packed.place, count(*) FILTER (WHERE packed.volume != 0)
                      FROM customer_profitability statement
                CROSS JOIN LATERAL unnest(statement.activity_volumes)
                           WITH ORDINALITY AS packed(volume, place)
                     WHERE statement.run_id = %s GROUP BY packed.place
                    """,
                    self.id,
                )
            )
        )
