"""Why the contribution of one customer changed: his statements as the engine compares them."""

from dataclasses import dataclass

import numpy as np

from ...engine.profit.contribution_change import RATE, USAGE, PeriodFigures, contribution_change
from ...engine.profit.statement import Activity, StatementInput
from ...engine.profit.statement_lines import LINE_NAMES


@dataclass(frozen=True)
class CustomerFigures:
    """What one customer's statement is made of; minor units, cost positive.

    :param currency: its name
    :param revenue: net revenue
    :param lines: {line: cost}, with what activities gave
    :param activities: {(activity id, line): (cost, volume, rate)}; the rate in minor units
        for one unit of the driver
    :param quantity: comparable quantity sold, ``None`` where there is none
    """

    currency: str
    revenue: int
    lines: dict
    activities: dict
    quantity: float | None = None

    def period(self, customer, keys):
        """The figures over the activities of both periods."""
        lines = {name: self.lines.get(name, 0) for name in LINE_NAMES}
        uses = [self.activities.get(key, (0, 0.0, 0.0)) for key in keys]
        for (_activity, line), (cost, _volume, _rate) in zip(keys, uses, strict=True):
            lines[line] -= cost
        cost = np.array([[use[0] for use in uses]], np.int64).reshape(1, len(keys))
        ledger = np.array([[lines[name] for name in LINE_NAMES]], np.int64)
        return PeriodFigures(
            statement=StatementInput(
                currency=self.currency,
                customers=np.array([customer], np.int64),
                net_revenue=np.array([self.revenue], np.int64),
                ledger_cost=ledger,
                activities=tuple(Activity(place, key[1]) for place, key in enumerate(keys)),
                activity_cost=cost,
                ledger_avoidable=np.zeros_like(ledger),
                activity_avoidable=np.zeros_like(cost),
            ),
            volume=np.array([[use[1] for use in uses]], np.float64).reshape(1, len(keys)),
            # no rate where nothing was used, and none where the activity gave money back
            rate=np.array(
                [use[2] if use[1] > 0 and use[0] >= 0 else np.nan for use in uses], np.float64
            ),
            quantity=None if self.quantity is None else np.array([self.quantity], np.float64),
        )


def explain(customer, before, after):
    """Effects on one customer's contribution, the largest first; they add up to its change.

    :return: ([(kind, subject, minor units)], problems); subjects of rate and usage are keys
        of :attr:`CustomerFigures.activities`
    """
    keys = sorted(before.activities.keys() | after.activities.keys())
    change, problems = contribution_change(
        before.period(customer, keys), after.period(customer, keys)
    )
    if change is None:
        return [], problems
    return [
        (
            effect.kind,
            keys[effect.subject] if effect.kind in (RATE, USAGE) else effect.subject,
            cost,
        )
        for effect, cost in change.by_size(0)
    ], ()
