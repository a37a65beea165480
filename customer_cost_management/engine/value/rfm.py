"""Recency, frequency and monetary value as scores from 1 to 5.

Each figure is ranked among all customers and cut into five equal parts; equal
figures share their average rank and so their score.  5 is always the best.

Source: Hughes, *Strategic Database Marketing*, 1994 (quintile method).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..columns import Column, check_columns
from ..problem import INFO, Problem, errors

SCORES = 5


@dataclass(frozen=True)
class CustomerActivity:
    """What is scored; n customers of one company in one window.

    :param customer_ids: n distinct integers
    :param recency_days: n numbers, days since the last purchase
    :param frequencies: n numbers, purchases in the window
    :param monetary_values: n amounts in minor units, signed: revenue or contribution
    """

    customer_ids: Any
    recency_days: Any
    frequencies: Any
    monetary_values: Any


@dataclass(frozen=True)
class RfmScores:
    """Three scores of each customer, 1 (worst) to 5 (best), in the order of the input."""

    recency: np.ndarray
    frequency: np.ndarray
    monetary: np.ndarray


def rfm_scores(activity: CustomerActivity) -> tuple[RfmScores | None, list[Problem]]:
    """Score every customer.

    :return: scores, or None with the problems of :func:`~..columns.check_columns`,
        or with the information ``too_few_customers_to_score``
    """
    columns = [
        Column("recency_days", activity.recency_days, money=False, signed=False),
        Column("frequencies", activity.frequencies, money=False, signed=False),
        Column("monetary_values", activity.monetary_values),
    ]
    problems = check_columns(activity.customer_ids, columns)
    if errors(problems):
        return None, problems
    count = len(activity.customer_ids)
    if count < SCORES:
        figures = {"customers": count, "minimum": SCORES}
        return None, [Problem("too_few_customers_to_score", (), figures, INFO)]
    scores = RfmScores(
        recency=rank_scores(-np.asarray(activity.recency_days, np.float64)),
        frequency=rank_scores(activity.frequencies),
        monetary=rank_scores(activity.monetary_values),
    )
    return scores, problems


def rank_scores(values) -> np.ndarray:
    """1…5 by rank, the highest value best; equal values share their mean rank.

    In whole numbers: with ``below`` values smaller and ``up_to`` not larger, the
    mean rank is (below + up_to) ÷ 2 of n, and the score the fifth it falls into.
    """
    values = np.asarray(values, np.float64)
    ascending = np.sort(values)
    below = np.searchsorted(ascending, values, "left")
    up_to = np.searchsorted(ascending, values, "right")
    return (below + up_to) * SCORES // (2 * max(len(values), 1)) + 1
