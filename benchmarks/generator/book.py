"""A year of posted entries of any size, written in SQL into Odoo's own tables.

The books are those of a trading company on Odoo's generic chart: invoices of one to five
lines with tax and a pair of cost-of-sales items for each line of goods under perpetual
valuation, credit notes, payments, vendor bills on thirty overhead accounts and forty cost
centres, expenses with a customer, hours of service.  One customer in five makes about
sixty percent of the invoices.  The same size gives the same books.

Customers pay after twenty days, but for one invoice in twenty-five.

Left out: links to taxes, other currencies, a second company.
"""

import time
from datetime import date

START, STOP = date(2025, 1, 1), date(2026, 1, 1)
MONTHS = 12
VENDORS = 30
OVERHEAD_ACCOUNTS = 30
COST_CENTRES = 40
PRODUCTS = 50
#: The first products are goods, the rest services.
GOODS = 25
#: The first goods are valued periodically: their invoices book no cost of sales.
PERIODIC = 2
SEED = 0.42
#: Documents for each journal item wanted.
INVOICES, BILLS, EXPENSES, HOURS, VISITS = 0.091, 0.03, 0.005, 0.1, 0.01


class Book:
    """Where the generator writes, and the ids of what it refers to.

    :param env: Odoo environment of the superuser
    :param items: journal items wanted; what comes out differs by a few percent
    """

    def __init__(self, env, items):
        self.env, self.cr = env, env.cr
        self.items = items
        self.customers = max(20, min(100_000, items // 10))
        self.company = env.company
        self.accounts = {code: self._account(code) for code in ACCOUNTS}
        self.journals = {
            kind: env["account.journal"].search([("type", "=", kind)], limit=1).id
            for kind in ("sale", "purchase", "bank", "general")
        }
        self.first = {}

    def _account(self, code):
        return self.env["account.account"].search([("code", "=", code)], limit=1).id

    def query(self, statement, **values):
        """Run SQL of this folder; ``{name}`` is a number or one of our own expressions."""
        self.cr.execute(statement.format(**self._constants(), **values))

    def value(self, statement, **values):
        self.query(statement, **values)
        return self.cr.fetchone()[0]

    def _constants(self):
        return {
            "company": self.company.id,
            "currency": self.company.currency_id.id,
            "customers": self.customers,
            "start": START,
            "days": (STOP - START).days,
        }

    def insert(self, table, columns, source):
        """One INSERT; ``columns`` maps names to SQL expressions on ``source``."""
        start = time.monotonic()
        names, expressions = ", ".join(columns), ", ".join(map(str, columns.values()))
        self.query(f"INSERT INTO {table} ({names}) SELECT {expressions} FROM {source}")
        count = self.cr.rowcount
        if "id" in columns:
            self.query(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
        print(f"  {table:28} {count:>10,} rows {time.monotonic() - start:7.1f} s")

    def next_id(self, table):
        """The first id that is free, remembered under the name of the table."""
        self.first[table] = self.value(f"SELECT COALESCE(max(id), 0) + 1 FROM {table}")
        return self.first[table]


#: Accounts of the generic chart that the entries use.
ACCOUNTS = {
    "121000": "receivable",
    "211000": "payable",
    "251000": "tax received",
    "400000": "sales",
    "500000": "cost of sales",
    "110100": "stock valuation",
    "101401": "bank",
    "600000": "expenses",
    "620000": "bank fees",
}

#: Who made a row and when.
LOG = {"create_uid": 1, "write_uid": 1, "create_date": "now()", "write_date": "now()"}


def popular_customer(book):
    """SQL of the id of a random customer, another one in each row; small numbers are drawn
    more often, and 7919, a prime, spreads them over the ids."""
    count = book.customers
    number = f"least({count} - 1, floor({count} * power(random(), 1 / 0.3)))::bigint"
    return f"{book.first['res_partner']} + ({number} * 7919 % {count})::int"


def lognormal(mean, deviation):
    """SQL of a random number whose logarithm is normal."""
    return f"exp({mean} + {deviation} * sqrt(-2 * ln(1 - random())) * cos(6.283185 * random()))"
