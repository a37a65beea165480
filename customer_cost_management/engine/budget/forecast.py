"""Where a budget line will end if it goes on as it did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Forecast:
    """The end of a line's year at today's pace.

    :param amount: used by the end of the year, minor units
    :param runs_out: month, counted from 0, in which the budget will not be enough
        any more; ``None`` if it will last
    """

    amount: int = 0
    runs_out: int | None = None


def forecast(budget: int, used: int, elapsed: int, months: int) -> Forecast:
    """Straight on at the pace of the months so far; what was promised counts as used.

    used ÷ elapsed × months, rounded down to the unit.  Nothing is forecast before
    a month has begun, and a year that is over ends with what was used.

    :param budget: the line as it stands after all its changes, minor units
    :param used: committed and consumed so far, minor units
    :param elapsed: months begun, the current one included
    :param months: months of the line
    """
    if elapsed <= 0:
        return Forecast()
    elapsed = min(elapsed, months)
    amount = used * months // elapsed if used > 0 else used
    if used <= 0 or amount <= budget:
        return Forecast(amount)
    if used > budget:
        return Forecast(amount, elapsed - 1)
    # the first month m with used ÷ elapsed × (m + 1) > budget
    return Forecast(amount, budget * elapsed // used)
