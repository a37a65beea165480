"""How much work each customer caused: drivers, their policies, time equations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..array_checks import duplicate_problems
from ..problem import ERROR, INFO, Problem
from .choices import (
    ABSOLUTE,
    LEAVE_UNALLOCATED,
    NEGATIVE_VOLUME,
    STOP,
    ZERO_TOTAL,
    check_choice,
    check_names,
)


@dataclass(frozen=True)
class Driver:
    """What measures work, and what to do when it measures something odd.

    :param name: unique among drivers
    :param zero_total: ``LEAVE_UNALLOCATED`` or ``STOP`` when all customers
        together have no volume
    :param negative: ``AS_ZERO``, ``ABSOLUTE`` or ``STOP`` for a negative volume;
        a credit note is work done, never work undone
    :param currency: code, for a driver that measures money; else ``None``
    """

    name: str
    zero_total: str = LEAVE_UNALLOCATED
    negative: str = STOP
    currency: str | None = None


@dataclass(frozen=True)
class TimeEquation:
    """Minutes an activity takes: ``base × events + Σ minutes × quantity``.

    Events are the quantity of the activity's own driver.  The method is the
    time equation of Kaplan and Anderson (Harvard Business Review, November
    2004), summed over a customer's events.

    :param base: minutes every event takes
    :param terms: driver -> additional minutes per unit of it
    """

    base: float
    terms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Volumes:
    """Measured quantities.

    :param customers: n distinct integer ids
    :param drivers: d drivers
    :param quantities: n × d numbers (customers × drivers), finite
    """

    customers: np.ndarray
    drivers: tuple[Driver, ...]
    quantities: np.ndarray


def check_volumes(volumes: Volumes) -> Iterator[Problem]:
    """Problems of the measured quantities.

    ``no_customers``, ``wrong_shape`` and ``customers_not_integers``,
    ``duplicate_id``, ``bad_name``, ``duplicate_name``,
    ``unknown_choice``, ``not_numbers``, ``wrong_shape``, ``number_not_finite`` (driver)
    and ``negative_volume`` (driver; an error under ``STOP``, else information).
    """
    yield from _check_customers(volumes.customers)
    yield from check_names([driver.name for driver in volumes.drivers])
    for driver in volumes.drivers:
        yield from check_choice(driver.name, "zero_total", driver.zero_total, ZERO_TOTAL)
        yield from check_choice(driver.name, "negative", driver.negative, NEGATIVE_VOLUME)
    yield from _check_quantities(volumes)


def _check_customers(customers: Sequence[int]) -> Iterator[Problem]:
    if not len(customers):
        yield Problem("no_customers")
        return
    customers = np.asarray(customers)
    if customers.ndim != 1:
        yield Problem("wrong_shape", ("customers",), {"found": customers.shape})
    elif customers.dtype.kind not in "iu":
        yield Problem("customers_not_integers")
    else:
        yield from duplicate_problems("customers", customers)


def _check_quantities(volumes: Volumes) -> Iterator[Problem]:
    try:
        quantities = np.asarray(volumes.quantities, np.float64)
    except (TypeError, ValueError):
        yield Problem("not_numbers", ("quantities",))
        return
    expected = (len(volumes.customers), len(volumes.drivers))
    if quantities.shape != expected:
        values = {"found": quantities.shape, "expected": expected}
        yield Problem("wrong_shape", ("quantities",), values)
        return
    for driver, column in zip(volumes.drivers, quantities.T, strict=True):
        yield from _check_column(driver, column)


def _check_column(driver: Driver, column: np.ndarray) -> Iterator[Problem]:
    wrong = np.count_nonzero(~np.isfinite(column))
    if wrong:
        yield Problem("number_not_finite", (driver.name,), {"field": "quantities", "count": wrong})
    negative = np.count_nonzero(column < 0)
    if negative:
        yield Problem(
            "negative_volume",
            (driver.name,),
            {"count": negative, "policy": driver.negative},
            ERROR if driver.negative == STOP else INFO,
        )


def quantities_by_driver(volumes: Volumes) -> dict[str, np.ndarray]:
    """Driver -> its n quantities with the policy for negative ones applied."""
    quantities = np.asarray(volumes.quantities, np.float64)
    return {
        driver.name: np.abs(column) if driver.negative == ABSOLUTE else np.maximum(column, 0.0)
        for driver, column in zip(volumes.drivers, quantities.T, strict=True)
    }


def minutes(
    equation: TimeEquation, events: np.ndarray, quantities: Mapping[str, np.ndarray]
) -> np.ndarray:
    """Minutes each customer took: n numbers.

    :param events: n quantities of the activity's own driver
    :param quantities: driver -> n quantities
    """
    total = float(equation.base) * events
    for driver in sorted(equation.terms):  # sums of doubles depend on the order
        total = total + float(equation.terms[driver]) * quantities[driver]
    return total
