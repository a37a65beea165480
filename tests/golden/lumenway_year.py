"""Pools, activities, statements and books of the demo company's year, to the fen.

Second part of the golden year, see lumenway.py.  Amounts are whole fen.
"""

from fractions import Fraction

from lumenway_customers import MONTHS, PARTS, customers, half_up, rows, shared, table

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
            store[key] = [a + b for a, b in zip(old, amounts, strict=True)]
    return by_pool, by_account


def full_costs(own):
    """Own cost and what the support pools give; support pools end at zero."""
    full = {pool: list(amounts) for pool, amounts in own.items()}
    shares = {}
    for row in rows("support_shares"):
        shares.setdefault(row["pool"], {})[row["to_pool"]] = int(row["percent"])
    for giver, percents in shares.items():
        for month in MONTHS:
            parts = shared(own[giver][month], percents.values())
            for receiver, part in zip(percents, parts, strict=True):
                full[receiver][month] += part
    return {row["pool"]: full[row["pool"]] for row in rows("pools") if row["kind"] == "operating"}


def activity_volumes(found):
    """Activity → customer code → volume by month (minutes, or the driver's quantity).

    Customers in the order of their records, subsidiaries after everybody else: it decides
    who gets the fen when remainders are equal.
    """
    terms, volumes = rows("time_terms"), {}
    found = sorted(found, key=lambda one: bool(one.row["parent"]))
    for row in rows("activities"):
        if not row["driver"]:
            continue
        parts = [(row["driver"], int(row["base_minutes"] or 1))]
        parts += [
            (t["driver"], int(t["minutes"])) for t in terms if t["activity"] == row["activity"]
        ]
        volumes[row["activity"]] = {
            one.code: [sum(one.quantity[d][month] * w for d, w in parts) for month in MONTHS]
            for one in found
        }
    return volumes


def charged_cost(pool, full, month):
    """What a month's practical minutes cost: the month's own cost, or the average so far."""
    if pool["capacity_basis"] == "month":
        return full[month]
    back = full[: month + 1]
    return half_up(Fraction(sum(back), len(back)))


def allocate(full, volumes):
    """Cost of activities by customer and month, and each pool's unused capacity and variance.

    Every step in whole fen by largest remainder: the pool to its activities, then each
    activity to the customers, so that what a customer bears adds up to what was spent.
    """
    pools = table("pools", "pool")
    cost = {name: {code: [0] * 12 for code in by} for name, by in volumes.items()}
    rest = {name: {"unused": [0] * 12, "spending_variance": [0] * 12} for name in full}
    for name, amounts in full.items():
        mine = [row["activity"] for row in rows("activities") if row["pool"] == name]
        mine = [activity for activity in mine if activity in volumes]
        for month in MONTHS if mine else ():
            minutes = [sum(by[month] for by in volumes[activity].values()) for activity in mine]
            given = amounts[month]
            if pools[name]["basis"] == "time":
                charged = charged_cost(pools[name], amounts, month)
                practical = int(pools[name]["practical_minutes"])
                given = half_up(Fraction(charged * sum(minutes), practical))
                rest[name]["unused"][month] = charged - given
                rest[name]["spending_variance"][month] = amounts[month] - charged
            for activity, part in zip(mine, shared(given, minutes), strict=True):
                charge_customers(cost[activity], volumes[activity], part, month)
    return cost, rest


def charge_customers(cost, volumes, amount, month):
    """Split an activity's amount of a month by the customers' volumes."""
    weights = [by[month] for by in volumes.values()]
    if not sum(weights):
        assert not amount
        return
    for code, part in zip(volumes, shared(amount, weights), strict=True):
        cost[code][month] = part


# --- the statement and the books


def statement(found, cost):
    """Customer → line → twelve amounts in fen."""
    lines = {row["activity"]: row["statement_line"] for row in rows("activities")}
    result = {}
    for one in found:
        line = dict(one.amount)
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
        line["cm3"] = less(
            line["cm2"], line["customer_allocated"], *(line[name] for name in direct)
        )
        result[one.code] = line
    return result


def total_of(series):
    return [sum(parts) for parts in zip(*series, strict=True)]


def less(first, *others):
    return [value - sum(parts) for value, *parts in zip(first, *others, strict=True)]


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
    """Everything."""
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
    traced = [a + b for a, b in zip(supplies, variation, strict=True)]
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
        "cost_without_customer": less([0] * 12, items["counter_cost"]),
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
    income = [
        a + b + c
        for a, b, c in zip(
            whole["net_revenue"], items["counter_revenue"], items["subsidy"], strict=True
        )
    ]
    direct = ("commission", "relationship", "credit_loss", "exchange_difference")
    return less(
        income,
        whole["booked_cost_of_sales"],
        traced,
        items["counter_cost"],
        *own.values(),
        *(whole[name] for name in direct),
        items["consulting"],
        items["income_tax"],
    )


def whale_peak(contributions):
    """Highest cumulative contribution in percent of the whole."""
    earned = sum(amount for amount in contributions if amount > 0)
    return round(float(100 * earned / sum(contributions)), 2)
