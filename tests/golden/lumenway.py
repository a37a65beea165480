"""The year of the demo company, worked out from its data files alone.

    python3 tests/golden/lumenway.py            compare with lumenway.json
    python3 tests/golden/lumenway.py --write    write lumenway.json

Written apart from the addon, with exact fractions and without importing any of it: what
the addon computes is compared with these figures.  The rules stand in README.md beside
the data.  Amounts inside are fen (1/100 yuan), positive; a result is signed.
"""

import csv
import json
import sys
from fractions import Fraction
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "customer_cost_management" / "demo" / "lumenway"
JSON = Path(__file__).with_suffix(".json")
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
        self.rebate = half_up(Fraction(self.revenue * int(kind["rebate"]), 100 - int(kind["rebate"])))
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
        made["order_lines"] = self._by_order(half_up(year["orders"] * Fraction(self.kind["lines"])), made)
        made["returns"] = self._by_order(year["returns"], made)
        abroad = self.row["country"] != "CN"
        made["export_orders"] = [orders if abroad else 0 for orders in made["orders"]]
        made["accounts"] = [int(self.kind["account"])] * 12
        made["shipments"] = [
            10 * orders if abroad else orders + 2 * urgent
            for orders, urgent in zip(made["orders"], made["urgent"])
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
        computed = [orders * pieces * piece_cost for orders in made["orders"]]
        lost, exchange = ([0] * 12 for _ in range(2))
        lost[event_month("credit_loss")] = 100 * int(self.row["credit_loss"])
        exchange[event_month("exchange_difference")] = 100 * int(self.row["exchange_loss"])
        rate = int(self.kind["commission"])
        return {
            "net_revenue": net,
            "booked_cost_of_sales": [a - b for a, b in zip(cost, computed)],
            "computed_cost_of_sales": computed,
            "commission": [amount * rate // 100 for amount in net],
            "credit_loss": lost,
            "exchange_difference": exchange,
        }


def event_month(item):
    return int(table("other_items", "item")[item]["month"]) - 1


def customers():
    kinds, seasons = table("archetypes", "archetype"), {
        row["season"]: months_of(row) for row in rows("seasons")
    }
    found = [Customer(row, kinds[row["archetype"]], seasons) for row in rows("customers")]
    give_relationship(found)
    return found


def give_relationship(found):
    left = {name: int(table("categories", "category")[name]["year_total"]) for name in PARTS}
    rhythm = {(row["category"], row["class"]): months_of(row) for row in rows("relationship_months")}
    for customer in sorted(found, key=lambda one: one.row["archetype"] != "public"):
        total = int(customer.kind["relationship"])
        public = customer.row["archetype"] == "public"
        weights = [0 if public and name == "gifts" else left[name] for name in PARTS]
        size = "large" if total >= 20000 else "medium" if total >= 5000 else "small"
        for name, part in zip(PARTS, shared(total, weights) if total else [0] * 4):
            left[name] -= part
            by_month = shared(part, rhythm.get((name, size)) or rhythm[name, "all"])
            customer.amount[name] = [100 * amount for amount in by_month]
    assert not any(left.values()), left


# --- pools and activities


def pool_costs(found):
    """Pool → own cost by month, fen, and account → the same."""
    by_pool = {row["pool"]: [0] * 12 for row in rows("pools")}
    by_account = {}
    shipped = [sum(one.quantity["shipments"][month] for one in found) for month in MONTHS]
    for row in rows("costs"):
        amounts = [100 * int(row["monthly"])] * 12
        if row["spread"] == "shipments":
            amounts = shared(sum(amounts), shipped)
        if row["extra_month"]:
            amounts[int(row["extra_month"]) - 1] += 100 * int(row["extra"])
        for store, key in ((by_pool, row["pool"]), (by_account, row["account"])):
            old = store.setdefault(key, [0] * 12)
            store[key] = [a + b for a, b in zip(old, amounts)]
    return by_pool, by_account


def full_costs(own):
    """Own cost and what the support pools give; support pools end at zero."""
    full = {pool: [Fraction(amount) for amount in amounts] for pool, amounts in own.items()}
    for row in rows("support_shares"):
        for month in MONTHS:
            full[row["to_pool"]][month] += Fraction(own[row["pool"]][month] * int(row["percent"]), 100)
    return {row["pool"]: full[row["pool"]] for row in rows("pools") if row["kind"] == "operating"}


def activity_volumes(found):
    """Activity → customer code → volume by month (minutes, or the driver's quantity)."""
    terms, volumes = rows("time_terms"), {}
    for row in rows("activities"):
        if not row["driver"]:
            continue
        parts = [(row["driver"], int(row["base_minutes"] or 1))]
        parts += [(t["driver"], int(t["minutes"])) for t in terms if t["activity"] == row["activity"]]
        volumes[row["activity"]] = {
            one.code: [sum(one.quantity[d][month] * w for d, w in parts) for month in MONTHS]
            for one in found
        }
    return volumes


def pool_rate(pool, full, month):
    """Cost of a minute; the rolling basis looks back on the months there are, at most twelve."""
    practical = int(pool["practical_minutes"])
    if pool["capacity_basis"] == "month":
        return full[month] / practical
    back = full[: month + 1]
    return sum(back) / (practical * len(back))


def allocate(full, volumes):
    """Cost of activities by customer and month, and each pool's unused capacity and variance."""
    pools = table("pools", "pool")
    cost = {name: {} for name in volumes}
    rest = {name: {"unused": [0] * 12, "spending_variance": [0] * 12} for name in full}
    for name, amounts in full.items():
        mine = [row["activity"] for row in rows("activities") if row["pool"] == name]
        mine = [activity for activity in mine if activity in volumes]
        timed = pools[name]["basis"] == "time"
        for month in MONTHS:
            used = sum(by[month] for a in mine for by in volumes[a].values())
            if not mine:
                continue
            rate = pool_rate(pools[name], amounts, month) if timed else amounts[month] / used
            if timed:
                practical = int(pools[name]["practical_minutes"])
                rest[name]["unused"][month] = rate * (practical - used)
                rest[name]["spending_variance"][month] = amounts[month] - rate * practical
            for activity in mine:
                for code, by in volumes[activity].items():
                    cost[activity].setdefault(code, []).append(rate * by[month])
    return cost, rest


# --- the statement and the books


def statement(found, cost):
    """Customer → line → twelve exact amounts in fen."""
    lines = {row["activity"]: row["statement_line"] for row in rows("activities")}
    result = {}
    for one in found:
        line = {name: [Fraction(a) for a in amounts] for name, amounts in one.amount.items()}
        line |= {f"activity_{name}": by[one.code] for name, by in cost.items()}
        line["relationship"] = total_of(line[part] for part in PARTS)
        line["cm1"] = less(
            line["net_revenue"], line["booked_cost_of_sales"], line["computed_cost_of_sales"]
        )
        for level in ("order", "customer"):
            names = [name for name in cost if lines[name] == level]
            line[f"{level}_allocated"] = total_of(line[f"activity_{name}"] for name in names)
        line["cm2"] = less(line["cm1"], line["order_allocated"])
        direct = ("commission", "relationship", "credit_loss", "exchange_difference")
        line["cm3"] = less(line["cm2"], line["customer_allocated"], *(line[name] for name in direct))
        result[one.code] = line
    return result


def total_of(series):
    return [sum(parts, Fraction(0)) for parts in zip(*series)]


def less(first, *others):
    return [value - sum(parts) for value, *parts in zip(first, *others)]


def other_items():
    """Item → twelve amounts in fen."""
    found = {}
    for row in rows("other_items"):
        amounts = found.setdefault(row["item"], [0] * 12)
        for month in MONTHS:
            if int(row["month"]) in (0, month + 1):
                amounts[month] += 100 * int(row["amount"])
    return found


def consumables_ledger(computed):
    """Supplies and stock variation by month, fen: what the books hold as cost of sales."""
    ledger, variation = [0] * 12, [0] * 12
    bought = {row["quarter"]: 100 * int(row["purchase"] or 0) for row in rows("consumables")}
    for row in rows("consumables"):
        first, last = int(row["first_month"]) - 1, int(row["last_month"]) - 1
        supplied = bought[row["quarter"]] or sum(computed) - sum(bought.values())
        ledger[first] += supplied
        variation[last] = sum(computed[first : last + 1]) - supplied
    assert sum(variation) == 0
    return ledger, variation


def year():
    """Everything, exact."""
    found = customers()
    own, accounts = pool_costs(found)
    full, volumes = full_costs(own), activity_volumes(found)
    cost, rest = allocate(full, volumes)
    lines = statement(found, cost)
    whole = {
        name: total_of(lines[one.code][name] for one in found) for name in lines[found[0].code]
    }
    supplies, variation = consumables_ledger(whole["computed_cost_of_sales"])
    items = other_items()
    traced = [a + b + c for a, b, c in zip(supplies, variation, items["counter_cost"])]
    return {
        "customers": found,
        "own": own,
        "accounts": accounts,
        "full": full,
        "volumes": volumes,
        "rest": rest,
        "lines": lines,
        "whole": whole,
        "supplies": supplies,
        "variation": variation,
        "items": items,
        "traced": traced,
        "reconciliation": reconciliation(whole, rest, full, items, traced),
        "posted": posted(whole, own, items, traced),
    }


def reconciliation(whole, rest, full, items, traced):
    """Everything the books hold, by where it went; signed, profit positive."""
    timing = less(whole["computed_cost_of_sales"], traced)
    return {
        "customer_contribution": whole["cm3"],
        "revenue_without_customer": items["counter_revenue"],
        "timing_difference": timing,
        "unused_capacity": less([0] * 12, *(pool["unused"] for pool in rest.values())),
        "spending_variance": less([0] * 12, *(pool["spending_variance"] for pool in rest.values())),
        "channel": less([0] * 12, full["P-MKT"]),
        "facility": less([0] * 12, full["F-ADM"]),
        "unassigned": less([0] * 12, items["consulting"]),
        "excluded": less(items["subsidy"], items["income_tax"]),
    }


def posted(whole, own, items, traced):
    """Profit of the ledger before closing entries, from its accounts."""
    income = [a + b + c for a, b, c in zip(whole["net_revenue"], items["counter_revenue"], items["subsidy"])]
    direct = ("commission", "relationship", "credit_loss", "exchange_difference")
    return less(
        income,
        whole["booked_cost_of_sales"],
        traced,
        *own.values(),
        *(whole[name] for name in direct),
        items["consulting"],
        items["income_tax"],
    )


# --- the short form that is kept


def fen(amounts):
    return half_up(sum(amounts, Fraction(0)))


def whale_peak(contributions):
    """Highest cumulative contribution in percent of the whole."""
    earned = sum(amount for amount in contributions if amount > 0)
    return round(float(100 * earned / sum(contributions)), 2)


def summary(made=None):
    """The figures that tests and people compare with; fen, whole numbers."""
    made = made or year()
    yearly = {code: sum(line["cm3"]) for code, line in made["lines"].items()}
    return {
        "unit": "fen",
        "company": {name: fen(amounts) for name, amounts in made["whole"].items()},
        "reconciliation": {name: fen(a) for name, a in made["reconciliation"].items()},
        "posted_before_closing": fen(made["posted"]),
        "customers_positive": sum(amount > 0 for amount in yearly.values()),
        "customers_negative": sum(amount < 0 for amount in yearly.values()),
        "whale_peak_percent": whale_peak(yearly.values()),
        "pools": {
            name: {
                "own": fen(made["own"][name]),
                "full": fen(full),
                **{key: fen(amounts) for key, amounts in made["rest"][name].items()},
            }
            for name, full in made["full"].items()
        },
        "support_pools": {
            name: fen(own) for name, own in made["own"].items() if name not in made["full"]
        },
        "volumes": {
            driver: sum(sum(one.quantity[driver]) for one in made["customers"])
            for driver in made["customers"][0].quantity
        },
        "months": {
            "net_revenue": [fen([a]) for a in made["whole"]["net_revenue"]],
            "cm1": [fen([a]) for a in made["whole"]["cm1"]],
            "cm3": [fen([a]) for a in made["whole"]["cm3"]],
            "timing_difference": [fen([a]) for a in made["reconciliation"]["timing_difference"]],
            "unused_capacity": [fen([a]) for a in made["reconciliation"]["unused_capacity"]],
            "posted_before_closing": [fen([a]) for a in made["posted"]],
        },
        "customers": {
            code: {name: fen(amounts) for name, amounts in line.items()}
            for code, line in made["lines"].items()
        },
        "customer_months": {
            code: {name: [fen([a]) for a in line[name]] for name in ("net_revenue", "cm1", "cm3")}
            for code, line in made["lines"].items()
        },
    }


def as_text(figures):
    """JSON, one line a list or a customer, so that a change is readable."""
    blocks = []
    for key, value in figures.items():
        if isinstance(value, dict):
            inner = ",\n".join(f'    "{k}": {json.dumps(v)}' for k, v in value.items())
            blocks.append(f'  "{key}": {{\n{inner}\n  }}')
        else:
            blocks.append(f'  "{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


# --- the year before any spread or rounding, month by month alike: the published story


def plain_year():
    """Year totals of the story in yuan: no spread, fractional volumes, one period."""
    kinds = table("archetypes", "archetype")
    counts, abroad = {}, {}
    for row in rows("customers"):
        counts[row["archetype"]] = counts.get(row["archetype"], 0) + 1
        abroad[row["archetype"]] = row["country"] != "CN"
    volumes = {name: plain_volumes(kind, abroad[name]) for name, kind in kinds.items()}
    own = {row["pool"]: 0 for row in rows("pools")}
    for row in rows("costs"):
        own[row["pool"]] += 12 * int(row["monthly"]) + int(row["extra"] or 0)
    full = full_costs({pool: [amount] + [0] * 11 for pool, amount in own.items()})
    pools = table("pools", "pool")
    result = {"unused": Fraction(0), "channel": full["P-MKT"][0], "facility": full["F-ADM"][0]}
    cost_of = {name: Fraction(0) for name in kinds}
    for pool, mine in volumes["quiet"].items():
        used = sum(counts[name] * volumes[name][pool] for name in kinds)
        practical = 12 * int(pools[pool]["practical_minutes"]) if pools[pool]["practical_minutes"] else used
        rate = full[pool][0] / practical
        result[pool] = rate * used
        result["unused"] += rate * (practical - used)
        for name in kinds:
            cost_of[name] += rate * volumes[name][pool]
    return plain_statement(result, kinds, counts, cost_of)


def plain_volumes(kind, abroad):
    get = {name: Fraction(value) for name, value in kind.items() if name in (*COUNTED, "lines", "pursuit")}
    orders, urgent = get["orders"], get["orders"] * int(kind["urgent"]) / 100
    lines, export = orders * get["lines"], orders if abroad else 0
    return {
        "P-SALES": 300 * get["visits"] + 70 * get["quotes"] + get["pursuit"],
        "P-ORD": 40 * orders + 6 * lines + 40 * urgent + 45 * export + 240 * int(kind["account"]),
        "P-LOG": 45 * orders + 8 * lines + 45 * urgent + 60 * export + 170 * get["returns"],
        "P-SRV": 250 * get["jobs"] + 45 * get["tickets"],
        "P-FIN": 20 * orders + 40 * get["reminders"] + 170 * get["disputes"],
        "P-FRT": 10 * export if abroad else orders + 2 * urgent,
        "P-INT": Fraction(int(kind["revenue"]) * int(kind["days"])),
    }


def plain_statement(result, kinds, counts, cost_of):
    lost = {"slow_payer": 120000}
    cm3 = {}
    for name, kind in kinds.items():
        revenue = int(kind["revenue"])
        direct = int(kind["relationship"]) + revenue * int(kind["commission"]) // 100
        cm1 = revenue * int(kind["margin"]) // 100
        cm3[name] = cm1 - cost_of[name] - direct - lost.get(name, 0)
        for line, amount in (("net_revenue", revenue), ("cm1", cm1), ("cm3", cm3[name])):
            result[line] = result.get(line, 0) + counts[name] * amount
    result["cm2"] = result["cm1"] - result["P-ORD"] - result["P-LOG"] - result["P-FRT"]
    result["net"] = result["cm3"] - result["channel"] - result["facility"] - result["unused"]
    each = [cm3[name] for name in kinds for _ in range(counts[name])]
    result["positive"] = sum(amount > 0 for amount in each)
    result["negative"] = sum(amount < 0 for amount in each)
    result["peak"] = whale_peak(each)
    return result, cm3


def main(arguments):
    text = as_text(summary())
    if "--write" in arguments:
        JSON.write_text(text, encoding="utf-8")
    elif JSON.read_text(encoding="utf-8") != text:
        sys.exit(f"{JSON.name} is not what the data give; run with --write and look at the difference")


if __name__ == "__main__":
    main(sys.argv[1:])
