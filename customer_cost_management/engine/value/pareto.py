"""ABC classes: the few customers who bring most, and the many who bring little.

Source: Dickie, "ABC inventory analysis shoots for dollars, not pennies",
Factory Management and Maintenance 109, 1951, after Pareto and Lorenz.
"""

from __future__ import annotations

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import Problem, errors

#: Cumulative share at which class A, and then class B, ends.
CLASS_LIMITS = (0.80, 0.95)


def pareto_classes(
    customer_ids, amounts, limits: tuple[float, float] = CLASS_LIMITS
) -> tuple[np.ndarray | None, list[Problem]]:
    """``A``, ``B`` or ``C`` by cumulative share of the positive amounts.

    The customer who crosses a limit still belongs to the upper class; equal
    amounts share a class; an amount of zero or less is C.

    :param customer_ids: n distinct integers
    :param amounts: n amounts in minor units, signed
    :param limits: share of 1 at which A ends, share at which B ends
    :return: n letters in the order of the input, or None with the problems of
        :func:`~..columns.check_columns` or ``class_limits_invalid``
    """
    problems = check_columns(customer_ids, [Column("amounts", amounts)])
    end_of_a, end_of_b = limits
    if not 0 < end_of_a <= end_of_b <= 1:
        problems.append(Problem("class_limits_invalid", values={"limits": tuple(limits)}))
    if errors(problems):
        return None, problems
    shares = _shares_before(minor_units(amounts))
    return np.where(shares < end_of_a, "A", np.where(shares < end_of_b, "B", "C")), problems


def _shares_before(amounts: np.ndarray) -> np.ndarray:
    """Share of the positive total held by strictly larger amounts; 1 for amounts ≤ 0."""
    ascending = np.sort(np.maximum(amounts, 0))
    cumulative = np.concatenate([[0], ascending.cumsum()])
    larger = cumulative[-1] - cumulative[np.searchsorted(ascending, amounts, "right")]
    return np.where(amounts > 0, larger / max(int(cumulative[-1]), 1), 1.0)
