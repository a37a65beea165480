"""Operating pools give their cost to activities: by percent, driver or time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..money import MAXIMUM_AMOUNT, round_half_up
from ..problem import Problem
from .activities import Activity
from .capacity import CapacityUse, over_capacity, use_capacity
from .choices import is_finite
from .pools import OPERATING, TIME, Flows, Pool, Receiver, receiver_weights, split, total_weight


@dataclass(frozen=True)
class OperatingFlows:
    """What operating pools gave.

    :param amounts: (pool, activity) -> cost; the receiver ``UNALLOCATED`` has
        what the pool could not give
    :param avoidable: the same for the avoidable part of the cost
    :param uses: time-driven pool -> how its cost divided
    """

    amounts: Flows
    avoidable: Flows
    uses: Mapping[str, CapacityUse]


def check_operating(pools: Sequence[Pool], activities: Sequence[Activity]) -> Iterator[Problem]:
    """``unknown_name`` (pool, activity); ``no_time_equation`` (pool, activity)."""
    timed = {activity.name: activity.time is not None for activity in activities}
    for pool in _operating(pools):
        for receiver in sorted(pool.shares, key=str):
            if receiver not in timed:
                yield Problem("unknown_name", (pool.name, receiver))
            elif pool.basis == TIME and not timed[receiver]:
                yield Problem("no_time_equation", (pool.name, receiver))


def _operating(pools: Sequence[Pool]) -> list[Pool]:
    return sorted((pool for pool in pools if pool.kind == OPERATING), key=lambda p: str(p.name))


def operating_flows(
    pools: Sequence[Pool],
    held: Mapping[str, int],
    held_avoidable: Mapping[str, int],
    minutes: Mapping[str, float | None],
) -> tuple[OperatingFlows, list[Problem]]:
    """Cost of the activities.

    A time-driven pool gives the cost of the minutes used, the others all they
    hold.  The avoidable part goes with the cost: it is the same share of what
    is given as of what is held.

    :param held: pool -> captured + received cost, minor units
    :param held_avoidable: the avoidable part of it
    :param minutes: activity -> minutes used by all customers
    :return: the flows, and the problems ``volume_too_large``,
        ``amount_too_large`` (pool) and ``over_capacity``
    """
    weights = {pool.name: _weights(pool, minutes) for pool in _operating(pools)}
    overflow = [name for name, row in weights.items() if not is_finite(total_weight(row))]
    if overflow:
        return OperatingFlows({}, {}, {}), [Problem("volume_too_large", overflow)]
    uses, problems = _use_capacities(pools, held, weights)
    amounts, avoidable = {}, {}
    for name, row in weights.items():
        given, given_avoidable = held[name], held_avoidable[name]
        if name in uses:
            given = uses[name].assigned
            given_avoidable = _same_share(held_avoidable[name], given, held[name])
        if max(abs(given), abs(given_avoidable)) > MAXIMUM_AMOUNT:
            problems.append(Problem("amount_too_large", (name,), {"field": "given"}))
            continue
        amounts |= {(name, to): part for to, part in split(given, row).items()}
        avoidable |= {(name, to): part for to, part in split(given_avoidable, row).items()}
    return OperatingFlows(amounts, avoidable, uses), problems


def _weights(pool: Pool, minutes: Mapping[str, float | None]) -> dict[Receiver, float]:
    if pool.basis != TIME:
        return receiver_weights(pool)
    return {
        activity: float(share) * minutes[activity]
        for activity, share in sorted(pool.shares.items())
    }


def _use_capacities(pools: Sequence[Pool], held: Mapping[str, int], weights):
    """Time-driven pool -> use of its capacity, and who is over capacity."""
    uses, problems = {}, []
    for pool in _operating(pools):
        if pool.basis == TIME:
            used = total_weight(weights[pool.name])
            uses[pool.name] = use_capacity(held[pool.name], pool.capacity, used)
            problems += over_capacity(pool.name, pool.capacity, used)
    return uses, problems


def _same_share(avoidable: int, given: int, held: int) -> int:
    """The avoidable part of what is given; nothing of a pool that holds nothing."""
    return round_half_up(avoidable * given, held) if held else 0
