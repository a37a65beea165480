"""What an improvement has brought since it began, run by run.

The measure of an action is a contribution (it should rise) or the cost of an
activity (it should fall), compared with a stated baseline of the same length:
the same months last year, or an average split over the runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..array_checks import amount_problems
from ..money import round_half_up
from ..problem import Problem, errors

CONTRIBUTION = "contribution"
COST = "cost"
MONTHS_PER_YEAR = 12


@dataclass(frozen=True)
class ActionResult:
    """One action after n monthly runs; amounts in minor units.

    :param measure: :data:`CONTRIBUTION` or :data:`COST`
    :param expected_per_year: expected saving, positive
    :param baselines: n amounts, what the measure was before
    :param actuals: n amounts, what it is
    """

    measure: str
    expected_per_year: int
    baselines: Sequence[int]
    actuals: Sequence[int]


@dataclass(frozen=True)
class RealisedSaving:
    """The saving so far; amounts in minor units, negative where it got worse.

    :param by_run: saving of each run
    :param realised: their sum
    :param expected_so_far: the expected yearly saving × runs ÷ 12
    :param runs: n
    """

    by_run: tuple[int, ...]
    realised: int
    expected_so_far: int
    runs: int


def realised_saving(action: ActionResult) -> tuple[RealisedSaving | None, list[Problem]]:
    """Compare each run with its baseline; without a run yet, nothing is realised.

    :return: the saving, or None with ``measure_unknown``,
        ``baseline_length_differs``, ``amount_not_integer`` or ``amount_too_large``
    """
    problems = list(_check(action))
    if errors(problems):
        return None, problems
    sign = 1 if action.measure == CONTRIBUTION else -1
    pairs = zip(action.baselines, action.actuals, strict=True)
    by_run = tuple(sign * (actual - baseline) for baseline, actual in pairs)
    expected = round_half_up(action.expected_per_year * len(by_run), MONTHS_PER_YEAR)
    return RealisedSaving(by_run, sum(by_run), expected, len(by_run)), problems


def _check(action: ActionResult) -> Iterator[Problem]:
    if action.measure not in (CONTRIBUTION, COST):
        yield Problem("measure_unknown", (action.measure,))
    if len(action.baselines) != len(action.actuals):
        lengths = {"baselines": len(action.baselines), "actuals": len(action.actuals)}
        yield Problem("baseline_length_differs", ("baselines", "actuals"), lengths)
    amounts = {"expected_per_year": action.expected_per_year}
    for name in ("baselines", "actuals"):
        amounts |= {f"{name}_{run}": value for run, value in enumerate(getattr(action, name), 1)}
    yield from amount_problems(amounts)
