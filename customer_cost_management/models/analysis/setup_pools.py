"""Pools and activities of a first cost model; ordinary rows once created."""

from dataclasses import dataclass

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

TRADING, SERVICE = "trading", "service"


@dataclass(frozen=True)
class Wanted:
    """A driver that may measure an activity, and the minutes that one unit of it takes.

    :param terms: (driver, minutes) that come on top, for example for each line; left out where
        there is nothing to count
    """

    driver: str
    minutes: float = 0
    terms: tuple = ()


@dataclass(frozen=True)
class ActivitySeed:
    """One activity: its share of the pool, and its drivers, the best first.

    Without any driver the cost stays at its level: no customer bears it.
    """

    code: str
    name: object
    line: str
    percent: float = 100
    drivers: tuple = ()
    stage: str = ""


@dataclass(frozen=True)
class PoolSeed:
    """One pool.

    :param only: kinds of company that have it; empty: all
    :param avoidable: percent of its cost that would be gone without the work
    """

    code: str
    name: object
    activities: tuple = ()
    kind: str = "operating"
    only: tuple = ()
    avoidable: float = 50


def _one(code, name, line, *drivers, **more):
    return (ActivitySeed(code, name, line, 100, drivers, **more),)


#: In the order of their pages.
POOLS = {
    seed.code: seed
    for seed in (
        PoolSeed(
            "P-SALES",
            _lt("Sales force"),
            (
                ActivitySeed(
                    "A-VISIT",
                    _lt("Visit and manage accounts"),
                    "customer",
                    55,
                    (
                        # an hour of it, and the way there
                        Wanted("D-MEETING", 60, (("D-VISIT", 120),)),
                        Wanted("D-CALL", 60),
                        Wanted("D-EXPENSE", 300),
                        Wanted("D-ACTIVE", 300),
                    ),
                    stage="retain",
                ),
                ActivitySeed(
                    "A-QUOTE",
                    _lt("Quote"),
                    "customer",
                    20,
                    (
                        Wanted("D-QUOTE", 45, (("D-QUOTE-LINE", 5),)),
                        Wanted("D-LEAD", 60),
                        Wanted("D-INVOICE", 45, (("D-LINE", 5),)),
                    ),
                ),
                ActivitySeed(
                    "A-WIN",
                    _lt("Win new customers"),
                    "customer",
                    25,
                    (Wanted("D-LEAD", 600), Wanted("D-NEW", 3000)),
                    stage="acquire",
                ),
            ),
        ),
        PoolSeed(
            "P-DEL",
            _lt("Delivery staff"),
            _one(
                "A-DELIVER",
                _lt("Deliver billable work"),
                "cost_of_sales",
                Wanted("D-HOUR", 60),
                Wanted("D-REVENUE"),
            ),
            only=(SERVICE,),
            avoidable=80,
        ),
        PoolSeed(
            "P-ORD",
            _lt("Order desk"),
            (
                ActivitySeed(
                    "A-ORDER",
                    _lt("Enter and confirm orders"),
                    "order",
                    85,
                    (
                        Wanted("D-ORDER", 40, (("D-ORDER-LINE", 6),)),
                        Wanted("D-INVOICE", 40, (("D-LINE", 6),)),
                    ),
                ),
                ActivitySeed(
                    "A-ACCOUNT",
                    _lt("Keep customer account"),
                    "customer",
                    15,
                    (Wanted("D-ACTIVE", 20),),
                ),
            ),
        ),
        PoolSeed(
            "P-LOG",
            _lt("Warehouse"),
            (
                ActivitySeed(
                    "A-SHIP",
                    _lt("Pick, pack and ship"),
                    "order",
                    85,
                    (
                        Wanted("D-DELIVERY", 45, (("D-DELIVERY-LINE", 8),)),
                        Wanted("D-INVOICE", 45, (("D-LINE", 8),)),
                    ),
                ),
                ActivitySeed(
                    "A-RETURN",
                    _lt("Handle returns"),
                    "order",
                    15,
                    (Wanted("D-RETURN", 170), Wanted("D-CREDIT-NOTE", 170)),
                ),
            ),
            only=(TRADING, "mixed"),
        ),
        PoolSeed(
            "P-FRT",
            _lt("Outbound freight"),
            _one(
                "A-CARRY",
                _lt("Ship by carrier"),
                "order",
                Wanted("D-DELIVERY"),
                Wanted("D-INVOICE"),
            ),
            only=(TRADING, "mixed"),
            avoidable=100,
        ),
        PoolSeed(
            "P-SRV",
            _lt("After-sales service"),
            (
                ActivitySeed(
                    "A-JOB",
                    _lt("Jobs for the customer"),
                    "customer",
                    70,
                    (
                        Wanted("D-HOUR", 60),
                        Wanted("D-TASK", 250),
                        Wanted("D-REPAIR", 250),
                        Wanted("D-INVOICE", 250),
                    ),
                ),
                ActivitySeed(
                    "A-TICKET",
                    _lt("Tickets and complaints"),
                    "customer",
                    30,
                    (Wanted("D-TICKET", 45), Wanted("D-RATING", 45), Wanted("D-CREDIT-NOTE", 45)),
                ),
            ),
        ),
        PoolSeed(
            "P-FIN",
            _lt("Billing and credit"),
            (
                ActivitySeed("A-INVOICE", _lt("Invoice"), "order", 40, (Wanted("D-DOCUMENT", 20),)),
                ActivitySeed(
                    "A-CHASE",
                    _lt("Chase payments and settle disputes"),
                    "customer",
                    60,
                    (Wanted("D-OVERDUE", 40), Wanted("D-INVOICE", 40)),
                ),
            ),
        ),
        PoolSeed(
            "P-INT",
            _lt("Interest"),
            _one("A-FINANCE", _lt("Finance receivables"), "customer", Wanted("D-RECEIVABLE")),
            avoidable=100,
        ),
        PoolSeed(
            "P-TAX",
            _lt("Tax on sales"),
            _one("A-TAX", _lt("Sales surcharges"), "cost_of_sales", Wanted("D-REVENUE")),
            avoidable=100,
        ),
        PoolSeed("P-MKT", _lt("Marketing"), _one("A-MARKET", _lt("Market"), "channel")),
        PoolSeed("P-RND", _lt("Research"), _one("A-RESEARCH", _lt("Research"), "facility")),
        PoolSeed("S-HR", _lt("People services"), kind="support"),
        PoolSeed("S-IT", _lt("Systems"), kind="support"),
        PoolSeed("S-PREM", _lt("Premises"), kind="support"),
        PoolSeed(
            "F-ADM",
            _lt("Management and administration"),
            _one("A-COMPANY", _lt("Run the company"), "facility"),
        ),
    )
}
#: Kept whatever their size: what they give cannot go to administration.
KEPT = ("P-TAX", "P-DEL")
