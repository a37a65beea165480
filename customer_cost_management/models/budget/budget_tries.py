"""How often Odoo ran a request again, because another one used the same budget line."""

from weakref import WeakKeyDictionary

from odoo.service.model import MAX_TRIES_ON_CONCURRENCY_FAILURE

KEY = "customer_cost_budget_tries"
#: cursor → transactions on it that counted a line up and were rolled back since the last commit.
_failed = WeakKeyDictionary()


def note_try(cr):
    """A transaction is about to count lines up."""
    if KEY in cr.postrollback.data:
        return
    cr.postrollback.data[KEY] = True

    @cr.postrollback.add
    def failed():
        _failed[cr] = _failed.get(cr, 0) + 1

    @cr.postcommit.add
    def done():
        _failed.pop(cr, None)


def is_last_try(cr):
    """Whether Odoo will not run this request once more."""
    return _failed.get(cr, 0) >= MAX_TRIES_ON_CONCURRENCY_FAILURE - 1
