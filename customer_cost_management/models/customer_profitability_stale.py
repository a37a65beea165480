from odoo import api, fields, models


class CustomerProfitability(models.Model):
    """A statement says that the books behind it changed, without saying what."""

    _inherit = "customer.profitability"

    run_stale = fields.Boolean(
        compute="_compute_run_stale",
        help="Entries of the period changed after these figures were computed.",
    )
    run_reason = fields.Char(
        compute="_compute_run_stale", help="Why the figures were published in spite of a warning."
    )
    run_close_reason = fields.Char(
        compute="_compute_run_stale",
        help="Why the period was closed although the month was not locked in the books.",
    )

    @api.depends("run_id")
    def _compute_run_stale(self):
        for row in self:
            # who reads the statement may know that it is stale, and why it is incomplete
            run_sudo = row.run_id.sudo()
            row.run_stale = bool(run_sudo.changed_entries)
            row.run_reason = run_sudo.reason
            row.run_close_reason = run_sudo.close_reason
