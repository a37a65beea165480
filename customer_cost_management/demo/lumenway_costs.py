"""Bills and journal entries: pool costs, relationship bills, everything beside sales."""

from .lumenway_year import by, consumables, number, other_items, pool_costs, rows

FEN = 100


def bills(book, customers):
    """Vendor bills of the year."""
    values = []
    for row, amounts in pool_costs(customers):
        if row["document"] == "bill":
            lines = [(book.account(row["account"]), fen, row["name"], {}) for fen in amounts]
            values += [
                book.bill(row["vendor"], book.day(month, 25), f"{row['cost']}/{month + 1}", [line])
                for month, line in enumerate(lines)
            ]
    values += _relationship_bills(book, customers)
    values += _supplies(book, customers)
    for month, fen in enumerate(other_items("consulting")):
        if fen:
            line = (book.account("660209"), fen, "Consulting on the new office", {})
            values.append(book.bill("yuanjian_consulting", book.day(month, 20), "YJ-001", [line]))
    return values


def _relationship_bills(book, customers):
    """Gifts, events and travel: one bill a month, a line for each customer."""
    for row in rows("categories"):
        if row["document"] != "bill":
            continue
        for month in range(12):
            lines = [
                (book.account(row["account"]), fen, row["name"], _for_customer(book, one, row))
                for one in customers
                if (fen := one.relationship[row["category"]][month])
            ]
            if lines:
                number_ = f"{row['category']}/{month + 1}"
                yield book.bill(row["vendor"], book.day(month, 15), number_, lines)


def _for_customer(book, customer, category):
    return {
        "cost_customer_id": book.get("customer", customer.code).id,
        "cost_category_id": book.get("category", category["category"]).id,
    }


def _supplies(book, customers):
    """Consumables, booked to cost of sales when they are bought."""
    product = book.get("product", "consumable").id
    cost = number(by("products", "product")["consumable"]["cost"])
    bought, _variation = consumables(customers)
    for month, fen in enumerate(bought):
        if fen:
            more = {"product_id": product, "quantity": int(fen) / FEN / cost, "price_unit": cost}
            line = (book.account("640102"), fen, "Probe tips", more)
            yield book.bill("probetec_supply", book.day(month, 3), f"PT-{month + 1}", [line])


def entries(book, customers):
    """Journal entries of the year, without the closing entry."""
    values = []
    for month in range(12):
        values += [
            _payroll(book, customers, month),
            _commission(book, customers, month),
            *_monthly_costs(book, customers, month),
            _counter_sales(book, month),
            *_single_entries(book, customers, month),
        ]
    return values


def _payroll(book, customers, month):
    lines = [
        (
            book.account(row["account"]),
            amounts[month],
            {
                "name": row["name"],
                "analytic_distribution": {str(book.get("centre", row["centre"]).id): 100},
            },
        )
        for row, amounts in pool_costs(customers)
        if row["document"] == "payroll"
    ]
    lines.append((book.account("221101"), -sum(fen for _account, fen, _more in lines), {}))
    return book.entry("salary", book.last_day(month), "Salaries of the month", lines)


def _commission(book, customers, month):
    category = by("categories", "category")["commission"]
    lines = [
        (book.account("660107"), one.commission[month], _for_customer(book, one, category))
        for one in customers
    ]
    lines.append((book.account("221101"), -sum(fen for _account, fen, _more in lines), {}))
    return book.entry("salary", book.last_day(month), "Sales commission", lines)


def _monthly_costs(book, customers, month):
    """Depreciation and interest."""
    for row, amounts in pool_costs(customers):
        if row["document"] in ("depreciation", "interest"):
            against = "160201" if row["document"] == "depreciation" else "bank"
            centre = book.made["centre"].get(row["centre"])
            more = {"analytic_distribution": {str(centre.id): 100}} if centre else {}
            lines = [
                (book.account(row["account"]), amounts[month], more),
                (_balance_account(book, against), -amounts[month], {}),
            ]
            yield book.entry("general", book.last_day(month), row["name"], lines)


def _balance_account(book, code):
    if code == "bank":
        return book.get("journal", "bank").default_account_id.id
    return book.account(code)


def _counter_sales(book, month):
    revenue, cost = (other_items(f"counter_{part}")[month] for part in ("revenue", "cost"))
    lines = [
        (_balance_account(book, "bank"), revenue, {}),
        (book.account("600101"), -revenue, {}),
        (book.account("640101"), cost, {}),
        (book.account("140510"), -cost, {}),
    ]
    return book.entry("general", book.day(month, 28), "Counter sales of the month", lines)


def _single_entries(book, customers, month):
    """What does not happen every month."""
    _bought, variation = consumables(customers)
    receivable = book.get("customer", "keystone").property_account_receivable_id.id
    found = [
        ("Stock variation of consumables", "640102", "140510", variation[month], {}),
        ("Government subsidy", "630103", "bank", -other_items("subsidy")[month], {}),
        ("Income tax", "680101", "222103", other_items("income_tax")[month], {}),
    ]
    for one in customers:
        more = {"partner_id": book.get("customer", one.code).id}
        more["cost_customer_id"] = more["partner_id"]
        found.append(("Exchange difference", "606101", receivable, one.exchange[month], more))
        loss = more | {"cost_category_id": book.get("category", "credit_loss").id}
        found.append(("Allowance for insolvency", "672101", "123101", one.credit_loss[month], loss))
    for label, account, against, fen, more in found:
        if fen:
            other = against if isinstance(against, int) else _balance_account(book, against)
            partner = {"partner_id": more.get("partner_id", False)}
            lines = [(book.account(account), fen, more), (other, -fen, partner)]
            yield book.entry("general", book.last_day(month), label, lines)


def closing_entry(book):
    """结转: the year's profit and loss is carried to retained earnings at the end of M12."""
    types = [
        kind
        for kind, _label in book.env["account.account"]._fields["account_type"].selection
        if kind.startswith(("income", "expense"))
    ]
    sums = book.env["account.move.line"]._read_group(
        [
            ("company_id", "=", book.company.id),
            ("parent_state", "=", "posted"),
            ("account_id.account_type", "in", types),
            ("date", ">=", book.months[0]),
            ("date", "<=", book.last_day(11)),
        ],
        ["account_id"],
        ["balance:sum"],
    )
    lines = [(account.id, -round(balance * FEN), {}) for account, balance in sums]
    earnings = book.env["account.account"].search(
        [("company_ids", "in", book.company.ids), ("account_type", "=", "equity_unaffected")],
        limit=1,
    )
    lines.append((earnings.id, -sum(fen for _account, fen, _more in lines), {}))
    return book.entry("general", book.last_day(11), "结转损益 Closing of the year", lines)
