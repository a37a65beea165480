"""Shifted-beta-geometric: how long customers under contract stay.

At each renewal a customer leaves with a probability of his own, Beta(α, β)
among customers.  The restless leave first, so the retention of those who remain
rises with age although nobody changes.  For contracts and subscriptions only:
elsewhere nobody says when he leaves, and BG/NBD is the model.

Source: Fader & Hardie, "How to Project Customer Retention", Journal of
Interactive Marketing 21(1), 2007.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..array_checks import number_problems
from ..problem import Problem, errors
from .numeric import minimise

_START = (0.0, 0.0)


@dataclass(frozen=True)
class ContractChurn:
    """Fitted parameters of the chance to leave at a renewal; its mean is α ÷ (α + β)."""

    alpha: float
    beta: float
    log_likelihood: float

    def retention_rates(self, periods: int) -> np.ndarray:
        """Share of the remaining customers who renew at renewal 1, 2 … ``periods``."""
        age = np.arange(1, periods + 1)
        return (self.beta + age - 1) / (self.alpha + self.beta + age - 1)

    def survival(self, periods: int) -> np.ndarray:
        """Share of the first customers still there after renewal 1, 2 … ``periods``."""
        return self.retention_rates(periods).cumprod()


class ContractChurnLikelihood:
    """Negative log-likelihood per customer and its gradient, of log(α, β).

    B(α + 1, β + t − 1) ÷ B(α, β) is a product of t factors.  Collected over all
    customers, log(β + j) occurs once for each who survives renewal j + 1, and
    log(α + β + j) once for each who faces it.

    :param survivors: customers at the start and after renewal 1, 2 … n
    """

    def __init__(self, survivors):
        self.survivors = np.asarray(survivors, np.float64)
        self.lost = self.survivors[0] - self.survivors[-1]
        self.renewals = np.arange(len(self.survivors) - 1)

    def __call__(self, log_parameters) -> tuple[float, np.ndarray]:
        alpha, beta = parameters = np.exp(log_parameters)
        facing, staying = self.survivors[:-1], self.survivors[1:]
        stay, face = beta + self.renewals, alpha + beta + self.renewals
        value = self.lost * np.log(alpha) + staying @ np.log(stay) - facing @ np.log(face)
        by_face = facing @ (1 / face)
        gradient = np.array([self.lost / alpha - by_face, staying @ (1 / stay) - by_face])
        return -value / self.survivors[0], -gradient * parameters / self.survivors[0]


def fit_contract_churn(survivors) -> tuple[ContractChurn | None, list[Problem]]:
    """Maximum-likelihood parameters from the survivors of one cohort.

    :param survivors: n + 1 counts, falling: at the start and after each renewal
    :return: the fit, or None with ``number_not_finite``, ``wrong_shape``,
        ``too_few_renewals`` (two are needed), ``survivors_not_falling``,
        ``nobody_left`` (no loss, nothing to fit) or ``model_not_converged``
    """
    problems = list(_check(survivors))
    if errors(problems):
        return None, problems
    likelihood = ContractChurnLikelihood(survivors)
    best = minimise(likelihood, _START)
    if not best.converged:
        return None, [Problem("model_not_converged", ("contract_churn",))]
    alpha, beta = np.exp(best.point).tolist()
    return ContractChurn(alpha, beta, float(-best.value * likelihood.survivors[0])), problems


def _check(survivors) -> Iterator[Problem]:
    if np.ndim(survivors) != 1:
        yield Problem("wrong_shape", ("survivors",), {"found": np.shape(survivors)})
        return
    ages = np.arange(len(survivors))
    problems = list(number_problems("survivors", survivors, ages, lowest=0))
    yield from problems
    if len(survivors) < 3:
        yield Problem("too_few_renewals", ("survivors",), {"renewals": len(survivors) - 1})
    elif not problems:
        losses = -np.diff(np.asarray(survivors, np.float64))
        if (losses < 0).any():
            yield Problem("survivors_not_falling", (np.flatnonzero(losses < 0) + 1).tolist())
        elif not losses.any():
            yield Problem("nobody_left", ("survivors",))
