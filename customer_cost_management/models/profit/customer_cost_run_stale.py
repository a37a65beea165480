from odoo import api, fields, models
from odoo.tools import format_amount, format_datetime

from ..platform.records_window import records_window


class CustomerCostRun(models.Model):
    """Tells a reader that the books changed since the run, and what to do about it."""

    _inherit = "customer.cost.run"

    change_ids = fields.One2many("customer.cost.change", "run_id", string="Entries changed since")
    stale = fields.Boolean(
        compute="_compute_stale",
        search="_search_stale",
        help="Entries of the period changed after the run was computed.",
    )
    stale_text = fields.Char("What changed since", compute="_compute_stale_text")
    changed_customers_html = fields.Html(
        "Customers most affected", compute="_compute_changed_customers_html", sanitize=False
    )

    @api.depends("changed_entries")
    def _compute_stale(self):
        for run in self:
            run.stale = bool(run.changed_entries)

    def _search_stale(self, operator, value):
        if operator != "in":
            return NotImplemented
        if set(value) == {True, False}:
            return [(1, "=", 1)]
        return [("changed_entries", ">" if True in value else "=", 0)]

    @api.depends("changed_entries", "changed_effect")
    @api.depends_context("lang")
    def _compute_stale_text(self):
        for run in self:
            run.stale_text = run._stale_sentence()

    def _stale_sentence(self):
        """Of one run or of several together; empty where nothing changed."""
        count = sum(self.mapped("changed_entries"))
        if not count:
            return ""
        return self.env._(
            "%(count)s entries changed since, effect %(effect)s.",
            count=count,
            effect=format_amount(self.env, sum(self.mapped("changed_effect")), self.currency_id),
        )

    @api.depends("changed_customers")
    @api.depends_context("lang")
    def _compute_changed_customers_html(self):
        for run in self:
            found = run.changed_customers or {}
            effects = dict(map(tuple, found.get("customers") or ()))
            partners = self.env["res.partner"].browse(effects).exists()
            run.changed_customers_html = self.env["ir.qweb"]._render(
                "customer_cost_management.customer_cost_run_changed_customers",
                {
                    "checked_on": run.checked_on and format_datetime(self.env, run.checked_on),
                    "reason": found.get("reason"),
                    "customers": [
                        {
                            "name": partner.display_name,
                            "effect": format_amount(self.env, effects[partner.id], run.currency_id),
                        }
                        for partner in partners
                    ],
                },
            )

    def action_recompute_as_new_version(self):
        """A new version of the same period, computed; the one in force stays until it is
        published."""
        self.ensure_one()
        action = self.action_new_version()
        run = self.browse(action["res_id"])
        run.action_compute()
        return action

    def action_open_changes(self):
        self.ensure_one()
        name = self.env._("Changed since %(run)s", run=self.display_name)
        domain = [("run_id", "=", self.id)]
        return records_window("customer.cost.change", name, domain, views=("list", "kanban"))
