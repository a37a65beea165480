"""What a picture of the quadrants shows: a bubble for some customers, a sum for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import minor_units
from .quadrant import FIX_OR_LEAVE, GROW_OR_REPRICE, NOT_PLACED, PROTECT, SERVE_SMARTER

#: Up to so many bubbles a screen shows everybody.
EVERYBODY = 300
#: Beyond that: those with most revenue, and besides them those who lose most.
LARGEST, LOSERS = 200, 400


@dataclass(frozen=True)
class Members:
    """Customers of one quadrant: their number and what they contribute, minor units, signed."""

    customers: int
    contribution: int


def bubbles(quadrants: Any, net_revenues: Any, contributions: Any) -> np.ndarray:
    """Positions of the customers to draw, most revenue first; equal ones as they stand.

    Up to :data:`EVERYBODY` customers are all drawn; of more, the :data:`LARGEST` by revenue
    and the :data:`LOSERS` who lose most.  Who has no place is never drawn.

    :param quadrants: n codes as :func:`~.quadrant.place_in_quadrants` gives them
    :param net_revenues: n amounts in minor units
    :param contributions: n amounts in minor units, signed
    """
    placed = np.flatnonzero(np.asarray(quadrants) != NOT_PLACED)
    revenues, contributions = minor_units(net_revenues), minor_units(contributions)
    by_revenue = placed[np.argsort(-revenues[placed], kind="stable")]
    if len(placed) <= EVERYBODY:
        return by_revenue
    losing = placed[contributions[placed] < 0]
    worst = losing[np.argsort(contributions[losing], kind="stable")][:LOSERS]
    drawn = np.zeros(len(revenues), bool)
    drawn[by_revenue[:LARGEST]] = True
    drawn[worst] = True
    return by_revenue[drawn[by_revenue]]


def members(quadrants: Any, contributions: Any) -> dict[str, Members]:
    """Number and contribution of each quadrant's customers, of those without a place too."""
    codes, amounts = np.asarray(quadrants), minor_units(contributions)
    kinds = (PROTECT, SERVE_SMARTER, GROW_OR_REPRICE, FIX_OR_LEAVE, NOT_PLACED)
    own = {kind: codes == kind for kind in kinds}
    return {kind: Members(int(of.sum()), int(amounts[of].sum())) for kind, of in own.items()}
