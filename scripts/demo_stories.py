"""What happened in the demo company's running month, a line a story, with where to look.

In an Odoo shell; figures are read from the records, so that they are true whatever the stories say.
"""

ADDON = "customer_cost_management"


def stories(env):
    """Yields (title, what happened, address of its record or page)."""

    def the(name):
        return env.ref(f"{ADDON}.{name}_demo")

    dinner, cakes = the("request_qiming_dinner"), the("gifts_moon_cakes")
    yield (
        "Dinner for Qiming",
        f"asked back once, {dinner.cost:,.0f} agreed, {dinner.spent:,.0f} spent",
        f"customer-cost-requests/{dinner.id}",
    )
    blocked = cakes.issue_ids.filtered(lambda line: line.state == "refused")
    customers = cakes.issue_ids.filtered(lambda line: line.state == "issued").partner_id
    yield (
        "Moon cakes",
        f"{cakes.issued} of {cakes.quantity} boxes for {len(customers)} customers, {len(blocked)} "
        f"blocked for {blocked.partner_id.name}, {cakes.left} left: {cakes.undistributed:,.0f}",
        f"customer-gift-register/{cakes.id}",
    )
    claims = [the(f"claim_vela_{amount}") for amount in (480, 490, 470)]
    total = sum(claim.total_amount for claim in claims)
    refused = sum(claim.state == "refused" for claim in claims)
    yield (
        "One dinner in three claims",
        f"{total:,.0f} seen as one, {refused} refused",
        f"expenses/{claims[-1].id}",
    )
    workshop = the("request_yunfan_workshop")
    yield (
        "At risk, worth keeping",
        f"{workshop.cost:,.0f} for {workshop.partner_id.name} out of contingency",
        f"customer-cost-requests/{workshop.id}",
    )
    meal, visit = the("request_institute_meal"), the("request_institute_visit")
    yield (
        "Public institute with an open tender",
        f"a meal {meal.state}, a visit {visit.state}",
        f"customer-cost-requests/{meal.id}",
    )
    abroad = the("request_keystone_dinner")
    yield (
        "After the fact, abroad",
        f"{abroad.currency_id.name} {abroad.amount:,.0f}: {abroad.cost:,.0f} agreed, "
        f"{abroad.spent:,.0f} booked",
        f"customer-cost-requests/{abroad.id}",
    )
    budget = the("budget_anniversary")
    yield (
        "Year end",
        f"{budget.committed:,.0f} without fapiao to be accrued",
        f"customer-cost-budgets/{budget.id}",
    )


def main(env):
    company = env.ref(f"{ADDON}.company_lumenway_demo", raise_if_not_found=False)
    told = env.ref(f"{ADDON}.gifts_moon_cakes_demo", raise_if_not_found=False)
    if not (company and told):
        return
    env = env(context={**env.context, "allowed_company_ids": company.ids})
    print("  The running month:")
    for title, happened, where in stories(env):
        print(f"    {title}: {happened}\n      /odoo/{where}")


if "env" in globals():
    main(globals()["env"])
