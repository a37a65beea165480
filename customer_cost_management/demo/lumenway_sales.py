"""Customer invoices, credit notes for returns, the year-end rebate."""

from datetime import timedelta

from odoo import Command

from ..engine.money import distribute
from .lumenway_payments import agreed_days
from .lumenway_year import by, number, rows

FEN = 100
#: Foreign currency for a yuan.
UNITS = {row["currency"]: float(row["units_per_yuan"]) for row in rows("currencies")}
GOODS = ("instrument", "sensor", "accessory")


def documents(book, customers):
    """Values of every customer invoice and credit note of the year."""
    values = []
    for month in range(12):
        for customer in customers:
            values += _invoices(book, customer, month)
            values += _returns(book, customer, month)
    values += [_rebate(book, customer) for customer in customers if customer.rebate_yuan]
    return values


def _invoices(book, customer, month):
    """One invoice for each order, with as many lines as the orders of the month have."""
    orders = int(customer.volumes["orders"][month])
    if not orders:
        return
    back = int(customer.volumes["returns"][month])
    amount = int(customer.invoiced_yuan[month]) + back * customer.return_yuan
    cost = int(customer.booked_cost[month]) + back * customer.return_cost
    lines = int(customer.volumes["order_lines"][month])
    consumables = _consumables(customer) if customer.computed[month] else []
    for _product, _pieces, yuan in consumables:
        yield _document(book, customer, book.day(month, 1), consumables, 0)
        orders, amount, lines = orders - 1, amount - yuan, lines - 1
    alike = [1] * orders
    parts = (distribute(whole, alike) for whole in (amount, lines, cost))
    for place, (part, count, part_cost) in enumerate(zip(*parts, strict=True)):
        day = book.day(month, 1 + place * 27 // orders)
        yield _document(book, customer, day, _goods(int(part), int(count)), int(part_cost))


def _consumables(customer):
    """An order for consumables alone: their cost is not booked with the invoice."""
    pieces = number(customer.kind["consumables"])
    price = number(by("products", "product")["consumable"]["price"])
    return [("consumable", pieces, pieces * price)]


def _goods(yuan, lines):
    """``(product, pieces, yuan)`` of an order's lines; the first is the dearest."""
    for place, part in enumerate(distribute(yuan, range(lines + 1, 1, -1))):
        yield GOODS[place % len(GOODS)], 1, int(part)


def _returns(book, customer, month):
    """One credit note for each return, over a tenth of an average order."""
    count = int(customer.volumes["returns"][month])
    for place in range(count):
        goods = [(GOODS[place % len(GOODS)], 1, customer.return_yuan)]
        day = book.day(month, 2 + place * 26 // count)
        yield _document(book, customer, day, goods, -customer.return_cost)


def _rebate(book, customer):
    """Year-end rebate, a credit note on the account for revenue deductions."""
    goods = [(None, 1, customer.rebate_yuan)]
    return _document(book, customer, book.last_day(11), goods, 0, "out_refund")


def _document(book, customer, day, goods, cost, move_type=None):
    """An invoice or, with a negative cost, a credit note.

    Complete with its receivable and its cost of sales (as perpetual stock books it), so
    that Odoo has nothing to work out again line by line.
    """
    move_type = move_type or ("out_invoice" if cost >= 0 else "out_refund")
    partner, goods = book.get("customer", customer.code), list(goods)
    sign = 1 if move_type == "out_invoice" else -1
    units = UNITS.get(customer.row["currency"], 1.0)
    due = sum(yuan for _product, _pieces, yuan in goods)
    amounts = {"amount_currency": round(sign * due * units, 2), "balance": sign * due}
    receivable = {
        "display_type": "payment_term",
        "account_id": partner.property_account_receivable_id.id,
        "date_maturity": day + timedelta(days=agreed_days(customer)),
        **amounts,
    }
    return {
        "move_type": move_type,
        "journal_id": book.journal("sale"),
        "partner_id": partner.id,
        "currency_id": book.env.ref(f"base.{customer.row['currency']}").id,
        "invoice_user_id": book.get("user", customer.row["salesperson"]).id,
        "date": day,
        "invoice_date": day,
        "invoice_date_due": receivable["date_maturity"],
        "line_ids": [
            Command.create(values)
            for values in (
                *(_line(book, line, sign, units) for line in goods),
                receivable,
                *_cost_lines(book, cost),
            )
        ],
    }


def _line(book, line, sign, units):
    product, pieces, yuan = line
    if product:
        what = {"product_id": book.get("product", product).id, "account_id": book.account("600101")}
    else:
        what = {"name": "Year-end rebate 年终返利", "account_id": book.account("600102")}
    return {
        **what,
        "display_type": "product",
        "quantity": pieces,
        "price_unit": round(yuan * units, 2) / pieces,
        "amount_currency": round(-sign * yuan * units, 2),
        "balance": -sign * yuan,
        "tax_ids": [Command.clear()],
    }


def _cost_lines(book, cost):
    for account, fen in (("640101", cost), ("140510", -cost)):
        if fen:
            yield {
                "display_type": "cogs",
                "name": "Cost of goods",
                "account_id": book.account(account),
                "balance": fen / FEN,
                "tax_ids": [Command.clear()],
            }
