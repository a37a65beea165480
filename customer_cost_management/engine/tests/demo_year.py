"""One year of a distributor of measuring instruments with 60 customers, before any spread.

Fourteen archetypes of customers; the year's cost of each pool, its minutes and
its practical capacity.  Amounts in yuan as people write them; :func:`figures`
turns them into minor units.
"""

from __future__ import annotations

from collections import namedtuple
from fractions import Fraction

import numpy as np

from ..money import distribute, round_half_up

Archetype = namedtuple(
    "Archetype",
    "name count revenue margin orders lines urgent export returns visits quotes pursuit"
    " jobs tickets reminders disputes days relationship commission loss",
)

#: Revenue and spending in thousands, margin and urgent orders in %, volumes a year and customer.
ARCHETYPES = [
    Archetype(*row)
    for row in (
        ("big_urgent", 3, 3300, 14, 168, 2, 85, 0, 44, 120, 90, 0, 78, 190, 48, 40, 120, 110, 1, 0),
        ("quiet", 12, 590, 39, 10, 6, 0, 0, 0, 6, 5, 0, 6, 5, 0, 0, 35, 2, 1, 0),
        ("efficient", 2, 2800, 29, 24, 12, 5, 0, 2, 36, 16, 0, 26, 16, 1, 0, 60, 22, 1, 0),
        ("small_urgent", 12, 60, 22, 26, 1.5, 70, 0, 5, 12, 12, 0, 4, 20, 9, 4, 75, 3, 1, 0),
        ("group", 3, 820, 31, 14, 7, 10, 0, 1, 16, 8, 0, 14, 12, 2, 0, 60, 8, 1, 0),
        ("group_bad", 1, 700, 12, 60, 2, 60, 0, 18, 50, 36, 0, 42, 70, 16, 16, 110, 45, 1, 0),
        ("export", 3, 780, 33, 10, 5, 10, 1, 1, 5, 8, 0, 5, 8, 1, 1, 45, 5, 1, 0),
        ("at_risk", 3, 560, 30, 14, 5, 30, 0, 4, 18, 12, 0, 16, 34, 7, 6, 70, 14, 1, 0),
        ("new", 4, 170, 27, 5, 4, 20, 0, 1, 36, 22, 9000, 14, 12, 1, 1, 60, 42, 1, 0),
        ("public", 3, 720, 25, 6, 8, 0, 0, 0, 26, 22, 0, 20, 14, 10, 3, 150, 3, 1, 0),
        ("service_heavy", 5, 240, 24, 8, 3, 20, 0, 3, 22, 10, 0, 68, 92, 6, 8, 70, 9, 1, 0),
        ("slow_payer", 2, 460, 22, 16, 3, 30, 0, 5, 20, 12, 0, 14, 24, 60, 26, 170, 12, 1, 120),
        ("distributor", 2, 1400, 20, 14, 14, 0, 0, 2, 10, 4, 0, 3, 8, 2, 1, 60, 10, 1, 0),
        ("occasional", 4, 16, 34, 2, 1.5, 20, 0, 0, 0, 2, 0, 0, 1, 1, 0, 30, 0, 0, 0),
        ("holding", 1, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0),
    )
]

#: Pool: statement line, full cost of a month in yuan, practical minutes of a month.
TIMED_POOLS = {
    "sales": ("customer_allocated", 196_880, 48_384),
    "order_desk": ("order_allocated", 35_920, 12_096),
    "warehouse": ("order_allocated", 71_080, 20_160),
    "service": ("customer_allocated", 117_560, 32_256),
    "credit": ("customer_allocated", 27_440, 10_080),
}
#: Pools whose whole cost goes to customers by a driver.
DRIVEN_POOLS = {
    "freight": ("order_allocated", 42_000),
    "interest": ("customer_allocated", 13_000),
}
CHANNEL, FACILITY = 51_180, 108_940


def volumes(kind: Archetype) -> dict:
    """Driver volumes of one customer: minutes, weighted shipments, receivables × days."""
    urgent = Fraction(kind.orders * kind.urgent, 100)
    lines = Fraction(kind.lines) * kind.orders
    abroad = kind.orders * kind.export
    account = 240 if kind.revenue else 0
    weight = 10 * abroad if kind.export else kind.orders + 2 * urgent
    return {
        "sales": 300 * kind.visits + 70 * kind.quotes + kind.pursuit,
        "order_desk": 40 * kind.orders + 6 * lines + 40 * urgent + 45 * abroad + account,
        "warehouse": 45 * kind.orders + 8 * lines + 45 * urgent + 60 * abroad + 170 * kind.returns,
        "service": 250 * kind.jobs + 45 * kind.tickets,
        "credit": 20 * kind.orders + 40 * kind.reminders + 170 * kind.disputes,
        "freight": weight,
        "interest": kind.revenue * kind.days,
    }


def customers() -> list[Archetype]:
    """The 60 customers."""
    return [kind for kind in ARCHETYPES for _each in range(kind.count)]


def activity_cost() -> tuple[dict, int]:
    """Activity → (line, cost by customer), and the cost of unused capacity, in minor units."""
    used = [volumes(kind) for kind in customers()]
    activities, unused = {}, 0
    for key, (line, cost, minutes) in TIMED_POOLS.items():
        volume = [each[key] for each in used]
        pool = cost * 12 * 100
        total = sum(map(Fraction, volume)) * pool / (minutes * 12)
        assigned = round_half_up(total.numerator, total.denominator)
        unused += pool - assigned
        activities[key] = (line, distribute(assigned, volume))
    for key, (line, cost) in DRIVEN_POOLS.items():
        volume = [each[key] for each in used]
        activities[key] = (line, distribute(cost * 12 * 100, volume))
    return activities, unused


def figures() -> dict:
    """Revenue and ledger cost by customer, in minor units."""
    each = customers()
    revenue = np.array([kind.revenue * 100_000 for kind in each])
    margin = np.array([kind.margin for kind in each])
    return {
        "net_revenue": revenue,
        "booked_cost_of_sales": revenue // 100 * (100 - margin),
        "customer_direct": revenue // 100 * np.array([kind.commission for kind in each]),
        "relationship": np.array([kind.relationship * 100_000 for kind in each]),
        "credit_loss": np.array([kind.loss * 100_000 for kind in each]),
    }
