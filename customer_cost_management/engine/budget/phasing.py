"""When a budget line's money may be used: its amount, month by month."""

from __future__ import annotations

import numpy as np

from ..money import distribute

EVEN = "even"
START = "start"
PHASINGS = (EVEN, START)


def phase(amount: int, months: int, phasing: str = EVEN) -> np.ndarray:
    """The months' parts of ``amount``, which add up to it; int64, one a month.

    *Even* gives every month the same, to the cent; *start* all of it to the first
    month, so that the whole amount may be used from the first day on.

    :param amount: minor units, signed
    :param months: at least 1
    """
    weights = [1] * months if phasing == EVEN else [1] + [0] * (months - 1)
    return distribute(amount, weights)
