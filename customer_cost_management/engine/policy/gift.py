"""Rules for gifts, public officials and open tenders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from ..exact import is_cost
from .rule import Hit, Limit, limit_faults, limit_for
from .spending import MEAL, Spending

YEAR = "year"
OCCASION = "occasion"
#: Kinds of organisation whose people count as public officials unless a rule says else.
PUBLIC_KINDS = frozenset({"government", "public_institution"})


@dataclass(frozen=True)
class GiftPiece:
    """Value of one piece.  Hits: ``gift_piece_exceeded`` (recipient; value, limit)."""

    limits: tuple[Limit, ...]

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        limit = limit_for(self.limits, spending)
        for gift in spending.given if limit is not None else ():
            if gift.value > limit:
                values = {"value": gift.value, "limit": limit}
                yield Hit("gift_piece_exceeded", (gift.recipient,), values)

    def faults(self) -> Iterator[str]:
        return limit_faults(self.limits)


@dataclass(frozen=True)
class GiftTotal:
    """All gifts to one person in a calendar year, or on one occasion of it.

    Hits: ``gift_total_exceeded`` (recipient; total, limit).

    :param per: ``year`` or ``occasion``
    """

    limits: tuple[Limit, ...]
    per: str = YEAR

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        limit = limit_for(self.limits, spending)
        if limit is None:
            return
        given = _by_recipient(spending)
        before: Counter = Counter()
        for other in history:
            if self._is_same(spending, other):
                before += _by_recipient(other)
        for recipient, value in given.items():
            total = value + before[recipient]
            if recipient is not None and total > limit:
                yield Hit("gift_total_exceeded", (recipient,), {"total": total, "limit": limit})

    def faults(self) -> Iterator[str]:
        yield from limit_faults(self.limits)
        if self.per not in (YEAR, OCCASION):
            yield "per"

    def _is_same(self, spending: Spending, other: Spending) -> bool:
        same_year = spending.day.year == other.day.year
        occasion = (s.features.get("occasion") for s in (spending, other))
        return same_year and (self.per == YEAR or next(occasion) == next(occasion))


@dataclass(frozen=True)
class GiftRecipient:
    """Above ``amount`` per piece the recipient is named.  Hits: ``recipient_missing`` (value)."""

    amount: int = 0

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        for gift in spending.given:
            if gift.recipient is None and gift.value > self.amount:
                yield Hit("recipient_missing", (spending.key,), {"value": gift.value})

    def faults(self) -> Iterator[str]:
        if not is_cost(self.amount):
            yield "amount"


@dataclass(frozen=True)
class CashEquivalent:
    """Money in another shape.

    Hits: ``cash_equivalent`` (recipient); ``payment_to_customer_person`` (document).
    """

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        for gift in spending.given:
            if gift.is_cash:
                yield Hit("cash_equivalent", (gift.recipient,), {"value": gift.value})
        if spending.paid_to_person:
            yield Hit("payment_to_customer_person", (spending.key,))

    def faults(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class GiftToOfficial:
    """A gift of any value to an official or to people of a public body.

    Hits: ``gift_to_official`` (recipient; value).
    """

    kinds: frozenset[Hashable] = PUBLIC_KINDS

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        guests_official = involves_official(spending, self.kinds)
        for gift in spending.given:
            named_official = gift.is_official or (gift.recipient is None and guests_official)
            if named_official or spending.features.get("organisation_kind") in self.kinds:
                yield Hit("gift_to_official", (gift.recipient,), {"value": gift.value})

    def faults(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class OfficialEntertained:
    """A meal with officials.  Hits: ``official_entertained`` (document)."""

    kinds: frozenset[Hashable] = PUBLIC_KINDS

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        is_meal = spending.features.get("nature") == MEAL
        if is_meal and involves_official(spending, self.kinds):
            yield Hit("official_entertained", (spending.key,))

    def faults(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class OpenTender:
    """A tender with the customer is open.

    Two rules are usual: gifts are blocked, everything else goes to compliance.
    Hits: ``gift_during_tender`` or ``spending_during_tender`` (document).

    :param gifts: look at gifts; else at all other spending
    """

    gifts: bool = True

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        if spending.open_tender and bool(spending.given) == self.gifts:
            code = "gift_during_tender" if self.gifts else "spending_during_tender"
            yield Hit(code, (spending.key,))

    def faults(self) -> Iterator[str]:
        return iter(())


def involves_official(spending: Spending, kinds: frozenset[Hashable] = PUBLIC_KINDS) -> bool:
    """Whether a public official takes part or is given something.

    Such a document is never approved automatically nor by a substitute of lower rank.
    """
    return (
        any(view.features.get("organisation_kind") in kinds for view in spending.views())
        or any(attendee.is_official for attendee in spending.attendees)
        or any(gift.is_official for gift in spending.gifts)
    )


def _by_recipient(spending: Spending) -> Counter:
    given: Counter = Counter()
    for gift in spending.given:
        given[gift.recipient] += gift.value * gift.pieces
    return given
