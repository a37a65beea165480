"""What has to happen before Odoo creates the tables, and after."""

from odoo.tools import SQL
from odoo.tools.sql import make_index_name

#: Many2ones on tables that are large already when the addon is installed.
KEYS_ON_LARGE_TABLES = {
    "account_move_line": ("cost_customer_id", "cost_category_id", "cost_request_id"),
    "hr_expense": (
        "cost_customer_id",
        "cost_category_id",
        "cost_request_id",
        "cost_programme_id",
    ),
}


def pre_init_hook(env):
    """Add the columns on large tables by hand: Odoo then finds them and recomputes no row."""
    for table, columns in KEYS_ON_LARGE_TABLES.items():
        for column in columns:
            _add_column(env.cr, table, column)
            _add_partial_index(env.cr, table, column)
    _add_closing_entry(env.cr)


def _add_column(cr, table, column):
    cr.execute(
        SQL(
            "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s int4",
            SQL.identifier(table),
            SQL.identifier(column),
        )
    )


def _add_partial_index(cr, table, column):
    cr.execute(
        SQL(
            "CREATE INDEX IF NOT EXISTS %(index)s ON %(table)s (%(column)s) "
            "WHERE %(column)s IS NOT NULL",
            index=SQL.identifier(make_index_name(table, column)),
            table=SQL.identifier(table),
            column=SQL.identifier(column),
        )
    )


def _add_closing_entry(cr):
    """Every entry starts *automatic*: as the column's default, which PostgreSQL keeps for
    the rows there are without writing one of them."""
    cr.execute(
        SQL(
            "ALTER TABLE account_move "
            "ADD COLUMN IF NOT EXISTS cost_closing_entry varchar DEFAULT 'automatic'"
        )
    )
    cr.execute(SQL("ALTER TABLE account_move ALTER COLUMN cost_closing_entry DROP DEFAULT"))


def post_init_hook(env):
    """Start the cost model of every company that keeps books."""
    companies = env["res.company"].search(
        [("parent_id", "=", False), ("chart_template", "!=", False)]
    )
    companies._create_customer_cost_defaults()


def uninstall_hook(env):
    """Take what runs posted out of the analytic ledger: without the addon it could neither be
    told from other entries nor taken back.  It adds up to zero in every plan."""
    env.cr.execute("DELETE FROM account_analytic_line WHERE cost_run_id IS NOT NULL")
