"""Lumenway's year from its data files: volumes and amounts by customer and month.

The rules stand in ``lumenway/README.md``.  No Odoo here: :mod:`lumenway` posts what this says.
Amounts are fen unless a name says yuan; months are positions 0 … 11.
"""

import csv
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from ..engine.money import distribute, round_half_up

FOLDER = Path(__file__).with_name("lumenway")
COUNTED = ("orders", "returns", "visits", "quotes", "jobs", "tickets", "reminders", "disputes")
RELATIONSHIP = ("meals", "gifts", "events", "travel")
FEN = 100


@cache
def rows(name):
    """The rows of a data file, as dictionaries of texts."""
    with open(FOLDER / f"{name}.csv", newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


def by(name, key):
    return {row[key]: row for row in rows(name)}


def number(text):
    return int(text or 0)


def months(row):
    return np.array([int(row[f"m{month}"]) for month in range(1, 13)])


def spread(total, weights):
    """``total`` over the months; nothing where there is nothing to give."""
    return distribute(int(total), weights) if total else np.zeros(12, np.int64)


def step(position, count):
    """0, +1, −1, +2, −2, … for the positions 0, 1, 2, 3, 4, … within ``count``."""
    place = position % count
    return (place + 1) // 2 * (1 if place % 2 else -1)


def once(month, amount):
    series = np.zeros(12, np.int64)
    series[month - 1] = amount
    return series


@dataclass(eq=False)
class CustomerYear:
    """One customer: volumes by driver and amounts by line, twelve months each."""

    row: dict
    kind: dict
    revenue_yuan: int = 0
    rebate_yuan: int = 0
    return_yuan: int = 0
    counts: dict = field(default_factory=dict)
    volumes: dict = field(default_factory=dict)
    relationship: dict = field(default_factory=dict)
    invoiced_yuan: np.ndarray = None
    cost: np.ndarray = None
    computed: np.ndarray = None
    commission: np.ndarray = None
    credit_loss: np.ndarray = None
    exchange: np.ndarray = None

    @property
    def code(self):
        return self.row["customer"]

    @property
    def abroad(self):
        return self.row["country"] != "CN"

    @property
    def net_revenue(self):
        """Fen, after the year-end rebate; returns are in and out of it."""
        return FEN * (self.invoiced_yuan - once(12, self.rebate_yuan))

    @property
    def booked_cost(self):
        return self.cost - self.computed

    @property
    def return_cost(self):
        """Cost of one return, fen."""
        return self.return_yuan * (100 - number(self.kind["margin"]))


def lumenway_year():
    """Every customer's year, in the order of the file."""
    kinds = by("archetypes", "archetype")
    customers = [CustomerYear(row, kinds[row["archetype"]]) for row in rows("customers")]
    for customer in customers:
        _fill_sizes(customer)
        _fill_volumes(customer)
        _fill_amounts(customer)
    _fill_relationship(customers)
    return customers


def _fill_sizes(customer):
    kind, position = customer.kind, number(customer.row["position"])
    customer.revenue_yuan = number(kind["revenue"]) * (100 + 2 * step(position, 9)) // 100
    percent = 100 - 3 * step(position, 5)
    counts = {name: round_half_up(number(kind[name]) * percent, 100) for name in COUNTED}
    orders, rebate = counts["orders"], number(kind["rebate"])
    counts["urgent"] = round_half_up(orders * number(kind["urgent"]), 100)
    counts["order_lines"] = round_half_up(orders * round(10 * float(kind["lines"])), 10)
    customer.counts = counts
    customer.rebate_yuan = round_half_up(customer.revenue_yuan * rebate, 100 - rebate)
    customer.return_yuan = customer.revenue_yuan // (10 * orders) if orders else 0


def _fill_volumes(customer):
    kind, counts, made = customer.kind, customer.counts, customer.volumes
    first = number(customer.row["first_month"])
    season, complaints = (
        months(by("seasons", "season")[kind[name]]) for name in ("season", "ticket_season")
    )
    served = np.arange(1, 13) >= first
    for name in ("orders", "jobs", "reminders", "disputes"):
        made[name] = spread(counts[name], season * served)
    made["tickets"] = spread(counts["tickets"], complaints * served)
    for name in ("visits", "quotes"):
        made[name] = spread(counts[name], season)
    made["pursuit"] = spread(number(kind["pursuit"]), np.arange(1, 13) <= first)
    orders = made["orders"]
    for name in ("urgent", "order_lines", "returns"):
        made[name] = spread(counts[name], orders)
    made["export_orders"] = orders * customer.abroad
    made["accounts"] = np.full(12, number(kind["account"]))
    made["shipments"] = 10 * orders if customer.abroad else orders + 2 * made["urgent"]
    made["receivables"] = spread(customer.revenue_yuan, orders) * number(kind["days"])


def _fill_amounts(customer):
    kind, orders = customer.kind, customer.volumes["orders"]
    customer.invoiced_yuan = spread(customer.revenue_yuan + customer.rebate_yuan, orders)
    customer.cost = spread(customer.revenue_yuan * (100 - number(kind["margin"])), orders)
    piece = number(by("products", "product")["consumable"]["cost"])
    customer.computed = (orders > 1) * number(kind["consumables"]) * piece * FEN
    customer.commission = customer.net_revenue * number(kind["commission"]) // 100
    for name, item, column in (
        ("credit_loss", "credit_loss", "credit_loss"),
        ("exchange", "exchange_difference", "exchange_loss"),
    ):
        month = number(by("other_items", "item")[item]["month"])
        setattr(customer, name, once(month, FEN * number(customer.row[column])))


def _fill_relationship(customers):
    left = {name: number(by("categories", "category")[name]["year_total"]) for name in RELATIONSHIP}
    rhythm = {(row["category"], row["class"]): months(row) for row in rows("relationship_months")}
    public = [one for one in customers if one.row["archetype"] == "public"]
    for customer in public + [one for one in customers if one not in public]:
        total = number(customer.kind["relationship"])
        size = "large" if total >= 20_000 else "medium" if total >= 5_000 else "small"
        weights = [left[name] * (name != "gifts" or customer not in public) for name in left]
        for name, part in zip(left, spread(total, weights), strict=False):
            left[name] -= int(part)
            weights_of_month = rhythm.get((name, size), rhythm.get((name, "all")))
            customer.relationship[name] = FEN * spread(part, weights_of_month)


def pool_costs(customers):
    """``(row of costs.csv, twelve amounts)``."""
    shipped = sum(customer.volumes["shipments"] for customer in customers)
    for row in rows("costs"):
        amounts = np.full(12, FEN * number(row["monthly"]))
        if row["spread"] == "shipments":
            amounts = distribute(int(amounts.sum()), shipped)
        if row["extra_month"]:
            amounts = amounts + once(number(row["extra_month"]), FEN * number(row["extra"]))
        yield row, amounts


def consumables(customers):
    """What was bought and the stock variation that brings each quarter to its cost, by month."""
    used = sum(customer.computed for customer in customers)
    bought, variation = np.zeros((2, 12), np.int64)
    for row in rows("consumables"):
        first, last = number(row["first_month"]) - 1, number(row["last_month"])
        bought[first] = FEN * number(row["purchase"]) or used.sum() - bought.sum()
        variation[last - 1] = used[first:last].sum() - bought[first]
    return bought, variation


def other_items(item):
    """Twelve amounts of an item of ``other_items.csv``."""
    found = [row for row in rows("other_items") if row["item"] == item]
    return FEN * np.array(
        [
            sum(number(row["amount"]) for row in found if number(row["month"]) in (0, month))
            for month in range(1, 13)
        ]
    )
