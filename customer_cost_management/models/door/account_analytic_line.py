from odoo import api, fields, models
from odoo.exceptions import UserError


class AccountAnalyticLine(models.Model):
    """Door: analytic entries that a customer cost run wrote.

    The run alone writes and removes them.  They are read by those who read the profit of
    every customer (record rule), whoever else may read analytic entries.
    """

    _inherit = "account.analytic.line"

    cost_run_id = fields.Many2one(
        "customer.cost.run",
        string="Customer cost run",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="The run whose allocated cost this entry shows.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        # said expressly, so that no default from outside says it
        lines = super().create([{"cost_run_id": False} | vals for vals in vals_list])
        lines._refuse_entries_of_runs()
        return lines

    def write(self, vals):
        self.check_access("write")  # who may not read an entry learns nothing of its run
        self._refuse_entries_of_runs()
        result = super().write(vals)
        if "cost_run_id" in vals:
            self._refuse_entries_of_runs()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_entries_of_runs(self):
        self._refuse_entries_of_runs()

    def _refuse_entries_of_runs(self):
        # sudo: who may write an entry need not read the run
        run_sudo = self.sudo().cost_run_id[:1]
        if run_sudo:
            raise UserError(
                self.env._(
                    "Only %(run)s writes and removes its own analytic entries: use the buttons "
                    "of the run.",
                    run=run_sudo.display_name,
                )
            )
