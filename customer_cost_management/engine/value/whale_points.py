"""A whale curve thinned out to as many points as a screen can show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .whale import WhaleCurve

MAXIMUM_POINTS = 600


@dataclass(frozen=True)
class CurvePoints:
    """The points to draw; each stands for the customers of a range of ranks.

    A point lies at the last rank of its range, where the cumulative figures are
    exact.  The ranges follow one another without gap and cover every customer,
    and profits within one range all have the same sign.

    :param first_ranks: first rank (from 1) that each point stands for
    :param last_ranks: last rank that each point stands for, where it is drawn
    :param cumulative_profits: minor units
    :param cumulative_percents: % of the total, or None as on the curve
    :param cumulative_revenues: minor units
    """

    first_ranks: np.ndarray
    last_ranks: np.ndarray
    cumulative_profits: np.ndarray
    cumulative_percents: np.ndarray | None
    cumulative_revenues: np.ndarray


def curve_points(curve: WhaleCurve, maximum: int = MAXIMUM_POINTS) -> CurvePoints:
    """At most ``maximum`` points, evenly spread, and always the ones that tell the story.

    Always kept: the first customer, the peak (the last who earns), the last one
    before each change of sign, and the last of all.  Ranked profits change sign
    at most twice (positive, zero, negative) and the first change is the peak,
    so these are at most four; a ``maximum`` below that yields these and no more.
    """
    count = len(curve.profits)
    required = _required_ranks(curve)
    spare = maximum - len(required)
    if count <= maximum:
        ranks = np.arange(1, count + 1)
    elif spare > 0:
        # Counted out in whole numbers, so that every platform picks the same ranks.
        evenly = 1 + (count - 1) * np.arange(spare) // max(spare - 1, 1)
        ranks = np.union1d(required, evenly)
    else:
        ranks = required
    kept = ranks - 1
    percents = curve.cumulative_percents
    return CurvePoints(
        first_ranks=np.concatenate([[1], ranks[:-1] + 1]),
        last_ranks=ranks,
        cumulative_profits=curve.cumulative_profits[kept],
        cumulative_percents=None if percents is None else percents[kept],
        cumulative_revenues=curve.cumulative_revenues[kept],
    )


def _required_ranks(curve: WhaleCurve) -> np.ndarray:
    signs = np.sign(curve.profits)
    before_a_change = np.flatnonzero(signs[1:] != signs[:-1]) + 1
    return np.union1d(before_a_change, [1, len(signs)])
