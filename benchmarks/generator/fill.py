"""Fills a database from masters to cost model, and checks what Odoo would check."""

import time

from .book import Book
from .checks import check_books
from .cost_model import make_cost_model
from .documents import plan_documents
from .entries import post_entries
from .masters import make_masters
from .operations import record_operations

FILLED = (
    "res_partner",
    "account_move",
    "account_move_line",
    "account_payment",
    "account_full_reconcile",
    "account_partial_reconcile",
    "account_analytic_line",
    "hr_expense",
    "customer_cost_driver_volume",
)
#: More memory for sorts than the cluster's, while the database is being filled.
SETTINGS = {"work_mem": "256MB", "maintenance_work_mem": "1GB"}


def fill(env, items):
    """Generate, index, analyse, check; commits."""
    start = time.monotonic()
    for name, value in SETTINGS.items():
        env.cr.execute(f"SET {name} = '{value}'")
    book = Book(env, items)
    make_masters(book)
    env.flush_all()
    with unindexed(env.cr):
        plan_documents(book)
        post_entries(book)
        record_operations(book)
    env.invalidate_all()
    make_cost_model(book)
    check_books(book)
    env.cr.commit()
    env.cr._cnx.autocommit = True
    book.query("VACUUM ANALYZE")
    env.cr._cnx.autocommit = False
    print(f"  filled in {time.monotonic() - start:.0f} s")


class unindexed:
    """Without the indexes and the foreign keys of the filled tables; both come back."""

    def __init__(self, cr):
        self.cr = cr

    def __enter__(self):
        tables = tuple(FILLED)
        self.cr.execute(
            """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
                WHERE indrelid::regclass::text IN %s AND NOT indisprimary""",
            [tables],
        )
        self.indexes = self.cr.fetchall()
        for name, _definition in self.indexes:
            self.cr.execute(f"DROP INDEX {name}")
        self.cr.execute("SET session_replication_role = replica")

    def __exit__(self, *_error):
        start = time.monotonic()
        self.cr.execute("SET session_replication_role = DEFAULT")
        for _name, definition in self.indexes:
            self.cr.execute(definition)
        print(f"  {len(self.indexes)} indexes {time.monotonic() - start:29.1f} s")
