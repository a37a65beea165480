"""The spending rules that a company starts with: switched off, to be read and changed first.

Amounts are given for yuan; a controller changes them before turning a rule on.
"""

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: (policy, its rules as field values).
POLICY_SEEDS = (
    (
        _lt("Hospitality"),
        (
            {"kind": "per_head", "amount": 300.0, "limits": [("working_lunch", 80.0)]},
            {"kind": "hosts", "count": 5, "percent": 50.0, "nature": "meal"},
            {"kind": "claimant", "nature": "meal"},
        ),
    ),
    (
        _lt("Gifts"),
        (
            {"kind": "gift_piece", "amount": 300.0, "severity": "escalate"},
            {"kind": "gift_year", "amount": 600.0, "severity": "escalate"},
            {"kind": "gift_recipient", "amount": 100.0},
            {"kind": "cash", "severity": "block"},
        ),
    ),
    (
        _lt("Public officials and tenders"),
        (
            {"kind": "official_gift", "severity": "block"},
            {"kind": "official_meal", "severity": "escalate"},
            {"kind": "tender_gift", "severity": "block"},
            {"kind": "tender_other", "severity": "escalate"},
        ),
    ),
    (
        _lt("Receipts and deadlines"),
        (
            {"kind": "request_from", "amount": 500.0},
            {"kind": "receipt", "amount": 100.0},
            {"kind": "claim", "days": 30},
            {"kind": "after_the_fact", "count": 0},
            {"kind": "after_the_fact", "count": 2, "severity": "escalate"},
        ),
    ),
    (
        _lt("Patterns"),
        (
            {"kind": "splitting", "days": 3, "amount": 500.0, "severity": "inform"},
            {"kind": "duplicate", "severity": "justify"},
            {
                "kind": "rolling_count",
                "count": 3,
                "per": "customer",
                "window": "month",
                "severity": "inform",
            },
        ),
    ),
)
