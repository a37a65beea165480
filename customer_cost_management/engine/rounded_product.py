"""Quantity × price and amount × ratio for whole arrays, rounded once per element."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .money import MAXIMUM_AMOUNT, round_half_up
from .problem import Problem

#: A factor counts with twelve decimals; the product itself is then exact.
_STEPS = 10**12

_round_each = np.frompyfunc(round_half_up, 2, 1)
_integer_each = np.frompyfunc(int, 1, 1)


def rounded_product(left, right) -> np.ndarray:
    """``left × right`` element by element, each product rounded half away from zero.

    The factors are read with twelve decimals (a double of 0.335 is not quite
    0.335) and multiplied as integers of any length, so nothing is rounded but
    the product.

    :param left, right: finite numbers or integers that broadcast
    :return: int64 array
    """
    left, right = np.broadcast_arrays(np.asarray(left), np.asarray(right))
    result = np.zeros(left.shape, np.int64)
    some = (left != 0) & (right != 0)  # most cells of a customer × activity array are empty
    if some.any():
        products = _in_steps(left[some]) * _in_steps(right[some])
        result[some] = _round_each(products, _STEPS * _STEPS).astype(np.int64)
    return result


def rounded_ratio(amounts, numerators, denominators) -> np.ndarray:
    """``amounts × numerators ÷ denominators`` element by element, each rounded once.

    :param amounts, numerators, denominators: n integers each, no denominator 0
    :return: n int64; the caller sees to it that they fit
    """
    products = np.asarray(amounts).astype(object) * np.asarray(numerators).astype(object)
    return _round_each(products, np.asarray(denominators).astype(object)).astype(np.int64)


def product_problems(name: str, left, right) -> Iterator[Problem]:
    """A product must stay an amount that can be split.  Problem: ``amount_too_large``."""
    product = np.asarray(left, np.float64) * np.asarray(right, np.float64)
    if np.abs(product).sum() > MAXIMUM_AMOUNT:
        yield Problem("amount_too_large", (name,), {"largest": MAXIMUM_AMOUNT})


def _in_steps(numbers: np.ndarray) -> np.ndarray:
    """Numbers as Python integers of the smallest step, in an object array."""
    if numbers.dtype.kind in "biu":
        return numbers.astype(object) * _STEPS
    return _integer_each(np.rint(numbers * _STEPS))
