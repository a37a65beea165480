"""What the demo company's customers earned, in a few lines; run in an Odoo shell.

Reads the published runs of the twelve months, or the newest computed ones, from
customer.cost.run and customer.profitability.
"""

COMPANY = "customer_cost_management.company_lumenway_demo"


def newest_runs(env, company):
    """The run in force of each period, oldest period first."""
    runs = env["customer.cost.run"].search(
        [
            ("company_id", "=", company.id),
            ("kind", "=", "actual"),
            ("state", "in", ("computed", "published", "closed")),
        ],
        order="date_from, version",
    )
    rank = {"computed": 0, "published": 1, "closed": 1}
    chosen = {}
    for run in runs:
        old = chosen.get(run.date_from)
        if not old or rank[run.state] >= rank[old.state]:
            chosen[run.date_from] = run
    return env["customer.cost.run"].union(*chosen.values())


def whale_peak(contributions):
    """Highest cumulative contribution in percent of the whole, and the customers that make it."""
    earned = [amount for amount in contributions if amount > 0]
    total = sum(contributions)
    return (100 * sum(earned) / total if total else None), len(earned)


def ranking(env, runs):
    """``(customer, net revenue, CM3)`` of the whole time, best first."""
    groups = env["customer.profitability"]._read_group(
        [("run_id", "in", runs.ids)], ["partner_id"], ["net_revenue:sum", "cm3:sum"]
    )
    return sorted(groups, key=lambda group: (-group[2], group[0].id))


def show(company, runs, customers):
    lines = [f"{company.name}: {len(runs)} months, {len(customers)} customers"]
    for title, part in (("Best", customers[:5]), ("Worst", customers[:-6:-1])):
        lines.append(f"  {title} five by customer contribution (CM3):")
        lines += [
            f"    {partner.name:<48} revenue {revenue:>13,.0f}   CM3 {cm3:>11,.0f}"
            for partner, revenue, cm3 in part
        ]
    peak, count = whale_peak([cm3 for _partner, _revenue, cm3 in customers])
    if peak is not None:
        lines.append(f"  Whale curve: {count} customers earn {peak:.1f} % of the contribution")
    lines.append(f"  Difference to the books: {sum(runs.mapped('difference')):,.2f}")
    print("\n".join(lines))


def main(env):
    company = env.ref(COMPANY, raise_if_not_found=False)
    if not company:
        print("The demo company is not in this database.")
        return
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    runs = newest_runs(env, company)
    customers = ranking(env, runs)
    if not customers:
        print(f"{company.name}: no month is computed yet.")
        return
    show(company, runs, customers)


if "env" in globals():
    main(globals()["env"])
