"""What if: the statement of customers under other prices, volumes, rates and service.

The actual statement stays; a second one is computed beside it.  Two things are
never assumed away.  Customers answer a price: the share of volume lost is an
input.  And work that is no longer done is no saving until somebody uses or cuts
the capacity: only the avoidable part of it leaves the company, the rest becomes
unused capacity.

Source of the method: time-driven activity-based costing on freed capacity
(Kaplan/Anderson, 2007), relevant cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..problem import Problem, errors
from ..rounded_product import product_problems, rounded_product
from .avoidable import avoidable_part
from .scenario import FIELDS, Scenario, broadcast, scenario_problems
from .statement import Statement, StatementInput, build_statement
from .statement_lines import GOODS_LINES, columns_of_lines

#: Reasons for which revenue changes, in the order in which they act.
REVENUE_EFFECTS = ("volume", "price", "discount", "added")


@dataclass(frozen=True)
class Effects:
    """What changes, reason by reason; minor units.

    :param revenue: n × :data:`REVENUE_EFFECTS`; positive earns more
    :param goods: n × :data:`~.statement_lines.GOODS_LINES`; positive costs more
    :param usage: n × m, activity cost because more or less is used
    :param rate: n × m, activity cost because a unit costs more or less
    :param avoidable_usage: n × m, the part of ``usage`` that the company pays or saves
    """

    revenue: np.ndarray
    goods: np.ndarray
    usage: np.ndarray
    rate: np.ndarray
    avoidable_usage: np.ndarray


@dataclass(frozen=True)
class Simulation:
    """Actual and simulated statement side by side; minor units.

    :param actual: n customers as they are
    :param simulated: the same customers under the scenario
    :param effects: why they differ
    :param pool_cost_change: what the scenario makes the company spend more
    """

    actual: Statement
    simulated: Statement
    effects: Effects
    pool_cost_change: int

    @property
    def contribution_change(self) -> np.ndarray:
        """n changes of CM3."""
        return self.simulated.cm3 - self.actual.cm3

    @property
    def to_unused_capacity(self) -> np.ndarray:
        """m costs of work no longer done that stay; negative where spare capacity is used."""
        return (self.effects.avoidable_usage - self.effects.usage).sum(axis=0)

    @property
    def to_rate_variance(self) -> int:
        """Cost charged to customers by other rates that the company does not spend."""
        return int(self.effects.rate.sum()) - self.pool_cost_change

    @property
    def company_change(self) -> int:
        """Change of the company's result.

        Σ change of CM3 − cost that only became unused capacity + cost that was only
        charged at other rates.
        """
        customers = int(self.contribution_change.sum())
        return customers - int(self.to_unused_capacity.sum()) + self.to_rate_variance


def simulate(
    actual: StatementInput, scenario: Scenario
) -> tuple[Simulation | None, tuple[Problem, ...]]:
    """The scenario applied to the customers of a statement.

    A lost share of volume takes its goods and the activities that follow volume
    with it.  Simulated gross revenue is not known.

    Problems: those of :func:`~.statement.build_statement` and
    :func:`~.scenario.scenario_problems`; ``amount_too_large`` with the amount.
    """
    statement, problems = build_statement(actual)
    problems = (*problems, *scenario_problems(actual, scenario))
    if errors(problems):
        return None, problems
    change = _change(scenario, np.shape(actual.activity_cost))
    too_large = tuple(_size_problems(actual, statement, change))
    if too_large:
        return None, (*problems, *too_large)
    effects = _effects(actual, statement, change)
    simulated, simulated_problems = build_statement(_with_effects(actual, effects))
    problems += simulated_problems
    if errors(problems):
        return None, problems
    pool_cost = int(scenario.pool_cost_change)
    return Simulation(statement, simulated, effects, pool_cost), problems


def _change(scenario: Scenario, shape: tuple[int, int]) -> dict[str, np.ndarray]:
    """The assumptions in full shape, with what is still sold (n) and used (n × m) of 1."""
    change = {name: broadcast(scenario, name, shape) for name in FIELDS}
    kept = (1 + change["volume_change"]) * (1 - change["volume_lost"])
    sold = np.where(change["activity_follows_volume"], kept[:, None], 1.0)
    return {**change, "kept": kept, "used": (1 + change["activity_volume_change"]) * sold}


def _size_problems(actual, statement, change) -> Iterator[Problem]:
    """Simulated amounts must stay amounts that can be split."""
    kept, used = change["kept"], change["used"]
    yield from product_problems("net_revenue", statement.net_revenue, kept)
    yield from product_problems(
        "price_change", statement.net_revenue, kept * change["price_change"]
    )
    yield from product_problems("discount_change", _discount_base(statement), kept)
    yield from product_problems("ledger_cost", _goods(actual), kept[:, None])
    yield from product_problems(
        "activity_cost", statement.activity_cost, used * (1 + change["rate_change"])
    )


def _effects(actual: StatementInput, statement: Statement, change: dict) -> Effects:
    kept, used = change["kept"], change["used"]
    usage = rounded_product(statement.activity_cost, used - 1)
    keys = statement.customers
    return Effects(
        revenue=_revenue_effects(statement, change),
        goods=rounded_product(_goods(actual), (kept - 1)[:, None]),
        usage=usage,
        rate=rounded_product(statement.activity_cost, used * change["rate_change"]),
        avoidable_usage=avoidable_part(usage, change["activity_avoidable_share"], keys),
    )


def _goods(actual: StatementInput) -> np.ndarray:
    """n × goods lines."""
    return np.asarray(actual.ledger_cost)[:, columns_of_lines(GOODS_LINES)]


def _discount_base(statement: Statement) -> np.ndarray:
    """Discount points count on gross revenue, on net where it is not known."""
    return np.where(statement.gross.known, statement.gross.gross, statement.net_revenue)


def _revenue_effects(statement: Statement, change: dict) -> np.ndarray:
    """n × reasons."""
    net, base, kept = statement.net_revenue, _discount_base(statement), change["kept"]
    return np.column_stack(
        [
            rounded_product(net, kept - 1),
            rounded_product(net, kept * change["price_change"]),
            -rounded_product(base, kept * change["discount_change"]),
            change["added_revenue"],
        ]
    )


def _with_effects(actual: StatementInput, effects: Effects) -> StatementInput:
    """The input of the simulated statement.  Goods not sold are not bought."""
    columns = columns_of_lines(GOODS_LINES)
    ledger = np.array(actual.ledger_cost, np.int64)
    avoidable = np.array(actual.ledger_avoidable, np.int64)
    ledger[:, columns] += effects.goods
    avoidable[:, columns] += effects.goods
    return replace(
        actual,
        net_revenue=np.asarray(actual.net_revenue) + effects.revenue.sum(axis=1),
        ledger_cost=ledger,
        ledger_avoidable=avoidable,
        activity_cost=np.asarray(actual.activity_cost) + effects.usage + effects.rate,
        activity_avoidable=np.asarray(actual.activity_avoidable) + effects.avoidable_usage,
        gross=None,
    )
