"""Support pools give their cost to the pools they serve.

Three textbook methods (Horngren, Datar and Rajan, *Cost Accounting*, chapter
"Allocation of Support-Department Costs"): *direct* ignores services among
support pools, *step-down* lets each give to those after it in a stated order,
*reciprocal* solves for all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..problem import Problem
from .choices import check_choice, check_names
from .pools import PERCENT, SUPPORT, Flows, Pool, Receiver, receiver_weights, split
from .reciprocal import reciprocal_flows, without_exit

DIRECT = "direct"
STEP_DOWN = "step_down"
RECIPROCAL = "reciprocal"
METHODS = (DIRECT, STEP_DOWN, RECIPROCAL)


@dataclass(frozen=True)
class SupportPlan:
    """How support pools are allocated.

    :param method: ``DIRECT``, ``STEP_DOWN`` or ``RECIPROCAL``
    :param step_order: step-down only: every support pool once, first giver first
    """

    method: str = STEP_DOWN
    step_order: tuple[str, ...] = ()


def check_support(pools: Sequence[Pool], plan: SupportPlan) -> Iterator[Problem]:
    """Problems of the support pools with each other.

    ``unknown_choice``; ``unknown_name`` (giver, receiver);
    ``share_to_support_pool`` (giver, receiver) under direct;
    ``not_in_step_order``, ``duplicate_name``, ``bad_name`` and ``cyclic``
    (giver, receiver) under step-down; ``closed_loop`` (all pools whose cost can
    reach neither an operating pool nor an unallocated rest) under reciprocal.

    :param pools: all pools, operating ones too
    """
    yield from check_choice("support", "method", plan.method, METHODS)
    yield from _check_receivers(pools)
    if plan.method == DIRECT:
        yield from _check_direct(pools)
    elif plan.method == STEP_DOWN:
        yield from _check_order(pools, plan.step_order)
        yield from _check_cycles(pools, plan.step_order)
    elif plan.method == RECIPROCAL:
        trapped = without_exit(support_weights(pools, plan))
        if trapped:
            yield Problem("closed_loop", trapped)


def _support(pools: Sequence[Pool]) -> list[Pool]:
    """The support pools, by name: the order in which everything here is computed."""
    return sorted((pool for pool in pools if pool.kind == SUPPORT), key=lambda p: str(p.name))


def _shares_to_pools(pools: Sequence[Pool]) -> Iterator[tuple[Pool, str]]:
    """Each support pool with each support pool it gives a percentage to."""
    support = {pool.name for pool in _support(pools)}
    for pool in _support(pools):
        if pool.basis == PERCENT:
            receivers = support.intersection(receiver_weights(pool)) - {pool.name}
            yield from ((pool, receiver) for receiver in sorted(receivers, key=str))


def _check_receivers(pools: Sequence[Pool]) -> Iterator[Problem]:
    names = {pool.name for pool in pools}
    for pool in _support(pools):
        for receiver in sorted(set(pool.shares) - names, key=str):
            yield Problem("unknown_name", (pool.name, receiver))


def _check_direct(pools: Sequence[Pool]) -> Iterator[Problem]:
    for pool, receiver in _shares_to_pools(pools):
        share = pool.shares[receiver]
        yield Problem("share_to_support_pool", (pool.name, receiver), {"share": share})


def _check_order(pools: Sequence[Pool], order: Sequence[str]) -> Iterator[Problem]:
    yield from check_names(order)
    names = {pool.name for pool in _support(pools)}
    for name in sorted(set(order) - names, key=str):
        yield Problem("unknown_name", ("step_order", name))
    for name in sorted(names - set(order), key=str):
        yield Problem("not_in_step_order", (name,))


def _check_cycles(pools: Sequence[Pool], order: Sequence[str]) -> Iterator[Problem]:
    for pool, receiver in _shares_to_pools(pools):
        if receiver in _earlier(pool.name, order):
            share = pool.shares[receiver]
            yield Problem("cyclic", (pool.name, receiver), {"share": share})


def _earlier(name: str, order: Sequence[str]) -> Sequence[str]:
    """The pools that have given before this one's turn."""
    return order[: order.index(name)] if name in order else ()


def support_weights(pools: Sequence[Pool], plan: SupportPlan) -> dict[str, dict[Receiver, float]]:
    """Support pool -> receiver -> weight, as the method counts them.

    A pool's use of its own service never counts.  Direct counts no quantity
    used by a support pool, step-down none used by a pool that has already given.
    """
    support = _support(pools)
    names = [pool.name for pool in support]
    weights = {}
    for pool in support:
        if plan.method == DIRECT:
            left_out = names
        else:
            earlier = _earlier(pool.name, plan.step_order) if plan.method == STEP_DOWN else ()
            left_out = [*earlier, pool.name]
        weights[pool.name] = receiver_weights(pool, left_out)
    return weights


def support_flows(
    captured: Mapping[str, int], weights: Mapping[str, Mapping[Receiver, float]], plan: SupportPlan
) -> tuple[Flows, list[Problem]]:
    """What support pools give to whom, so that each gives exactly what it holds.

    :param captured: support pool -> own cost, minor units, any sign
    :param weights: from :func:`support_weights`
    :return: flows, and the problems of :func:`~.reciprocal.reciprocal_flows`
    """
    if plan.method == RECIPROCAL:
        return reciprocal_flows(captured, weights)
    order = plan.step_order if plan.method == STEP_DOWN else sorted(weights)
    return _give_in_turn(captured, weights, order), []


def _give_in_turn(captured, weights, order: Sequence[str]) -> Flows:
    """Each pool passes on its own cost and what it got from those before it."""
    held = dict(captured)
    flows: Flows = {}
    for giver in order:
        for receiver, amount in split(held[giver], weights[giver]).items():
            flows[giver, receiver] = amount
            if receiver in held:
                held[receiver] += amount
    return flows
