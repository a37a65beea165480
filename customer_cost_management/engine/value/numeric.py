"""The little numerical analysis that the statistical models need.

Log-gamma and digamma by Stirling's series after shifting the argument up by
eight (Abramowitz & Stegun 6.1.41, 6.3.18), error below 1e-12 for x > 0; and a
quasi-Newton minimiser, BFGS with backtracking (Nocedal & Wright, *Numerical
Optimization*, chapter 6).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_SHIFT = 8
_HALF_LOG_TWO_PI = 0.5 * np.log(2 * np.pi)

MAXIMUM_ITERATIONS = 500
#: A point is a minimum when no component of the gradient is larger than this …
GRADIENT_AIM = 1e-8
#: … or than this when rounding allows no further step down.
GRADIENT_ACCEPTED = 1e-5
#: Parameters are logarithms: never change one by a factor above e² at once.
LARGEST_STEP = 2.0
SMALLEST_STEP = 1e-8
#: Armijo's rule: a step has to bring this share of what the slope promises.
SUFFICIENT_DECREASE = 1e-4


def log_gamma(x):
    """log Γ(x) for x > 0, elementwise."""
    x = np.asarray(x, np.float64)
    shifted = x + _SHIFT
    inverse = 1.0 / shifted
    square = inverse * inverse
    series = 1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))
    rising = x.copy()
    for step in range(1, _SHIFT):
        rising = rising * (x + step)
    stirling = (shifted - 0.5) * np.log(shifted) - shifted + _HALF_LOG_TWO_PI
    return stirling + inverse * series - np.log(rising)


def digamma(x):
    """The derivative of log Γ(x) for x > 0, elementwise."""
    x = np.asarray(x, np.float64)
    shifted = x + _SHIFT
    square = 1.0 / (shifted * shifted)
    series = 1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132)))
    result = np.log(shifted) - 0.5 / shifted - square * series
    for step in range(_SHIFT):
        result = result - 1.0 / (x + step)
    return result


@dataclass(frozen=True)
class Minimum:
    """Where a search ended, and whether that is a minimum."""

    point: np.ndarray
    value: float
    converged: bool


@dataclass(frozen=True)
class _Place:
    point: np.ndarray
    value: float
    gradient: np.ndarray

    @property
    def steepness(self) -> float:
        return float(np.max(np.abs(self.gradient)))


def minimise(function: Callable, start) -> Minimum:
    """Minimum of a smooth function of few parameters.

    :param function: point → (value, gradient)
    :param start: k parameters
    """
    here = _visit(function, np.asarray(start, np.float64))
    curvature = np.eye(len(here.point)) / max(1.0, float(np.linalg.norm(here.gradient)))
    steps_without_gain = 0
    for _ in range(MAXIMUM_ITERATIONS):
        if here.steepness < GRADIENT_AIM or steps_without_gain == 2:
            break
        direction = -curvature @ here.gradient
        if direction @ here.gradient >= 0:
            curvature, direction = np.eye(len(here.point)), -here.gradient
        there = _step_down(function, here, direction)
        if there is None:
            break
        gained = here.value - there.value > 1e-13 * max(1.0, abs(here.value))
        steps_without_gain = 0 if gained else steps_without_gain + 1
        curvature = _learn(curvature, there.point - here.point, there.gradient - here.gradient)
        here = there
    return Minimum(here.point, here.value, here.steepness < GRADIENT_ACCEPTED)


def _visit(function: Callable, point: np.ndarray) -> _Place:
    # A step too far may overflow; its value is then not finite and the step refused.
    with np.errstate(all="ignore"):
        value, gradient = function(point)
    return _Place(point, float(value), np.asarray(gradient))


def _step_down(function: Callable, here: _Place, direction: np.ndarray) -> _Place | None:
    """A place downhill, halving the step until it is; None if there is none."""
    size = 1.0
    direction = direction * min(1.0, LARGEST_STEP / max(float(np.max(np.abs(direction))), 1e-300))
    promised = SUFFICIENT_DECREASE * (here.gradient @ direction)
    while size >= SMALLEST_STEP:
        there = _visit(function, here.point + size * direction)
        if np.isfinite(there.value) and there.value <= here.value + size * promised:
            return there
        size *= 0.5
    return None


def _learn(curvature: np.ndarray, moved: np.ndarray, turned: np.ndarray) -> np.ndarray:
    """BFGS update of the inverse Hessian; skipped where it would stop being positive."""
    along = moved @ turned
    if along <= 1e-14:
        return curvature
    projection = np.eye(len(moved)) - np.outer(moved, turned) / along
    return projection @ curvature @ projection.T + np.outer(moved, moved) / along
