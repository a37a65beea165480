"""BG/NBD: how often a customer buys, and whether he still does.

While alive a customer buys at random at a rate of his own (Gamma(r, α)); after
each purchase he may leave for good with a probability of his own (Beta(a, b)).

Source: Fader, Hardie & Lee, "Counting Your Customers the Easy Way: An
Alternative to the Pareto/NBD Model", Marketing Science 24(2), 2005.

Since x is a whole number, Γ(r + x) ÷ Γ(r) and B(a, b + x) ÷ B(a, b) are finite
products: likelihood and gradient need logarithms only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .numeric import minimise
from .purchase_summary import PurchaseSummary

#: Where the search starts, as log(r, α, a, b); the second if the first fails.
_STARTS = ((0.0, 0.0, 0.0, 0.0), (-1.0, 1.0, 0.0, 1.0))
#: Ages are scaled to this before fitting, so that α is of the order of one.
_LARGEST_AGE = 10.0


@dataclass(frozen=True)
class BgNbd:
    """Fitted parameters; α in weeks, as the summary they were fitted on."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    converged: bool


class BgNbdLikelihood:
    """Negative mean log-likelihood and its gradient, as a function of log(r, α, a, b).

    :param summary: customers, at least one with a positive age
    :param scale: factor on all times
    """

    def __init__(self, summary: PurchaseSummary, scale: float = 1.0):
        rows, self.weights = _distinct_rows(summary)
        self.purchases = rows[:, 0]
        self.recencies, self.ages = rows[:, 1] * scale, rows[:, 2] * scale
        self.customers = self.weights.sum()
        self.repeated = self.purchases > 0
        counts = np.bincount(self.purchases.astype(np.int64), weights=self.weights)
        #: Customers with more than k repeat purchases, for k = 0, 1, 2 …
        self.beyond = self.customers - counts.cumsum()[:-1]

    def __call__(self, log_parameters) -> tuple[float, np.ndarray]:
        parameters = np.exp(log_parameters)
        counting, by_counting = self._counting(parameters)
        timing, by_timing = self._timing(parameters)
        # The search is in logarithms: chain rule.
        gradient = (by_counting + by_timing) * parameters
        return -(counting + timing) / self.customers, -gradient / self.customers

    def _counting(self, parameters) -> tuple[float, np.ndarray]:
        """log of Γ(r + x) ÷ Γ(r) · B(a, b + x) ÷ B(a, b), over all customers."""
        r, _alpha, a, b = parameters
        k = np.arange(len(self.beyond))
        value = self.beyond @ (np.log(r + k) + np.log(b + k) - np.log(a + b + k))
        by_a = -(self.beyond @ (1 / (a + b + k)))
        by_b = self.beyond @ (1 / (b + k)) + by_a
        return value, np.array([self.beyond @ (1 / (r + k)), 0.0, by_a, by_b])

    def _timing(self, parameters) -> tuple[float, np.ndarray]:
        """log of α^r · [(α + T)^−(r+x) + a ÷ (b + x − 1) · (α + t_x)^−(r+x)]."""
        r, alpha, a, b = parameters
        power = r + self.purchases
        log_age, log_recency = np.log(alpha + self.ages), np.log(alpha + self.recencies)
        before_last = b + np.maximum(self.purchases, 1) - 1
        alive = -power * log_age
        left = np.where(self.repeated, np.log(a / before_last) - power * log_recency, -np.inf)
        both = np.logaddexp(alive, left)
        alive, left = self.weights * np.exp(alive - both), self.weights * np.exp(left - both)
        by_r = self.customers * np.log(alpha) - alive @ log_age - left @ log_recency
        by_alpha = self.customers * r / alpha - power @ (
            alive / (alpha + self.ages) + left / (alpha + self.recencies)
        )
        value = self.customers * r * np.log(alpha) + self.weights @ both
        return value, np.array([by_r, by_alpha, left.sum() / a, -(left @ (1 / before_last))])


def fit_bgnbd(summary: PurchaseSummary) -> BgNbd:
    """Maximum-likelihood parameters; look at ``converged`` before using them."""
    scale = _LARGEST_AGE / float(summary.ages.max())
    likelihood = BgNbdLikelihood(summary, scale)
    attempts = []
    for start in _STARTS:
        attempts.append(minimise(likelihood, start))
        if attempts[-1].converged:
            break
    best = min(attempts, key=lambda minimum: minimum.value)
    r, alpha, a, b = np.exp(best.point).tolist()
    # Each repeat purchase is a density in time, so scaling time shifts the likelihood.
    shift = float(summary.repeat_purchases.sum()) * np.log(scale)
    log_likelihood = float(shift - best.value * likelihood.customers)
    return BgNbd(r, alpha / scale, a, b, log_likelihood, best.converged)


def probability_alive(model: BgNbd, summary: PurchaseSummary) -> np.ndarray:
    """P(alive) of each customer.

    Without a repeat purchase the model can only say 1, since it lets nobody
    leave before; show that as "no repeat purchase yet", not as a certainty.
    """
    x = summary.repeat_purchases
    waiting = np.log(model.alpha + summary.ages) - np.log(model.alpha + summary.recencies)
    log_odds = np.log(model.a / (model.b + np.maximum(x, 1) - 1)) + (model.r + x) * waiting
    # 1 ÷ (1 + odds) without computing odds that may be too large to write down.
    return np.where(x > 0, np.exp(-np.logaddexp(0.0, log_odds)), 1.0)


class PurchaseForecast:
    """Expected purchases of each customer in the next weeks (equation 10).

    P(alive) and the distinct (x, T) are found once, so that many horizons cost
    little.
    """

    def __init__(self, model: BgNbd, summary: PurchaseSummary):
        self.model = model
        self.alive = probability_alive(model, summary)
        pairs = np.column_stack([summary.repeat_purchases, summary.ages])
        pairs, rows = np.unique(pairs, axis=0, return_inverse=True)
        self.purchases, self.ages = pairs.T
        self.rows = rows.ravel()

    def expected(self, weeks: float) -> np.ndarray:
        """Expected purchases of each customer between now and ``weeks`` from now."""
        if_alive = _expected_if_alive(self.model, self.purchases, self.ages, weeks)
        return if_alive[self.rows] * self.alive


def _expected_if_alive(model: BgNbd, x: np.ndarray, ages: np.ndarray, weeks: float) -> np.ndarray:
    """Equation 10 without P(alive), which depends on x and T only.

    Euler's transformation turns ₂F₁(r+x, b+x; a+b+x−1; z) · (1−z)^(r+x) into
    (1−z)^(a−1) · ₂F₁(a+b−1−r, a−1; a+b+x−1; z), which neither overflows for a
    large x nor has a special case at a = 1: there 1 ÷ (a−1) cancels term by term.
    """
    z = weeks / (model.alpha + ages + weeks)
    first, second = model.a + model.b - 1 - model.r, model.a - 1
    third = model.a + model.b + x - 1
    log_rest = second * np.log1p(-z)
    leading = -np.log1p(-z) if abs(second) < 1e-12 else -np.expm1(log_rest) / second
    series = _series((first, second, third), z)
    return third * leading - np.exp(log_rest) * series


def _series(coefficients, z: np.ndarray) -> np.ndarray:
    """(₂F₁(first, second; third; z) − 1) · third ÷ second, by its power series."""
    first, second, third = coefficients
    term = first * z
    total = term.copy()
    step = 0
    # |z| < 1, so the terms shrink geometrically in the end.
    while np.any(np.abs(term) > 1e-13 * np.abs(total)):
        step += 1
        term = term * ((first + step) * (second + step) / ((third + step) * (step + 1.0))) * z
        total = total + term
    return total


def _distinct_rows(summary: PurchaseSummary) -> tuple[np.ndarray, np.ndarray]:
    """Distinct (x, t_x, T), and how many customers share each."""
    rows = np.column_stack([summary.repeat_purchases, summary.recencies, summary.ages])
    rows, counts = np.unique(rows, axis=0, return_counts=True)
    return rows, counts.astype(np.float64)
