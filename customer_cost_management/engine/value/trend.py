"""The trend of a short series: how steep, and whether it is one at all.

The Theil–Sen slope is the median of the slopes between all pairs of months, so
one odd month does not turn it.  The Mann–Kendall test counts rising against
falling pairs and says, as a standard normal z, how far that is from chance.

Sources: Sen, Journal of the American Statistical Association 63, 1968; Mann,
Econometrica 13, 1945, with Kendall's correction for ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Rows worked on at once: all pairs of months of all customers need not fit in memory.
_BATCH = 10_000


@dataclass(frozen=True)
class Trends:
    """One trend per customer.

    :param slopes: change per month, in the unit of the series
    :param z: Mann–Kendall; ±1.645 is beyond chance at 5 % on one side
    """

    slopes: np.ndarray
    z: np.ndarray


def monthly_trends(series) -> Trends:
    """Trend of each row.

    :param series: n × m finite numbers, oldest month first, m ≥ 2
    """
    series = np.asarray(series, np.float64)
    batches = [_batch_trends(series[at : at + _BATCH]) for at in range(0, len(series), _BATCH)]
    if not batches:
        return Trends(np.zeros(0), np.zeros(0))
    slopes, z = zip(*batches, strict=True)
    return Trends(np.concatenate(slopes), np.concatenate(z))


def _batch_trends(series: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    earlier, later = np.triu_indices(series.shape[1], 1)
    differences = series[:, later] - series[:, earlier]
    slopes = np.median(differences / (later - earlier), axis=1)
    return slopes, _mann_kendall(np.sign(differences).sum(axis=1), series)


def _mann_kendall(score: np.ndarray, series: np.ndarray) -> np.ndarray:
    """z of the score, one pair taken off for continuity; 0 where all months are equal."""
    months = series.shape[1]
    equal = (series[:, :, None] == series[:, None, :]).sum(axis=2)
    # Σ over groups of t equal months of t(t−1)(2t+5), summed month by month.
    ties = ((equal - 1) * (2 * equal + 5)).sum(axis=1)
    variance = (months * (months - 1) * (2 * months + 5) - ties) / 18
    certain = np.sign(score) * np.maximum(np.abs(score) - 1, 0)
    return np.where(variance > 0, certain / np.sqrt(np.where(variance > 0, variance, 1)), 0.0)
