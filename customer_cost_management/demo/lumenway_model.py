"""Lumenway's cost model and its typed volumes."""

from odoo import Command

from .lumenway_year import number, rows


def make_model(book):
    """Account roles, categories, drivers, activities, pools with rules and shares."""
    _make_roles(book)
    _make_categories(book)
    _make_drivers(book)
    _make_activities(book)
    _make_pools(book)
    for kind, key, file in (
        ("category", "category", "categories"),
        ("driver", "driver", "drivers"),
        ("activity", "activity", "activities"),
        ("pool", "pool", "pools"),
    ):
        book.translate(kind, {row[key]: row["name_zh"] for row in rows(file)})


def _make_roles(book):
    book.make(
        "role",
        "customer.cost.account.role",
        {
            row["code"]: {
                "account_id": book.account(row["code"]),
                "role": row["role"],
                "company_id": book.company.id,
                "confidence": "certain",
            }
            for row in rows("accounts")
            if row["role"]
        },
    )


def _make_categories(book):
    for row in rows("categories"):
        product = book.made["product"].get(row["category"])
        account = [] if product or not row["account"] else [book.account(row["account"])]
        parent = book.get("category", row["parent"]).id if row["parent"] else False
        values = {
            "name": row["name"],
            "code": row["category"],
            "company_id": book.company.id,
            "parent_id": parent,
            "purpose": row["purpose"],
            "origin": row["origin"],
            "level": row["level"],
            "tax_class": row["tax_class"],
            "budget_controlled": row["budget_controlled"] == "1",
            "avoidable_percent": number(row["avoidable"]),
            "product_ids": [Command.set(product.ids if product else [])],
            "account_ids": [Command.set(account)],
        }
        book.make("category", "customer.cost.category", {row["category"]: values})


def _make_drivers(book):
    book.make(
        "driver",
        "customer.cost.driver",
        {
            row["driver"]: {
                "name": row["name"],
                "code": row["driver"],
                "unit": row["unit"],
                "kind": "typed",
                "quality": row["quality"],
                "company_id": book.company.id,
            }
            for row in rows("drivers")
        },
    )
    book.translate("driver", {row["driver"]: row["unit_zh"] for row in rows("drivers")}, "unit")


def _make_activities(book):
    values = {}
    for place, row in enumerate(rows("activities")):
        terms = [term for term in rows("time_terms") if term["activity"] == row["activity"]]
        values[row["activity"]] = {
            "name": row["name"],
            "code": row["activity"],
            "sequence": 10 * (place + 1),
            "company_id": book.company.id,
            "statement_line": row["statement_line"],
            "stage": row["stage"],
            "driver_id": book.get("driver", row["driver"]).id if row["driver"] else False,
            "timed": row["timed"] == "1",
            "base_minutes": number(row["base_minutes"]),
            "term_ids": [
                Command.create(
                    {
                        "driver_id": book.get("driver", term["driver"]).id,
                        "minutes": number(term["minutes"]),
                    }
                )
                for term in terms
            ],
        }
    book.make("activity", "customer.cost.activity", values)


def _make_pools(book):
    values = {}
    for place, row in enumerate(rows("pools")):
        values[row["pool"]] = {
            "name": row["name"],
            "code": row["pool"],
            "sequence": 10 * (place + 1),
            "company_id": book.company.id,
            "kind": row["kind"],
            "basis": row["basis"],
            "practical_minutes": number(row["practical_minutes"]),
            "capacity_basis": row["capacity_basis"],
            "avoidable_percent": number(row["avoidable"]),
            "rule_ids": [Command.create(rule) for rule in _rules(book, row["pool"])],
        }
    book.make("pool", "customer.cost.pool", values)
    book.env["customer.cost.share"].create([*_support_shares(book), *_activity_shares(book)])


def _rules(book, pool):
    """One rule for each account, or account and cost centre, that the pool's cost is booked on."""
    caught = {(row["account"], row["centre"]) for row in rows("costs") if row["pool"] == pool}
    for account, centre in sorted(caught):
        analytic = book.get("centre", centre).ids if centre else []
        yield {
            "account_ids": [Command.set([book.account(account)])],
            "analytic_account_ids": [Command.set(analytic)],
        }


def _support_shares(book):
    for row in rows("support_shares"):
        yield {
            "pool_id": book.get("pool", row["pool"]).id,
            "to_pool_id": book.get("pool", row["to_pool"]).id,
            "share": number(row["percent"]),
        }


def _activity_shares(book):
    """A minute of work is a minute of the people; any other pool has one activity."""
    for row in rows("activities"):
        pool = book.get("pool", row["pool"])
        yield {
            "pool_id": pool.id,
            "activity_id": book.get("activity", row["activity"]).id,
            "share": 1.0 if pool.basis == "time" else 100.0,
        }


def make_volumes(book, customers):
    """Typed volumes, one row for each driver, customer and month that has any."""
    values = [
        {
            "driver_id": book.get("driver", driver).id,
            "partner_id": book.get("customer", customer.code).id,
            "date": book.months[month],
            "quantity": int(quantity),
        }
        for customer in customers
        for driver, series in customer.volumes.items()
        for month, quantity in enumerate(series)
        if quantity
    ]
    book.env["customer.cost.driver.volume"].create(values)
