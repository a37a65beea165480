"""A document that spends money on a customer, as policies look at it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..exact import is_cost, is_count
from ..problem import Problem
from .fapiao import Fapiao

MEAL = "meal"
GIFT = "gift"
#: What rules and limits may ask for.  The values are keys of the masters.
FEATURES = (
    "nature",
    "category",
    "tier",
    "city_class",
    "guest_rank",
    "meal_type",
    "occasion",
    "organisation_kind",
)
#: Those that are a customer's and not the document's.
CUSTOMER_FEATURES = ("tier", "organisation_kind")


@dataclass(frozen=True)
class Attendee:
    """Somebody named as having taken part.

    :param person: employee or contact
    :param is_ours: on our side
    :param is_official: public official
    :param rank: seniority on our side, greater is higher
    """

    person: Hashable
    is_ours: bool = False
    is_official: bool = False
    rank: int = 0


@dataclass(frozen=True)
class Gift:
    """Pieces of one kind given to one person.

    :param recipient: contact, or a hash of the typed name; ``None`` if not named
    :param value: of one piece, minor units
    :param is_cash: worth money: red envelope, shopping card, voucher
    :param is_returned: refused or given back, so it counts for nothing
    """

    recipient: Hashable
    value: int
    pieces: int = 1
    is_official: bool = False
    is_cash: bool = False
    is_returned: bool = False


@dataclass(frozen=True)
class FapiaoUse:
    """How much of a fapiao a document claims, minor units with tax."""

    fapiao: Fapiao
    amount: int


@dataclass(frozen=True)
class Share:
    """What of a spending on several customers is for one of them.

    :param amount: his part of the cost, minor units
    :param features: those that are his: tier, kind of organisation
    """

    customer: Hashable
    amount: int
    features: Mapping[str, Hashable] = field(default_factory=dict)


@dataclass(frozen=True)
class Spending:
    """A request, expense or bill.

    :param key: the document
    :param employee: who asks or claims
    :param day: of the dinner, gift, event
    :param amount: cost, minor units of the company's currency
    :param customer: on whom, or the one of several whom it is looked at for
    :param features: value of each of :data:`FEATURES` that is known; ``nature`` is
        ``meal``, ``gift`` or another kind of spending
    :param guests: people of the customer
    :param hosts: our people
    :param drinks: part of ``amount``
    :param attendees: those named, of both sides
    :param seller: tax number or name of the restaurant or shop
    :param open_tender: a tender with this customer is open on ``day``
    :param paid_to_person: money to a person of the customer (commission, private cost)
    :param asked_on: day the permission was asked for
    :param claimed_on: day the expense was handed in
    :param shares: each of several customers with his part; none if there is one
    """

    key: Hashable
    employee: Hashable
    day: date
    amount: int
    customer: Hashable = None
    features: Mapping[str, Hashable] = field(default_factory=dict)
    guests: int = 0
    hosts: int = 0
    drinks: int = 0
    attendees: tuple[Attendee, ...] = ()
    gifts: tuple[Gift, ...] = ()
    seller: Hashable = None
    fapiao: tuple[FapiaoUse, ...] = ()
    has_receipt: bool = False
    open_tender: bool = False
    paid_to_person: bool = False
    asked_on: date | None = None
    claimed_on: date | None = None
    shares: tuple[Share, ...] = ()

    @property
    def is_after_the_fact(self) -> bool:
        """Permission was asked for after the day itself."""
        return self.asked_on is not None and self.asked_on > self.day

    @property
    def customers(self) -> tuple[Hashable, ...]:
        """Everybody it is spent on."""
        named = [share.customer for share in self.shares] or [self.customer]
        return tuple(customer for customer in named if customer is not None)

    def amount_on(self, customer: Hashable) -> int | None:
        """What of it one customer gets, minor units; ``None`` if it is not for him."""
        if not self.shares:
            return self.amount if customer == self.customer else None
        parts = [share.amount for share in self.shares if share.customer == customer]
        return sum(parts) if parts else None

    def views(self) -> tuple[Spending, ...]:
        """The same spending as it is for each of its customers, with his own features."""
        common = {k: v for k, v in self.features.items() if k not in CUSTOMER_FEATURES}
        return tuple(
            replace(self, customer=share.customer, features={**common, **share.features})
            for share in self.shares
        ) or (self,)

    @property
    def given(self) -> tuple[Gift, ...]:
        """Gifts that count; a document of nature gift without detail is one unnamed gift."""
        gifts = self.gifts
        if not gifts and self.features.get("nature") == GIFT:
            gifts = (Gift(None, self.amount),)
        return tuple(g for g in gifts if not g.is_returned and (g.value * g.pieces or g.is_cash))

    def meets(self, conditions: Mapping[str, Hashable]) -> bool:
        """Whether every condition holds; a set as a condition allows each of its values."""
        return all(
            self.features.get(name) in wanted
            if isinstance(wanted, frozenset)
            else self.features.get(name) == wanted
            for name, wanted in conditions.items()
        )


def check_spending(spending: Spending) -> Iterator[Problem]:
    """What makes a document unfit to be judged, all with its key.

    ``spending_amount_invalid`` (field), ``spending_count_invalid`` (field),
    ``spending_day_missing``, ``gift_invalid`` (recipient), ``feature_unknown`` (feature).
    """
    for name in ("amount", "drinks"):
        if not is_cost(getattr(spending, name)):
            yield Problem("spending_amount_invalid", (spending.key, name))
    if not all(is_cost(share.amount) for share in spending.shares):
        yield Problem("spending_amount_invalid", (spending.key, "shares"))
    for use in spending.fapiao:
        if not is_cost(use.amount):
            yield Problem("spending_amount_invalid", (spending.key, "fapiao"))
    for name in ("guests", "hosts"):
        if not is_count(getattr(spending, name)):
            yield Problem("spending_count_invalid", (spending.key, name))
    if not isinstance(spending.day, date):
        yield Problem("spending_day_missing", (spending.key,))
    for gift in spending.gifts:
        if not is_cost(gift.value) or not is_count(gift.pieces):
            yield Problem("gift_invalid", (spending.key, gift.recipient))
    for name in spending.features:
        if name not in FEATURES:
            yield Problem("feature_unknown", (spending.key, name))
