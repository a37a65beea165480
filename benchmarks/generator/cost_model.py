"""The cost model of the benchmark, made as a person would make it: through the models.

Ten support pools take ten overhead accounts, thirty operating pools the cost centres;
twenty activities, fourteen drivers over what `account` and `hr_expense` record.
"""

from odoo import Command

from .operations import type_visits

SUPPORT, OPERATING, ACTIVITIES = 10, 30, 20
INVOICES = "[('state', '=', 'posted'), ('move_type', '=', 'out_invoice')]"
LINES = (
    "[('parent_state', '=', 'posted'), ('display_type', '=', 'product'), "
    "('move_id.move_type', 'in', ('out_invoice', 'out_refund'))]"
)
HOURS = "[('category', '=', 'other')]"
#: name: kind, model, date, path to the customer, filter, field that is added up
DRIVERS = {
    "Invoices": ("count", "account.move", "date", "partner_id", INVOICES),
    "Credit notes": (
        "count", "account.move", "date", "partner_id",
        "[('state', '=', 'posted'), ('move_type', '=', 'out_refund')]",
    ),
    "Large invoices": (
        "count", "account.move", "date", "partner_id",
        INVOICES[:-1] + ", ('amount_untaxed_signed', '>', 500)]",
    ),
    "Unpaid invoices": (
        "count", "account.move", "date", "partner_id",
        INVOICES[:-1] + ", ('payment_state', '=', 'not_paid')]",
    ),
    "Revenue": (
        "sum", "account.move", "date", "partner_id", INVOICES, "amount_untaxed_signed",
    ),
    "Invoice lines": ("count", "account.move.line", "date", "move_id.partner_id", LINES),
    "Pieces": ("sum", "account.move.line", "date", "move_id.partner_id", LINES, "quantity"),
    "Payments": ("count", "account.payment", "date", "partner_id", "[]"),
    "Hours of service": (
        "sum", "account.analytic.line", "date", "partner_id", HOURS, "unit_amount",
    ),
    "Calls for service": ("count", "account.analytic.line", "date", "partner_id", HOURS),
    "Meals": ("count", "hr.expense", "date", "cost_customer_id", "[('state', '=', 'posted')]"),
    "Receivables": ("balance",),
    "Customers": ("active",),
    "Visits": ("typed",),
}  # fmt: skip
FIELDS = ("kind", "model_name", "date_field", "partner_path", "domain", "measure_field")
#: Minutes of an activity that is measured by time: base and for each of another driver.
TIMED = {"Invoices": ("Invoice lines", 2.0), "Hours of service": ("Calls for service", 15.0)}
LINES_OF_STATEMENT = ("order", "customer")


def make_cost_model(book):
    env = book.env
    env["customer.cost.account.role"]._propose(book.company)
    drivers = _make_drivers(env)
    activities = _make_activities(env, drivers)
    operating = _make_operating_pools(book, activities)
    _make_support_pools(book, operating)
    env.flush_all()
    type_visits(book, drivers["Visits"])


def _make_drivers(env):
    rows = [
        {"name": name, "company_id": env.company.id} | dict(zip(FIELDS, values, strict=False))
        for name, values in DRIVERS.items()
    ]
    return dict(zip(DRIVERS, env["customer.cost.driver"].create(rows), strict=True))


def _make_activities(env, drivers):
    """Each driver measures one activity, the first ones two; half are order level."""
    names = [*DRIVERS, *DRIVERS][:ACTIVITIES]
    return env["customer.cost.activity"].create(
        [
            {
                "name": f"Activity {place}: {name}",
                "company_id": env.company.id,
                "sequence": place,
                "statement_line": LINES_OF_STATEMENT[place % 2],
                "driver_id": drivers[name].id,
                **(_time_terms(name, drivers) if place > len(DRIVERS) else {}),
            }
            for place, name in enumerate(names, 1)
        ]
    )


def _time_terms(name, drivers):
    """The second activity of some drivers is measured by minutes."""
    if name not in TIMED:
        return {}
    other, minutes = TIMED[name]
    term = Command.create({"driver_id": drivers[other].id, "minutes": minutes})
    return {"timed": True, "base_minutes": 10.0, "term_ids": [term]}


def _make_operating_pools(book, activities):
    """Each takes one cost centre, the first ten another one, and gives to three activities."""
    return book.env["customer.cost.pool"].create(
        [
            {
                "name": f"Operating {place + 1}",
                "company_id": book.company.id,
                "sequence": 100 + place,
                "kind": "operating",
                "rule_ids": [
                    Command.create(
                        {"sequence": 20, "analytic_account_ids": [Command.set([centre])]}
                    )
                    for centre in book.centres[place::OPERATING]
                ],
                "share_ids": [
                    Command.create(
                        {"activity_id": activities[(place + step) % ACTIVITIES].id, "share": share}
                    )
                    for step, share in ((0, 50), (7, 30), (13, 20))
                ],
            }
            for place in range(OPERATING)
        ]
    )


def _make_support_pools(book, operating):
    """Each takes one overhead account and gives to the next support pool and to three others."""
    pools = book.env["customer.cost.pool"].create(
        [
            {
                "name": f"Support {place + 1}",
                "company_id": book.company.id,
                "sequence": place,
                "kind": "support",
                "rule_ids": [Command.create({"account_ids": [Command.set([account])]})],
            }
            for place, account in enumerate(book.overheads[:SUPPORT])
        ]
    )
    shares = []
    for place, pool in enumerate(pools):
        receivers = [operating[(place + step) % OPERATING] for step in (0, 10, 20)]
        receivers.append(pools[place + 1] if place + 1 < SUPPORT else operating[15])
        shares += [
            {"pool_id": pool.id, "to_pool_id": receiver.id, "share": 25.0} for receiver in receivers
        ]
    book.env["customer.cost.share"].create(shares)
