"""The period of profit figures that a reader chose, as context and address name it.

``last_twelve`` (published months), ``last_month``, ``month.2026-03-01``, ``quarter.2026-01-01``,
``year.2026-01-01`` (the fiscal year with that day), ``custom.2026-01-01.2026-05-31``.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

LAST_TWELVE = "last_twelve"
#: The last published month, whichever it is; for pages that open with one month.
LAST_MONTH = "last_month"
#: How many months the kinds have whose length does not depend on anything else.
MONTHS_OF_KIND = {"month": 1, "quarter": 3, "year": 12, LAST_TWELVE: 12}
KINDS = (*MONTHS_OF_KIND, "custom")


@dataclass(frozen=True)
class ChosenPeriod:
    """A kind of period, its first day and, of a custom one, its last."""

    kind: str = LAST_TWELVE
    first: date | None = None
    last: date | None = None

    @classmethod
    def from_token(cls, token):
        """:raise ValueError: where the token names no period"""
        kind, *days = (token or LAST_TWELVE).split(".")
        expected = {LAST_TWELVE: 0, LAST_MONTH: 0, "custom": 2}.get(kind, 1)
        if kind not in (*KINDS, LAST_MONTH) or len(days) != expected:
            raise ValueError(token)
        period = cls(kind, *(date.fromisoformat(day) for day in days))
        if period.last and period.last < period.first:
            raise ValueError(token)
        return period

    @property
    def token(self):
        return ".".join([self.kind, *(str(day) for day in (self.first, self.last) if day)])

    @property
    def months(self):
        """How many calendar months the period touches."""
        if self.kind != "custom":
            return MONTHS_OF_KIND[self.kind]
        return months_between(self.first, self.last) + 1

    def days(self):
        """First and last day; of fiscal years and the last twelve months the company tells."""
        if self.kind == "custom":
            return self.first, self.last
        return self.first, self.first + relativedelta(months=self.months) - timedelta(days=1)

    def moved(self, months):
        """A period of the same kind, so many months later."""
        first = self.first + relativedelta(months=months)
        if self.kind != "custom":
            return ChosenPeriod(self.kind, first)
        return ChosenPeriod("custom", first, last_day(self.last + relativedelta(months=months)))


def months_covered(first, last):
    """How many months the days from one to another are, parts of a month by its days: 3.0 for a
    quarter, 0.5 for the first half of April."""
    covered, day = 0.0, first
    while day <= last:
        end = last_day(day)
        covered += ((min(end, last) - day).days + 1) / end.day
        day = end + timedelta(days=1)
    return covered


def months_between(first, last):
    """Calendar months from the month of one day to that of another."""
    return (last.year - first.year) * 12 + last.month - first.month


def last_day(day):
    """The last day of the month of a day."""
    return day + relativedelta(day=31)


def quarter_of(day):
    """The first day of the calendar quarter of a day."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)
