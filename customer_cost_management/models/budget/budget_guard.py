"""Who may write what a budget's buttons and its ledger write."""

from odoo.exceptions import AccessError

#: Only code of the server that holds this very object may move a budget's state or its ledger.
#: A context that comes over RPC can name the key, but can never carry the object.
LEDGER = object()
LEDGER_KEY = "customer_cost_budget_ledger"


def as_ledger(records):
    """The same records with the right to write states and movements."""
    return records.with_context(**{LEDGER_KEY: LEDGER})


def is_ledger(env):
    return env.context.get(LEDGER_KEY) is LEDGER


#: In the place of ``True`` under this key: nobody is told of what is booked.
QUIET_KEY = "customer_cost_budget_quiet"


def as_quiet(records):
    """The same records, of whose cost no owner of a budget hears: he does already, or it is old."""
    return records.with_context(**{QUIET_KEY: LEDGER})


def is_quiet(env):
    """Only code of the server keeps silent: a context over RPC cannot carry the object."""
    return env.context.get(QUIET_KEY) is LEDGER


def check_controller(env):
    """Refuse whoever is no controller."""
    name = "customer_cost_management.group_controller"
    if not env.su and not env.user.has_group(name):
        raise AccessError(
            env._(
                "You may not do this. Ask somebody with the role %(role)s.",
                role=env.ref(name).sudo().name,
            )
        )
