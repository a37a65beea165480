"""Columns of figures, one row per customer: the checks every analysis makes first.

An analysis lists its columns once; whatever is wrong with any of them is
returned together, before the first figure is computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .array_checks import duplicate_problems, money_problems, number_problems
from .money import MAXIMUM_AMOUNT
from .problem import Problem


@dataclass(frozen=True)
class Column:
    """One figure of every customer.

    :param name: what the column is called in a problem
    :param values: n numbers, or n × m numbers where ``dimensions`` is 2
    :param money: integer minor units (True) or any finite quantity (False)
    :param signed: whether a negative figure makes sense
    :param dimensions: 1, or 2 for a row of months per customer
    """

    name: str
    values: Any
    money: bool = True
    signed: bool = True
    dimensions: int = 1


def check_columns(customer_ids, columns: Iterable[Column]) -> list[Problem]:
    """Everything that forbids computing with these columns; empty if nothing does.

    :param customer_ids: n distinct integers
    :param columns: the columns of n rows that belong to them
    :return: problems ``customer_ids_invalid``, ``duplicate_id`` and, per column,
        those of :func:`~.array_checks.money_problems` (subject: the column) and
        :func:`~.array_checks.number_problems` (subjects: the customers)
    """
    customer_ids = np.asarray(customer_ids)
    if customer_ids.ndim != 1 or (customer_ids.size and customer_ids.dtype.kind not in "iu"):
        return [Problem("customer_ids_invalid", ("customer_ids",))]
    problems = list(duplicate_problems("customer_ids", customer_ids))
    for column in columns:
        problems += _column_problems(customer_ids, column)
    return problems


def minor_units(values) -> np.ndarray:
    """A checked money column as int64."""
    return np.asarray(values, np.int64)


def estimate_in_minor_units(values) -> np.ndarray:
    """A statistical estimate of money as int64, the nearest minor unit.

    Only for the output of a statistical model, where a unit more or less means
    nothing and nothing has to add up.  Booked money is never rounded here.
    Estimates beyond :data:`~.money.MAXIMUM_AMOUNT` are cut off there.
    """
    return np.rint(np.clip(values, -MAXIMUM_AMOUNT, MAXIMUM_AMOUNT)).astype(np.int64)


def _column_problems(customer_ids: np.ndarray, column: Column) -> Iterator[Problem]:
    found = np.shape(column.values)
    expected = (len(customer_ids), *found[1 : column.dimensions])
    if found != expected or len(found) != column.dimensions:
        yield Problem("wrong_shape", (column.name,), {"expected": expected, "found": found})
        return
    if not column.money:
        yield from _number_problems(customer_ids, column)
        return
    problems = list(money_problems(column.name, column.values, expected))
    yield from problems
    if not column.signed and not problems:
        yield from _negative_amounts(customer_ids, column)


def _number_problems(customer_ids: np.ndarray, column: Column) -> Iterator[Problem]:
    """A customer with several bad months is named once."""
    figures = np.ravel(column.values)
    owners = np.repeat(customer_ids, len(figures) // max(len(customer_ids), 1))
    lowest = None if column.signed else 0
    for problem in number_problems(column.name, figures, owners, lowest=lowest):
        yield replace(problem, subjects=tuple(dict.fromkeys(problem.subjects)))


def _negative_amounts(customer_ids: np.ndarray, column: Column) -> Iterator[Problem]:
    negative = np.asarray(column.values) < 0
    bad = negative if column.dimensions == 1 else negative.any(axis=1)
    if bad.any():
        yield Problem("number_too_small", customer_ids[bad].tolist(), {"input": column.name})
