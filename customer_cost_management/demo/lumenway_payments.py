"""What customers paid: a receipt a customer and month, reconciled with his documents."""

from collections import defaultdict
from datetime import timedelta

from .lumenway_year import number

#: Agreed terms in days: the short ones for who pays within them anyway.
SHORT_TERM, LONG_TERM, SHORT_PAYERS = 30, 60, 45


def agreed_days(customer):
    """Days after which an invoice is due; how long he takes is another matter."""
    return SHORT_TERM if number(customer.kind["days"]) <= SHORT_PAYERS else LONG_TERM


def receive(book, customers):
    """Post the receipts of the year and reconcile them; what is paid later stays open."""
    settled = _settled_lines(book, customers)
    values = [
        _receipt(book, customer, day, lines) for (customer, _m), (day, lines) in settled.items()
    ]
    receipts = book.post(values)
    receivable = receipts.line_ids.filtered(lambda line: line.partner_id)
    plan = [
        lines | receipt for (_day, lines), receipt in zip(settled.values(), receivable, strict=True)
    ]
    book.env["account.move.line"]._reconcile_plan(plan)


def _settled_lines(book, customers):
    """{(partner, month): (day of the receipt, receivable lines paid with it)}."""
    by_partner = {book.get("customer", customer.code): customer for customer in customers}
    lines = book.env["account.move.line"].search(
        [
            ("company_id", "=", book.company.id),
            ("account_id.account_type", "=", "asset_receivable"),
            ("move_id.move_type", "in", ("out_invoice", "out_refund")),
        ],
        order="date, id",
    )
    found = defaultdict(lambda: (None, book.env["account.move.line"]))
    for line in lines:
        customer = by_partner[line.partner_id]
        day = line.date + timedelta(days=number(customer.kind["days"]))
        if day <= book.last_day(11) and not _is_insolvent(book, customer, day):
            key = (line.partner_id, (day.year, day.month))
            last, others = found[key]
            found[key] = (max(last or day, day), others | line)
    return found


def _is_insolvent(book, customer, day):
    """Whoever was written off has paid nothing since."""
    months = [month for month, fen in enumerate(customer.credit_loss) if fen]
    return bool(months) and day >= book.months[months[0]]


def _receipt(book, partner, day, lines):
    money = {
        "currency_id": lines.currency_id.id,
        "partner_id": partner.id,
        "amount_currency": -round(sum(lines.mapped("amount_currency")), 2),
    }
    fen = round(sum(lines.mapped("balance")) * 100)
    bank = book.get("journal", "bank").default_account_id.id
    in_bank = {"currency_id": lines.currency_id.id, "amount_currency": -money["amount_currency"]}
    parts = [(bank, fen, in_bank), (lines.account_id.id, -fen, money)]
    return book.entry("bank", day, f"Receipt {partner.ref}", parts)
