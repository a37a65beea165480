from odoo import Command, api
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged

JOB = "customer.cost.assignment"


@tagged("post_install", "-at_install")
class TestConcurrentAssignments(BaseCase):
    """Two workers at once, and one that dies, with real transactions.

    These tests commit.  They clean up behind themselves, and the project's test command runs
    them in a process and on a database of their own.
    """

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        self.first, self.second = self.open_environment(), self.open_environment()
        env = self.first
        self.customer = env["res.partner"].create({"name": "Assigned to"}).id
        company = env["res.company"].create({"name": "Assignments"})
        self.company = company.id
        self.account = (
            env["account.account"]
            .create(
                {
                    "name": "Cost",
                    "code": "660100",
                    "account_type": "expense",
                    "company_ids": [Command.set(company.ids)],
                }
            )
            .id
        )
        journal = env["account.journal"].create(
            {"name": "Misc", "code": "ASG", "type": "general", "company_id": company.id}
        )
        moves = env["account.move"].create(
            [
                {
                    "journal_id": journal.id,
                    "date": "2026-03-10",
                    "line_ids": [
                        Command.create({"account_id": self.account, "balance": amount})
                        for amount in (10, -10)
                    ],
                }
                for _number in range(3)
            ]
        )
        moves.action_post()
        self.moves, self.journal = moves.ids, journal.id
        self.lines = moves.line_ids.ids
        job = env[JOB]._enqueue(moves.line_ids, {"cost_customer_id": self.customer})
        self.job = job.id
        env.cr.commit()
        self.addCleanup(self.remove)

    def open_environment(self):
        cursor = self.connection.cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, api.SUPERUSER_ID, {})

    def remove(self):
        for env in (self.first, self.second):
            env.cr.rollback()
            env.invalidate_all()
        env = self.first
        env[JOB].browse(self.job).unlink()
        moves = env["account.move"].browse(self.moves)
        moves.button_draft()
        moves.with_context(force_delete=True).unlink()
        env["account.journal"].browse(self.journal).unlink()
        env["account.account"].browse(self.account).unlink()
        env["res.company"].browse(self.company).unlink()
        env["res.partner"].browse(self.customer).unlink()
        env.cr.commit()

    def assigned(self, env):
        env.invalidate_all()
        lines = env["account.move.line"].browse(self.lines)
        return len(lines.filtered("cost_customer_id"))

    def test_what_a_dead_worker_left_is_done_once_by_the_next(self):
        self.first[JOB].browse(self.job)._assign_some()
        self.first.cr.rollback()  # the worker is gone before it commits
        self.assertEqual(self.assigned(self.second), 0)
        self.second[JOB]._cron_assign()
        self.assertEqual(self.assigned(self.second), 6)
        self.assertEqual(self.second[JOB].browse(self.job).items_done, 6)

    def test_a_job_in_the_hands_of_one_worker_is_left_alone_by_the_other(self):
        self.first[JOB].browse(self.job).try_lock_for_update()
        self.second[JOB]._cron_assign()
        self.assertEqual(self.assigned(self.second), 0)
        self.first.cr.commit()
        self.second[JOB]._cron_assign()
        self.assertEqual(self.assigned(self.second), 6)
