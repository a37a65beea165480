"""Services that support pools render each other, solved at once and to the cent.

The reciprocal method (Horngren, Datar and Rajan, *Cost Accounting*; Kaplan,
"Variable and Self-Service Costs in Reciprocal Allocation Models", The
Accounting Review, 1973) gives each pool a total of its own cost and its share
of the others' totals: ``total = captured + received``, one linear equation a
pool.  The equations are solved in floating point; the *flows* are whole minor
units, and the few that rounding leaves over are carried to an operating pool.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..money import MAXIMUM_AMOUNT, round_half_up
from ..problem import Problem
from .pools import Flows, Receiver, by_name, received, split, total_weight

#: Beyond this condition number fewer than about seven figures could be trusted.
MAXIMUM_CONDITION = 1e9
#: What the solution may miss an equation by, relative to the largest total.
MAXIMUM_RESIDUAL = 1e-12

Weights = Mapping[str, Mapping[Receiver, float]]


def reciprocal_flows(captured: Mapping[str, int], weights: Weights) -> tuple[Flows, list[Problem]]:
    """Flows among support pools and out of them, ``captured + received = given`` at each.

    :param captured: support pool -> own cost, minor units, any sign
    :param weights: support pool -> receiver -> weight above zero, with a way out
        for each (see :func:`without_exit`)
    :return: flows, or none and the problem ``ill_conditioned`` (nearly closed
        loop) or ``amount_too_large`` (pools with totals beyond what can be split)
    """
    names = sorted(weights)
    totals, condition = _solve(captured, weights, names)
    if totals is None:
        return {}, [Problem("ill_conditioned", names, {"condition": condition})]
    too_large = [name for name in names if abs(totals[name]) > MAXIMUM_AMOUNT]
    if too_large:
        return {}, [Problem("amount_too_large", too_large, {"field": "total"})]
    flows = {
        (giver, receiver): amount
        for giver in names
        for receiver, amount in split(totals[giver], weights[giver]).items()
    }
    _carry_imbalances(captured, weights, flows)
    return flows, []


def _solve(captured, weights: Weights, names: list[str]):
    """Rounded totals by pool, or ``None`` if they cannot be trusted; condition number."""
    if not names:
        return {}, 1.0
    position = {name: index for index, name in enumerate(names)}
    system = np.eye(len(names))
    for giver in names:
        whole = total_weight(weights[giver])
        for receiver, weight in weights[giver].items():
            if receiver in position:
                system[position[receiver], position[giver]] -= weight / whole
    condition = float(np.linalg.cond(system, 1))
    if not condition < MAXIMUM_CONDITION:
        return None, condition
    own = np.array([captured[name] for name in names], np.float64)
    totals = np.linalg.solve(system, own)
    residual = np.abs(system @ totals - own).max()
    if residual > MAXIMUM_RESIDUAL * np.abs(totals).max():
        return None, condition
    rounded = [round_half_up(*total.as_integer_ratio()) for total in totals.tolist()]
    return dict(zip(names, rounded, strict=True)), condition


def _carry_imbalances(captured, weights: Weights, flows: Flows) -> None:
    """Make every pool give exactly what it holds.

    Rounded totals and rounded flows disagree by a few minor units at a pool.
    The difference travels along the pool's shortest way out; every pool on the
    way gets and gives it, so no other pool's balance moves.
    """
    distance = _distances(weights)
    held = received(flows)
    differences = {
        name: captured[name] + held.get(name, 0) - sum(flows[name, to] for to in weights[name])
        for name in sorted(weights)
    }
    for name, difference in differences.items():
        giver = name
        while difference and giver in weights:
            receiver = _next_on_the_way_out(weights[giver], distance)
            flows[giver, receiver] += difference
            giver = receiver


def without_exit(weights: Weights) -> list[str]:
    """Pools, by name, whose cost could never leave the support pools."""
    return sorted(set(weights) - set(_distances(weights)), key=str)


def _distances(weights: Weights) -> dict[str, int]:
    """Support pool -> steps to the nearest receiver that is none; pools without are absent."""
    distance: dict[str, int] = {}
    steps, reached = 1, {to for row in weights.values() for to in row if to not in weights}
    while reached:
        reached = {
            giver
            for giver, row in weights.items()
            if giver not in distance and not reached.isdisjoint(row)
        }
        distance.update(dict.fromkeys(reached, steps))
        steps += 1
    return distance


def _next_on_the_way_out(row: Mapping[Receiver, float], distance: Mapping[str, int]) -> Receiver:
    """Of the receivers nearest to a way out the one with the largest weight, then by name."""
    return min(row, key=lambda to: (distance.get(to, 0), -row[to], by_name(to)))
