"""Closing an allocation: a row for every pool and activity, and the proof that it ties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..problem import Problem
from .activities import CHANNEL, FACILITY, Activity, Measured
from .allocation import Charge
from .nodes import ACTIVITY, Flow, Node, Residuals
from .operating import OperatingFlows
from .pools import UNALLOCATED, Flows, Pool, by_name, received


@dataclass(frozen=True)
class Allocation:
    """The result of a run; without figures if a problem is an error.

    Σ captured = Σ ``amounts`` + ``residuals.total``, to the cent.

    :param problems: everything found: errors, warnings and information
    :param nodes: a row per pool, then per activity, in the network's order
    :param flows: what each pool gave to each pool and activity, by giver and receiver
    :param amounts: int64, n × m, customers × activities, minor units, cost positive
    :param volumes: float64, n × m: the units behind ``amounts``
    :param residuals: cost no customer bears
    """

    problems: tuple[Problem, ...] = ()
    nodes: tuple[Node, ...] = ()
    flows: tuple[Flow, ...] = ()
    amounts: np.ndarray | None = None
    volumes: np.ndarray | None = None
    residuals: Residuals | None = None


@dataclass(frozen=True)
class Workings:
    """Everything a run computed, before it is shown.

    :param flows: out of all pools, support and operating
    :param charges: of each activity
    :param amounts: int64, customers × activities
    """

    pools: Sequence[Pool]
    activities: Sequence[Activity]
    measured: Measured
    flows: OperatingFlows
    charges: Sequence[Charge]
    amounts: np.ndarray


def close(workings: Workings, problems: Sequence[Problem]) -> Allocation:
    """The result of a run, or ``not_conserved`` and no figures if a cent is missing.

    :param problems: found on the way, none of them an error
    """
    nodes = (*_pool_nodes(workings), *_activity_nodes(workings))
    rest = _residuals(nodes, workings)
    lost = list(check_conservation(nodes, rest, workings.amounts))
    if lost:
        return Allocation((*problems, *lost))
    flows = tuple(_named_flows(workings.flows))
    return Allocation(
        tuple(problems), nodes, flows, workings.amounts, workings.measured.volumes, rest
    )


def check_conservation(
    nodes: Sequence[Node], rest: Residuals, amounts: np.ndarray
) -> Iterator[Problem]:
    """``not_conserved`` (names of nodes; ``values['off']`` minor units) if money was lost.

    Each node: captured + received = given + unused + unallocated + variances.
    The run: Σ captured = Σ amounts of customers + Σ residuals.
    """
    for node in nodes:
        off = node.cost - node.given - node.remaining
        if off:
            yield Problem("not_conserved", (node.name,), {"off": off})
    off = sum(node.captured for node in nodes) - sum(amounts.sum(axis=0).tolist()) - rest.total
    if off:
        yield Problem("not_conserved", (), {"off": off})


def _pool_nodes(workings: Workings) -> Iterator[Node]:
    incoming, outgoing = received(workings.flows.amounts), _given(workings.flows.amounts)
    avoidable = received(workings.flows.avoidable)
    for pool in workings.pools:
        yield Node(
            name=pool.name,
            kind=pool.kind,
            captured=int(pool.captured),
            received=incoming.get(pool.name, 0),
            given=outgoing.get(pool.name, 0),
            avoidable=pool.avoidable_captured + avoidable.get(pool.name, 0),
            unallocated=workings.flows.amounts.get((pool.name, UNALLOCATED), 0),
            **_capacity_columns(pool, workings.flows),
        )


def _given(flows: Flows) -> dict[str, int]:
    """What each pool gave to pools and activities, minor units."""
    totals: dict[str, int] = {}
    for (giver, receiver), amount in flows.items():
        if receiver is not UNALLOCATED:
            totals[giver] = totals.get(giver, 0) + amount
    return totals


def _capacity_columns(pool: Pool, flows: OperatingFlows) -> dict:
    """The columns of a node that only time-driven pools fill."""
    use = flows.uses.get(pool.name)
    if use is None:
        return {}
    return {
        "unused": use.unused,
        "spending_variance": use.spending_variance,
        "volume": use.used,
        "practical_capacity": float(pool.capacity.practical),
        "rate": use.rate,
    }


def _activity_nodes(workings: Workings) -> Iterator[Node]:
    incoming, avoidable = received(workings.flows.amounts), received(workings.flows.avoidable)
    columns = zip(
        workings.activities,
        workings.charges,
        workings.measured.totals,
        workings.measured.events,
        strict=True,
    )
    for activity, charge, volume, events in columns:
        yield Node(
            name=activity.name,
            kind=ACTIVITY,
            captured=0,
            received=incoming.get(activity.name, 0),
            given=charge.customers + charge.level,
            avoidable=avoidable.get(activity.name, 0),
            statement_line=activity.statement_line,
            unallocated=charge.unallocated,
            rate_variance=charge.rate_variance,
            volume=volume,
            rate=(charge.customers + charge.level) / volume if volume else None,
            events=events,
        )


def _residuals(nodes: Sequence[Node], workings: Workings) -> Residuals:
    level = {CHANNEL: 0, FACILITY: 0}
    for activity, charge in zip(workings.activities, workings.charges, strict=True):
        if charge.level:
            level[activity.statement_line] += charge.level
    return Residuals(
        channel=level[CHANNEL],
        facility=level[FACILITY],
        unallocated=sum(node.unallocated for node in nodes),
        unused=sum(node.unused or 0 for node in nodes),
        spending_variance=sum(node.spending_variance for node in nodes),
        rate_variance=sum(node.rate_variance for node in nodes),
    )


def _named_flows(flows: OperatingFlows) -> Iterator[Flow]:
    """Flows between nodes that carry anything, by giver and receiver."""
    for giver, receiver in sorted(flows.amounts, key=lambda key: (key[0], by_name(key[1]))):
        amount = flows.amounts[giver, receiver]
        avoidable = flows.avoidable[giver, receiver]
        if receiver is not UNALLOCATED and (amount or avoidable):
            yield Flow(giver, receiver, amount, avoidable)
