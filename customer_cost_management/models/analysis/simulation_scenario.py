"""The changes of a simulation as the engine's assumptions: arrays over customers and activities."""

import numpy as np

from ...engine.profit.scenario import Scenario
from .simulation_base import line_of
from .simulation_network import PoolAssumptions

#: Assumptions about customers, by what changes them, as shares of 1.
CUSTOMER_FIELDS = {
    "price": "price_change",
    "discount": "discount_change",
    "volume": "volume_change",
    "volume_lost": "volume_lost",
}


def pool_assumptions(changes):
    """What changes in the pools.

    :param changes: list of {what, value, customers, driver, activity, pool}
    """
    shares = {}
    for change in changes:
        if change["what"] == "share":
            shares.setdefault(change["pool"], {})[change["activity"]] = change["value"]
    return PoolAssumptions(
        amounts=_factors(changes, "pool_amount"),
        capacities=_factors(changes, "capacity"),
        shares=shares,
    )


def _factors(changes, what):
    return {each["pool"]: 1 + each["value"] / 100 for each in changes if each["what"] == what}


def scenario(base, changes, quantities):
    """The engine's scenario; activities above the customer level follow the volume sold.

    :param base: :class:`~.simulation_base.Base`
    :param quantities: {driver id: n volumes}, of the drivers that a minimum order counts
    """
    given = {field: _by_customer(base, changes, what) for what, field in CUSTOMER_FIELDS.items()}
    return Scenario(
        **given,
        activity_volume_change=_activity_volumes(base, changes, quantities),
        activity_follows_volume=np.array(
            [line_of(each) != "customer_allocated" for each in base.activities], bool
        ),
        activity_avoidable_share=base.avoidable_shares,
        rate_change=_rates(base, changes),
    )


def _by_customer(base, changes, what, **target):
    """n shares of 1; a change for chosen customers replaces the one for all."""
    values = np.zeros(len(base.customers))
    wanted = [
        each
        for each in changes
        if each["what"] == what and all(each[name] == value for name, value in target.items())
    ]
    for change in sorted(wanted, key=lambda each: bool(each["customers"])):
        chosen = slice(None)
        if change["customers"]:
            chosen = np.isin(base.customers, change["customers"])
        values[chosen] = change["value"] / (1 if what == "minimum_order" else 100)
    return values


def _activity_volumes(base, changes, quantities):
    """n × m shares: an activity moves with the driver that counts its events."""
    moved = np.zeros((len(base.customers), len(base.activities)))
    for driver in {each["driver"] for each in changes if each["driver"]}:
        factor = 1 + _by_customer(base, changes, "driver_volume", driver=driver)
        if driver in quantities:
            factor *= _fewer_orders(base, changes, driver, quantities[driver] * factor)
        columns = [each["driver"] == driver for each in base.activities]
        moved[:, columns] = (factor - 1)[:, None]
    return moved


def _fewer_orders(base, changes, driver, orders):
    """n factors: orders are put together until their average reaches the minimum."""
    minimum = _by_customer(base, changes, "minimum_order", driver=driver)
    revenue = np.maximum(base.amounts["net_revenue"], 0)
    too_small = (orders > 0) & (minimum > 0) & (revenue < minimum * orders) & (revenue > 0)
    factor = np.ones(len(orders))
    factor[too_small] = revenue[too_small] / (minimum[too_small] * orders[too_small])
    return factor


def _rates(base, changes):
    rates = {each["activity"]: each["value"] / 100 for each in changes if each["what"] == "rate"}
    return np.array([rates.get(activity["id"], 0.0) for activity in base.activities])
