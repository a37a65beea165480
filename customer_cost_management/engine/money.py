"""Money in integer minor units, and the one way to split it.

Every split in the project goes through :func:`distribute`.  It works on exact
integers throughout, so parts always add up to the whole, equal weights differ
by at most one minor unit, and the order of the rows does not matter.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np

#: Largest amount a split accepts, in minor units: 45 trillion with two decimals.
MAXIMUM_AMOUNT = 2**52
#: Weights are scaled so that their sum stays below this power of two.
_WEIGHT_BITS = 60
#: What a double holds: the largest weight is scaled to this many bits first.
_DOUBLE_BITS = 53


def to_minor(amount: Decimal | int | str, decimals: int) -> int:
    """An amount of a currency in its minor units, half a unit rounded away from zero.

    :param amount: exact amount; a ``float`` is refused because it is not one
    :param decimals: decimal places of the currency (0 yen, 2 yuan, 3 dinar)
    :raises TypeError: if ``amount`` is a float
    """
    if isinstance(amount, float):
        raise TypeError("pass money as Decimal, int or str: a float is not exact")
    return int(Decimal(amount).scaleb(decimals).to_integral_value(ROUND_HALF_UP))


def to_decimal(minor: int, decimals: int) -> Decimal:
    """Minor units as an exact amount with the currency's decimal places."""
    return Decimal(int(minor)).scaleb(-decimals)


def round_half_up(numerator: int, denominator: int) -> int:
    """``numerator ÷ denominator`` as the nearest integer, half away from zero.

    :raises ZeroDivisionError: if the denominator is zero
    """
    quotient, remainder = divmod(abs(numerator), abs(denominator))
    quotient += 2 * remainder >= abs(denominator)
    return quotient if (numerator < 0) == (denominator < 0) else -quotient


def distribute(total: int, weights, keys=None) -> np.ndarray:
    """Split ``total`` in proportion to ``weights``; the parts add up to it exactly.

    Largest remainder (Hamilton's method): each part gets the whole units of its
    exact share, then the units left over go one each to the largest remainders.
    Equal remainders are served in ascending ``keys`` (the customer's id), so the
    result does not depend on the order of the rows.  A negative total is split
    like its absolute value and signed afterwards.

    :param total: amount in minor units, at most :data:`MAXIMUM_AMOUNT` in size
    :param weights: n numbers, finite and not negative, not all zero
    :param keys: n distinct sortable numbers; the positions if left out
    :return: int64 array of n parts; a part of weight 0 is 0
    :raises ValueError: if the total is too large, or the weights are negative,
        not finite, or add up to zero while there is something to split
    """
    total = int(total)
    if abs(total) > MAXIMUM_AMOUNT:
        raise ValueError(f"amount {total} is beyond {MAXIMUM_AMOUNT} minor units")
    weights = _integer_weights(weights)
    whole = int(weights.sum())
    if not whole:
        if total:
            raise ValueError("weights add up to zero: nothing can take the amount")
        return np.zeros(len(weights), np.int64)
    parts, remainders = _exact_shares(abs(total), weights, whole)
    left_over = abs(total) - int(parts.sum())
    if left_over:
        parts[_largest(remainders, left_over, keys)] += 1
    return parts if total >= 0 else -parts


def _integer_weights(weights) -> np.ndarray:
    """Weights as int64 whose sum is about ``2 ** _WEIGHT_BITS`` at most.

    Integers add up to the same sum in any order, doubles do not.  Scaling is by
    a power of two, so whole-number weights stay exact.
    """
    weights = np.asarray(weights, np.float64)
    if weights.ndim != 1:
        raise ValueError(f"weights must be one row of numbers, not {weights.ndim} dimensions")
    if not np.isfinite(weights).all():
        raise ValueError("a weight is not a finite number")
    if (weights < 0).any():
        raise ValueError("a weight is negative")
    if not weights.any():
        return np.zeros(len(weights), np.int64)
    _mantissa, exponent = np.frexp(weights.max())
    weights = np.ldexp(weights, _DOUBLE_BITS - int(exponent))
    excess = _exact_sum(weights).bit_length() - _WEIGHT_BITS
    return np.rint(np.ldexp(weights, -max(excess, 0))).astype(np.int64)


def _exact_sum(weights: np.ndarray) -> int:
    """Sum of doubles below ``2 ** _DOUBLE_BITS``, whole parts only, the same in any order."""
    half = _DOUBLE_BITS // 2
    high, low = np.divmod(weights.astype(np.int64), 1 << half)
    return (int(high.sum()) << half) + int(low.sum())


def _exact_shares(total: int, weights: np.ndarray, whole: int):
    """Floor and remainder of ``total × weights ÷ whole``, without rounding error.

    The product needs more than 64 bits.  A floating-point estimate of the
    quotient is off by at most one or two; the remainder against it is small and
    therefore exact in wrapping 64-bit arithmetic, and corrects the estimate.
    """
    parts = np.floor(weights * (total / whole)).astype(np.int64)
    with np.errstate(over="ignore"):
        remainders = np.int64(total) * weights - parts * np.int64(whole)
    correction = np.floor_divide(remainders, whole)
    parts += correction
    remainders -= correction * whole
    return parts, remainders


def _largest(remainders: np.ndarray, count: int, keys) -> np.ndarray:
    """Positions of the ``count`` largest remainders, ties by ascending key."""
    threshold = -np.partition(-remainders, count - 1)[count - 1]
    above = np.flatnonzero(remainders > threshold)
    tied = np.flatnonzero(remainders == threshold)
    if keys is not None:
        tied = tied[np.argsort(np.asarray(keys)[tied], kind="stable")]
    return np.concatenate([above, tied[: count - len(above)]])
