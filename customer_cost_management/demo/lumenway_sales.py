"""Customer invoices, credit notes for returns, the year-end rebate."""

from odoo import Command

from ..engine.money import distribute
from .lumenway_year import by, number, rows

FEN = 100
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
    alike = [1] * orders
    back = int(customer.volumes["returns"][month])
    amount = int(customer.invoiced_yuan[month]) + back * customer.return_yuan
    cost = int(customer.booked_cost[month]) + back * customer.return_cost
    amounts, costs = distribute(amount, alike), distribute(cost, alike)
    lines = distribute(int(customer.volumes["order_lines"][month]), alike)
    for place in range(orders):
        goods = _goods(book, customer, int(amounts[place]), int(lines[place]))
        day = book.day(month, 1 + place * 27 // orders)
        yield _document(book, customer, day, goods, int(costs[place]))


def _goods(book, customer, yuan, lines):
    """Product lines of an order; the first line is the largest."""
    pieces = number(customer.kind["consumables"])
    consumable = by("products", "product")["consumable"]
    if pieces:
        price = number(consumable["price"])
        yield _line(book, customer, "consumable", pieces, price)
        yuan, lines = yuan - pieces * price, lines - 1
    for place, part in enumerate(distribute(yuan, range(lines + 1, 1, -1))):
        yield _line(book, customer, GOODS[place % len(GOODS)], 1, int(part))


def _line(book, customer, product, quantity, yuan):
    units = {row["currency"]: float(row["units_per_yuan"]) for row in rows("currencies")}
    return Command.create(
        {
            "product_id": book.get("product", product).id,
            "account_id": book.account("600101"),
            "quantity": quantity,
            "price_unit": round(yuan * units.get(customer.row["currency"], 1.0), 2),
            "tax_ids": [Command.clear()],
        }
    )


def _document(book, customer, day, lines, cost, move_type="out_invoice"):
    """An invoice or credit note; its cost of sales goes with it, as perpetual stock books it."""
    sign = 1 if move_type == "out_invoice" else -1
    booked = [("640101", sign * cost), ("140510", -sign * cost)] if cost else []
    return {
        "move_type": move_type,
        "journal_id": book.journal("sale"),
        "partner_id": book.get("customer", customer.code).id,
        "currency_id": book.env.ref(f"base.{customer.row['currency']}").id,
        "invoice_user_id": book.get("user", customer.row["salesperson"]).id,
        "date": day,
        "invoice_date": day,
        "invoice_date_due": day,
        "line_ids": [
            *lines,
            *(
                Command.create(
                    {
                        "display_type": "cogs",
                        "name": "Cost of goods",
                        "account_id": book.account(account),
                        "balance": fen / FEN,
                        "tax_ids": [Command.clear()],
                    }
                )
                for account, fen in booked
            ),
        ],
    }


def _returns(book, customer, month):
    """One credit note for each return, over a tenth of an average order."""
    count = int(customer.volumes["returns"][month])
    for place in range(count):
        line = _line(book, customer, GOODS[place % len(GOODS)], 1, customer.return_yuan)
        day = book.day(month, 2 + place * 26 // count)
        yield _document(book, customer, day, [line], customer.return_cost, "out_refund")


def _rebate(book, customer):
    """Year-end rebate, a credit note on the account for revenue deductions."""
    line = Command.create(
        {
            "name": "Year-end rebate 年终返利",
            "account_id": book.account("600102"),
            "quantity": 1,
            "price_unit": customer.rebate_yuan,
            "tax_ids": [Command.clear()],
        }
    )
    return _document(book, customer, book.last_day(11), [line], 0, "out_refund")
