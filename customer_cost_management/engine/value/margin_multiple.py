"""Lifetime value as a multiple of the yearly contribution.

Source: Gupta & Lehmann, "Customers as Assets", Journal of Interactive
Marketing 17(1), 2003.  A customer stays another year with probability r; the
contribution m of each year to come, received at its end and discounted at i,
adds up to m · r ÷ (1 + i − r), or over t years to m · Σ rᵗ ÷ (1 + i)ᵗ.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..problem import Problem


def margin_multiple(retention_rates, discount_rate: float, years: int | None = None) -> np.ndarray:
    """The factor on the yearly contribution; see :func:`check_rates` for its limits.

    :param retention_rates: yearly retention, one or n numbers from 0 to 1
    :param discount_rate: yearly, above 0
    :param years: horizon; None is for ever
    """
    kept = np.asarray(retention_rates, np.float64) / (1.0 + discount_rate)
    # r ÷ (1 + i − r), in terms of k = r ÷ (1 + i): the geometric series k + k² + …
    endless = kept / (1.0 - kept)
    return endless if years is None else endless * (1.0 - kept**years)


def check_rates(retention_rates, discount_rate: float) -> Iterator[Problem]:
    """Problems ``retention_rate_invalid`` and ``discount_rate_invalid``."""
    rates = np.atleast_1d(np.asarray(retention_rates, np.float64))
    invalid = rates[~((rates >= 0) & (rates <= 1))]
    if invalid.size:
        yield Problem("retention_rate_invalid", values={"rates": invalid.tolist()})
    if not 0 < discount_rate < np.inf:
        yield Problem("discount_rate_invalid", values={"rate": discount_rate})
