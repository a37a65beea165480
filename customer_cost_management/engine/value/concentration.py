"""How much the company hangs on few customers.

Sources: Herfindahl–Hirschman index as in the merger guidelines of the U.S.
Department of Justice (0 to 10,000); Gini in its mean-difference form; Gini with
losses from Raffinetti, Siletti & Vernizzi, "On the Gini coefficient
normalization when attributes with negative values are considered", Statistical
Methods & Applications 24, 2015.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..columns import Column, check_columns, minor_units
from ..problem import INFO, Problem, errors


@dataclass(frozen=True)
class Concentration:
    """Concentration of one figure (revenue, or contribution) over n customers.

    Shares are % of the total and None when the total is not positive.  With
    losses among the customers a share can exceed 100 %, as the whale curve does.

    :param top_1_percent: share of the largest customer
    :param top_5_percent: share of the five largest
    :param best_percentile_percent: share of the best 1 % of customers (rounded up)
    :param best_five_percentiles_percent: share of the best 5 % of customers
    :param herfindahl_index: Σ (share in %)² over customers with a positive
        figure, shares of their sum: near 0 to 10,000; None if there are none
    :param gini: 0 (all equal) to 1; None when a figure is negative or all are zero
    :param gini_with_losses: 0 to 1 with negative figures too; None for fewer
        than two customers or when all are zero
    """

    top_1_percent: float | None
    top_5_percent: float | None
    best_percentile_percent: float | None
    best_five_percentiles_percent: float | None
    herfindahl_index: float | None
    gini: float | None
    gini_with_losses: float | None


def concentration(customer_ids, amounts) -> tuple[Concentration | None, list[Problem]]:
    """All concentration measures of one column.

    :param customer_ids: n distinct integers
    :param amounts: n amounts in minor units, signed
    :return: measures, or None with the problems of
        :func:`~..columns.check_columns` or ``no_customers``; information:
        ``total_not_positive`` and ``losses_left_out_of_index`` (subjects: who)
    """
    problems = check_columns(customer_ids, [Column("amounts", amounts)])
    if not np.size(customer_ids):
        problems.append(Problem("no_customers"))
    if errors(problems):
        return None, problems
    amounts = minor_units(amounts)
    ranked = np.sort(amounts)[::-1]
    count = len(ranked)
    measures = Concentration(
        top_1_percent=top_share_percent(ranked, 1),
        top_5_percent=top_share_percent(ranked, 5),
        best_percentile_percent=top_share_percent(ranked, -(-count // 100)),
        best_five_percentiles_percent=top_share_percent(ranked, -(-count * 5 // 100)),
        herfindahl_index=herfindahl_index(ranked),
        gini=gini(ranked),
        gini_with_losses=gini_with_losses(ranked),
    )
    return measures, problems + list(_remarks(np.asarray(customer_ids), amounts))


def top_share_percent(amounts, count: int) -> float | None:
    """The ``count`` largest amounts in % of the total; None if that is not positive."""
    ranked = np.sort(np.asarray(amounts))[::-1]
    total = int(ranked.sum())
    return 100.0 * int(ranked[:count].sum()) / total if total > 0 else None


def herfindahl_index(amounts) -> float | None:
    """Σ (share in %)² of the positive amounts; a loss has no share of a market."""
    positive = np.sort(np.asarray(amounts, np.float64))
    positive = positive[positive > 0]
    return float(((100.0 * positive / positive.sum()) ** 2).sum()) if len(positive) else None


def gini(amounts) -> float | None:
    """Classic Gini; None where it has no meaning (a negative amount, or all zero)."""
    ascending = np.sort(np.asarray(amounts, np.float64))
    if not len(ascending) or ascending[0] < 0 or not ascending.any():
        return None
    return float(_rank_weights(len(ascending)) @ ascending / (len(ascending) * ascending.sum()))


def gini_with_losses(amounts) -> float | None:
    """Gini normalised by Σ |amount|, which keeps it between 0 and 1 with losses.

    For amounts without losses it is the classic one × n ÷ (n − 1).
    """
    ascending = np.sort(np.asarray(amounts, np.float64))
    if len(ascending) < 2 or not ascending.any():
        return None
    spread = _rank_weights(len(ascending)) @ ascending
    return float(spread / ((len(ascending) - 1) * np.abs(ascending).sum()))


def _rank_weights(count: int) -> np.ndarray:
    """2i − n − 1 for i = 1…n: half the sum of differences is these times the values."""
    return 2.0 * np.arange(1, count + 1) - count - 1


def _remarks(customer_ids: np.ndarray, amounts: np.ndarray) -> Iterator[Problem]:
    total = int(amounts.sum())
    if total <= 0:
        yield Problem("total_not_positive", (), {"total": total}, INFO)
    losing = customer_ids[amounts < 0]
    if len(losing):
        yield Problem("losses_left_out_of_index", sorted(losing.tolist()), {}, INFO)
