"""From the rules of the tiers to the amounts at which each tier begins.

A rule names an amount, a part of the customers (the best tenth), or a part of what
they earn (those who together bring 80 %).  The last two move with the customers; they
become amounts here, at each evaluation, so that tiers are always told by amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..columns import minor_units

AMOUNT = "amount"  # from this contribution on
RANK = "rank"  # the best customers, in % of all
SHARE = "share"  # the best customers who together bring this % of all positive contribution


@dataclass(frozen=True)
class TierRule:
    """Where one tier begins.

    :param basis: :data:`AMOUNT`, :data:`RANK` or :data:`SHARE`
    :param value: minor units for an amount, else % above 0 up to 100
    """

    basis: str
    value: float


def tier_thresholds(measured, rules: Sequence[TierRule]) -> np.ndarray:
    """The amount at which each tier begins, best tier first.

    Customers of equal contribution share a tier.  A tier that would begin above the one
    before it begins with it, and stays empty.

    :param measured: n amounts in minor units, signed: contribution before relationship
        spending
    :param rules: of all tiers but the last, which takes everybody else
    :return: one amount a rule, none above the one before it
    """
    ranked = np.sort(minor_units(measured))[::-1]
    amounts = [_AMOUNT_OF_BASIS[rule.basis](ranked, rule.value) for rule in rules]
    return np.minimum.accumulate(np.array(amounts, np.int64)) if amounts else np.zeros(0, np.int64)


def _by_rank(ranked: np.ndarray, percent: float) -> int:
    """Contribution of the last of the best customers; a part of a customer is a customer."""
    if not len(ranked):
        return _beyond_all(ranked)
    count = int(np.ceil(len(ranked) * percent / 100 - 1e-9))
    return int(ranked[max(count, 1) - 1])


def _by_share(ranked: np.ndarray, percent: float) -> int:
    """Contribution of the customer with whom the share is reached."""
    earned = np.maximum(ranked, 0).cumsum()
    if not len(ranked) or not earned[-1]:
        return _beyond_all(ranked)
    reached = 100.0 * earned >= percent * float(earned[-1])
    return int(ranked[int(np.argmax(reached))])


def _beyond_all(ranked: np.ndarray) -> int:
    """A positive amount that nobody reaches."""
    return max(int(ranked[0]), 0) + 1 if len(ranked) else 1


_AMOUNT_OF_BASIS = {
    AMOUNT: lambda _ranked, value: int(value),
    RANK: _by_rank,
    SHARE: _by_share,
}
