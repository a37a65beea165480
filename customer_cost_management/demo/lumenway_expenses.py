"""Meals with customers: claimed, approved and posted as employees' expenses."""

from .lumenway_year import rows

FEN = 100


def post_expenses(book, customers):
    """Every expense of the year; each month is posted on its last day."""
    for category in rows("categories"):
        if category["document"] == "expense":
            for month in range(12):
                _post_month(book, customers, category, month)


def _post_month(book, customers, category, month):
    values = [
        _expense(book, customer, category, month)
        for customer in customers
        if customer.relationship[category["category"]][month]
    ]
    expenses = book.env["hr.expense"].create(values)
    expenses.action_submit()
    expenses.filtered(lambda expense: expense.state == "submitted")._do_approve(check=False)
    wizard = book.env["hr.expense.post.wizard"].with_context(
        active_ids=expenses.ids, company_paid_move_ids=[]
    )
    wizard.create(
        {
            "accounting_date": book.last_day(month),
            "employee_journal_id": book.journal("purchase"),
        }
    ).action_post_entry()
    book.env.flush_all()
    book.env.invalidate_all()


def _expense(book, customer, category, month):
    partner = book.get("customer", customer.code)
    return {
        "name": f"Dinner with {customer.row['name']}",
        "company_id": book.company.id,
        "employee_id": book.get("employee", customer.row["salesperson"]).id,
        "product_id": book.get("product", category["category"]).id,
        "account_id": book.account(category["account"]),
        "payment_mode": "own_account",
        "tax_ids": False,
        "date": book.day(month, 5 + partner.id % 20),
        "total_amount_currency": int(customer.relationship[category["category"]][month]) / FEN,
        "cost_customer_id": partner.id,
        "cost_category_id": book.get("category", category["category"]).id,
    }
