from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..run.latest_runs import latest_runs
from .suggested_customers import by_label, by_vendor, tax_of_several


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
        string="Suggested customer",
        compute="_compute_suggestion",
        help="For whom the item probably is. Nothing is assigned until you say so.",
    )
    suggestion_reason = fields.Char(
        string="Reason",
        compute="_compute_suggestion",
        help="Why this customer is suggested, or why nobody is.",
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
    @api.depends_context("lang")
    def _compute_suggestion(self):
        items = self.move_line_id.exists()
        vendors = by_vendor(self.env, items)
        labels = by_label(self.env, self.mapped("name"))
        found = {row: self._suggest(row, vendors, labels) for row in self}
        # a search: only customers that the reader may see are suggested
        ids = {customer_id for customer_id, _reason in found.values() if customer_id}
        seen = set(self.env["res.partner"].search([("id", "in", list(ids))]).ids)
        shared = tax_of_several(self.env, items)
        for row, (customer_id, reason) in found.items():
            known = customer_id in seen
            row.suggested_customer_id = customer_id if known else False
            row.suggestion_reason = reason if known else False
            if row.move_line_id.id in shared:
                row.suggested_customer_id = False
                row.suggestion_reason = self.env._("Tax on lines of several customers")

    @api.model
    def _suggest(self, row, vendors, labels):
        """(customer id, reason) of a row; the surest sign first."""
        accounts = row.move_line_id.distribution_analytic_account_ids
        customers = accounts.partner_id.commercial_partner_id
        if len(customers) == 1:
            return customers.id, self.env._("Customer of the analytic account")
        if len(customers) > 1:
            return False, False
        if row.name in labels:
            return labels[row.name], self.env._("Named in the label")
        if row.move_line_id.id in vendors:
            customer_id, count = vendors[row.move_line_id.id]
            return customer_id, self.env._(
                "Other items of %(partner)s on this account: %(count)s, all for this customer",
                partner=row.entry_partner_id.display_name,
                count=count,
            )
        return False, False

    @api.model
    def _latest_run_ids(self):
        """Of each company and period, the actual run with the highest version that has figures."""
        self.env["customer.cost.run"].flush_model(
            ["company_id", "date_from", "date_to", "version", "kind", "state"]
        )
        query = SQL("SELECT id FROM (%s) latest", latest_runs())
        return {run_id for (run_id,) in self.env.execute_query(query)}

    # ------------------------------------------------------------------ giving them a home

    def action_assign_customer(self):
        """Open the assignment for the journal items of these rows."""
        action = self.move_line_id.exists().action_assign_cost_customer()
        customers = self.suggested_customer_id
        if len(customers) == 1:
            action["context"]["default_cost_customer_id"] = customers.id
        return action

    def action_assign_suggested(self):
        """Give each item the customer that is suggested for it."""
        jobs = self.env["customer.cost.assignment"]
        suggested = self.filtered("suggested_customer_id")
        if not suggested:
            raise UserError(self.env._("No customer is suggested for these items."))
        for customer, rows in suggested.grouped("suggested_customer_id").items():
            items = rows.move_line_id.exists()
            jobs += items._assign_cost({"cost_customer_id": customer.id})
        return jobs._open() if jobs else {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_make_rule(self):
        """Open a new attribution rule, filled in from these rows."""
        context = {
            "default_account_ids": [Command.set(self.account_id.exists().ids)],
            "default_company_id": self.company_id[:1].id,
        }
        customers = self.suggested_customer_id
        if self.move_line_id.exists().distribution_analytic_account_ids.partner_id:
            context["default_method"] = "analytic"
        elif len(customers) == 1:
            context |= {"default_method": "fixed", "default_partner_id": customers.id}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Make a Rule from These"),
            "res_model": "customer.cost.attribution.rule",
            "views": [(False, "form")],
            "context": context,
        }

    def action_put_in_pool(self):
        """Open the choice of a pool that takes the accounts of these rows from now on."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Put in Pool"),
            "res_model": "customer.cost.put.in.pool",
            "views": [(False, "form")],
            "target": "new",
            "context": {"active_model": self._name, "active_ids": self.ids},
        }
