"""The allocation of one run: cost pools → activities → customers.

One call, :func:`allocate`, takes the whole network and gives back a row for
every pool and activity, the flows between them, the amounts by customer, and
everything that is wrong.  The stages are in modules of their own: ``support``,
``operating`` (with ``capacity``), ``activities`` (with ``volumes``) and
``allocation``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..problem import Problem, errors
from .activities import Activity, Measured, check_activities, check_measured, measure
from .allocation import Charge, amounts_by_customer, charge_activity, check_charges
from .choices import check_names
from .network_result import Allocation, Workings, close
from .operating import OperatingFlows, check_operating, operating_flows
from .pools import Flows, Pool, check_pools, received, zero_totals
from .support import SupportPlan, check_support, support_flows, support_weights
from .volumes import Volumes, check_volumes


@dataclass(frozen=True)
class Network:
    """All a run allocates, and how.

    :param pools: support and operating pools, in any order
    :param activities: m activities, the columns of the result
    :param volumes: measured quantities of n customers, the rows of the result
    :param support: method and order of the support pools
    :param fully_loaded: give channel and facility cost to customers too; for a
        view that says so, never for decisions about customers
    """

    pools: tuple[Pool, ...]
    activities: tuple[Activity, ...]
    volumes: Volumes
    support: SupportPlan = SupportPlan()
    fully_loaded: bool = False


def check_network(network: Network) -> Iterator[Problem]:
    """Everything wrong with a network before anything is computed.

    ``empty_network``; ``mixed_currencies`` (the codes); names that are no text
    or come twice among pools and activities (``bad_name``, ``duplicate_name``);
    and the problems of :func:`~.pools.check_pools`,
    :func:`~.support.check_support`, :func:`~.operating.check_operating`,
    :func:`~.activities.check_activities` and :func:`~.volumes.check_volumes`.
    """
    pools, activities, volumes = network.pools, network.activities, network.volumes
    if not pools:
        yield Problem("empty_network")
    currencies = {pool.currency for pool in pools}
    currencies |= {driver.currency for driver in volumes.drivers if driver.currency is not None}
    if len(currencies) > 1:
        yield Problem("mixed_currencies", sorted(currencies, key=str))
    yield from check_names([node.name for node in (*pools, *activities)])
    yield from check_pools(pools)
    yield from check_support(pools, network.support)
    yield from check_operating(pools, activities)
    yield from check_activities(activities, volumes.drivers, network.fully_loaded)
    yield from check_volumes(volumes)


def allocate(network: Network) -> Allocation:
    """Allocate all captured cost; every cent is given, or remains where it is shown.

    Problems: those of :func:`check_network` and of the stages, all that can be
    seen at once; ``not_conserved`` (nodes) if an identity failed, which only a
    fault of the engine can cause.  The same network gives the same figures in
    whatever order its pools, activities, drivers and customers come.
    """
    problems = list(check_network(network))
    if not errors(problems):
        measured = measure(network.activities, network.volumes)
        problems += check_measured(network.activities, measured)
    if errors(problems):
        return Allocation(tuple(problems))
    flows, found = _pool_flows(network, measured)
    problems += found
    if flows is None:
        return Allocation(tuple(problems))
    return _give_to_customers(network, measured, flows, problems)


def _give_to_customers(
    network: Network, measured: Measured, flows: OperatingFlows, found: list[Problem]
) -> Allocation:
    """The last stage: policies that stop the run are all known before it charges anybody."""
    charges = _charges(network, measured, flows)
    problems = [*found, *zero_totals(network.pools, flows.amounts)]
    problems += check_charges(network.activities, network.volumes.drivers, charges)
    if errors(problems):
        return Allocation(tuple(problems))
    customers = np.asarray(network.volumes.customers)
    charged = [charge.customers for charge in charges]
    amounts = amounts_by_customer(charged, measured.volumes, customers)
    workings = Workings(network.pools, network.activities, measured, flows, charges, amounts)
    return close(workings, problems)


def _pool_flows(
    network: Network, measured: Measured
) -> tuple[OperatingFlows | None, list[Problem]]:
    """Flows out of all pools, or ``None`` if the support pools cannot be solved."""
    own = {pool.name: int(pool.captured) for pool in network.pools}
    own_avoidable = {pool.name: pool.avoidable_captured for pool in network.pools}
    support, held, problems = _through_support(network, own)
    if problems:
        return None, problems
    support_avoidable, held_avoidable, problems = _through_support(network, own_avoidable)
    if problems:
        return None, problems
    names = [activity.name for activity in network.activities]
    minutes = dict(zip(names, measured.totals, strict=True))
    flows, problems = operating_flows(network.pools, held, held_avoidable, minutes)
    amounts = support | flows.amounts
    avoidable = support_avoidable | flows.avoidable
    return OperatingFlows(amounts, avoidable, flows.uses), problems


def _through_support(
    network: Network, own: Mapping[str, int]
) -> tuple[Flows, dict[str, int], list[Problem]]:
    """Flows out of support pools, what each pool then holds, and problems."""
    weights = support_weights(network.pools, network.support)
    captured = {name: own[name] for name in weights}
    flows, problems = support_flows(captured, weights, network.support)
    incoming = received(flows)
    held = {name: amount + incoming.get(name, 0) for name, amount in own.items()}
    return flows, held, problems


def _charges(network: Network, measured: Measured, flows: OperatingFlows) -> list[Charge]:
    costs = received(flows.amounts)
    return [
        charge_activity(activity, costs.get(activity.name, 0), volume, network.fully_loaded)
        for activity, volume in zip(network.activities, measured.totals, strict=True)
    ]
