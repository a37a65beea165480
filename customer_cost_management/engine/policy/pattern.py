"""Rules that look across documents: splitting, double claims, totals over time."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..exact import is_cost, is_count
from .document import quarter
from .rule import Hit, Limit, limit_faults, limit_for
from .spending import Spending

SPLIT_SPENDING = "split_spending"
CUSTOMER = "customer"
SELLER = "seller"
EMPLOYEE = "employee"
RECIPIENT = "recipient"
YEAR = "year"
QUARTER = "quarter"
MONTH = "month"


@dataclass(frozen=True)
class Splitting:
    """One dinner in three claims (structuring).

    Documents that share one of ``same`` and lie within ``days`` consecutive days,
    each within a limit that their sum exceeds.  Hits: ``split_spending`` (the
    documents; total, limit), once, with the group of the greatest sum.

    :param limits: amounts that change who must agree, minor units
    :param same: customer, seller, employee: what the documents have in common
    """

    days: int
    limits: tuple[int, ...]
    same: tuple[str, ...] = (CUSTOMER,)

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        groups = [
            (limit, group)
            for name in self.same
            if getattr(spending, name) is not None
            for limit in self.limits
            if spending.amount <= limit
            for group in self._windows(spending, _sharing(name, spending, history), limit)
        ]
        exceeding = [(limit, group) for limit, group in groups if _total(group) > limit]
        if exceeding:
            limit, group = max(exceeding, key=lambda found: (_total(found[1]), found[0]))
            keys = sorted((one.key for one in group), key=repr)
            yield Hit(SPLIT_SPENDING, tuple(keys), {"total": _total(group), "limit": limit})

    def faults(self) -> Iterator[str]:
        if not is_count(self.days) or not self.days:
            yield "days"
        if not self.limits or not all(is_cost(limit) for limit in self.limits):
            yield "limits"
        if not self.same or not set(self.same) <= {CUSTOMER, SELLER, EMPLOYEE}:
            yield "same"

    def _windows(self, spending: Spending, others: list, limit: int) -> Iterator[list]:
        """The documents of each run of days that contains the document's own."""
        small = [other for other in others if other.amount <= limit]
        for back in range(self.days):
            first = spending.day - timedelta(back)
            last = first + timedelta(self.days - 1)
            yield [spending, *(other for other in small if first <= other.day <= last)]


@dataclass(frozen=True)
class DuplicateClaim:
    """The same customer, day and amount claimed by somebody else.

    Hits: ``duplicate_claim`` (the other document; amount).
    """

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        for other in history:
            same = (other.day, other.amount) == (spending.day, spending.amount)
            same = same and spending.customer in other.customers
            if same and other.employee != spending.employee:
                yield Hit("duplicate_claim", (other.key,), {"amount": spending.amount})

    def faults(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class RollingLimit:
    """A total over time per customer, employee or recipient.

    Hits: ``rolling_limit_exceeded`` (whom; total, limit, count).

    :param per: customer, employee or recipient (then gifts alone count)
    :param window: ``month``, ``quarter``, ``year``, or a number of days ending with
        the document's own
    :param limits: amounts, or numbers of documents if ``counted``
    """

    per: str
    window: str | int
    limits: tuple[Limit, ...]
    counted: bool = False

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        limit = limit_for(self.limits, spending)
        if limit is None:
            return
        near = [other for other in history if self._is_near(other.day, spending.day)]
        for whom in dict.fromkeys(self._judged(spending)):
            amounts = [self._amount(one, whom) for one in (spending, *near)]
            amounts = [amount for amount in amounts if amount is not None]
            total = len(amounts) if self.counted else sum(amounts)
            if total > limit:
                values = {"total": total, "limit": limit, "count": len(amounts)}
                yield Hit("rolling_limit_exceeded", (whom,), values)

    def faults(self) -> Iterator[str]:
        yield from limit_faults(self.limits)
        if self.per not in (CUSTOMER, EMPLOYEE, RECIPIENT):
            yield "per"
        if self.window not in (MONTH, QUARTER, YEAR) and not (
            is_count(self.window) and self.window
        ):
            yield "window"

    def _judged(self, spending: Spending) -> list[Hashable]:
        """Whose total is looked at: of several customers the one it is looked at for."""
        if self.per != CUSTOMER:
            return self._whom(spending)
        return [] if spending.customer is None else [spending.customer]

    def _whom(self, spending: Spending) -> list[Hashable]:
        if self.per == CUSTOMER:
            return list(spending.customers)
        if self.per == RECIPIENT:
            people = [gift.recipient for gift in spending.given]
        else:
            people = [getattr(spending, self.per)]
        return [person for person in people if person is not None]

    def _amount(self, spending: Spending, whom: Hashable) -> int | None:
        if whom not in self._whom(spending):
            return None
        if self.per == CUSTOMER:
            return spending.amount_on(whom)
        if self.per != RECIPIENT:
            return spending.amount
        return sum(g.value * g.pieces for g in spending.given if g.recipient == whom)

    def _is_near(self, day: date, last: date) -> bool:
        if is_count(self.window):
            return last - timedelta(self.window) < day <= last
        period = {
            YEAR: lambda d: d.year,
            QUARTER: quarter,
            MONTH: lambda d: (d.year, d.month),
        }[self.window]
        return period(day) == period(last)


def _sharing(name: str, spending: Spending, history: Sequence[Spending]) -> list[Spending]:
    if name == CUSTOMER:
        return [other for other in history if spending.customer in other.customers]
    return [other for other in history if getattr(other, name) == getattr(spending, name)]


def _total(group: list[Spending]) -> int:
    return sum(one.amount for one in group)
