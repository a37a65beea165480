import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, retrying

_logger = logging.getLogger(__name__)

#: Conflicts with other transactions: tried again, the same may succeed.
CONFLICTS = PG_CONCURRENCY_EXCEPTIONS_TO_RETRY


class CustomerCostClock(models.AbstractModel):
    """What is due by the clock, each document by itself: a failure undoes nothing of the others."""

    _name = "customer.cost.clock"
    _description = "Work by the Clock"

    @api.model
    def _do_each(self, tasks):
        """Do these as far as there is time.

        :param tasks: functions without arguments, one a document
        """
        for done, task in enumerate(tasks, 1):
            self._do_alone(task)
            if not self._note_progress(len(tasks) - done):
                break

    @api.model
    def _is_clock(self):
        return bool(self.env.context.get("ir_cron_progress_id"))

    @api.model
    def _do_alone(self, task):
        """One document in a savepoint; by the clock tried again where others were faster.

        :return: whether it was done
        """

        def once():
            with self.env.cr.savepoint():
                task()

        try:
            if self._is_clock():
                retrying(once, self.env)
            else:
                once()
        except UserError as refusal:
            # such as nobody left to ask instead: it goes on waiting for the same people
            _logger.info("%s: %s", task, refusal)
        except Exception as failure:  # whatever it is, the others are done all the same
            if isinstance(failure, CONFLICTS) and not self._is_clock():
                raise  # Odoo does all of it again, for whoever asked
            _logger.exception("%s failed", task)
        else:
            return True
        return False

    @api.model
    def _note_progress(self, left):
        """Keep what is done, and say whether there is time for more."""
        if not self._is_clock():
            return True
        return bool(self.env["ir.cron"]._commit_progress(1, remaining=left))
