from odoo import api, fields, models


class CustomerCostClose(models.TransientModel):
    """Says what closing does before it is done, and asks why an unlocked month is closed."""

    _name = "customer.cost.close"
    _description = "Close a Run"

    run_id = fields.Many2one("customer.cost.run", required=True, readonly=True, ondelete="cascade")
    unlocked = fields.Boolean(
        compute="_compute_unlocked", help="Somebody can still post into the month."
    )
    reason = fields.Char(
        help="Why the period is closed although the month is not locked in the books. "
        "It prints with the figures.",
    )

    @api.depends("run_id")
    def _compute_unlocked(self):
        for wizard in self:
            wizard.unlocked = not wizard.run_id._is_month_locked()

    def action_close(self):
        self.ensure_one()
        self.run_id.action_close(self.reason)
        return {"type": "ir.actions.act_window_close"}
