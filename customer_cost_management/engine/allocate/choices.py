"""The choices a cost model declares, and the one way to check them.

A situation that has more than one honest answer (no volume, negative volume,
more work than capacity) is answered by a declared policy, never by a silent
fallback.  ``STOP`` turns the situation into an error; with every other answer
it is still reported, as a warning.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from numbers import Integral
from typing import Any

import numpy as np

from ..problem import ERROR, WARNING, Problem

STOP = "stop"

#: A driver adds up to zero: its cost stays where it is, or the run stops.
LEAVE_UNALLOCATED = "leave_unallocated"
ZERO_TOTAL = (LEAVE_UNALLOCATED, STOP)

#: A customer's volume is negative (returns, corrections).
AS_ZERO = "as_zero"
ABSOLUTE = "absolute"
NEGATIVE_VOLUME = (AS_ZERO, ABSOLUTE, STOP)

#: More minutes were used than the practical capacity has.
KEEP = "keep"
RAISE_RATE = "raise_rate"
OVER_CAPACITY = (KEEP, RAISE_RATE, STOP)


def severity(policy: str) -> str:
    """How a situation answered by ``policy`` is reported."""
    return ERROR if policy == STOP else WARNING


def check_choice(subject: str, field: str, value: Any, allowed: Sequence[str]) -> Iterator[Problem]:
    """``unknown_choice`` if ``value`` is none of the ``allowed`` words."""
    if value not in allowed:
        yield Problem(
            "unknown_choice",
            (subject,),
            {"field": field, "value": value, "allowed": tuple(allowed)},
        )


def check_names(names: Sequence[Any]) -> Iterator[Problem]:
    """``bad_name`` for what is not a text, ``duplicate_name`` for what comes twice."""
    seen, repeated = set(), set()
    for name in names:
        if not isinstance(name, str) or not name:
            yield Problem("bad_name", (name,))
        elif name in seen:
            repeated.add(name)
        seen.add(name)
    for name in sorted(repeated):
        yield Problem("duplicate_name", (name,))


def is_finite(value: Any) -> bool:
    """True for a real number that is neither NaN nor infinite; ``True`` is no number."""
    try:
        return math.isfinite(value) and not isinstance(value, bool | np.bool_)
    except (TypeError, ValueError, OverflowError):
        return False


def is_amount(value: Any) -> bool:
    """True for an integer number of minor units, Python's or numpy's."""
    return isinstance(value, Integral) and not isinstance(value, bool)
