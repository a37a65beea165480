"""What other pool amounts, shares or capacities would have given, against what they gave.

Both networks are allocated, and only the difference is used: whatever the frozen figures of
a run carry of roundings stays as it is, and the difference conserves because both do.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..allocate.network import Network, allocate
from ..problem import Problem, errors

#: Lines of the reconciliation by the residual of an allocation.
LINE_OF_RESIDUAL = {
    "channel": "channel",
    "facility": "facility",
    "unallocated": "unallocated_pools",
    "unused": "unused_capacity",
    "spending_variance": "spending_variance",
    "rate_variance": "rate_variance",
}


@dataclass(frozen=True)
class PoolChange:
    """Simulated less actual; minor units, cost positive.

    Σ ``amounts`` + Σ ``residuals`` = ``captured``.

    :param amounts: n × m, activity cost of the customers
    :param residuals: cost that no customer bears, by line of the reconciliation
    :param captured: what the company spends more on its pools
    """

    amounts: np.ndarray
    residuals: dict[str, int]
    captured: int


def pool_change(
    actual: Network, simulated: Network
) -> tuple[PoolChange | None, tuple[Problem, ...]]:
    """The difference of two networks over the same customers, activities and volumes.

    Problems: those of :func:`~..allocate.network.allocate` on the simulated network.
    """
    before, after = allocate(actual), allocate(simulated)
    if errors(before.problems) or errors(after.problems):
        return None, tuple(errors(after.problems)) or tuple(errors(before.problems))
    residuals = {
        line: getattr(after.residuals, name) - getattr(before.residuals, name)
        for name, line in LINE_OF_RESIDUAL.items()
    }
    captured = _captured(simulated) - _captured(actual)
    return PoolChange(after.amounts - before.amounts, residuals, captured), after.problems


def _captured(network: Network) -> int:
    return sum(int(pool.captured) for pool in network.pools)
