# entries that are written while a run computes need transactions that are real
# pylint: disable=invalid-commit
from datetime import datetime

from odoo.tests import tagged

from .published_run_case import RUN, PublishedRunCase


@tagged("post_install", "-at_install")
class TestConcurrentChanges(PublishedRunCase):
    """What somebody wrote before a run began, and committed after it had read the books."""

    def items(self, env):
        return env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("account_id.internal_group", "=", "expense"),
                ("date", "=", "2026-03-10"),
            ]
        )

    def changed(self):
        self.fresh()
        self.run.action_check_changes()
        return self.run.changed_entries

    def test_a_customer_named_while_the_run_computes_makes_it_stale(self):
        """No sum changes, and the writer's moment lies before that of the run."""
        writer = self.open_environment()
        writer.cr.execute("SELECT now()")
        self.items(writer).cost_customer_id = self.customer.id
        writer.flush_all()
        self.fresh()
        self.run.action_compute()
        self.env.cr.commit()
        writer.cr.commit()
        written = max(self.items(self.env).mapped("write_date"))
        run = self.env[RUN].browse(self.run.id)
        self.assertLessEqual(written, datetime.fromisoformat(run.books_read["moment"]))
        self.assertEqual(self.changed(), 1)

    def test_a_writer_in_a_savepoint_is_seen_as_well(self):
        """Who writes inside a savepoint has a number of its own, which no snapshot lists."""
        writer = self.open_environment()
        writer.cr.execute("UPDATE res_company SET name = name WHERE id = %s", [self.company.id])
        with writer.cr.savepoint():
            self.items(writer).cost_customer_id = self.customer.id
            writer.flush_all()
        self.fresh()
        self.run.action_compute()
        self.env.cr.commit()
        writer.cr.commit()
        self.assertEqual(self.changed(), 1)

    def test_what_the_run_could_see_is_no_change(self):
        self.items(self.env).cost_customer_id = self.customer.id
        self.env.cr.commit()
        self.fresh()
        self.run.action_compute()
        self.env.cr.commit()
        self.assertEqual(self.changed(), 0)
