from odoo import api, fields, models

from ..platform.records_window import records_window


class CustomerCostRun(models.Model):
    """What the page of a run shows beside its own figures, and what it opens."""

    _inherit = "customer.cost.run"

    node_ids = fields.One2many("customer.cost.run.node", "run_id", string="Activities and pools")
    activity_node_ids = fields.One2many(
        "customer.cost.run.node",
        "run_id",
        domain=[("kind", "=", "activity")],
        string="Costed activities",
    )
    pool_node_ids = fields.One2many(
        "customer.cost.run.node", "run_id", domain=[("kind", "!=", "activity")], string="Pools"
    )
    reconciliation_line_ids = fields.One2many(
        "customer.cost.reconciliation.line", "run_id", string="Reconciliation lines"
    )
    captured_count = fields.Integer(
        compute="_compute_captured_count", help="Posted journal items that the run captured."
    )
    allocation_count = fields.Integer(
        compute="_compute_allocation_count", help="Pairs of customer and activity with an amount."
    )
    problems_html = fields.Html(
        "Problems", compute="_compute_problems_html", sanitize=False, help="What the run found."
    )
    model_html = fields.Html(
        "Frozen model",
        compute="_compute_model_html",
        sanitize=False,
        help="The cost model as it was when the run was computed.",
    )

    @api.depends("state")
    def _compute_captured_count(self):
        counts = dict(
            self.env["customer.cost.capture"]._read_group(
                [("run_id", "in", self.ids)], ["run_id"], ["item_count:sum"]
            )
        )
        for run in self:
            run.captured_count = counts.get(run, 0)

    @api.depends("state")
    def _compute_allocation_count(self):
        counts = dict(
            self.env["customer.cost.allocation"]._read_group(
                [("run_id", "in", self.ids)], ["run_id"], ["__count"]
            )
        )
        for run in self:
            run.allocation_count = counts.get(run, 0)

    @api.depends("problems", "state")
    @api.depends_context("lang")
    def _compute_problems_html(self):
        for run in self:
            run.problems_html = self.env["ir.qweb"]._render(
                "customer_cost_management.customer_cost_run_problems",
                {"problems": run.problems or [], "computed": bool(run.computed_on)},
            )

    @api.depends("snapshot")
    @api.depends_context("lang")
    def _compute_model_html(self):
        for run in self:
            run.model_html = self.env["ir.qweb"]._render(
                "customer_cost_management.customer_cost_run_model", run._prepare_model_page()
            )

    def _prepare_model_page(self):
        """The snapshot with names in the place of ids."""
        snapshot = self.snapshot or {}
        return {
            "frozen": bool(snapshot),
            "roles": len(snapshot.get("roles", {})),
            "pools": snapshot.get("pools", []),
            "activities": snapshot.get("activities", []),
            "pool_names": self._frozen_names("pool"),
            "activity_names": self._frozen_names("activity"),
            "driver_names": self._frozen_names("driver"),
        }

    # ------------------------------------------------------------------ opening

    def action_open_customers(self):
        return self._window("customer.profitability", self.env._("Customers"))

    def action_open_captured(self):
        return self._window(
            "customer.cost.capture", self.env._("Where Each Entry Went"), ["destination"]
        )

    def action_open_allocations(self):
        return self._window(
            "customer.cost.allocation", self.env._("Cost to Serve"), ["activity_id"]
        )

    def action_open_reconciliation(self):
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_cost_management.customer_cost_reconciliation_action"
        )
        return action | {"params": {"run_id": self.id}}

    def _window(self, model, name, group_by=()):
        self.ensure_one()
        name, domain = f"{name} · {self.display_name}", [("run_id", "=", self.id)]
        views = ("list", "kanban", "pivot", "form")
        return records_window(model, name, domain, group_by, views)
