"""Gamma-Gamma: what a customer spends at a purchase, seen from few purchases.

Each purchase varies around the customer's own mean, and the means vary among
customers; the fewer purchases he made, the more he is taken for an average one.

Source: Fader & Hardie, "The Gamma-Gamma Model of Monetary Value", 2013.  The
model assumes that spending does not depend on how often a customer buys.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .numeric import digamma, log_gamma, minimise
from .purchase_summary import PurchaseSummary

_START = (1.0, 1.0, 0.0)


@dataclass(frozen=True)
class GammaGamma:
    """Fitted parameters; v in minor units of money."""

    p: float
    q: float
    v: float
    log_likelihood: float
    converged: bool


class GammaGammaLikelihood:
    """Negative mean log-likelihood and its gradient, as a function of log(p, q, v).

    :param summary: customers; those without a valued repeat purchase are left out
    :param scale: factor on all money
    """

    def __init__(self, summary: PurchaseSummary, scale: float = 1.0):
        valued = summary.mean_values > 0
        rows = np.column_stack([summary.repeat_purchases[valued], summary.mean_values[valued]])
        rows, counts = np.unique(rows, axis=0, return_counts=True)
        self.weights = counts.astype(np.float64)
        self.customers = self.weights.sum()
        self.purchases, self.values = rows[:, 0], rows[:, 1] * scale
        self.log_purchases, self.log_values = np.log(self.purchases), np.log(self.values)

    def __call__(self, log_parameters) -> tuple[float, np.ndarray]:
        p, q, v = parameters = np.exp(log_parameters)
        shape = p * self.purchases
        log_sum = np.log(self.purchases * self.values + v)
        likelihood = self.weights @ (
            log_gamma(shape + q)
            - log_gamma(shape)
            + (shape - 1) * self.log_values
            + shape * self.log_purchases
            - (shape + q) * log_sum
        ) + self.customers * (q * np.log(v) - log_gamma(q))
        gradient = self._gradient(parameters, shape, log_sum)
        return -likelihood / self.customers, -gradient * parameters / self.customers

    def _gradient(self, parameters, shape: np.ndarray, log_sum: np.ndarray) -> np.ndarray:
        _p, q, v = parameters
        spread = digamma(shape + q) - log_sum
        each = spread - digamma(shape) + self.log_values + self.log_purchases
        by_p = self.weights @ (self.purchases * each)
        by_q = self.weights @ spread + self.customers * (np.log(v) - digamma(q))
        by_v = self.customers * q / v - self.weights @ (
            (shape + q) / (self.purchases * self.values + v)
        )
        return np.array([by_p, by_q, by_v])


def fit_gamma_gamma(summary: PurchaseSummary) -> GammaGamma:
    """Maximum-likelihood parameters; at least one customer must have a valued repeat."""
    scale = 1.0 / float(summary.mean_values[summary.mean_values > 0].mean())
    likelihood = GammaGammaLikelihood(summary, scale)
    best = minimise(likelihood, _START)
    p, q, v = np.exp(best.point).tolist()
    # Each mean value is a density in money, so scaling money shifts the likelihood.
    log_likelihood = float(likelihood.customers * (np.log(scale) - best.value))
    return GammaGamma(p, q, v / scale, log_likelihood, best.converged)


def expected_spend(model: GammaGamma, summary: PurchaseSummary) -> np.ndarray:
    """Expected value of a purchase of each customer, minor units as float; needs q > 1.

    Without a valued repeat purchase it is the mean of all customers.
    """
    x = np.where(summary.mean_values > 0, summary.repeat_purchases, 0)
    return model.p * (model.v + x * summary.mean_values) / (model.p * x + model.q - 1)
