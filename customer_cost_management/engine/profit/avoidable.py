"""The avoidable part of cost: what would leave the company within twelve months.

Full cost tells what a customer uses, avoidable cost what giving him up would
save.  The share is set per pool or cost category; applying it to the total and
distributing the result over the customers keeps both views adding up.

Source of the method: relevant cost of dropping a segment (Garrison/Noreen/Brewer,
*Managerial Accounting*).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..array_checks import number_problems
from ..money import distribute
from ..problem import Problem
from ..rounded_product import rounded_product


def avoidable_part(amounts, shares, keys) -> np.ndarray:
    """The avoidable part of each amount; a column's parts add up to its share.

    Cost and its reversals (negative amounts) are taken apart, so that each has
    its own avoidable part and none exceeds its amount.

    :param amounts: n × m in minor units
    :param shares: m shares, 0 to 1, of the columns
    :param keys: n ids of the customers, which settle ties
    :return: n × m amounts in minor units, each between 0 and its amount
    """
    amounts = np.asarray(amounts, np.int64)
    parts = np.zeros_like(amounts)
    for column, share in enumerate(shares):
        for sign in (1, -1):
            weights = np.maximum(sign * amounts[:, column], 0)
            total = rounded_product(weights.sum(), share)
            parts[:, column] += sign * distribute(int(total), weights, keys)
    return parts


def avoidable_problems(shares, columns) -> Iterator[Problem]:
    """Shares must lie between 0 and 1.

    Problems: those of :func:`~..array_checks.number_problems` and ``share_above_1``,
    with the names of the columns.
    """
    problems = list(number_problems("avoidable_share", shares, columns, lowest=0))
    yield from problems
    if not problems:
        above = np.flatnonzero(np.asarray(shares, np.float64) > 1)
        if len(above):
            yield Problem("share_above_1", tuple(np.asarray(columns)[above].tolist()))
