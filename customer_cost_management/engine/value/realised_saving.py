"""What an improvement has brought since it began, run by run.

The measure of an action is a contribution (it should rise) or the cost of an
activity (it should fall), compared with a stated baseline of the same length:
the same months last year, or an average split over the runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def baselines_of_runs(before: Mapping[int, int], months: Sequence[int]) -> list[int]:
    """What the measure was before, for each run.

    The same calendar month counts where it is known; the other runs get the average of
    the months that are, rounded so that n of them hold n averages to the minor unit.

    :param before: calendar month (1 to 12) → amount in minor units; not empty
    :param months: calendar months of the runs, in their order
    """
    total, known = sum(before.values()), len(before)
    baselines, averaged = [], 0
    for month in months:
        if month in before:
            baselines.append(before[month])
            continue
        given = round_half_up(total * averaged, known)
        averaged += 1
        baselines.append(round_half_up(total * averaged, known) - given)
    return baselines


def saving_per_year(amount: int, months: int) -> int:
    """An amount of some months, for twelve of them; minor units.

    :param months: at least 1
    """
    return round_half_up(amount * MONTHS_PER_YEAR, months)


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
