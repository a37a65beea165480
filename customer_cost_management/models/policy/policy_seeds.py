"""The spending rules that a company starts with: switched off, to be read and changed first.

Amounts are given for yuan; a controller changes them before turning a rule on.
"""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# Rules as field values, apart from the names: the tool that gathers strings takes what stands in
# brackets after a name for a part of it.
HOSPITALITY = (
    {
        "kind": "per_head",
        "amount": 300.0,
        "limits": [({"meal_type": "working_lunch"}, 80.0), ({"tier": "A"}, 450.0)],
    },
    {
        "kind": "per_head",
        "amount": 200.0,
        "limits": [
            ({"city_class": "first"}, 300.0),
            ({"city_class": "second"}, 250.0),
            ({"guest_rank": "owner"}, 400.0),
            ({"city_class": "first", "guest_rank": "owner"}, 600.0),
        ],
    },
    {"kind": "hosts", "count": 5, "percent": 50.0, "nature": "meal"},
    {"kind": "claimant", "nature": "meal"},
)
GIFTS = (
    {"kind": "gift_piece", "amount": 300.0, "severity": "escalate"},
    {
        "kind": "gift_year",
        "amount": 600.0,
        "limits": [({"tier": "A"}, 1000.0)],
        "severity": "escalate",
    },
    {"kind": "gift_occasion", "amount": 300.0, "severity": "escalate"},
    {"kind": "gift_recipient", "amount": 100.0},
    {"kind": "cash", "severity": "block"},
)
OFFICIALS = (
    {"kind": "official_gift", "severity": "block"},
    {"kind": "official_meal", "severity": "escalate"},
    {"kind": "official_hosts", "count": 10, "hosts": 3, "percent": 33.33},
    {"kind": "tender_gift", "severity": "block"},
    {"kind": "tender_other", "severity": "escalate"},
)
DEADLINES = (
    {"kind": "request_from", "amount": 500.0},
    {"kind": "receipt", "amount": 100.0},
    {"kind": "claim", "days": 30},
    {"kind": "after_the_fact", "count": 0},
    {"kind": "after_the_fact", "count": 2, "severity": "escalate"},
)
FAPIAO = (
    {"kind": "fapiao", "amount": 200.0},
    {"kind": "fapiao_used"},
    {"kind": "fapiao_row", "count": 1},
    {"kind": "fapiao_age", "days": 180},
    {"kind": "fapiao_buyer", "severity": "escalate"},
)
PATTERNS = (
    {"kind": "splitting", "days": 3, "amount": 500.0, "severity": "inform"},
    {"kind": "duplicate", "severity": "justify"},
    {
        "kind": "rolling_count",
        "count": 3,
        "per": "customer",
        "window": "month",
        "severity": "inform",
    },
    {
        "kind": "rolling_amount",
        "amount": 20000.0,
        "per": "customer",
        "window": "year",
        "severity": "inform",
    },
    {
        "kind": "rolling_amount",
        "amount": 1000.0,
        "per": "recipient",
        "window": "year",
        "severity": "justify",
    },
    {
        "kind": "rolling_amount",
        "amount": 5000.0,
        "per": "employee",
        "window": "month",
        "severity": "inform",
    },
)
#: (policy, its rules).
POLICY_SEEDS = (
    (_lt("Hospitality"), HOSPITALITY),
    (_lt("Gifts"), GIFTS),
    (_lt("Public officials and tenders"), OFFICIALS),
    (_lt("Receipts and deadlines"), DEADLINES),
    (_lt("Fapiao"), FAPIAO),
    (_lt("Patterns"), PATTERNS),
)
