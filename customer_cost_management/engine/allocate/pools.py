"""Cost pools: what they hold, and to whom they say they give it.

A support pool serves other pools, an operating pool serves activities.  Each
says by one basis how it divides its cost: by percent, in proportion to driver
quantities, or by the minutes its receivers use.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..exact import apply_rate, exact_rate
from ..money import MAXIMUM_AMOUNT, distribute
from ..problem import Problem
from .capacity import Capacity, check_capacity
from .choices import (
    LEAVE_UNALLOCATED,
    ZERO_TOTAL,
    check_choice,
    is_amount,
    is_finite,
    severity,
)

SUPPORT = "support"
OPERATING = "operating"

PERCENT = "percent"
DRIVER = "driver"
TIME = "time"
_BASES = {SUPPORT: (PERCENT, DRIVER), OPERATING: (PERCENT, DRIVER, TIME)}

#: The receiver of what a pool gives to nobody.
UNALLOCATED = None
#: Percentages are doubles: what they miss 100 by below this is noise, not a share.
SHARE_TOLERANCE = 1e-6
#: Captured cost of all pools together; a split accepts twice as much, which
#: leaves room for cents carried between pools.
MAXIMUM_CAPTURED = MAXIMUM_AMOUNT // 2

Receiver = str | None
#: (giver, receiver) -> amount in minor units
Flows = dict[tuple[str, Receiver], int]


@dataclass(frozen=True)
class Pool:
    """One cost pool.

    :param name: unique among pools and activities
    :param kind: ``SUPPORT`` or ``OPERATING``
    :param captured: own cost from the ledger, minor units, cost positive
    :param currency: code of the currency ``captured`` is in
    :param basis: ``PERCENT``, ``DRIVER`` or (operating pools) ``TIME``
    :param shares: receiver -> percent (``PERCENT``), quantity (``DRIVER``), or
        minutes of this pool per minute of the activity, usually 1 (``TIME``)
    :param rest_unallocated: with ``PERCENT``, what is missing to 100 % stays
        unallocated; without it the shares must add up to 100 %
    :param zero_total: with ``DRIVER``, policy when the quantities add up to zero
    :param avoidable: share of the captured cost, 0 to 1, that would go away
        within twelve months if the work did
    :param capacity: what a ``TIME`` pool can do
    """

    name: str
    kind: str
    captured: int
    currency: str
    basis: str = PERCENT
    shares: Mapping[str, float] = field(default_factory=dict)
    rest_unallocated: bool = False
    zero_total: str = LEAVE_UNALLOCATED
    avoidable: float = 0.0
    capacity: Capacity | None = None

    @property
    def avoidable_captured(self) -> int:
        """The avoidable part of the captured cost, minor units."""
        return apply_rate(self.captured, exact_rate(self.avoidable))


def check_pools(pools: Sequence[Pool]) -> Iterator[Problem]:
    """Problems of the pools, each looked at alone.

    ``unknown_choice``, ``amount_not_integer``, ``amount_too_large``,
    ``avoidable_out_of_range``, ``number_not_finite``, ``negative_share``,
    ``self_share``, ``shares_not_100``, ``volume_too_large``, ``no_capacity`` and
    those of :func:`~.capacity.check_capacity`.
    """
    for pool in pools:
        for check in (_check_words, _check_amount, _check_each_share, _check_sum, _check_time):
            yield from check(pool)
    total = sum(abs(int(pool.captured)) for pool in pools if is_amount(pool.captured))
    if total > MAXIMUM_CAPTURED:
        names = sorted((pool.name for pool in pools), key=str)
        yield Problem("amount_too_large", names, {"field": "captured", "total": total})


def _check_words(pool: Pool) -> Iterator[Problem]:
    yield from check_choice(pool.name, "kind", pool.kind, (SUPPORT, OPERATING))
    bases = _BASES.get(pool.kind, _BASES[OPERATING])
    yield from check_choice(pool.name, "basis", pool.basis, bases)
    yield from check_choice(pool.name, "zero_total", pool.zero_total, ZERO_TOTAL)


def _check_amount(pool: Pool) -> Iterator[Problem]:
    if not is_amount(pool.captured):
        yield Problem("amount_not_integer", (pool.name,), {"field": "captured"})
    if not is_finite(pool.avoidable) or not 0 <= pool.avoidable <= 1:
        yield Problem("avoidable_out_of_range", (pool.name,), {"avoidable": pool.avoidable})


def _check_each_share(pool: Pool) -> Iterator[Problem]:
    for receiver, share in sorted(pool.shares.items(), key=lambda item: str(item[0])):
        if not is_finite(share):
            yield Problem("number_not_finite", (pool.name, receiver), {"field": "shares"})
        elif share < 0:
            yield Problem("negative_share", (pool.name, receiver), {"share": share})
        elif share and receiver == pool.name and pool.basis == PERCENT:
            yield Problem("self_share", (pool.name,), {"share": share})


def _check_sum(pool: Pool) -> Iterator[Problem]:
    if not all(map(is_finite, pool.shares.values())):
        return
    total = total_weight(pool.shares)
    if pool.basis != PERCENT:
        if not is_finite(total):
            yield Problem("volume_too_large", (pool.name,))
        return
    off = total - 100
    if off > SHARE_TOLERANCE or (off < -SHARE_TOLERANCE and not pool.rest_unallocated):
        yield Problem("shares_not_100", (pool.name,), {"total": total, "off": off})


def _check_time(pool: Pool) -> Iterator[Problem]:
    if pool.basis != TIME:
        return
    if pool.capacity is None:
        yield Problem("no_capacity", (pool.name,))
    else:
        yield from check_capacity(pool.name, pool.capacity)


def receiver_weights(pool: Pool, left_out: Collection[str] = ()) -> dict[Receiver, float]:
    """The weights by which a percent or driver pool divides its cost.

    :param left_out: receivers whose driver quantities do not count; a percent
        share is never left out, it would silently change the others
    :return: receiver -> weight above zero, at least one; ``UNALLOCATED`` takes
        the declared rest, or everything where the quantities add up to zero
    """
    weights: dict[Receiver, float] = {
        receiver: float(share)
        for receiver, share in pool.shares.items()
        if is_finite(share) and share > 0
    }
    if pool.basis == PERCENT:
        rest = 100 - total_weight(weights)
        return weights | ({UNALLOCATED: rest} if rest > SHARE_TOLERANCE else {})
    weights = {name: weight for name, weight in weights.items() if name not in left_out}
    return weights or {UNALLOCATED: 1.0}


def total_weight(weights: Mapping[Receiver, float]) -> float:
    """Sum of weights, the same in any order; infinite if a double cannot hold it."""
    return sum(sorted(map(float, weights.values())))


def by_name(receiver: Receiver) -> tuple[bool, str]:
    """Sort key of receivers: names in order, unallocated last."""
    return receiver is UNALLOCATED, str(receiver)


def split(amount: int, weights: Mapping[Receiver, float]) -> dict[Receiver, int]:
    """Divide an amount among named receivers; ties go to the first name.

    :param amount: minor units
    :param weights: receiver -> weight, not negative
    """
    receivers = sorted(weights, key=by_name)
    parts = distribute(amount, [weights[receiver] for receiver in receivers])
    return dict(zip(receivers, parts.tolist(), strict=True))


def received(flows: Flows) -> dict[Receiver, int]:
    """What each receiver got in all, minor units."""
    totals: dict[Receiver, int] = {}
    for (_giver, receiver), amount in flows.items():
        totals[receiver] = totals.get(receiver, 0) + amount
    return totals


def zero_totals(pools: Sequence[Pool], flows: Flows) -> Iterator[Problem]:
    """``zero_driver_total`` for each driver pool that found nobody to give its cost to.

    An error under ``STOP``, else a warning; nothing where there was no cost.
    """
    for pool in sorted(pools, key=lambda pool: pool.name):
        amount = flows.get((pool.name, UNALLOCATED), 0)
        if amount and pool.basis == DRIVER:
            values = {"amount": amount}
            yield Problem("zero_driver_total", (pool.name,), values, severity(pool.zero_total))
