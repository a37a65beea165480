import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..platform.customer_cost_clock import CONFLICTS

_logger = logging.getLogger(__name__)

#: Up to so many journal items a period is computed at once, in the click; above, in the
#: background.
ITEMS_IN_REQUEST = 20_000
#: First key of the advisory locks: "customer cost".
LOCK_SPACE = 0x6363
#: Minutes until the background looks again for a period that somebody else computes.
BUSY_MINUTES = 1


class PeriodIsBusyError(UserError):
    """Somebody else computes the period: in the background the run waits for it."""


class CustomerCostRun(models.Model):
    """Computing in the click or in the background, one computation a period at a time.

    A period is locked by an advisory lock of the transaction that computes it.  It goes
    with the transaction, so that a worker that dies leaves none behind.
    """

    _inherit = "customer.cost.run"

    def action_compute(self):
        self._check_group("group_cost_accountant")
        self._check_state("draft", "failed", "computed")
        self._check_period_is_open()
        self._check_model_before_computing()
        small = self.filtered(lambda run: run._count_items() <= ITEMS_IN_REQUEST)
        for run in small.sorted("date_from"):
            run._compute_locked()
        large = self - small
        if large:
            large._queue()
        return True

    def _count_items(self):
        """Posted items of the period, counted no further than needed."""
        self.env.flush_all()
        [[count]] = self.env.execute_query(
            SQL(
                "SELECT count(*) FROM (SELECT FROM account_move_line line WHERE %s LIMIT %s) items",
                self._sql_period(),
                ITEMS_IN_REQUEST + 1,
            )
        )
        return count

    def _compute_locked(self):
        """Compute one run while nobody else computes its period."""
        self.ensure_one()
        if not self._try_lock_period():
            raise PeriodIsBusyError(
                self.env._(
                    "%(run)s: this period is being computed by somebody else. Wait until that is "
                    "finished.",
                    run=self.display_name,
                )
            )
        self._as_engine()._run_period()
        self._as_engine().write({"state": "computed"})

    def _try_lock_period(self):
        """Whether this transaction now holds the lock of the run's company and period."""
        key = hash((self.company_id.id, self.date_from.toordinal())) % 2**31
        [[locked]] = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(%s, %s)", LOCK_SPACE, key)
        )
        return locked

    # ------------------------------------------------------------------ background

    @api.model
    def _cron_compute_queued(self):
        """Compute what is queued, oldest period first, one transaction a run."""
        self._requeue_abandoned()
        queued = self.search([("state", "=", "queued")], order="date_from, id")
        remaining, again = len(queued), None
        for run in queued:
            if not run.try_lock_for_update():
                continue
            if run._is_no_longer_queued():  # what was stopped meanwhile is a draft again
                remaining -= 1
                continue
            run._as_engine().write({"state": "running"})
            self.env["ir.cron"]._commit_progress(remaining=remaining)
            run._compute_or_fail()
            run._tell_the_end()
            remaining -= run.state != "queued"
            if not self.env["ir.cron"]._commit_progress(1, remaining=remaining):
                break
        else:  # none is left but those whose period is being computed elsewhere
            again = fields.Datetime.now() + timedelta(minutes=BUSY_MINUTES)
        if remaining:
            self.env.ref("customer_cost_management.customer_cost_run_cron")._trigger(again)

    def _is_no_longer_queued(self):
        self.invalidate_recordset(["state"], flush=False)
        return self.state != "queued"

    def _requeue_abandoned(self):
        """Runs whose worker died: still *running*, but nobody holds their period's lock."""
        for run in self.search([("state", "=", "running")]):
            if run._try_lock_period():
                run._as_engine().write({"state": "queued"})
        self.env["ir.cron"]._commit_progress()

    def _compute_or_fail(self):
        """Compute; a failure is told on the run and stores nothing else."""
        try:
            with self.env.cr.savepoint():
                self._compute_locked()
        except CONFLICTS:
            raise  # Odoo's cron tries again; any other error would only come again
        except PeriodIsBusyError:
            self.env.invalidate_all(flush=False)
            self._as_engine().write({"state": "queued"})
        except Exception as error:
            self.env.invalidate_all(flush=False)
            reason = str(error)
            if not isinstance(error, UserError):
                _logger.exception("%s failed", self.display_name)
                reason = self.env._("An error of the program; the server's log has it.")
            failure = self._prepare_failure(error, reason)
            self._as_engine().write({"state": "failed", "failure": failure})
