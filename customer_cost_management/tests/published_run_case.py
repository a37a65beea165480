# workers that die need transactions that are real
# pylint: disable=invalid-commit
import time
from contextlib import contextmanager
from unittest.mock import patch

from odoo import Command, api
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name

from ..models.run.customer_cost_run_queue import LOCK_SPACE

RUN = "customer.cost.run"


class PublishedRunCase(BaseCase):
    """A published run and its next version, with real transactions that other workers see.

    March 2026 of a company: v1 is published, v2 is a draft.  Wages of 100 in a pool go to
    the one customer, who bought for 400: he contributes 300.
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

    # ------------------------------------------------------------------ workers

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

    def queue(self, *runs):
        for run in runs or (self.run,):
            if run.state != "draft":
                run.action_reset()
            run._queue()
        self.env.cr.commit()

    def count_locks(self):
        """Advisory locks of runs that anybody holds in this database."""
        self.fresh()
        self.env.cr.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
            "WHERE locktype = 'advisory' AND classid = %s AND datname = current_database()",
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

    def assert_next_start_finishes(self):
        self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual((self.run.state, self.run.contribution), ("computed", 300))
        self.assertEqual(self.read_figures(self.published), self.figures)
