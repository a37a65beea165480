"""Kinds of spending rules: how one becomes the engine's check, and what it needs.

A rule's fields hold amounts in company currency; the engine gets minor units.
"""

from dataclasses import dataclass
from fractions import Fraction

from ...engine.policy.document import AfterTheFact, ClaimWithin, FapiaoFrom, ReceiptFrom
from ...engine.policy.fapiao_rules import (
    FapiaoConsecutive,
    FapiaoDate,
    FapiaoParties,
    FapiaoUnique,
)
from ...engine.policy.gift import (
    CashEquivalent,
    GiftPiece,
    GiftRecipient,
    GiftToOfficial,
    GiftTotal,
    OfficialEntertained,
    OpenTender,
    involves_official,
)
from ...engine.policy.hospitality import Claimant, HostLimit, HostStep, PerHead
from ...engine.policy.pattern import DuplicateClaim, RollingLimit, Splitting
from ...engine.policy.rule import Hit, Limit
from ..platform.approval_seal import amount_in_minor_units

KINDS = [
    ("per_head", "Meal: cost per head"),
    ("hosts", "Meal: number of hosts"),
    ("claimant", "Meal: who claims took part"),
    ("gift_piece", "Gift: value of a piece"),
    ("gift_year", "Gift: per recipient and year"),
    ("gift_occasion", "Gift: per recipient and occasion"),
    ("gift_recipient", "Gift: recipient named"),
    ("cash", "Cash equivalents and payments to a person"),
    ("official_gift", "Officials: gifts"),
    ("official_meal", "Officials: meals"),
    ("official_hosts", "Officials: number of hosts"),
    ("tender_gift", "Open tender: gifts"),
    ("tender_other", "Open tender: other spending"),
    ("receipt", "Receipt from an amount"),
    ("claim", "Claim deadline"),
    ("after_the_fact", "Asked for after the fact"),
    ("splitting", "One spending cut into several"),
    ("duplicate", "Claimed by two people"),
    ("rolling_amount", "Total over time"),
    ("rolling_count", "Number over time"),
    ("request_from", "Request needed from an amount"),
    ("fapiao", "Fapiao from an amount"),
    ("fapiao_used", "Fapiao: claimed beyond its total"),
    ("fapiao_row", "Fapiao: numbers in a row"),
    ("fapiao_age", "Fapiao: age"),
    ("fapiao_buyer", "Fapiao: buyer"),
]
#: Requests have no receipts yet: rules for these ask the expense and the bill.
REQUEST = "customer.cost.request"
#: Kinds of rules that look at what is spent, and find nothing on what is only asked for.
ONLY_SPENT = {
    "request_from",
    "fapiao",
    "fapiao_used",
    "fapiao_row",
    "fapiao_age",
    "fapiao_buyer",
}


@dataclass(frozen=True)
class Kind:
    """What a kind of rule needs filled in, and how its check is made."""

    needs: tuple = ()
    check: object = None


def _limits(rule):
    """The rule's amount for everybody and the other amounts it names."""
    limits = [Limit(_minor(rule, rule.amount))]
    limits += [Limit(_minor(rule, line.amount), line._features()) for line in rule.limit_ids]
    return tuple(limits)


def _minor(rule, amount):
    return amount_in_minor_units(amount, rule.currency_id)


def _host_limit(rule):
    """Up to ``count`` guests as many hosts; above that a share of the excess more."""
    free = rule.count
    share = str(round(rule.percent * 100)) + "/10000"
    return HostLimit((HostStep(0, 0, 1), HostStep(free, free, share, free)))


def _official_host_limit(rule):
    """Up to ``count`` guests some hosts; above that a share of all guests.  A third that was
    typed as 33.33 % is a third: twelve guests allow four."""
    exact = Fraction(round(rule.percent * 100), 10000)
    share = exact.limit_denominator(12)
    share = share if abs(share - exact) < Fraction(1, 10000) else exact
    return WhenOfficial(HostLimit((HostStep(0, rule.hosts), HostStep(rule.count, 0, str(share)))))


@dataclass(frozen=True)
class WhenOfficial:
    """A check of tables where public officials sit, or people of a public body."""

    check: object

    def hits(self, spending, history):
        if involves_official(spending):
            yield from self.check.hits(spending, history)

    def faults(self):
        yield from self.check.faults()


def _splitting(rule):
    amounts = {rule.amount, *rule.limit_ids.mapped("amount")}
    return Splitting(rule.days, tuple(sorted(_minor(rule, amount) for amount in amounts)))


def _rolling(rule, counted):
    limits = (Limit(rule.count),) if counted else _limits(rule)
    window = rule.days if rule.window == "days" else rule.window
    return RollingLimit(rule.per, window, limits, counted)


@dataclass(frozen=True)
class WhenSpent:
    """A check of receipts, for expenses and bills alone."""

    check: object

    def hits(self, spending, history):
        if _model_of(spending) != REQUEST:
            yield from self.check.hits(spending, history)

    def faults(self):
        yield from self.check.faults()


@dataclass(frozen=True)
class RequestFrom:
    """Spending from an amount on has a request.  Only for expenses and bills.

    Hits: ``request_missing`` (amount, from).
    """

    amount: int

    def hits(self, spending, history):
        is_asked = _model_of(spending) == REQUEST or spending.asked_on is not None
        if not is_asked and spending.amount >= self.amount:
            values = {"amount": spending.amount, "from": self.amount}
            yield Hit("request_missing", (spending.key,), values)

    def faults(self):
        if self.amount < 0:
            yield "amount"


def _model_of(spending):
    return str(spending.key).split(",")[0]


def _our_names(rule):
    """What a fapiao may be written to: titles and tax numbers of the company and its branches."""
    # sudo: names of one's own companies
    companies = rule.env["res.company"].sudo().search([("id", "child_of", rule.company_id.ids)])
    names = {name for company in companies for name in (company.vat, company.name) if name}
    return FapiaoParties(frozenset(names))


CHECKS = {
    "per_head": Kind(("amount",), lambda rule: PerHead(_limits(rule))),
    "hosts": Kind(("count",), _host_limit),
    "claimant": Kind((), lambda rule: Claimant()),
    "gift_piece": Kind(("amount",), lambda rule: GiftPiece(_limits(rule))),
    "gift_year": Kind(("amount",), lambda rule: GiftTotal(_limits(rule))),
    "gift_occasion": Kind(("amount",), lambda rule: GiftTotal(_limits(rule), "occasion")),
    "gift_recipient": Kind((), lambda rule: GiftRecipient(_minor(rule, rule.amount))),
    "cash": Kind((), lambda rule: CashEquivalent()),
    "official_gift": Kind((), lambda rule: GiftToOfficial()),
    "official_meal": Kind((), lambda rule: OfficialEntertained()),
    "official_hosts": Kind(("count", "hosts"), _official_host_limit),
    "tender_gift": Kind((), lambda rule: OpenTender()),
    "tender_other": Kind((), lambda rule: OpenTender(gifts=False)),
    "receipt": Kind(("amount",), lambda rule: ReceiptFrom(_minor(rule, rule.amount))),
    "claim": Kind(("days",), lambda rule: ClaimWithin(rule.days)),
    "after_the_fact": Kind((), lambda rule: AfterTheFact(rule.count)),
    "splitting": Kind(("days", "amount"), _splitting),
    "duplicate": Kind((), lambda rule: DuplicateClaim()),
    "rolling_amount": Kind(("amount", "per", "window"), lambda rule: _rolling(rule, False)),
    "rolling_count": Kind(("count", "per", "window"), lambda rule: _rolling(rule, True)),
    "request_from": Kind(("amount",), lambda rule: RequestFrom(_minor(rule, rule.amount))),
    "fapiao": Kind(("amount",), lambda rule: WhenSpent(FapiaoFrom(_minor(rule, rule.amount)))),
    "fapiao_used": Kind((), lambda rule: WhenSpent(FapiaoUnique())),
    "fapiao_row": Kind((), lambda rule: WhenSpent(FapiaoConsecutive(rule.count or 1))),
    "fapiao_age": Kind(("days",), lambda rule: WhenSpent(FapiaoDate(rule.days))),
    "fapiao_buyer": Kind((), lambda rule: WhenSpent(_our_names(rule))),
}
