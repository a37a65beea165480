"""What the entries come from and what else customers cause: payments and what they settle,
expenses, hours, visits."""

from .book import HOURS, LOG, VISITS, popular_customer
from .entries import Columns

SERVICE_RATE = 50


def record_operations(book):
    columns = Columns(book)
    _payments(book, columns)
    _settlements(book, columns)
    _expenses(book, columns)
    _analytic_items(book)
    _hours(book)


def _payments(book, columns):
    bank = book.env["account.journal"].browse(book.journals["bank"])
    method = bank.inbound_payment_method_line_ids[:1]
    book.insert(
        "account_payment",
        {
            "id": columns.payment,
            "move_id": "move_id",
            "name": columns.name,
            "journal_id": bank.id,
            "company_id": "{company}",
            "currency_id": "{currency}",
            "state": "'paid'",
            "payment_type": "'inbound'",
            "partner_type": "'customer'",
            "date": "date",
            "partner_id": "partner_id",
            "amount": "net",
            "amount_company_currency_signed": "net",
            "payment_method_line_id": method.id,
            "payment_method_id": method.payment_method_id.id,
            "outstanding_account_id": book.accounts["101401"],
            "destination_account_id": book.accounts["121000"],
            "is_reconciled": "TRUE",
            "is_matched": "TRUE",
            "is_sent": "FALSE",
        }
        | LOG,
        "document JOIN total USING (move_id, kind, number) WHERE kind = 'payment'",
    )


def _settlements(book, columns):
    """Each payment settles the whole of its invoice."""
    receivable = book.accounts["121000"]
    payments = "document WHERE kind = 'payment'"
    book.insert("account_full_reconcile", {"id": columns.settlement} | LOG, payments)
    book.insert(
        "account_partial_reconcile",
        {
            "debit_move_id": "owed.id",
            "credit_move_id": "paid.id",
            "debit_currency_id": "{currency}",
            "credit_currency_id": "{currency}",
            "amount": "owed.balance",
            "debit_amount_currency": "owed.balance",
            "credit_amount_currency": "owed.balance",
            "company_id": "{company}",
            "max_date": "payment.date",
            "full_reconcile_id": columns.settlement.replace("number", "payment.number"),
        }
        | LOG,
        f"""document payment
            JOIN document sale ON sale.kind = 'sale' AND sale.number = payment.number
            JOIN account_move_line owed
              ON owed.move_id = sale.move_id AND owed.account_id = {receivable}
            JOIN account_move_line paid
              ON paid.move_id = payment.move_id AND paid.account_id = {receivable}
           WHERE payment.kind = 'payment' ORDER BY payment.date, payment.move_id""",
    )


def _expenses(book, columns):
    amount_names = (
        "price_unit",
        "total_amount",
        "total_amount_currency",
        "untaxed_amount",
        "untaxed_amount_currency",
    )
    category = book.env["customer.cost.category"]
    meals = category.search([("name", "=", "Meals with customers")], limit=1).id
    employees = f"(ARRAY{book.employees})[1 + number % {len(book.employees)}]"
    book.insert(
        "hr_expense",
        {
            "id": columns.expense,
            "name": "'Meal'",
            "employee_id": employees,
            "company_id": "{company}",
            "currency_id": "{currency}",
            "product_id": "product_id",
            "product_uom_id": book.unit_of_measure,
            "account_id": "account_id",
            "account_move_id": "move_id",
            "payment_mode": "'own_account'",
            "state": "'posted'",
            "approval_state": "'approved'",
            "date": "date",
            "approval_date": "date",
            "quantity": 1,
            **dict.fromkeys(amount_names, "amount"),
            "tax_amount": 0,
            "tax_amount_currency": 0,
            "cost_customer_id": "customer_id",
            "cost_category_id": meals,
        }
        | LOG,
        "document JOIN piece USING (move_id) WHERE kind = 'expense'",
    )


def _analytic_items(book):
    """What Odoo makes of the cost centres of a bill."""
    book.insert(
        "account_analytic_line",
        {
            "name": "line.name",
            "date": "line.date",
            "amount": "round(-line.balance * share.value::numeric / 100, 2)",
            "unit_amount": 1,
            "company_id": "{company}",
            "currency_id": "{currency}",
            "partner_id": "NULL::int",
            "general_account_id": "line.account_id",
            "journal_id": "line.journal_id",
            "move_line_id": "line.id",
            book.centre_column: "share.key::int",
            "category": "'vendor_bill'",
            "user_id": 2,
        }
        | LOG,
        f"""account_move_line line CROSS JOIN LATERAL
            jsonb_each_text(line.analytic_distribution) share
            WHERE line.id >= {book.first["account_move_line"]}
              AND line.analytic_distribution IS NOT NULL ORDER BY line.date, line.id""",
    )


def _hours(book):
    """Hours of service for customers, and visits that somebody typed."""
    day = "date '{start}' + floor(random() * {days})::int"
    book.insert(
        "account_analytic_line",
        {
            "name": "'Service'",
            "date": "date",
            "amount": -SERVICE_RATE,
            "unit_amount": "round((0.25 + random() * 3)::numeric, 2)",
            "company_id": "{company}",
            "currency_id": "{currency}",
            "partner_id": "customer",
            "category": "'other'",
            "user_id": 2,
        }
        | LOG,
        f"""(SELECT {day} AS date, {popular_customer(book)} AS customer
               FROM generate_series(1, {int(book.items * HOURS)}) ORDER BY 1) hours""",
    )


def type_visits(book, driver):
    """Volumes of the typed driver."""
    day = "date '{start}' + floor(random() * {days})::int"
    book.insert(
        "customer_cost_driver_volume",
        {
            "driver_id": driver.id,
            "company_id": "{company}",
            "partner_id": popular_customer(book),
            "date": day,
            "quantity": "1 + floor(random() * 3)::int",
        }
        | LOG,
        f"generate_series(1, {int(book.items * VISITS)})",
    )
