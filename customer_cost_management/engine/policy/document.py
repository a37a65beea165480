"""Rules for the paper: receipt, fapiao, deadlines, permission asked in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..exact import is_cost, is_count
from .rule import Hit
from .spending import Spending


@dataclass(frozen=True)
class ReceiptFrom:
    """From ``amount`` on a receipt is attached.  Hits: ``receipt_missing`` (amount, from)."""

    amount: int

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        if spending.amount >= self.amount and not spending.has_receipt:
            values = {"amount": spending.amount, "from": self.amount}
            yield Hit("receipt_missing", (spending.key,), values)

    def faults(self) -> Iterator[str]:
        if not is_cost(self.amount):
            yield "amount"


@dataclass(frozen=True)
class FapiaoFrom:
    """From ``amount`` on a fapiao is given with its number.

    Hits: ``fapiao_missing`` (amount, from).
    """

    amount: int

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        numbered = any(use.fapiao.number.strip() for use in spending.fapiao)
        if spending.amount >= self.amount and not numbered:
            values = {"amount": spending.amount, "from": self.amount}
            yield Hit("fapiao_missing", (spending.key,), values)

    def faults(self) -> Iterator[str]:
        if not is_cost(self.amount):
            yield "amount"


@dataclass(frozen=True)
class ClaimWithin:
    """Claimed within ``days`` days.  Hits: ``claim_late`` (days, limit)."""

    days: int

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        if spending.claimed_on is None:
            return
        days = (spending.claimed_on - spending.day).days
        if days > self.days:
            yield Hit("claim_late", (spending.key,), {"days": days, "limit": self.days})

    def faults(self) -> Iterator[str]:
        if not is_count(self.days):
            yield "days"


@dataclass(frozen=True)
class AfterTheFact:
    """Permission asked for afterwards: a legal path, but counted.

    Hits: ``after_the_fact`` (employee; count, limit) once the person's documents of
    this kind in the quarter of the day are more than ``allowed``.  With 0 each one
    is found, which is what the register of exceptions wants.
    """

    allowed: int = 0

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        if not spending.is_after_the_fact:
            return
        count = 1 + sum(
            other.is_after_the_fact
            and other.employee == spending.employee
            and quarter(other.day) == quarter(spending.day)
            for other in history
        )
        if count > self.allowed:
            values = {"count": count, "limit": self.allowed}
            yield Hit("after_the_fact", (spending.employee,), values)

    def faults(self) -> Iterator[str]:
        if not is_count(self.allowed):
            yield "allowed"


def quarter(day: date) -> tuple[int, int]:
    """Calendar year and quarter of a day."""
    return day.year, (day.month - 1) // 3
