"""What an approval may conclude from a customer's profit, and when it may not."""

from __future__ import annotations

from dataclasses import dataclass

from ..exact import exact_rate, is_money
from ..problem import INFO, Problem

LOSS_MAKING = "loss_making"
AT_RISK_PROFITABLE = "at_risk_profitable"
NEW = "new"
ORDINARY = "ordinary"
UNKNOWN = "unknown"
CUSTOMER_STATES = (LOSS_MAKING, AT_RISK_PROFITABLE, NEW, ORDINARY, UNKNOWN)


@dataclass(frozen=True)
class CustomerFigures:
    """A customer as the last twelve closed months show him.

    :param contribution: CM3 of these months, minor units, signed
    :param months: months of history, at most twelve
    :param is_at_risk: warned of decline
    :param age_days: days since the end of the last closed month
    :param coverage_percent: share of cost traced or driven, 0 to 100
    """

    contribution: int
    months: int
    is_at_risk: bool = False
    age_days: int = 0
    coverage_percent: float | str = 100


@dataclass(frozen=True)
class Reliability:
    """What figures must hold to be used for routing."""

    months: int = 6
    age_days: int = 60
    coverage_percent: float | str = 70


@dataclass(frozen=True)
class CustomerState:
    """One of :data:`CUSTOMER_STATES`; ``problems`` say why figures were not used."""

    state: str
    problems: tuple[Problem, ...] = ()


def customer_state(
    figures: CustomerFigures | None, reliability: Reliability | None = None
) -> CustomerState:
    """The state that routing uses.

    Loss-making customers are decided on more strictly; customers at risk who earn
    money go the fast way, because cutting there saves the wrong cost.  Too short
    a history makes a customer *new*; old or thin figures are not used at all.

    Problems (all information): ``customer_figures_missing``, ``customer_figures_invalid``,
    ``customer_figures_old`` (days, limit), ``customer_figures_thin`` (percent, limit).
    """
    reliability = reliability or Reliability()
    reason = _not_usable(figures, reliability)
    if reason:
        code, values = reason
        return CustomerState(UNKNOWN, (Problem(code, (), values, INFO),))
    if figures.months < reliability.months:
        return CustomerState(NEW)
    if figures.contribution < 0:
        return CustomerState(LOSS_MAKING)
    if figures.is_at_risk and figures.contribution > 0:
        return CustomerState(AT_RISK_PROFITABLE)
    return CustomerState(ORDINARY)


def _not_usable(figures: CustomerFigures | None, reliability: Reliability):
    if figures is None:
        return "customer_figures_missing", {}
    coverage = exact_rate(figures.coverage_percent)
    if coverage is None or not is_money(figures.contribution):
        return "customer_figures_invalid", {}
    if figures.age_days > reliability.age_days:
        return "customer_figures_old", {"days": figures.age_days, "limit": reliability.age_days}
    least = exact_rate(reliability.coverage_percent)
    if coverage < least:
        values = {"percent": figures.coverage_percent, "limit": reliability.coverage_percent}
        return "customer_figures_thin", values
    return None
