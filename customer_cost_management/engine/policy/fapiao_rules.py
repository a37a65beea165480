"""Rules for fapiao across documents: used twice, in a row, too old, not ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..exact import is_count
from .fapiao import Fapiao, check_use
from .rule import Hit
from .spending import FapiaoUse, Spending


@dataclass(frozen=True)
class FapiaoUnique:
    """Somebody else claims the same fapiao, or all claims together exceed its total.

    One person may spread one fapiao over several documents.
    Hits: ``fapiao_duplicate`` (other document; number), ``fapiao_overused``
    (code, number; total, used).
    """

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        own: dict[tuple[str, str], list[FapiaoUse]] = {}
        for use in spending.fapiao:
            if use.fapiao.number.strip():
                own.setdefault(use.fapiao.key, []).append(use)
        for key, uses in own.items():
            claims = [use.amount for use in uses]
            for other in history:
                shared = [use.amount for use in other.fapiao if use.fapiao.key == key]
                if shared and other.employee != spending.employee:
                    yield Hit("fapiao_duplicate", (other.key,), {"number": key[1]})
                claims += shared
            for problem in check_use(uses[0].fapiao, claims):
                if problem.code == "fapiao_overused":
                    yield Hit(problem.code, problem.subjects, problem.values)

    def faults(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True)
class FapiaoConsecutive:
    """Numbers of one seller in a row: fapiao written together for separate claims.

    Hits: ``fapiao_consecutive`` (documents; numbers), once.

    :param gap: greatest distance of two numbers that counts as in a row
    """

    gap: int = 1

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        near = {
            (other.key, theirs.fapiao.number)
            for mine in spending.fapiao
            for other in history
            for theirs in other.fapiao
            if self._in_a_row(mine.fapiao, theirs.fapiao)
        }
        if near:
            documents = sorted({key for key, _number in near}, key=repr)
            numbers = tuple(sorted({number for _key, number in near}))
            yield Hit("fapiao_consecutive", tuple(documents), {"numbers": numbers})

    def faults(self) -> Iterator[str]:
        if not is_count(self.gap) or not self.gap:
            yield "gap"

    def _in_a_row(self, mine: Fapiao, theirs: Fapiao) -> bool:
        same_series = mine.seller and mine.seller == theirs.seller and mine.code == theirs.code
        if not same_series or not (mine.number.isdecimal() and theirs.number.isdecimal()):
            return False
        return 0 < abs(int(mine.number) - int(theirs.number)) <= self.gap


@dataclass(frozen=True)
class FapiaoDate:
    """Issued at a plausible time.

    Hits (fapiao): ``fapiao_too_old`` (days, limit), ``fapiao_before_request``,
    ``fapiao_of_other_year``.

    :param days: most days between issue and claim
    """

    days: int

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        for use in spending.fapiao:
            issued = use.fapiao.day
            if issued is None:
                continue
            age = ((spending.claimed_on or spending.day) - issued).days
            if age > self.days:
                yield Hit("fapiao_too_old", use.fapiao.key, {"days": age, "limit": self.days})
            asked = spending.asked_on
            if asked and not spending.is_after_the_fact and issued < asked:
                yield Hit("fapiao_before_request", use.fapiao.key)
            if issued.year != spending.day.year:
                yield Hit("fapiao_of_other_year", use.fapiao.key, {"year": issued.year})

    def faults(self) -> Iterator[str]:
        if not is_count(self.days):
            yield "days"


@dataclass(frozen=True)
class FapiaoParties:
    """Written to us, by nobody related to the claimant.

    Hits (fapiao): ``fapiao_buyer_not_ours`` (buyer), ``fapiao_seller_related`` (seller).

    :param own: our tax numbers
    :param related: seller's tax number → employees who declared to be related to it
    """

    own: frozenset[str]
    related: tuple[tuple[str, object], ...] = ()

    def hits(self, spending: Spending, history: Sequence[Spending]) -> Iterator[Hit]:
        for use in spending.fapiao:
            fapiao = use.fapiao
            if fapiao.buyer and fapiao.buyer not in self.own:
                yield Hit("fapiao_buyer_not_ours", fapiao.key, {"buyer": fapiao.buyer})
            if (fapiao.seller, spending.employee) in self.related:
                yield Hit("fapiao_seller_related", fapiao.key, {"seller": fapiao.seller})

    def faults(self) -> Iterator[str]:
        if not self.own:
            yield "own"
