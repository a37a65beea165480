"""Which published runs a value is read from."""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = 12


@dataclass(frozen=True)
class ValueWindow:
    """The last twelve closed months of a company, and the twelve before.

    A closed month is an ended month with a published run.

    :param runs: ``(id, date_from, date_to)`` in order of time
    :param previous: the same, of the twelve months before
    """

    runs: tuple
    previous: tuple

    @property
    def date_to(self):
        """The last day of the last closed month."""
        return self.runs[-1][2]

    @property
    def start(self):
        """The first day of the twelve months that end on :attr:`date_to`."""
        return self.date_to + timedelta(days=1) - relativedelta(months=MONTHS)

    @property
    def run_ids(self):
        return [run for run, _start, _end in self.runs]

    @property
    def all_ids(self):
        return [run for run, _start, _end in (*self.previous, *self.runs)]

    @property
    def previous_ids(self):
        """Empty unless as many months are closed as in the window: else growth means nothing."""
        if sum(map(_months, self.previous)) < self.months:
            return []
        return [run for run, _start, _end in self.previous]

    @property
    def months(self):
        """Closed months in the window, at most twelve."""
        return sum(map(_months, self.runs))

    def months_since(self, positions):
        """Closed months from each of these runs on."""
        import numpy as np

        months = np.array([_months(run) for run in self.runs], np.int64)
        return months[::-1].cumsum()[::-1][positions]


def value_window(env, company, today):
    """The window of a root company as of a day, or ``None`` before the first published run."""
    # sudo: which months are published is asked on behalf of everybody
    runs_sudo = env["customer.cost.run"].sudo()
    published = runs_sudo.search(
        [
            ("company_id", "=", company.id),
            ("kind", "=", "actual"),
            ("state", "in", ("published", "closed")),
            ("date_to", "<", today),
        ],
        order="date_from",
    )
    if not published:
        return None
    rows = [(run.id, run.date_from, run.date_to) for run in published]
    beginning = rows[-1][2] + timedelta(days=1)
    start, before = (beginning - relativedelta(months=count) for count in (MONTHS, 2 * MONTHS))
    return ValueWindow(
        tuple(row for row in rows if row[1] >= start) or (rows[-1],),
        tuple(row for row in rows if before <= row[1] < start),
    )


def _months(run):
    _id, start, end = run
    return (end.year - start.year) * 12 + end.month - start.month + 1


def month_lengths(today: date):
    """Days of the last twelve months, the running one up to today."""
    first = today.replace(day=1) - relativedelta(months=MONTHS - 1)
    starts = [first + relativedelta(months=month) for month in range(MONTHS)]
    ends = [*starts[1:], today + timedelta(days=1)]
    return starts, [(end - start).days for start, end in zip(starts, ends, strict=True)]
