from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .latest_runs import latest_runs


class CustomerCostCapture(models.Model):
    """The worklist *Unassigned Costs*: what the latest run of each month found no home for."""

    _inherit = "customer.cost.capture"

    in_latest_run = fields.Boolean(
        compute="_compute_in_latest_run",
        search="_search_in_latest_run",
        help="The row belongs to the latest computed run of its period.",
        string="In the latest run",
    )
    entry_partner_id = fields.Many2one(
        related="move_line_id.partner_id",
        string="Partner",
        help="Vendor or employee of the journal item.",
    )
    suggested_customer_id = fields.Many2one(
        "res.partner",
        compute="_compute_suggested_customer_id",
        help="The customer of the item's analytic accounts, where there is exactly one.",
        string="Suggested customer",
    )

    @api.depends("run_id")
    def _compute_in_latest_run(self):
        latest = self._latest_run_ids()
        for row in self:
            row.in_latest_run = row.run_id.id in latest

    def _search_in_latest_run(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = Domain("run_id", "in", list(self._latest_run_ids()))
        if set(value) == {True, False}:
            return Domain.TRUE
        return domain if True in value else ~domain

    @api.depends("move_line_id")
    def _compute_suggested_customer_id(self):
        for row in self:
            accounts = row.move_line_id.distribution_analytic_account_ids
            customers = accounts.partner_id.commercial_partner_id
            row.suggested_customer_id = customers if len(customers) == 1 else False

    @api.model
    def _latest_run_ids(self):
        """Of each company and period, the actual run with the highest version that has figures."""
        self.env["customer.cost.run"].flush_model(
            ["company_id", "date_from", "date_to", "version", "kind", "state"]
        )
        query = SQL("SELECT id FROM (%s) latest", latest_runs())
        return {run_id for (run_id,) in self.env.execute_query(query)}

    def action_assign_customer(self):
        """Open the assignment for the journal items of these rows."""
        return self.move_line_id.exists().action_assign_cost_customer()
