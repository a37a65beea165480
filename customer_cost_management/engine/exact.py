"""What counts as an exact number: money that came in, and rates read as people read them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from .money import MAXIMUM_AMOUNT, round_half_up


def is_money(value) -> bool:
    """Whether ``value`` is a whole number of minor units that a split accepts."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return whole and abs(int(value)) <= MAXIMUM_AMOUNT


def is_cost(value) -> bool:
    """Whether ``value`` is money and not negative: cost is positive."""
    return is_money(value) and value >= 0


def is_count(value) -> bool:
    """Whether ``value`` is a number of things: whole and not negative."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool) and value >= 0


def exact_rate(value) -> Fraction | None:
    """A rate or percentage as the decimal number that is shown, or ``None`` if it is none.

    A float is taken as it prints: 0.1 is one tenth, not its nearest double, so
    an amount of exactly half a minor unit rounds as it would on paper.

    :param value: int, Decimal, float or text such as ``"0.5"`` or ``"1/3"``
    """
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def apply_rate(amount: int, rate: Fraction) -> int:
    """``amount × rate`` in minor units, rounded once, half away from zero."""
    return round_half_up(int(amount) * rate.numerator, rate.denominator)


def percent_of(amount: int, percent) -> int:
    """``percent`` % of ``amount`` in minor units; the percentage must be a number."""
    return apply_rate(amount, exact_rate(percent) / 100)
