from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.customer_cost_management.hooks import KEYS_ON_LARGE_TABLES, pre_init_hook

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestHooks(DoorCase):
    """Installing on a large database touches no row of it."""

    MODELS = ("account.move", "account.move.line", "hr.expense")

    def drop_columns(self):
        for table, columns in KEYS_ON_LARGE_TABLES.items():
            for column in columns:
                self.env.cr.execute(
                    SQL(
                        "ALTER TABLE %s DROP COLUMN %s",
                        SQL.identifier(table),
                        SQL.identifier(column),
                    )
                )
        self.env.cr.execute("ALTER TABLE account_move DROP COLUMN cost_closing_entry")

    def create_tables(self):
        """What Odoo does on installation; the fields whose rows it would then compute."""
        # foreign keys, which Odoo adds once all tables stand, are not asked for here
        with patch.object(type(self.env.registry), "post_init"):
            for model in self.MODELS:
                self.env[model]._auto_init()
        computed = {
            field.name: self.env.records_to_compute(field)
            for model in self.MODELS
            for field in self.env[model]._fields.values()
            if field.store and field.compute
        }
        return {name for name, records in computed.items() if records}

    def rows(self, query, *parameters):
        return self.env.execute_query(SQL(query, *parameters))

    def test_installing_leaves_posted_items_as_they_are(self):
        line = self.cost_of(self.entry({"cost_customer_id": self.lumber.id}))
        self.env.flush_all()
        place = self.rows("SELECT ctid::text FROM account_move_line WHERE id = %s", line.id)
        self.drop_columns()
        pre_init_hook(self.env)
        self.assertEqual(self.create_tables(), set())
        self.env.invalidate_all()
        self.assertRecordValues(line, [{"cost_customer_id": False, "cost_category_id": False}])
        self.assertEqual(line.move_id.cost_closing_entry, "automatic")
        self.assertEqual(
            self.rows("SELECT ctid::text FROM account_move_line WHERE id = %s", line.id), place
        )

    def test_without_the_hook_odoo_would_compute_the_rows(self):
        self.entry({})
        self.env.flush_all()
        self.drop_columns()
        self.addCleanup(self.env.transaction.clear)
        self.assertIn("cost_customer_id", self.create_tables())

    def test_the_hook_can_run_twice(self):
        line = self.cost_of(self.entry({"cost_customer_id": self.lumber.id}))
        self.env.flush_all()
        pre_init_hook(self.env)
        pre_init_hook(self.env)
        self.env.invalidate_all()
        self.assertEqual(line.cost_customer_id, self.lumber)

    def test_the_indexes_are_partial(self):
        indexes = self.rows(
            "SELECT tablename || '.' || substring(indexdef from '\\((\\w+)[,)]') FROM pg_indexes "
            "WHERE indexname LIKE '%%_cost_%%' AND tablename IN %s "
            "AND indexdef LIKE '%%WHERE (%%IS NOT NULL)'",
            tuple(KEYS_ON_LARGE_TABLES),
        )
        self.assertEqual(
            {name for (name,) in indexes},
            {f"{table}.{name}" for table, names in KEYS_ON_LARGE_TABLES.items() for name in names},
        )
