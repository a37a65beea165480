"""Posted entries and their items, in the order of their dates."""

from .book import LOG

#: What an entry of each kind is in Odoo: move type, journal, prefix of its name.
KINDS = {
    "sale": ("out_invoice", "sale", "INV"),
    "refund": ("out_refund", "sale", "RINV"),
    "payment": ("entry", "bank", "PBNK1"),
    "bill": ("in_invoice", "purchase", "BILL"),
    "expense": ("in_receipt", "purchase", "EXP"),
}
KIND = "CASE WHEN sign < 0 THEN 'refund' ELSE kind END"
INVOICED = "kind != 'payment'"
DAYS_DUE = 30
#: Tables whose rows others refer to before they are written.
NUMBERED = (
    "account_payment",
    "account_full_reconcile",
    "hr_expense",
    "account_move_line",
    "account_analytic_line",
)


def _of_kind(place):
    """SQL of one of the values in ``KINDS``, of the journals their ids."""
    cases = " ".join(f"WHEN '{kind}' THEN {place(values)}" for kind, values in KINDS.items())
    return f"CASE {KIND} {cases} END"


class Columns:
    """SQL expressions on ``document`` that entries and items share."""

    def __init__(self, book):
        self.book = book
        self.move_type = _of_kind(lambda values: f"'{values[0]}'")
        self.journal = _of_kind(lambda values: book.journals[values[1]])
        self.prefix = (
            _of_kind(lambda values: f"'{values[2]}/'") + " || extract(year FROM date) || '/'"
        )
        self.name = f"{self.prefix} || lpad(number::text, 8, '0')"
        self.payment = f"{book.first['account_payment']} + number"
        self.expense = f"{book.first['hr_expense']} + number"
        #: an invoice and its payment have the same number
        self.settlement = f"{book.first['account_full_reconcile']} + number"


def post_entries(book):
    for table in NUMBERED:
        book.next_id(table)
    columns = Columns(book)
    _moves(book, columns)
    _items(book, columns)


def _moves(book, columns):
    """Amounts are positive on credit notes too, the signed ones are not; cost is signed."""
    to_pay = "CASE WHEN NOT paid AND kind != 'payment' THEN net + tax ELSE 0 END"
    side = "CASE WHEN kind IN ('bill', 'expense') THEN -1 ELSE 1 END"
    invoiced = f"CASE WHEN {INVOICED} THEN {{}} END".format
    amounts = {
        "amount_untaxed": "abs(net)",
        "amount_tax": "abs(tax)",
        "amount_total": "abs(net + tax)",
        "amount_residual": f"abs({to_pay})",
        "amount_untaxed_signed": f"{side} * net",
        "amount_untaxed_in_currency_signed": f"{side} * net",
        "amount_tax_signed": f"{side} * tax",
        "amount_total_signed": f"{side} * (net + tax)",
        "amount_total_in_currency_signed": f"{side} * (net + tax)",
        "amount_residual_signed": f"{side} * ({to_pay})",
    }
    book.insert(
        "account_move",
        {
            "id": "move_id",
            "name": columns.name,
            "sequence_prefix": columns.prefix,
            "sequence_number": "number",
            "move_type": columns.move_type,
            "journal_id": columns.journal,
            "company_id": "{company}",
            "currency_id": "{currency}",
            "partner_id": "partner_id",
            "commercial_partner_id": "partner_id",
            "invoice_user_id": invoiced("2"),
            "partner_shipping_id": "CASE WHEN kind = 'sale' THEN partner_id END",
            "origin_payment_id": f"CASE WHEN kind = 'payment' THEN {columns.payment} END",
            "state": "'posted'",
            "auto_post": "'no'",
            "payment_reference": f"CASE WHEN kind = 'sale' THEN {columns.name} END",
            "payment_state": "CASE WHEN paid THEN 'paid' ELSE 'not_paid' END",
            "ref": "CASE WHEN kind = 'bill' THEN 'V' || number END",
            "date": "date",
            "invoice_date": invoiced("date"),
            "invoice_date_due": invoiced(f"date + {DAYS_DUE}"),
            "invoice_currency_rate": 1,
            "always_tax_exigible": "FALSE",
            "checked": "TRUE",
            "posted_before": "TRUE",
            "made_sequence_gap": "FALSE",
            "is_manually_modified": "FALSE",
            "cost_closing_entry": "'automatic'",
        }
        | amounts
        | LOG,
        "document JOIN total USING (move_id, kind, number) ORDER BY move_id",
    )


# ---------------------------------------------------------------------- items

#: Columns of the items before they meet their document, with what most of them hold.
ITEM = {
    "move_id": "move_id",
    "sequence": None,
    "account": None,
    "display_type": "'product'",
    "label": "NULL::text",
    "balance": None,
    "product": "NULL::int",
    "quantity": 1,
    "centre": "NULL::int",
    "other_centre": "NULL::int",
    "customer_id": "NULL::int",
    "open": "FALSE",
    "settled": "FALSE",
}


def _item(source, **columns):
    expressions = (ITEM | columns).items()
    return f"SELECT {', '.join(f'{value} AS {name}' for name, value in expressions)} FROM {source}"


def _item_sources(book):
    """One SELECT for each kind of item.  Revenue is negative, cost positive."""
    accounts = book.accounts
    pieces = "piece JOIN document USING (move_id)"
    totals = "total JOIN document USING (move_id, kind, number)"
    goods = f"{pieces} WHERE kind = 'sale' AND product_id = ANY(ARRAY{book.perpetual})"
    cost = "round(amount * cost_rate::numeric, 2)"
    sale, bill = f"{totals} WHERE kind = 'sale'", f"{totals} WHERE kind IN ('bill', 'expense')"
    yield _item(
        f"{pieces} WHERE kind = 'sale'", sequence="place", account=accounts["400000"],
        balance="-amount", product="product_id", quantity="quantity", label="'Product line'",
    )  # fmt: skip
    for sign, account, order in (("", accounts["500000"], 50), ("-", accounts["110100"], 60)):
        yield _item(
            goods, sequence=f"{order} + place", account=account, display_type="'cogs'",
            balance=f"{sign}{cost}", product="product_id", quantity="quantity",
            label="'Cost of goods sold'",
        )  # fmt: skip
    yield _item(sale, sequence=90, account=accounts["251000"], display_type="'tax'", balance="-tax")
    yield _item(
        sale, sequence=91, account=accounts["121000"], display_type="'payment_term'",
        balance="net + tax", open="NOT paid", settled="paid",
    )  # fmt: skip
    payment = f"{totals} WHERE kind = 'payment'"
    yield _item(payment, sequence=1, account=accounts["101401"], balance="net")
    yield _item(
        payment, sequence=2, account=accounts["121000"], display_type="'payment_term'",
        balance="-net", settled="TRUE",
    )  # fmt: skip
    yield _item(
        f"{pieces} WHERE kind IN ('bill', 'expense')", sequence="place", account="account_id",
        balance="amount", product="product_id", label="'Overhead'", centre="centre",
        other_centre="other_centre", customer_id="customer_id",
    )  # fmt: skip
    yield _item(
        bill, sequence=99, account=accounts["211000"], display_type="'payment_term'",
        balance="-net", open="TRUE",
    )  # fmt: skip


def _items(book, columns):
    residual = "CASE WHEN open THEN balance ELSE 0 END"
    centres = """CASE WHEN centre IS NULL THEN NULL
        WHEN other_centre IS NULL THEN jsonb_build_object(centre::text, 100)
        ELSE jsonb_build_object(centre::text, 60, other_centre::text, 40) END"""
    category = book.env["customer.cost.category"]
    meals, freight = (category.search([("name", "=", name)], limit=1).id for name in CATEGORIES)
    is_invoice = "kind IN ('sale', 'bill', 'expense')"
    amounts = {
        "debit": "greatest(balance, 0)",
        "credit": "greatest(-balance, 0)",
        "balance": "balance",
        "amount_currency": "balance",
        "amount_residual": residual,
        "amount_residual_currency": residual,
        "quantity": "quantity",
        "price_unit": "round(abs(balance) / quantity, 2)",
        "price_subtotal": "abs(balance)",
        "price_total": "abs(balance)",
        "discount": 0,
        "deductible_amount": 100,
    }
    book.insert(
        "account_move_line",
        {
            "move_id": "move_id",
            "move_name": columns.name,
            "parent_state": "'posted'",
            "journal_id": columns.journal,
            "company_id": "{company}",
            "company_currency_id": "{currency}",
            "currency_id": "{currency}",
            "sequence": "sequence",
            "account_id": "account",
            "partner_id": "partner_id",
            "product_id": "product",
            "product_uom_id": f"CASE WHEN product IS NOT NULL THEN {book.unit_of_measure} END",
            "name": f"COALESCE(label, {columns.name})",
            "display_type": "display_type",
            "date": "date",
            "invoice_date": f"CASE WHEN {is_invoice} THEN date END",
            "date_maturity": f"CASE WHEN display_type = 'payment_term' THEN date + {DAYS_DUE} END",
            "analytic_distribution": centres,
            "payment_id": f"CASE WHEN kind = 'payment' THEN {columns.payment} END",
            "expense_id": f"CASE WHEN kind = 'expense' AND sequence = 1 THEN {columns.expense} END",
            "cost_customer_id": "customer_id",
            "cost_category_id": f"""CASE WHEN kind = 'expense' AND sequence = 1 THEN {meals}
                                         WHEN customer_id IS NOT NULL THEN {freight} END""",
            "reconciled": "settled",
            "full_reconcile_id": f"CASE WHEN settled THEN {columns.settlement} END",
            "matching_number": f"CASE WHEN settled THEN ({columns.settlement})::text END",
            "is_storno": "FALSE",
            "no_followup": "FALSE",
        }
        | amounts
        | LOG,
        f"({' UNION ALL '.join(_item_sources(book))}) item JOIN document USING (move_id) "
        "ORDER BY move_id, sequence",
    )


#: Categories of the expenses with customers and of the bills for them.
CATEGORIES = ("Meals with customers", "Outbound freight")
