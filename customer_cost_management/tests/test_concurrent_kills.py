# workers that die need transactions that are real
# pylint: disable=invalid-commit
import os
import time
from contextlib import contextmanager
from unittest.mock import patch

import psycopg2

import odoo.sql_db
from odoo import Command, api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged

from ..models.customer_cost_run_queue import LOCK_SPACE

RUN = "customer.cost.run"
#: Steps of a run in their order: a worker dies at the end of each.
STEPS = (
    "_discard_results",
    "_freeze_model",
    "_capture",
    "_check_ledger_is_captured",
    "_measure",
    "_allocate",
    "_build_statement",
    "_store_nodes",
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
class TestConcurrentKills(BaseCase):
    """Workers that die in every step of a run, with real transactions and real processes.

    March 2026 of a company: v1 is published, v2 is computed in the background.  Wages of 100
    in a pool go to the one customer, who bought for 400: he contributes 300.
    """

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        self.env = self.open_environment()
        self.set_up_company()
        self.published = self.new_run()
        self.published.action_compute()
        self.published.reason = "Test"
        self.published.action_publish()
        self.run = self.new_run()
        self.env.cr.commit()
        self.figures = self.read_figures(self.published)
        self.assertEqual(self.published.contribution, 300)

    def open_environment(self):
        cursor = self.connection.cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, api.SUPERUSER_ID, {})

    # ------------------------------------------------------------------ a small company

    def set_up_company(self):
        env = self.env
        self.company = env["res.company"].create({"name": f"Killed {time.time()}"})
        self.addCleanup(self.remove)
        env = env(context={"allowed_company_ids": self.company.ids})
        self.customer = env["res.partner"].create({"name": "Survivor", "is_company": True})
        accounts = {
            name: env["account.account"].create(
                {
                    "name": name,
                    "code": code,
                    "account_type": kind,
                    "company_ids": [Command.set(self.company.ids)],
                }
            )
            for name, code, kind in (
                ("Sales", "400001", "income"),
                ("Wages", "600001", "expense"),
                ("Bank", "100001", "asset_cash"),
            )
        }
        self.accounts = env["account.account"].union(*accounts.values())
        self.set_up_model(env, accounts)
        self.set_up_entry(env, accounts)

    def set_up_model(self, env, accounts):
        common = {"company_id": self.company.id}
        for name, role in (("Sales", "revenue"), ("Wages", "operating")):
            env["customer.cost.account.role"].create(
                common | {"account_id": accounts[name].id, "role": role}
            )
        driver = env["customer.cost.driver"].create(common | {"name": "Orders", "kind": "typed"})
        env["customer.cost.driver.volume"].create(
            {
                "driver_id": driver.id,
                "partner_id": self.customer.id,
                "date": "2026-03-15",
                "quantity": 4,
            }
        )
        activity = env["customer.cost.activity"].create(
            common | {"name": "Handling", "statement_line": "order", "driver_id": driver.id}
        )
        env["customer.cost.pool"].create(
            common
            | {
                "name": "Team",
                "rule_ids": [Command.create({"account_ids": accounts["Wages"].ids})],
                "share_ids": [Command.create({"activity_id": activity.id, "share": 100})],
            }
        )

    def set_up_entry(self, env, accounts):
        self.journal = env["account.journal"].create(
            {"name": "Kills", "code": "KILL", "type": "general", "company_id": self.company.id}
        )
        lines = (("Sales", -400, self.customer.id), ("Wages", 100, False), ("Bank", 300, False))
        for date in ("2026-03-10", "2026-04-10"):
            env["account.move"].create(
                {
                    "date": date,
                    "journal_id": self.journal.id,
                    "line_ids": [
                        Command.create(
                            {
                                "account_id": accounts[name].id,
                                "balance": balance,
                                "partner_id": partner,
                            }
                        )
                        for name, balance, partner in lines
                    ],
                }
            ).action_post()

    def remove(self):
        """Everything of the company; what SQL leaves to foreign keys goes with it."""
        self.env.cr.rollback()
        self.env.invalidate_all()
        company = [self.company.id]
        for table in (
            "customer_profitability_year",
            "customer_profitability_window",
            "customer_profitability",
            "customer_cost_capture",
            "customer_cost_run",
            "account_move",
            "customer_cost_driver_volume",
            "customer_cost_pool",
            "customer_cost_activity",
            "customer_cost_driver",
            "customer_cost_account_role",
            "account_journal",
        ):
            if table == "customer_cost_pool":
                self.env.cr.execute(
                    "DELETE FROM customer_cost_share WHERE company_id = %s", company
                )
            self.env.cr.execute(f"DELETE FROM {table} WHERE company_id = %s", company)
        self.env.invalidate_all()
        self.accounts.unlink()
        self.customer.unlink()
        self.company.unlink()
        self.env.cr.commit()

    def new_run(self, month=3):
        return self.env[RUN].create(
            {
                "company_id": self.company.id,
                "date_from": f"2026-{month:02}-01",
                "date_to": f"2026-{month:02}-{31 if month == 3 else 30}",
            }
        )

    # ------------------------------------------------------------------ dying

    @contextmanager
    def dying_at(self, method, death):
        """Within it, the first call of a method of runs ends in ``death``."""
        model = type(self.env[RUN])
        original = getattr(model, method)

        def dying(run, *args, **kwargs):
            result = original(run, *args, **kwargs)
            death(run)
            return result

        with patch.object(model, method, dying):
            yield

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

    def count_locks(self):
        """Advisory locks of runs that anybody holds."""
        self.fresh()
        self.env.cr.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s",
            [LOCK_SPACE],
        )
        return self.env.cr.fetchone()[0]

    def fresh(self):
        self.env.cr.rollback()
        self.env.invalidate_all()

    # ------------------------------------------------------------------ what must hold

    def read_figures(self, run):
        rows = self.env["customer.profitability"].search([("run_id", "=", run.id)])
        lines = self.env["customer.cost.reconciliation.line"].search([("run_id", "=", run.id)])
        return (
            run.read(["state", "contribution", "ledger_result", "difference", "computed_on"]),
            rows.mapped("cm3"),
            lines.mapped("amount"),
        )

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

    def assert_next_start_finishes(self):
        self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual((self.run.state, self.run.contribution), ("computed", 300))
        self.assertEqual(self.read_figures(self.published), self.figures)

    def queue(self, *runs):
        for run in runs or (self.run,):
            if run.state != "draft":
                run.action_reset()
            run._queue()
        self.env.cr.commit()

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
        for method in ("_version_in_force", "_check_may_be_published", "action_publish"):
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

    def test_the_background_waits_for_a_period_that_somebody_computes(self):
        third = self.new_run()
        self.env.cr.commit()
        self.queue()
        other = self.open_environment()
        other[RUN].browse(third.id).action_compute()
        self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual(self.run.state, "queued")
        other.cr.commit()
        self.assert_next_start_finishes()
        self.assertEqual(third.state, "computed")

    def test_two_versions_of_one_period_in_two_clicks(self):
        third = self.new_run()
        self.env.cr.commit()
        self.run.action_compute()
        other = self.open_environment()
        with self.assertRaisesRegex(UserError, "computed by somebody else"):
            other[RUN].browse(third.id).action_compute()
        other.cr.rollback()
        self.env.cr.commit()

    def test_two_controllers_publish_one_version_each_and_one_is_in_force(self):
        third = self.new_run()
        for run in (self.run, third):
            run.action_compute()
            run.reason = "Test"
        self.env.cr.commit()
        self.run.action_publish()
        other = self.open_environment()
        other.cr.execute("SET LOCAL lock_timeout = '300ms'")
        with self.assertRaises(psycopg2.Error), patch("odoo.sql_db._logger"):
            other[RUN].browse(third.id).action_publish()
            other.cr.flush()
        other.cr.rollback()
        self.env.cr.commit()
        other.invalidate_all()
        other[RUN].browse(third.id).action_publish()
        other.cr.commit()
        self.fresh()
        self.assertEqual(
            (self.published | self.run | third).mapped("state"),
            ["superseded", "superseded", "published"],
        )

    def test_stopping_keeps_the_month_that_is_being_computed(self):
        april = self.new_run(month=4)
        self.env.cr.commit()
        (self.run | april)._queue()
        self.env.cr.commit()
        other = self.open_environment()

        def stop(_run):
            other[RUN].browse(april.id).action_stop_after_month()
            other.cr.commit()

        with self.dying_at("_capture", stop):
            self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual((self.run.state, april.state), ("computed", "draft"))
        self.assertEqual(self.run.progress_text, "1 of 1 months computed")
