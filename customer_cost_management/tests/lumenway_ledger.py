"""The demo company's books beside its golden year, to the fen."""

import importlib.util
from pathlib import Path

from dateutil.relativedelta import relativedelta

GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "lumenway.py"
#: The months that are golden; what the stories book in the running month comes after them.
YEAR = relativedelta(months=12)
COMPANY = "customer_cost_management.company_lumenway_demo"


def golden():
    """The script with the golden figures, as a module."""
    spec = importlib.util.spec_from_file_location("lumenway_golden", GOLDEN)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected_accounts(made):
    """Account → balance of twelve months in fen, debit positive, before the closing entry."""
    items, whole = made["items"], made["whole"]
    rebate = [0] * 11 + [sum(100 * one.rebate for one in made["customers"])]
    invoiced = [a + b for a, b in zip(whole["net_revenue"], rebate, strict=True)]
    accounts = {code: list(amounts) for code, amounts in made["accounts"].items()}
    travel = zip(accounts["660103"], whole["travel"], strict=True)
    accounts |= {
        "600101": [-a - b for a, b in zip(invoiced, items["counter_revenue"], strict=True)],
        "600102": rebate,
        "606101": whole["exchange_difference"],
        "630103": [-amount for amount in items["subsidy"]],
        "640101": [
            a + b for a, b in zip(whole["booked_cost_of_sales"], items["counter_cost"], strict=True)
        ],
        "640102": [a + b for a, b in zip(made["supplies"], made["variation"], strict=True)],
        "660102": [a + b for a, b in zip(whole["meals"], whole["gifts"], strict=True)],
        "660103": [a + b for a, b in travel],
        "660107": whole["commission"],
        "660110": whole["events"],
        "660209": items["consulting"],
        "672101": whole["credit_loss"],
        "680101": items["income_tax"],
    }
    return {
        (code, month): int(amount)
        for code, amounts in accounts.items()
        for month, amount in enumerate(amounts)
        if amount
    }


def booked_accounts(company, first):
    """The same from the ledger; the closing entry has a line on retained earnings."""
    lines = company.env["account.move.line"]
    closing = lines.search(
        [("company_id", "=", company.id), ("account_id.account_type", "=", "equity_unaffected")]
    ).move_id
    sums = lines._read_group(
        [
            ("company_id", "=", company.id),
            ("parent_state", "=", "posted"),
            ("date", "<", first + YEAR),
            ("account_id.internal_group", "in", ("income", "expense")),
            ("move_id", "not in", closing.ids),
        ],
        ["account_id", "date:month"],
        ["balance:sum"],
    )
    return {
        (account.code, _place(day, first)): round(balance * 100)
        for account, day, balance in sums
        if round(balance * 100)
    }


def expected_customers(made):
    """(customer, account, month) → fen that the books give to the customer themselves."""
    found = {}
    for one in made["customers"]:
        parts = {
            "640101": one.amount["booked_cost_of_sales"],
            "606101": one.amount["exchange_difference"],
            "660107": one.amount["commission"],
            "660102": [
                sum(pair) for pair in zip(one.amount["meals"], one.amount["gifts"], strict=True)
            ],
            "660110": one.amount["events"],
            "660103": one.amount["travel"],
            "672101": one.amount["credit_loss"],
        }
        rebate = [0] * 11 + [100 * one.rebate]
        revenue = zip(one.amount["net_revenue"], rebate, strict=True)
        parts |= {"600101": [-a - b for a, b in revenue], "600102": rebate}
        for code, amounts in parts.items():
            for month, amount in enumerate(amounts):
                if amount:
                    found[one.code, code, month] = int(amount)
    return found


def booked_customers(company, first):
    """The same from the ledger: by the typed customer, else by the document's."""
    lines = company.env["account.move.line"]
    base = [("company_id", "=", company.id), ("parent_state", "=", "posted")]
    base.append(("date", "<", first + YEAR))
    income = ("account_id.internal_group", "in", ("income", "expense"))
    found = {}
    for domain, path in (
        ([("cost_customer_id", "!=", False)], "cost_customer_id"),
        (
            [
                ("cost_customer_id", "=", False),
                ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            ],
            "partner_id",
        ),
    ):
        groups = lines._read_group(
            [*base, income, *domain], [path, "account_id", "date:month"], ["balance:sum"]
        )
        for partner, account, day, balance in groups:
            key = (partner.ref, account.code, _place(day, first))
            found[key] = found.get(key, 0) + round(balance * 100)
    return {key: fen for key, fen in found.items() if fen}


def expected_volumes(made):
    """(customer, driver, month) → quantity."""
    return {
        (one.code, driver, month): quantity
        for one in made["customers"]
        for driver, series in one.quantity.items()
        for month, quantity in enumerate(series)
        if quantity
    }


def typed_volumes(company, first):
    """The same from the driver volumes."""
    rows = company.env["customer.cost.driver.volume"].search([("company_id", "=", company.id)])
    return {
        (row.partner_id.ref, row.driver_id.code, _place(row.date, first)): int(row.quantity)
        for row in rows
    }


def first_month(company):
    """M1: the first month the company has entries in."""
    return (
        company.env["account.move"]
        .search([("company_id", "=", company.id)], order="date", limit=1)
        .date
    )


def comparisons(company):
    """Name → (expected, found) of everything the books must hold to the fen."""
    made, first = golden().year(), first_month(company)
    return {
        "accounts": (expected_accounts(made), booked_accounts(company, first)),
        "customers": (expected_customers(made), booked_customers(company, first)),
        "volumes": (expected_volumes(made), typed_volumes(company, first)),
    }


def _place(day, first):
    return (day.year - first.year) * 12 + day.month - first.month
