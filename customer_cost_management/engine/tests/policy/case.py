"""The spending policies of the demo company, and a dinner to judge by them."""

from dataclasses import replace
from datetime import date

from ...policy.document import AfterTheFact, ClaimWithin, FapiaoFrom, ReceiptFrom
from ...policy.fapiao_rules import FapiaoConsecutive, FapiaoUnique
from ...policy.gift import (
    CashEquivalent,
    GiftPiece,
    GiftToOfficial,
    GiftTotal,
    OfficialEntertained,
    OpenTender,
)
from ...policy.hospitality import HostLimit, HostStep, PerHead
from ...policy.pattern import Splitting
from ...policy.rule import BLOCK, ESCALATE, INFORM, JUSTIFY, Limit, Rule
from ...policy.spending import Spending

DAY = date(2025, 11, 3)
HOSTS = HostLimit((HostStep(0, 0, 1), HostStep(5, 5, "1/2", 5)))
PUBLIC_HOSTS = HostLimit((HostStep(0, 3), HostStep(10, 0, "1/3")))
PER_HEAD = PerHead(
    (
        Limit(30000),
        Limit(45000, {"tier": "A"}),
        Limit(8000, {"meal_type": "working_lunch"}),
    )
)
GIFTS = GiftTotal((Limit(60000), Limit(100000, {"tier": "A"})))
MEALS = {"nature": "meal"}
DEMO_RULES = (
    Rule("per head", 3, PER_HEAD, JUSTIFY, features=MEALS),
    Rule("hosts", 1, HOSTS, JUSTIFY, features=MEALS),
    Rule("gift piece", 1, GiftPiece((Limit(30000),)), ESCALATE, ask="compliance"),
    Rule("gift total", 1, GIFTS, ESCALATE, ask="compliance"),
    Rule("cash", 1, CashEquivalent(), BLOCK),
    Rule("officials: gifts", 1, GiftToOfficial(), BLOCK),
    Rule("officials: meals", 1, OfficialEntertained(), ESCALATE, ask="compliance"),
    Rule("tender: gifts", 1, OpenTender(), BLOCK),
    Rule("tender: other", 2, OpenTender(gifts=False), ESCALATE, ask="compliance"),
    Rule("receipt", 1, ReceiptFrom(10000), JUSTIFY),
    Rule("fapiao", 1, FapiaoFrom(20000), JUSTIFY),
    Rule("claim", 1, ClaimWithin(30), JUSTIFY),
    Rule("splitting", 1, Splitting(3, (50000, 200000, 1000000)), INFORM),
    Rule("in a row", 1, FapiaoConsecutive(), INFORM),
    Rule("same fapiao", 1, FapiaoUnique(), BLOCK),
    Rule("afterwards", 1, AfterTheFact(), JUSTIFY),
    Rule("afterwards limit", 1, AfterTheFact(2), ESCALATE),
)
DINNER = Spending(
    "dinner",
    "Chen Hao",
    DAY,
    420000,
    customer="Qiming",
    features={"nature": "meal", "tier": "C"},
    guests=8,
    hosts=6,
)


def dinner(**changes):
    """The dinner with other values; features are added to its own."""
    features = {**DINNER.features, **changes.pop("features", {})}
    return replace(DINNER, features=features, **changes)


def hits(check, spending, *history):
    """What a check finds, with plain dictionaries for values."""
    return [(h.code, h.subjects, dict(h.values)) for h in check.hits(spending, history)]
