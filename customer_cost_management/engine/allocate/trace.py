"""Following a part of a pool's cost to where it ended, and the cost of a customer back.

A run keeps what each pool gave to each receiver.  A part of a pool's cost takes the same
way as the whole: at every pool and activity it divides as the whole did.  Each split goes
through :func:`~..money.distribute`, so that nothing is lost and the ends add up to the part.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from ..money import distribute, round_half_up

#: End of an amount that cannot be followed: its pool's cost is 0 in total.
OFFSET = "offset"
#: Times around a loop of reciprocal pools; each time a part of the amount leaves it.
ROUNDS = 200


def divide(total: int, weights, keys=None) -> np.ndarray | None:
    """Split ``total`` like a whole that was split into ``weights``, which may be of both signs.

    What the whole gave and what it took back (unused capacity below 0) are split apart:
    ``total`` × positive ÷ net to the positive weights, the rest to the negative ones.

    :param weights: n integers in minor units
    :param keys: n distinct numbers, see :func:`~..money.distribute`
    :return: n amounts that add up to ``total``; ``None`` if the weights add up to 0
    """
    weights = np.asarray(weights, np.int64)
    net = int(weights.sum())
    if not net:
        return None if total else np.zeros(len(weights), np.int64)
    positive, negative = np.maximum(weights, 0), np.maximum(-weights, 0)
    gained = round_half_up(int(total) * int(positive.sum()), net)
    return distribute(gained, positive, keys) - distribute(gained - int(total), negative, keys)


def follow(
    amounts: Mapping[Hashable, int], outs: Mapping[Hashable, Mapping[Hashable, int]]
) -> dict[Hashable, int]:
    """Where amounts in pools end.

    :param amounts: pool → minor units to follow
    :param outs: pool → receiver → what the whole pool gave it; receivers that are no pools
        are ends.  Pools come in the order they gave in.  Reciprocal pools give to each other:
        what comes back to a pool goes round again.
    :return: end → minor units; Σ ends = Σ ``amounts``
    """
    held, ends = dict(amounts), {}
    for _round in range(ROUNDS):
        for pool, given in outs.items():
            amount = held.pop(pool, 0)
            if not amount:
                continue
            parts = divide(amount, list(given.values())) if given else None
            if parts is None:
                given, parts = {(OFFSET, pool): 1}, [amount]
            for receiver, part in zip(given, parts, strict=True):
                place = held if receiver in outs else ends
                place[receiver] = place.get(receiver, 0) + int(part)
        if not any(held.get(pool) for pool in outs):
            break
    for pool, amount in held.items():
        ends[OFFSET, pool] = ends.get((OFFSET, pool), 0) + amount
    return {end: amount for end, amount in ends.items() if amount}


def sources(
    amount: int,
    receiver: Hashable,
    outs: Mapping[Hashable, Mapping[Hashable, int]],
    captured: Mapping[Hashable, int],
) -> dict[Hashable, int]:
    """The own cost of pools that an amount of an activity comes from: :func:`follow` backwards.

    :param outs: as for :func:`follow`
    :param captured: pool → own cost from the ledger
    :return: pool → minor units; what has no source is under :data:`OFFSET`
    """
    wanted, found = {receiver: int(amount)}, {}
    for _round in range(ROUNDS):
        for node in (receiver, *reversed(list(outs))):
            part = wanted.pop(node, 0)
            if part:
                _find_source(node, part, (outs, captured), (wanted, found))
        if not any(wanted.values()):
            break
    left = sum(wanted.values())
    if left:
        found[OFFSET] = found.get(OFFSET, 0) + left
    return found


def _find_source(node, part, whole, places) -> None:
    """What of ``part`` is the node's own cost is found; the rest is wanted from its givers.

    :param whole: ``outs`` and ``captured`` of :func:`sources`
    :param places: ``wanted`` and ``found``, which are added to
    """
    (outs, captured), (wanted, found) = whole, places
    givers = {giver: given[node] for giver, given in outs.items() if given.get(node)}
    parts = divide(part, [captured.get(node, 0), *givers.values()])
    if parts is None:
        found[OFFSET] = found.get(OFFSET, 0) + part
        return
    if parts[0]:
        found[node] = found.get(node, 0) + int(parts[0])
    for giver, share in zip(givers, parts[1:].tolist(), strict=True):
        wanted[giver] = wanted.get(giver, 0) + share


def largest(keys: Sequence[Hashable], amounts, count: int):
    """The ``count`` largest amounts by size with their keys, and what the others add up to."""
    amounts = np.asarray(amounts, np.int64)
    order = np.argsort(-np.abs(amounts), kind="stable")
    top = [row for row in order[:count].tolist() if amounts[row]]
    kept = [(keys[row], int(amounts[row])) for row in top]
    return kept, int(amounts.sum()) - sum(amount for _key, amount in kept)
