from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.run.published_periods import published_warning


class CustomerCostPutInPool(models.TransientModel):
    """Choose a pool that takes some accounts from now on: a pool rule is added to it."""

    _name = "customer.cost.put.in.pool"
    _description = "Put in Pool"

    company_id = fields.Many2one("res.company", default=lambda self: self._rows().company_id[:1])
    pool_id = fields.Many2one(
        "customer.cost.pool",
        required=True,
        domain="[('company_id', '=', company_id)]",
        help="The pool that takes every item on these accounts that no earlier rule takes.",
    )
    account_ids = fields.Many2many(
        "account.account", string="Accounts", default=lambda self: self._rows().account_id.exists()
    )
    warning = fields.Char(compute="_compute_warning")

    @api.depends_context("active_ids")
    def _compute_warning(self):
        self.warning = published_warning(self.env, self._rows().move_line_id.exists())

    @api.model
    def _rows(self):
        rows = self.env["customer.cost.capture"]
        if self.env.context.get("active_model") != rows._name:
            return rows
        return rows.browse(self.env.context.get("active_ids")).exists()

    def action_put(self):
        self.ensure_one()
        if not self.account_ids:
            raise UserError(self.env._("Choose the accounts first."))
        rules = self.env["customer.cost.pool.rule"]
        last = rules.search(
            [("company_id", "=", self.pool_id.company_id.id)], order="sequence desc", limit=1
        )
        rules.create(
            {
                "pool_id": self.pool_id.id,
                "account_ids": [Command.set(self.account_ids.ids)],
                # after all others: what they take stays theirs
                "sequence": last.sequence + 10,
            }
        )
        return self.pool_id._get_records_action()
