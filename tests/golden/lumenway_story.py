"""The demo company's year before any spread or rounding, as one period: the published story.

Yuan; fractional volumes.  See lumenway.py.
"""

from fractions import Fraction

from lumenway_customers import COUNTED, rows, table
from lumenway_year import full_costs, whale_peak


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
    for pool, _mine in volumes["quiet"].items():
        used = sum(counts[name] * volumes[name][pool] for name in kinds)
        practical = (
            12 * int(pools[pool]["practical_minutes"]) if pools[pool]["practical_minutes"] else used
        )
        rate = full[pool][0] / practical
        result[pool] = rate * used
        result["unused"] += rate * (practical - used)
        for name in kinds:
            cost_of[name] += rate * volumes[name][pool]
    return plain_statement(result, kinds, counts, cost_of)


def plain_volumes(kind, abroad):
    get = {
        name: Fraction(value)
        for name, value in kind.items()
        if name in (*COUNTED, "lines", "pursuit")
    }
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
