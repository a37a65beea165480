"""What a run says about each pool and activity, and whether it adds up."""

from __future__ import annotations

from dataclasses import dataclass

ACTIVITY = "activity"


@dataclass(frozen=True)
class Flow:
    """Cost that one pool gave to a pool or an activity.

    :param giver: name of the pool
    :param receiver: name of the pool or activity
    :param amount: minor units
    :param avoidable: the avoidable part of ``amount``
    """

    giver: str
    receiver: str
    amount: int
    avoidable: int


@dataclass(frozen=True)
class Node:
    """A pool or an activity in a run.  Money in minor units, cost positive.

    The identity that holds for every node, to the cent::

        captured + received = given + unused + unallocated
                              + spending_variance + rate_variance

    :param name: the pool's or activity's
    :param kind: ``support``, ``operating`` or ``activity``
    :param captured: own cost from the ledger; activities have none
    :param received: cost from other nodes
    :param given: cost passed on: to pools, to activities, or by an activity to
        its statement line (customers; channel and facility as a whole)
    :param avoidable: avoidable part of ``captured + received``
    :param statement_line: the activity's; ``None`` for pools
    :param unallocated: declared rest, or cost whose driver has no volume
    :param unused: cost of unused capacity, negative when over capacity; ``None``
        = not measured, for everything but time-driven pools
    :param spending_variance: actual − budgeted cost of a pool with a standard rate
    :param rate_variance: cost − assigned cost of an activity with a standard rate
    :param volume: units given: minutes used of a time-driven pool, volume of an
        activity; ``None`` where nothing is measured
    :param practical_capacity: minutes a time-driven pool can supply, else ``None``
    :param rate: minor units per unit of volume; ``None`` without volume
    :param events: number of events behind an activity's minutes, else ``None``
    """

    name: str
    kind: str
    captured: int
    received: int
    given: int
    avoidable: int
    statement_line: str | None = None
    unallocated: int = 0
    unused: int | None = None
    spending_variance: int = 0
    rate_variance: int = 0
    volume: float | None = None
    practical_capacity: float | None = None
    rate: float | None = None
    events: float | None = None

    @property
    def cost(self) -> int:
        """Captured + received."""
        return self.captured + self.received

    @property
    def remaining(self) -> int:
        """What the node did not pass on: unused + unallocated + variances."""
        return (self.unused or 0) + self.unallocated + self.spending_variance + self.rate_variance

    @property
    def used_percent(self) -> float | None:
        """Used minutes in % of the practical capacity; ``None`` = not measured."""
        if self.practical_capacity is None:
            return None
        return 100 * self.volume / self.practical_capacity


@dataclass(frozen=True)
class Residuals:
    """Cost of a run that no customer bears; minor units.

    Σ captured = Σ customers' amounts + :attr:`total`.

    :param channel: cost that stops at the channel
    :param facility: cost that stops at the company
    :param unallocated: declared rests, and cost without volume
    :param unused: cost of unused capacity
    :param spending_variance: of pools with a standard rate
    :param rate_variance: of activities with a standard rate
    """

    channel: int
    facility: int
    unallocated: int
    unused: int
    spending_variance: int
    rate_variance: int

    @property
    def total(self) -> int:
        """All residuals."""
        return sum(vars(self).values())
