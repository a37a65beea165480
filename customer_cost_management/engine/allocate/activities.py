"""Activities: the work done for customers, and how much of it there was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..problem import Problem
from .choices import check_choice, is_finite
from .volumes import Driver, TimeEquation, Volumes, minutes, quantities_by_driver

COST_OF_SALES = "cost_of_sales"
ORDER = "order"
CUSTOMER = "customer"
CHANNEL = "channel"
FACILITY = "facility"
STATEMENT_LINES = (COST_OF_SALES, ORDER, CUSTOMER, CHANNEL, FACILITY)
#: Cost no single customer causes: it stops at its level (Cooper and Kaplan,
#: "Profit Priorities from Activity-Based Costing", Harvard Business Review, 1991).
ABOVE_CUSTOMERS = (CHANNEL, FACILITY)


@dataclass(frozen=True)
class Activity:
    """One activity.

    :param name: unique among pools and activities
    :param statement_line: one of :data:`STATEMENT_LINES`
    :param driver: name of the driver that counts its events; ``None`` only for
        channel and facility activities
    :param time: minutes it takes; its volume is then minutes, else the driver's
        quantity
    :param standard_rate: minor units per unit of volume; ``None`` = actual rate
    """

    name: str
    statement_line: str
    driver: str | None = None
    time: TimeEquation | None = None
    standard_rate: float | Fraction | None = None


@dataclass(frozen=True)
class Measured:
    """What customers used of each activity.

    :param volumes: n × m, customers × activities; 0 where there is no driver
    :param totals: m sums over customers, ``None`` where there is no driver
    :param events: m sums of the drivers counting the events of time equations,
        ``None`` for other activities
    """

    volumes: np.ndarray
    totals: tuple[float | None, ...]
    events: tuple[float | None, ...]


def check_activities(
    activities: Sequence[Activity], drivers: Sequence[Driver], fully_loaded: bool
) -> Iterator[Problem]:
    """Problems of the activities.

    ``unknown_choice``, ``no_driver``, ``unknown_name`` (activity, driver),
    ``number_not_finite``, ``negative_minutes`` (activity), ``negative_rate``.

    :param fully_loaded: channel and facility activities go to customers too, so
        they need a driver
    """
    names = {driver.name for driver in drivers}
    for activity in activities:
        line = activity.statement_line
        yield from check_choice(activity.name, "statement_line", line, STATEMENT_LINES)
        stops = line in ABOVE_CUSTOMERS and not fully_loaded
        if activity.driver is None and (activity.time is not None or not stops):
            yield Problem("no_driver", (activity.name,))
        yield from _check_drivers(activity, names)
        yield from _check_numbers(activity)


def _check_drivers(activity: Activity, names: set[str]) -> Iterator[Problem]:
    wanted = set(activity.time.terms) if activity.time else set()
    if activity.driver is not None:
        wanted.add(activity.driver)
    for driver in sorted(wanted - names, key=str):
        yield Problem("unknown_name", (activity.name, driver))


def _check_numbers(activity: Activity) -> Iterator[Problem]:
    if activity.time is not None:
        terms = [activity.time.base, *activity.time.terms.values()]
        if not all(map(is_finite, terms)):
            yield Problem("number_not_finite", (activity.name,), {"field": "time"})
        elif min(terms) < 0:
            yield Problem("negative_minutes", (activity.name,), {"minutes": min(terms)})
    rate = activity.standard_rate
    if rate is None:
        return
    if not is_finite(rate):
        yield Problem("number_not_finite", (activity.name,), {"field": "standard_rate"})
    elif rate < 0:
        yield Problem("negative_rate", (activity.name,), {"rate": rate})


def measure(activities: Sequence[Activity], volumes: Volumes) -> Measured:
    """Volume of each activity by customer, and its total.

    Totals add up customers in ascending id, because sums of doubles depend on
    the order.  An overflow shows as an infinite total.
    """
    quantities = quantities_by_driver(volumes)
    ascending = np.argsort(np.asarray(volumes.customers), kind="stable")
    matrix = np.zeros((len(ascending), len(activities)))
    totals, events = [], []
    with np.errstate(over="ignore", invalid="ignore"):
        for column, activity in zip(matrix.T, activities, strict=True):
            counted = quantities.get(activity.driver)
            if activity.time is not None:
                column[:] = minutes(activity.time, counted, quantities)
            elif counted is not None:
                column[:] = counted
            measured = counted is not None
            totals.append(float(column[ascending].sum()) if measured else None)
            timed = activity.time is not None
            events.append(float(counted[ascending].sum()) if timed else None)
    return Measured(matrix, tuple(totals), tuple(events))


def check_measured(activities: Sequence[Activity], measured: Measured) -> Iterator[Problem]:
    """``volume_too_large`` for each activity whose volume is beyond what a double holds."""
    for activity, total in zip(activities, measured.totals, strict=True):
        if total is not None and not is_finite(total):
            yield Problem("volume_too_large", (activity.name,))
