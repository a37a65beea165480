from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..masters.profit_and_loss import PROFIT_AND_LOSS

#: How far back the nightly check looks.
CHECKED_MONTHS = 13
#: Transactions in which an entry may have been written before a run began and committed after.
LONGEST_TRANSACTION = timedelta(days=1)


class CustomerCostRun(models.Model):
    """Whether the books changed since a run was computed.

    Looked for nightly and by a button, never while a list is shown.
    """

    _inherit = "customer.cost.run"

    books_read = fields.Json(
        readonly=True,
        copy=False,
        help="When the books were read: the beginning of the transaction, and the oldest other "
        "transaction that was still open then.",
    )
    changed_entries = fields.Integer(
        readonly=True, copy=False, help="Journal items changed since the run was computed."
    )
    changed_effect = fields.Monetary(
        readonly=True, copy=False, help="What the changes add to the result of the books."
    )
    checked_on = fields.Datetime(
        readonly=True, copy=False, help="When the books were last compared with the run."
    )
    changed_customers = fields.Json(
        readonly=True, copy=False, help="The customers whose contribution changed most."
    )

    def action_check_changes(self):
        self._check_group("group_cost_accountant")
        for run in self.filtered("computed_on"):
            run._check_changes()
        return True

    def _check_changes(self):
        """Compare the ledger with the frozen evidence.

        A glance first, one query; only where it sees something the run is computed again
        to tell what it is.
        """
        # sudo: the books are compared as a whole, only sums are told
        run_sudo = self.sudo()
        [[changed, result]] = run_sudo._query_changes()
        effect = float(result or 0) - run_sudo.ledger_result
        customers, reason = [], None
        if changed or not run_sudo.currency_id.is_zero(effect):
            found, customers, reason = run_sudo._store_changes()
            if found is not None:
                changed = found + run_sudo._count_changed_corrections()
        else:
            run_sudo._forget_changes()
        run_sudo._as_engine().write(
            {
                "changed_entries": changed,
                "changed_effect": effect,
                "changed_customers": {"customers": customers, "reason": reason},
                "checked_on": fields.Datetime.now(),
            }
        )

    def _forget_changes(self):
        self.env.cr.execute(SQL("DELETE FROM customer_cost_change WHERE run_id = %s", self.id))
        self.env["customer.cost.change"].invalidate_model()

    def _query_changes(self):
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """
                SELECT (SELECT count(*) FROM account_move_line line
                         WHERE %(items)s
                           AND %(line_written)s)
                     + (SELECT count(*) FROM customer_cost_capture captured
                         WHERE captured.run_id = %(run)s AND captured.move_line_id IS NOT NULL
                           AND NOT EXISTS (
                                   SELECT FROM account_move_line line
                                    WHERE line.id = captured.move_line_id AND %(period)s))
                     + (SELECT count(*) FROM account_move_line line
                          JOIN account_move move ON move.id = line.move_id
                         WHERE %(period)s AND %(may_close)s AND %(move_written)s),
                       (SELECT -sum(line.balance) FROM account_move_line line
                         WHERE %(items)s)
                """,
                period=self._sql_period(),
                # accounts of the day: one that is new since has no role in the frozen model
                items=SQL(
                    "%s AND line.account_id IN (SELECT account.id FROM account_account account "
                    "WHERE %s)",
                    self._sql_period(),
                    PROFIT_AND_LOSS,
                ),
                may_close=self._sql_may_close(),
                line_written=self._sql_written_since("line"),
                move_written=self._sql_written_since("move"),
                run=self.id,
            )
        )

    def _sql_may_close(self):
        """Entries whose mark may have moved them: those that are marked, were captured as closing
        or look like it.  Others are written whenever they are paid, which moves nothing."""
        return SQL(
            """(move.cost_closing_entry != 'automatic' OR move.id = ANY(%s)
                OR line.id IN (SELECT captured.move_line_id FROM customer_cost_capture captured
                                WHERE captured.run_id = %s
                                  AND captured.destination = 'closing'))""",
            self._closing_moves(),
            self.id,
        )

    def _compute_from_ledger(self):
        """Notes what the run could see of the books before it reads them."""
        [[moment, oldest]] = self.env.execute_query(
            SQL("SELECT now() AT TIME ZONE 'UTC', pg_snapshot_xmin(pg_current_snapshot())::text")
        )
        self.books_read = {"moment": moment.isoformat(), "oldest": int(oldest)}
        return super()._compute_from_ledger()

    def _sql_written_since(self, alias):
        """Whether a row was written by somebody whose work the run could not see.

        ``write_date`` is the beginning of the writer's transaction.  One that began before the
        run and was committed after it is told by its number: PostgreSQL keeps it on the row,
        and the run could see nothing of those from the oldest open one on.  Numbers go round
        after 2³² of them and are compared in that ring; so only rows of the day before the
        run are asked.  What the run itself had written, or saw after all, is found to be
        unchanged by the comparison that follows.
        """
        alias = SQL.identifier(alias)
        if not self.books_read:
            return SQL("%s.write_date > %s", alias, self.computed_on)
        moment = datetime.fromisoformat(self.books_read["moment"])
        return SQL(
            """(%(row)s.write_date > %(moment)s
                OR %(row)s.write_date > %(day_before)s
                   AND ((%(row)s.xmin::text::bigint - %(oldest)s) & 4294967295) < 2147483648)""",
            row=alias,
            moment=moment,
            day_before=moment - LONGEST_TRANSACTION,
            oldest=self.books_read["oldest"],
        )

    @api.model
    def _cron_check_changes(self):
        """Nightly: the published runs of about a year, those longest unchecked first."""
        since = fields.Date.today() - timedelta(days=31 * CHECKED_MONTHS)
        runs = self.search(
            [("state", "=", "published"), ("date_from", ">=", since)], order="checked_on, id"
        )
        for done, run in enumerate(runs, 1):
            if not self._do_alone(run._check_changes):
                run._note_unchecked()
            if not self._note_progress(len(runs) - done):
                break

    def _note_unchecked(self):
        """What cannot be compared says so, and makes room for the others tomorrow."""
        reason = self.env._("An error of the program; the server's log has it.")
        self._as_engine().write(
            {
                "checked_on": fields.Datetime.now(),
                "changed_customers": {"customers": [], "reason": reason},
            }
        )
