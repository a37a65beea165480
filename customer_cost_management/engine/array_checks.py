"""What every module asks of the arrays it is given, as problems instead of exceptions.

Each check is a generator, so that a module collects all of them at once:
``problems = [*money_problems(...), *number_problems(...)]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from numbers import Integral

import numpy as np

from .money import MAXIMUM_AMOUNT
from .problem import Problem

#: Largest quantity, rate or share accepted; a double still holds its thousandths.
MAXIMUM_NUMBER = 9e12


def shape_problems(name: str, array, shape: tuple[int, ...]) -> Iterator[Problem]:
    """An array must have its shape.  Problem: ``wrong_shape``, with the name of the input."""
    if np.shape(array) != shape:
        yield Problem("wrong_shape", (name,), {"expected": shape, "found": np.shape(array)})


def money_problems(name: str, amounts, shape: tuple[int, ...]) -> Iterator[Problem]:
    """Amounts in minor units must be integers of the expected shape whose sum is exact.

    Problems: ``wrong_shape``, ``amount_not_integer``, ``amount_too_large``; the
    subject is the name of the input.
    """
    amounts = np.asarray(amounts)
    wrong_shape = list(shape_problems(name, amounts, shape))
    yield from wrong_shape
    if wrong_shape or not amounts.size:
        return
    if amounts.dtype.kind not in "iu":
        yield Problem("amount_not_integer", (name,))
    elif np.abs(amounts.astype(np.float64)).sum() > MAXIMUM_AMOUNT:
        yield Problem("amount_too_large", (name,), {"largest": MAXIMUM_AMOUNT})


def amount_problems(amounts: Mapping[str, object]) -> Iterator[Problem]:
    """Single amounts by name must be integers that a split accepts.

    Problems: ``amount_not_integer``, ``amount_too_large``, each with all names concerned.
    """
    wrong = tuple(name for name, amount in amounts.items() if not isinstance(amount, Integral))
    if wrong:
        yield Problem("amount_not_integer", wrong)
    large = tuple(
        name
        for name, amount in amounts.items()
        if name not in wrong and abs(amount) > MAXIMUM_AMOUNT
    )
    if large:
        yield Problem("amount_too_large", large, {"largest": MAXIMUM_AMOUNT})


def number_problems(
    name: str, numbers, subjects: Sequence, *, lowest: float | None = None
) -> Iterator[Problem]:
    """Quantities, rates and shares must be finite, one a subject, and not too small.

    :param numbers: one number a subject
    :param subjects: ids; those of the bad numbers become the problem's subjects
    :param lowest: smallest number allowed, if there is one

    Problems: ``wrong_shape``, ``number_not_finite``, ``number_too_large``,
    ``number_too_small``.
    """
    numbers = np.asarray(numbers)
    if numbers.shape != (len(subjects),) or numbers.dtype.kind not in "biuf":
        values = {"expected": (len(subjects),), "found": numbers.shape}
        yield Problem("wrong_shape", (name,), values)
        return
    numbers = numbers.astype(np.float64)
    finite = np.isfinite(numbers)
    with np.errstate(invalid="ignore"):
        findings = {
            "number_not_finite": ~finite,
            "number_too_large": finite & (np.abs(numbers) > MAXIMUM_NUMBER),
        }
        if lowest is not None:
            findings["number_too_small"] = finite & (numbers < lowest)
    for code, bad in findings.items():
        if bad.any():
            yield Problem(code, tuple(np.asarray(subjects)[bad].tolist()), {"input": name})


def position_problems(name: str, positions, count: int, *, lowest: int = 0) -> Iterator[Problem]:
    """Positions must be whole numbers from ``lowest`` to ``count - 1``.

    Problems: ``wrong_shape``, ``unknown_position`` with the positions that do not exist.
    """
    positions = np.asarray(positions)
    if positions.ndim != 1 or (len(positions) and positions.dtype.kind not in "iu"):
        values = {"expected": "whole numbers", "found": positions.shape}
        yield Problem("wrong_shape", (name,), values)
        return
    unknown = positions[(positions < lowest) | (positions >= count)]
    if len(unknown):
        yield Problem("unknown_position", tuple(np.unique(unknown).tolist()), {"input": name})


def duplicate_problems(name: str, keys) -> Iterator[Problem]:
    """Ids must be distinct.  Problem: ``duplicate_id`` with the ids that occur twice."""
    values, counts = np.unique(np.asarray(keys), return_counts=True)
    if (counts > 1).any():
        yield Problem("duplicate_id", tuple(values[counts > 1].tolist()), {"input": name})
