"""Fit BG/NBD and Gamma-Gamma, and judge whether the data carried them.

With few repeat buyers the likelihood is flat and its parameters run away, so
the models are used only above a minimum of customers, and only if the fit
converged to parameters of a sane size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..problem import INFO, WARNING, Problem
from .bgnbd import BgNbd, fit_bgnbd
from .gamma_gamma import GammaGamma, fit_gamma_gamma
from .purchase_summary import PurchaseSummary

MINIMUM_CUSTOMERS = 300
MINIMUM_REPEATERS = 100
PARAMETER_RANGE = (1e-4, 1e4)
CORRELATION_LIMIT = 0.3


@dataclass(frozen=True)
class PurchaseModels:
    """Both models, fitted and found sane.

    :param correlation: of repeat purchases and their mean value, which
        Gamma-Gamma assumes to be near zero
    """

    bgnbd: BgNbd
    gamma_gamma: GammaGamma
    correlation: float


def fit_purchase_models(summary: PurchaseSummary) -> tuple[PurchaseModels | None, list[Problem]]:
    """Both models, or None and why not.

    :return: models or None; information: ``too_few_customers_for_model``,
        ``too_few_repeaters_for_model``, ``model_not_converged``,
        ``model_parameters_out_of_range``, ``spend_has_no_mean`` (subjects: the
        model); warning: ``spending_depends_on_frequency``
    """
    problems = list(_check_data(summary))
    if problems:
        return None, problems
    bgnbd, gamma_gamma = fit_bgnbd(summary), fit_gamma_gamma(summary)
    problems = list(_check_bgnbd(bgnbd)) + list(_check_gamma_gamma(gamma_gamma, summary))
    if problems:
        return None, problems
    models = PurchaseModels(bgnbd, gamma_gamma, _correlation(summary))
    return models, list(_check_independence(models))


def _check_data(summary: PurchaseSummary) -> Iterator[Problem]:
    customers = len(summary.customer_ids)
    # Who came back for nothing but free goods tells Gamma-Gamma nothing.
    repeaters = int((summary.mean_values > 0).sum())
    if customers < MINIMUM_CUSTOMERS:
        figures = {"customers": customers, "minimum": MINIMUM_CUSTOMERS}
        yield Problem("too_few_customers_for_model", (), figures, INFO)
    if repeaters < MINIMUM_REPEATERS:
        figures = {"repeaters": repeaters, "minimum": MINIMUM_REPEATERS}
        yield Problem("too_few_repeaters_for_model", (), figures, INFO)


def _check_bgnbd(model: BgNbd) -> Iterator[Problem]:
    if not model.converged:
        yield Problem("model_not_converged", ("bgnbd",), severity=INFO)
    yield from _check_range(
        "bgnbd", {"r": model.r, "alpha": model.alpha, "a": model.a, "b": model.b}
    )


def _check_gamma_gamma(model: GammaGamma, summary: PurchaseSummary) -> Iterator[Problem]:
    if not model.converged:
        yield Problem("model_not_converged", ("gamma_gamma",), severity=INFO)
    # v is money: its size in minor units says nothing, in mean purchases it does.
    mean_value = float(summary.mean_values[summary.mean_values > 0].mean())
    yield from _check_range(
        "gamma_gamma", {"p": model.p, "q": model.q, "v_in_mean_purchases": model.v / mean_value}
    )
    if model.q <= 1:
        yield Problem("spend_has_no_mean", ("gamma_gamma",), {"q": model.q}, INFO)


def _check_range(name: str, parameters: dict[str, float]) -> Iterator[Problem]:
    lowest, highest = PARAMETER_RANGE
    outside = {key: value for key, value in parameters.items() if not lowest <= value <= highest}
    if outside:
        yield Problem("model_parameters_out_of_range", (name,), outside, INFO)


def _check_independence(models: PurchaseModels) -> Iterator[Problem]:
    if abs(models.correlation) > CORRELATION_LIMIT:
        figures = {"correlation": models.correlation, "limit": CORRELATION_LIMIT}
        yield Problem("spending_depends_on_frequency", ("gamma_gamma",), figures, WARNING)


def _correlation(summary: PurchaseSummary) -> float:
    """Pearson's correlation over customers with a valued repeat; 0 if one is constant."""
    valued = summary.mean_values > 0
    x, m = summary.repeat_purchases[valued], summary.mean_values[valued]
    if not x.std() or not m.std():
        return 0.0
    return float(np.corrcoef(x, m)[0, 1])
