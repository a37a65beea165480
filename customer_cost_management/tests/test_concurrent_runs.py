from odoo import api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged


@tagged("post_install", "-at_install")
class TestConcurrentRuns(BaseCase):
    """Two computations at once, and workers that die, with real transactions.

    These tests commit.  They clean up behind themselves, and the project's test
    command runs them in a process and on a database of their own.
    """

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        self.first, self.second = self.open_environment(), self.open_environment()
        company = self.first["res.company"].create({"name": "Two at once"})
        self.run = self.first["customer.cost.run"].create(
            {"company_id": company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        self.first.cr.commit()
        self.addCleanup(self.remove, self.run.id, company.id)

    def open_environment(self):
        cursor = self.connection.cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, api.SUPERUSER_ID, {})

    def remove(self, run_id, company_id):
        for env in (self.first, self.second):
            env.cr.rollback()
            env.invalidate_all()
        self.first.cr.execute("DELETE FROM customer_cost_run WHERE id = %s", [run_id])
        self.first["res.company"].browse(company_id).unlink()
        self.first.cr.commit()

    def run_in(self, env):
        return env["customer.cost.run"].browse(self.run.id)

    def test_the_second_of_two_computations_of_a_period_is_told_to_wait(self):
        self.run_in(self.first).action_compute()
        with self.assertRaisesRegex(UserError, "computed by somebody else"):
            self.run_in(self.second).action_compute()
        self.second.cr.rollback()
        self.first.cr.commit()
        self.second.invalidate_all()
        self.assertEqual(self.run_in(self.second).state, "computed")

    def test_a_worker_that_dies_leaves_no_lock_and_its_run_is_taken_up_again(self):
        self.run_in(self.first)._as_engine().write({"state": "running"})
        self.first.cr.commit()
        # the worker computes, and is gone before it commits
        self.run_in(self.first)._compute_locked()
        self.assertTrue(self.run_in(self.first)._try_lock_period())
        self.first.cr.rollback()
        self.second.invalidate_all()
        self.assertEqual(self.run_in(self.second).state, "running")
        self.run_in(self.second)._cron_compute_queued()
        self.second.invalidate_all()
        self.assertEqual(self.run_in(self.second).state, "computed")

    def test_a_run_that_is_being_computed_is_not_taken_for_abandoned(self):
        self.run_in(self.first)._as_engine().write({"state": "running"})
        self.first.cr.commit()
        self.run_in(self.first)._compute_locked()
        self.run_in(self.second)._requeue_abandoned()
        self.second.invalidate_all()
        self.assertEqual(self.run_in(self.second).state, "running")
