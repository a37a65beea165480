"""What a programme brought for what it cost.

The benefit is the change of CM2 against a stated baseline.  CM3 would be wrong:
it has already borne the programme's cost, which would then count twice.  A
change that follows a programme need not come from it, so the result is
*associated, not proven*.  The default figure needs no baseline at all:
relationship cost in % of CM2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..array_checks import amount_problems
from ..money import round_half_up
from ..problem import INFO, Problem, errors

SAME_MONTHS_LAST_YEAR = "same_months_last_year"
TIER_MEDIAN_GROWTH = "tier_median_growth"

ASSOCIATED = "associated_not_proven"


@dataclass(frozen=True)
class ProgrammeFigures:
    """The customers of a programme over its window; amounts in minor units.

    :param net_revenue: signed
    :param order_contribution: CM2, signed
    :param relationship_cost: direct and allocated customer-level cost of the
        programme, positive
    :param memo_cost: cost outside the books, positive
    :param baseline: CM2 to compare with, signed, or None where there is none
    :param baseline_kind: :data:`SAME_MONTHS_LAST_YEAR`, :data:`TIER_MEDIAN_GROWTH`
        or None
    """

    net_revenue: int
    order_contribution: int
    relationship_cost: int
    memo_cost: int = 0
    baseline: int | None = None
    baseline_kind: str | None = None


@dataclass(frozen=True)
class ProgrammeResult:
    """Return and cost ratios of a programme.

    :param cost_to_contribution_percent: relationship cost ÷ CM2; None unless CM2 > 0
    :param cost_to_revenue_percent: relationship cost ÷ net revenue; None unless > 0
    :param benefit: change of CM2, minor units, signed; None without a baseline
    :param return_percent: (benefit − cost) ÷ cost; None without baseline or cost
    :param return_with_memo_percent: the same with the memo cost added to the cost
    :param baseline_kind: what the benefit was measured against
    :param evidence: how far the return can be trusted; None without a return
    """

    cost_to_contribution_percent: float | None
    cost_to_revenue_percent: float | None
    benefit: int | None
    return_percent: float | None
    return_with_memo_percent: float | None
    baseline_kind: str | None
    evidence: str | None


def baseline_from_growth(previous: int, growth_percent: float) -> int:
    """CM2 of the same months last year, grown as the tier's median customer did.

    The growth counts to a hundredth of a percent.
    """
    return round_half_up(int(previous) * (10_000 + round(100 * growth_percent)), 10_000)


def programme_result(figures: ProgrammeFigures) -> tuple[ProgrammeResult | None, list[Problem]]:
    """Ratios always, the return only against a stated baseline.

    :return: the result, or None with ``amount_not_integer``, ``amount_too_large``,
        ``negative_cost`` or ``baseline_kind_unknown``; information
        ``no_baseline`` and ``no_cost``: then there is no return
    """
    problems = list(_check(figures))
    if errors(problems):
        return None, problems
    cost = figures.relationship_cost
    stated = figures.baseline is not None
    benefit = figures.order_contribution - figures.baseline if stated else None
    returned = _return_percent(benefit, cost)
    result = ProgrammeResult(
        cost_to_contribution_percent=_percent(cost, figures.order_contribution),
        cost_to_revenue_percent=_percent(cost, figures.net_revenue),
        benefit=benefit,
        return_percent=returned,
        return_with_memo_percent=_return_percent(benefit, cost + figures.memo_cost),
        baseline_kind=figures.baseline_kind,
        evidence=None if returned is None else ASSOCIATED,
    )
    return result, problems


def _percent(part: int, whole: int) -> float | None:
    return 100.0 * part / whole if whole > 0 else None


def _return_percent(benefit: int | None, cost: int) -> float | None:
    return None if benefit is None else _percent(benefit - cost, cost)


def _check(figures: ProgrammeFigures) -> Iterator[Problem]:
    names = ("net_revenue", "order_contribution", "relationship_cost", "memo_cost")
    amounts = {name: getattr(figures, name) for name in names}
    if figures.baseline is None:
        yield Problem("no_baseline", (), {}, INFO)
    else:
        amounts["baseline"] = figures.baseline
        if figures.baseline_kind not in (SAME_MONTHS_LAST_YEAR, TIER_MEDIAN_GROWTH):
            yield Problem("baseline_kind_unknown", (figures.baseline_kind,))
    problems = list(amount_problems(amounts))
    yield from problems
    if problems:
        return
    negative = [name for name in ("relationship_cost", "memo_cost") if amounts[name] < 0]
    if negative:
        yield Problem("negative_cost", negative)
    if figures.relationship_cost == 0:
        yield Problem("no_cost", (), {}, INFO)
