# workers that die need transactions that are real
# pylint: disable=invalid-commit
import os
import time
from unittest.mock import patch

import psycopg2

import odoo.sql_db
from odoo import api
from odoo.sql_db import db_connect
from odoo.tests import get_db_name, tagged

from .published_run_case import RUN, PublishedRunCase

#: Steps of a run in their order: a worker dies at the end of each.
STEPS = (
    "_discard_results",
    "_freeze_model",
    "_capture",
    "_captured",
    "_check_ledger_is_captured",
    "_measure",
    "_allocate",
    "_build_statement",
    "_store_nodes",
    "_store_rollup",
    "_store_statements",
    "_store_reconciliation",
    "_run_period",
    "_compute_locked",
    "_compute_or_fail",
)
RESULTS = (
    "customer_profitability",
    "customer_cost_run_node",
    "customer_cost_reconciliation_line",
    "customer_cost_capture",
)
KILLED = 9
SECONDS_TO_NOTICE = 10


@tagged("post_install", "-at_install")
class TestConcurrentKills(PublishedRunCase):
    """Workers that die in every step of a run, with real processes."""

    # ------------------------------------------------------------------ dying

    def die_in_a_process(self, method, work):
        """Fork a worker that does ``work`` and is gone at the end of ``method``."""
        pid = os.fork()
        if not pid:
            try:
                # connections of the parent stay untouched: they are the parent's
                self.inherited, odoo.sql_db._Pool = odoo.sql_db._Pool, None
                env = api.Environment(
                    db_connect(get_db_name()).cursor(), api.SUPERUSER_ID, {"lang": None}
                )
                with self.dying_at(method, lambda _run: os._exit(KILLED)):
                    work(env)
            finally:
                os._exit(1)
        _pid, status = os.waitpid(pid, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), KILLED, f"did not die in {method}")
        self.wait_for_the_server_to_notice()

    def wait_for_the_server_to_notice(self):
        for _attempt in range(SECONDS_TO_NOTICE * 10):
            if not self.count_locks():
                return
            time.sleep(0.1)

    def assert_nothing_happened(self, states=("running",)):
        """v1 as it was, of v2 nothing, no lock on either."""
        self.fresh()
        self.assertEqual(self.read_figures(self.published), self.figures)
        self.assertIn(self.run.state, states)
        for table in RESULTS:
            self.env.cr.execute(f"SELECT count(*) FROM {table} WHERE run_id = %s", [self.run.id])
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)
        self.assertEqual(self.count_locks(), 0)
        self.env.cr.execute(
            "SELECT id FROM customer_cost_run WHERE company_id = %s FOR UPDATE NOWAIT",
            [self.company.id],
        )
        self.fresh()

    # ------------------------------------------------------------------ tests

    def test_a_worker_killed_in_any_step_leaves_the_published_version_and_no_lock(self):
        for method in STEPS:
            with self.subTest(step=method):
                self.queue()
                self.die_in_a_process(method, lambda env: env[RUN]._cron_compute_queued())
                self.assert_nothing_happened()
                self.assert_next_start_finishes()

    def test_a_database_connection_killed_in_any_step_leaves_nothing_either(self):
        for method in STEPS:
            with self.subTest(step=method):
                self.queue()
                worker = self.open_environment()
                killer = self.open_environment()

                def terminate(run, worker=worker, killer=killer):
                    backend = worker.cr._cnx.info.backend_pid
                    killer.cr.execute("SELECT pg_terminate_backend(%s)", [backend])
                    killer.cr.commit()

                with (
                    self.dying_at(method, terminate),
                    patch("odoo.sql_db._logger"),
                    self.assertRaises(psycopg2.Error),
                ):
                    worker[RUN]._cron_compute_queued()
                self.assert_nothing_happened()
                self.assert_next_start_finishes()

    def test_a_worker_killed_in_the_click_leaves_a_draft(self):
        for method in ("_capture", "_store_statements", "_compute_locked"):
            with self.subTest(step=method):
                self.die_in_a_process(
                    method, lambda env: env[RUN].browse(self.run.id).action_compute()
                )
                self.assert_nothing_happened(states=("draft",))
        self.run.action_compute()
        self.assertEqual(self.run.contribution, 300)

    def test_a_worker_killed_between_two_months_keeps_the_first(self):
        april = self.new_run(month=4)
        self.env.cr.commit()
        self.queue(self.run, april)
        self.die_in_a_process(
            "_tell_the_end",
            lambda env: self.compute_two(env),
        )
        self.fresh()
        self.assertEqual(self.read_figures(self.published), self.figures)
        self.assertEqual((self.run.state, april.state), ("computed", "running"))
        first = self.run.computed_on
        self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual((self.run.state, april.state), ("computed", "computed"))
        self.assertEqual(self.run.computed_on, first)
        self.assertEqual(april.contribution, 400)  # nobody used the team in April

    def compute_two(self, env):
        """The whole of the cron, but dying only once the second month has begun."""
        model = type(env[RUN])
        original, calls = model._tell_the_end, []

        def second(run):
            calls.append(run.id)
            if len(calls) == 2:
                original(run)

        with patch.object(model, "_tell_the_end", second):
            env[RUN]._cron_compute_queued()

    def test_a_controller_killed_while_publishing_leaves_the_version_in_force(self):
        self.run.action_compute()
        self.run.reason = "Test"
        self.env.cr.commit()
        steps = ("_version_in_force", "_check_may_be_published", "_sync_years", "action_publish")
        for method in steps:
            with self.subTest(step=method):
                self.die_in_a_process(
                    method, lambda env: env[RUN].browse(self.run.id).action_publish()
                )
                self.fresh()
                self.assertEqual(self.read_figures(self.published), self.figures)
                self.assertEqual(self.run.state, "computed")
        self.run.action_publish()
        self.assertEqual((self.published.state, self.run.state), ("superseded", "published"))
        self.env.cr.rollback()
