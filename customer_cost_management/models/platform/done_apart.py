"""One part of a night's job, so that its failure is not that of the others."""

import logging

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

#: Conflicts with other transactions: Odoo tries the whole job again, and it may then succeed.
CONFLICTS = PG_CONCURRENCY_EXCEPTIONS_TO_RETRY


def done_apart(record, work):
    """Do work that may fail; what it wrote is then undone, and the log has why.

    :param record: what is worked on, named in the log
    :param work: function without arguments
    :return: whether it was done
    """
    env = record.env
    try:
        with env.cr.savepoint():
            work()
    except CONFLICTS:
        raise
    except Exception:
        env.invalidate_all(flush=False)
        _logger.exception("%s failed", record.display_name)
        return False
    return True
