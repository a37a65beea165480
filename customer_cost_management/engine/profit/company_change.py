"""What a simulation does to the result of the company, line by line of the reconciliation.

Customers carry less when less work is done for them; the company does not, until somebody
uses or cuts the capacity.  What they no longer carry therefore turns up as unused capacity,
but for the part that leaves with the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..problem import Problem
from .pool_change import LINE_OF_RESIDUAL
from .simulation import Simulation


@dataclass(frozen=True)
class CompanyChange:
    """Simulated less actual; minor units, signed like profit.

    :param lines: line of the reconciliation → change; lines without change are left out
    :param freed: cost of work no longer done, negative where more is done
    :param leaving: the part of it that the company no longer spends
    """

    lines: dict[str, int]
    freed: int
    leaving: int

    @property
    def result(self) -> int:
        """Change of the company's result."""
        return sum(self.lines.values())

    @property
    def to_unused(self) -> int:
        """What freed work adds to unused capacity."""
        return self.freed - self.leaving


def company_change(
    actual_contribution: int,
    simulation: Simulation,
    residuals: Mapping[str, int],
    captured: int = 0,
) -> tuple[CompanyChange | None, tuple[Problem, ...]]:
    """The change of every line, and the proof that together they are the change of the result.

    The result changes by what is sold more, less what the goods cost more, less what the
    pools cost more, less what freed work saves.

    :param actual_contribution: Σ CM3 before anything was simulated
    :param simulation: whose own ``pool_cost_change`` is 0
    :param residuals: :attr:`~.pool_change.PoolChange.residuals`, summed over its months
    :param captured: :attr:`~.pool_change.PoolChange.captured`, likewise

    Problem: ``not_conserved``, which only a fault of the engine can cause.
    """
    effects = simulation.effects
    freed, leaving = -int(effects.usage.sum()), -int(effects.avoidable_usage.sum())
    cost = {line: int(residuals.get(line, 0)) for line in LINE_OF_RESIDUAL.values()}
    cost["unused_capacity"] += freed - leaving
    cost["rate_variance"] -= int(effects.rate.sum())
    lines = {
        "customer_contribution": int(simulation.simulated.cm3.sum()) - actual_contribution,
        **{line: -amount for line, amount in cost.items()},
    }
    change = CompanyChange({line: each for line, each in lines.items() if each}, freed, leaving)
    earned = int(effects.revenue.sum()) - int(effects.goods.sum()) - captured + leaving
    if change.result != earned:
        return None, (Problem("not_conserved", (), {"off": change.result - earned}),)
    return change, ()
