"""The relationship budget: last year's, spent and closed, and this year's, just begun."""

from dateutil.relativedelta import relativedelta

from odoo import Command

from .lumenway_year import RELATIONSHIP, number, rows

CONTINGENCY = 90000
#: What the sales director moves without a controller.
OWNER_LIMIT = 10000
#: What the lines gave each other last year, and what contingency they got.
TRANSFERS = (("b", "a", 44000), ("b", "c", 20000), ("b", "acquire", 25000))
RELEASES = (("acquire", 23000), ("hengtai", 8000))
#: What the gift lines of this year set aside for moon cakes, as a line of their programme.
FOR_MOON_CAKES = {"a": 10000, "b": 16000, "c": 6000, "hengtai": 4000}
#: Asked for this year and not decided: line, category, amount, why.
ASKED = ("c", "meals", 5000, "Two more service dinners with Baichuan Foods")


def make_budgets(book):
    """Both budgets, in the order they were made."""
    _make_tags(book)
    _make_programmes(book)
    last, this = book.months[0], book.months[0] + relativedelta(years=1)
    closed = _make_budget(book, "last_year", last, _lines_in_sum(book), window="year")
    _approve(book, closed)
    _change(book, closed)
    closed.with_user(book.get("user", "shen_wei")).action_close()
    running = _make_budget(book, "this_year", this, _lines_by_category(book), phasing="start")
    _approve(book, running)
    _ask(book, running)


def _make_tags(book):
    """Customers are marked by class, which the lines of the budget are for."""
    tagged = [row for row in rows("budget") if row["archetypes"]]
    values = {row["line"]: {"name": row["name"], "color": 4} for row in tagged}
    book.make("budget_tag", "res.partner.category", values)
    book.translate("budget_tag", {row["line"]: row["name_zh"] for row in tagged})
    for row in tagged:
        archetypes = row["archetypes"].split()
        for customer in rows("customers"):
            if customer["archetype"] in archetypes:
                partner = book.get("customer", customer["customer"])
                partner.category_id = [Command.link(book.get("budget_tag", row["line"]).id)]


def _make_programmes(book):
    """Whatever month the demo is loaded in: the story of the moon cakes is in the running one."""
    names = {
        "mid_autumn": ("Mid-autumn", "中秋"),
        "anniversary": ("Ten years of the laboratory", "实验室十周年"),
    }
    values = {
        code: {
            "name": name,
            "company_id": book.company.id,
            "user_id": book.get("user", "lin_yue").id,
        }
        for code, (name, _chinese) in names.items()
    }
    book.make("programme", "customer.cost.programme", values)
    book.translate("programme", {code: chinese for code, (_name, chinese) in names.items()})


def _scope(book, row):
    """For whom a line is, and who owns it."""
    scope = {"owner_id": book.get("user", row["owner"]).id}
    if row["group"]:
        return scope | {"group_id": book.get("customer", row["group"]).id}
    return scope | {"tag_id": book.get("budget_tag", row["line"]).id}


def _lines_in_sum(book):
    return [
        _scope(book, row)
        | {
            "planned": sum(number(row[category]) for category in RELATIONSHIP),
            "basis": "Plan of the sales director",
        }
        for row in rows("budget")
    ]


def _lines_by_category(book):
    lines = [
        _scope(book, row)
        | {
            "category_id": book.get("category", category).id,
            "planned": number(row[category]) - _set_aside(row, category),
            "basis": "Last year",
            "reaction": "justify" if number(row[category]) else "block",
        }
        for row in rows("budget")
        for category in RELATIONSHIP
    ]
    return [*lines, _line_of_moon_cakes(book)]


def _set_aside(row, category):
    return FOR_MOON_CAKES.get(row["line"], 0) if category == "gifts" else 0


def _line_of_moon_cakes(book):
    """One line for all: a bill of gifts in bulk has no customer that a line could be found by."""
    return {
        "programme_id": book.get("programme", "mid_autumn").id,
        "category_id": book.get("category", "gifts").id,
        "owner_id": book.get("user", "lin_yue").id,
        "planned": sum(FOR_MOON_CAKES.values()),
        "basis": "120 boxes of 300",
        "reaction": "block",
    }


def _make_budget(book, code, start, lines, **values):
    total = sum(line["planned"] for line in lines) + CONTINGENCY
    budget = {
        "name": f"Relationship care {start.year}/{(start.year + 1) % 100:02}",
        "company_id": book.company.id,
        "date_from": start,
        "objective": "Keep 95 % of A customers, win two new strategic customers",
        "goals": "Retention of A customers 95 %, two new strategic customers, no gift above its "
        "cap.",
        "owner_id": book.get("user", "lin_yue").id,
        "contingency_user_id": book.get("user", "gao_yuan").id,
        "owner_limit": OWNER_LIMIT,
        "total": total,
        "contingency": CONTINGENCY,
        "tolerance_percent": 10,
        "tolerance_amount": 200,
        "line_ids": [Command.create(line) for line in lines],
    }
    book.make("budget", "customer.cost.budget", {code: budget | values})
    return book.get("budget", code)


def _approve(book, budget):
    budget.with_user(book.get("user", "shen_wei")).action_submit()
    budget.with_user(book.env.ref("base.user_admin")).action_approve()


def _change(book, budget):
    """Last year's transfers and releases: asked for by the owners, decided by others."""
    codes = [row["line"] for row in rows("budget")]
    lines = dict(zip(codes, budget.line_ids.sorted("id"), strict=True))
    changes = [
        {
            "kind": "transfer",
            "from_line_id": lines[giving].id,
            "line_id": lines[taking].id,
            "amount": amount,
            "reason": "More was needed there, less here",
        }
        for giving, taking, amount in TRANSFERS
    ] + [
        {
            "kind": "contingency_released",
            "line_id": lines[line].id,
            "amount": amount,
            "reason": "Won more than planned, needs more care",
        }
        for line, amount in RELEASES
    ]
    deciders = {"transfer": book.env.ref("base.user_admin")}
    deciders["contingency_released"] = book.get("user", "gao_yuan")
    transfers = book.env["customer.cost.budget.transfer"].with_user(book.get("user", "shen_wei"))
    for values in changes:
        change = transfers.create({"budget_id": budget.id} | values)
        change.action_ask()
        change.with_user(deciders[change.kind]).action_approve()


def _ask(book, budget):
    """A supplement that waits for a decision."""
    code, category, amount, reason = ASKED
    tag, meals = book.get("budget_tag", code), book.get("category", category)
    line = budget.line_ids.filtered(lambda line: line.tag_id == tag and line.category_id == meals)
    transfers = book.env["customer.cost.budget.transfer"].with_user(book.get("user", "zhou_lei"))
    transfers.create(
        {
            "kind": "supplement",
            "budget_id": budget.id,
            "line_id": line.id,
            "amount": amount,
            "reason": reason,
        }
    ).action_ask()
