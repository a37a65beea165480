"""Activities give their cost to customers, column by column and to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..exact import exact_rate
from ..money import MAXIMUM_AMOUNT, distribute, round_half_up
from ..problem import Problem
from .activities import ABOVE_CUSTOMERS, Activity
from .choices import severity
from .volumes import Driver


@dataclass(frozen=True)
class Charge:
    """What becomes of one activity's cost; minor units.

    ``customers + level + unallocated + rate_variance`` = cost, exactly.

    :param customers: given to customers
    :param level: stays at the activity's level, channel or facility
    :param unallocated: kept because no customer has volume
    :param rate_variance: cost − standard rate × volume; 0 at actual rate
    """

    customers: int = 0
    level: int = 0
    unallocated: int = 0
    rate_variance: int = 0


def charge_activity(
    activity: Activity, cost: int, volume: float | None, fully_loaded: bool = False
) -> Charge:
    """Decide how much of an activity's cost its customers take.

    Without volume nothing is charged, at whatever rate.  At a standard rate
    customers take rate × volume and the rest is the activity's rate variance
    (standard costing, e.g. Horngren, Datar and Rajan, *Cost Accounting*).

    :param cost: minor units, any sign
    :param volume: of all customers, not negative; ``None`` = has no driver
    :param fully_loaded: channel and facility activities go to customers too
    """
    if activity.statement_line in ABOVE_CUSTOMERS and not fully_loaded:
        return Charge(level=cost)
    if not volume:
        return Charge(unallocated=cost)
    if activity.standard_rate is None:
        return Charge(customers=cost)
    standard = exact_rate(activity.standard_rate) * Fraction(volume)
    assigned = round_half_up(standard.numerator, standard.denominator)
    return Charge(customers=assigned, rate_variance=cost - assigned)


def check_charges(
    activities: Sequence[Activity], drivers: Sequence[Driver], charges: Sequence[Charge]
) -> Iterator[Problem]:
    """Problems of what activities found to charge.

    ``zero_driver_total`` (activity, driver; an error under ``STOP``, else a
    warning) where cost found no volume, ``amount_too_large`` (activity).
    """
    policies = {driver.name: driver.zero_total for driver in drivers}
    for activity, charge in zip(activities, charges, strict=True):
        if charge.unallocated:
            yield Problem(
                "zero_driver_total",
                (activity.name, activity.driver),
                {"amount": charge.unallocated},
                severity(policies[activity.driver]),
            )
        if abs(charge.customers) > MAXIMUM_AMOUNT:
            yield Problem("amount_too_large", (activity.name,), {"field": "customers"})


def amounts_by_customer(
    charged: Sequence[int], volumes: np.ndarray, customers: np.ndarray
) -> np.ndarray:
    """Each activity's charged cost divided among customers by their volumes.

    :param charged: m amounts in minor units, 0 where the volumes are all 0
    :param volumes: n × m, customers × activities, not negative
    :param customers: n distinct ids; equal claims to a last cent go by them
    :return: int64, n × m; column sums are ``charged``
    """
    amounts = np.zeros(volumes.shape, np.int64)
    for column, (amount, weights) in enumerate(zip(charged, volumes.T, strict=True)):
        if amount:
            amounts[:, column] = distribute(amount, weights, customers)
    return amounts
