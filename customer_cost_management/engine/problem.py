"""What is wrong with an input, as a value.

The engine does not speak to people.  It names the rule that was broken
(``code``), the things concerned (``subjects``) and the numbers that belong in
the sentence (``values``); whoever shows the problem renders it in the reader's
language.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

ERROR = "error"  # the computation cannot go on; there are no figures
WARNING = "warning"  # computed, but somebody should look
INFO = "info"  # good to know


@dataclass(frozen=True)
class Problem:
    """One broken rule.

    :param code: stable name of the rule, lower-case words joined by ``_``
    :param subjects: names or ids of the things concerned, in a fixed order
    :param values: named numbers or words for the sentence
    :param severity: :data:`ERROR`, :data:`WARNING` or :data:`INFO`
    """

    code: str
    subjects: tuple[Hashable, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    severity: str = ERROR

    def __post_init__(self):
        object.__setattr__(self, "subjects", tuple(self.subjects))
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that forbid a result, in their order."""
    return [problem for problem in problems if problem.severity == ERROR]
