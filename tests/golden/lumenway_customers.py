"""The customers of the demo company: what they bought, used and cost directly, by month.

First part of the golden year, see lumenway.py.  Amounts are fen unless a name says otherwise.
"""

import csv
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "customer_cost_management" / "demo" / "lumenway"
MONTHS = range(12)
COUNTED = ("orders", "returns", "visits", "quotes", "jobs", "tickets", "reminders", "disputes")
PARTS = ("meals", "gifts", "events", "travel")


# --- the files


def rows(name):
    with open(DATA / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def table(name, key):
    return {row[key]: row for row in rows(name)}


def months_of(row):
    return [int(row[f"m{month + 1}"]) for month in MONTHS]


# --- the two integer rules


def half_up(number):
    """The nearest integer of a Fraction, half away from zero."""
    sign = -1 if number < 0 else 1
    return sign * int(abs(number) + Fraction(1, 2))


def shared(total, weights):
    """Largest remainder; equal remainders are served from the first on."""
    whole = sum(weights)
    exact = [Fraction(total * weight, whole) for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda k: (parts[k] - exact[k], k))
    for k in order[: total - sum(parts)]:
        parts[k] += 1
    return parts


def zigzag(position, count):
    """0, 1, −1, 2, −2, … of the position within ``count``."""
    return [0, 1, -1, 2, -2, 3, -3, 4, -4][position % count]


# --- customers


class Customer:
    """A customer's year: ``self.months[m]`` has the figures of month m."""

    def __init__(self, row, kind, seasons):
        self.code, self.row, self.kind = row["customer"], row, kind
        place = int(row["position"])
        self.revenue = int(kind["revenue"]) * (100 + 2 * zigzag(place, 9)) // 100
        factor = Fraction(100 - 3 * zigzag(place, 5), 100)
        self.year = {name: half_up(int(kind[name]) * factor) for name in COUNTED}
        self.rebate = half_up(
            Fraction(self.revenue * int(kind["rebate"]), 100 - int(kind["rebate"]))
        )
        self.quantity = self._quantity(seasons)
        self.amount = self._amount()

    def _quantity(self, seasons):
        first = int(self.row["first_month"]) - 1
        season = seasons[self.kind["season"]]
        since = [weight if month >= first else 0 for month, weight in enumerate(season)]
        complaints = seasons[self.kind["ticket_season"]]
        complaints = [weight if month >= first else 0 for month, weight in enumerate(complaints)]
        year, made = self.year, {}
        for name in ("orders", "jobs", "reminders", "disputes"):
            made[name] = shared(year[name], since)
        made["tickets"] = shared(year["tickets"], complaints)
        for name in ("visits", "quotes"):
            made[name] = shared(year[name], season)
        hunting = [int(month <= first) for month in MONTHS]
        made["pursuit"] = shared(int(self.kind["pursuit"]), hunting)
        made["urgent"] = self._by_order(
            half_up(Fraction(year["orders"] * int(self.kind["urgent"]), 100)), made
        )
        made["order_lines"] = self._by_order(
            half_up(year["orders"] * Fraction(self.kind["lines"])), made
        )
        made["returns"] = self._by_order(year["returns"], made)
        abroad = self.row["country"] != "CN"
        made["export_orders"] = [orders if abroad else 0 for orders in made["orders"]]
        made["accounts"] = [int(self.kind["account"])] * 12
        made["shipments"] = [
            10 * orders if abroad else orders + 2 * urgent
            for orders, urgent in zip(made["orders"], made["urgent"], strict=True)
        ]
        owed = self._by_order(self.revenue, made)
        made["receivables"] = [amount * int(self.kind["days"]) for amount in owed]
        return made

    def _by_order(self, total, made):
        return shared(total, made["orders"]) if total else [0] * 12

    def _amount(self):
        """Revenue, cost of sales and direct cost by month, fen; the relationship comes later."""
        made = self.quantity
        gross = self._by_order(self.revenue + self.rebate, made)
        net = [100 * amount for amount in gross]
        net[11] -= 100 * self.rebate
        cost = self._by_order(self.revenue * (100 - int(self.kind["margin"])), made)
        pieces = int(self.kind["consumables"])
        piece_cost = 100 * int(table("products", "product")["consumable"]["cost"])
        computed = [pieces * piece_cost if orders > 1 else 0 for orders in made["orders"]]
        lost, exchange = ([0] * 12 for _ in range(2))
        lost[event_month("credit_loss")] = 100 * int(self.row["credit_loss"])
        exchange[event_month("exchange_difference")] = 100 * int(self.row["exchange_loss"])
        rate = int(self.kind["commission"])
        return {
            "net_revenue": net,
            "booked_cost_of_sales": [a - b for a, b in zip(cost, computed, strict=True)],
            "computed_cost_of_sales": computed,
            "commission": [amount * rate // 100 for amount in net],
            "credit_loss": lost,
            "exchange_difference": exchange,
        }


def event_month(item):
    return int(table("other_items", "item")[item]["month"]) - 1


def customers():
    kinds, seasons = (
        table("archetypes", "archetype"),
        {row["season"]: months_of(row) for row in rows("seasons")},
    )
    found = [Customer(row, kinds[row["archetype"]], seasons) for row in rows("customers")]
    give_relationship(found)
    return found


def give_relationship(found):
    left = {name: int(table("categories", "category")[name]["year_total"]) for name in PARTS}
    rhythm = {
        (row["category"], row["class"]): months_of(row) for row in rows("relationship_months")
    }
    for customer in sorted(found, key=lambda one: one.row["archetype"] != "public"):
        total = int(customer.kind["relationship"])
        public = customer.row["archetype"] == "public"
        weights = [0 if public and name == "gifts" else left[name] for name in PARTS]
        size = "large" if total >= 20000 else "medium" if total >= 5000 else "small"
        for name, part in zip(PARTS, shared(total, weights) if total else [0] * 4, strict=True):
            left[name] -= part
            by_month = shared(part, rhythm.get((name, size)) or rhythm[name, "all"])
            customer.amount[name] = [100 * amount for amount in by_month]
    assert not any(left.values()), left
