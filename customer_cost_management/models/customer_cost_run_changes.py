from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

#: How far back the nightly check looks.
CHECKED_MONTHS = 13


class CustomerCostRun(models.Model):
    """Whether the books changed since a run was computed.

    Looked for nightly and by a button, never while a list is shown.
    """

    _inherit = "customer.cost.run"

    changed_entries = fields.Integer(
        readonly=True, copy=False, help="Journal items changed since the run was computed."
    )
    changed_effect = fields.Monetary(
        readonly=True, copy=False, help="What the changes add to the result of the books."
    )
    checked_on = fields.Datetime(readonly=True, copy=False)

    def action_check_changes(self):
        self._check_group("group_cost_accountant")
        for run in self.filtered("computed_on"):
            run._check_changes()
        return True

    def _check_changes(self):
        """Compare the ledger with the frozen evidence: one query a run."""
        run_sudo = self.sudo()
        [[changed, result]] = run_sudo._query_changes()
        run_sudo._as_engine().write(
            {
                "changed_entries": changed,
                "changed_effect": float(result or 0) - run_sudo.ledger_result,
                "checked_on": fields.Datetime.now(),
            }
        )

    def _query_changes(self):
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                SELECT (SELECT count(*) FROM account_move_line line
                         WHERE %(period)s AND line.account_id = ANY(%(accounts)s)
                           AND line.write_date > %(computed_on)s)
                     + (SELECT count(*) FROM customer_cost_capture captured
                         WHERE captured.run_id = %(run)s AND captured.move_line_id IS NOT NULL
                           AND NOT EXISTS (
                                   SELECT FROM account_move_line line
                                    WHERE line.id = captured.move_line_id AND %(period)s)),
                       (SELECT -sum(line.balance) FROM account_move_line line
                         WHERE %(period)s AND line.account_id = ANY(%(accounts)s))
                """,
                period=self._sql_period(),
                accounts=[int(account) for account in self.snapshot["roles"]],
                computed_on=self.computed_on,
                run=self.id,
            )
        )

    @api.model
    def _cron_check_changes(self):
        """Nightly: the published runs of about a year."""
        since = fields.Date.today() - timedelta(days=31 * CHECKED_MONTHS)
        runs = self.search([("state", "=", "published"), ("date_from", ">=", since)])
        for done, run in enumerate(runs, 1):
            run._check_changes()
            if not self.env["ir.cron"]._commit_progress(1, remaining=len(runs) - done):
                break
