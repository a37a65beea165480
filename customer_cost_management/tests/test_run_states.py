from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import (
    DeadlockDetected,
    DiskFull,
    LockNotAvailable,
    QueryCanceled,
    SerializationFailure,
)

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestRunStates(CustomerCostCommon):
    """Who moves a run on, and what can no longer be changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        for account in cls.env["account.account"].search(
            [
                ("company_ids", "in", cls.company.ids),
                ("internal_group", "in", ("income", "expense")),
            ]
        ):
            role = "revenue" if account.internal_group == "income" else "excluded"
            cls.create_role(account, role)
        cls.post_invoice(cls.customer, "2026-03-10", 1000)

    def new_run(self, user=None, **values):
        runs = self.env["customer.cost.run"].with_user(user or self.cost_accountant)
        return runs.create(
            {
                "company_id": self.company.id,
                "date_from": "2026-03-01",
                "date_to": "2026-03-31",
                **values,
            }
        )

    def published_run(self):
        run = self.new_run()
        run.action_compute()
        run.with_user(self.controller).action_publish()
        return run

    def test_accountant_computes_and_controller_publishes(self):
        run = self.new_run()
        run.action_compute()
        self.assertRecordValues(
            run, [{"state": "computed", "contribution": 1000, "difference": 0, "version": 1}]
        )
        with self.assertRaises(AccessError):
            run.action_publish()
        run.with_user(self.controller).action_publish()
        self.assertEqual(run.published_by_id, self.controller)
        self.assertTrue(run.provisional)

    def test_auditor_changes_nothing(self):
        run = self.new_run()
        with self.assertRaises(AccessError):
            run.with_user(self.auditor).action_compute()
        with self.assertRaises(AccessError):
            self.new_run(self.auditor)
        with self.assertRaises(AccessError):
            run.with_user(self.auditor).note = "seen"
        run.action_compute()
        with self.assertRaises(AccessError):
            run.with_user(self.auditor).action_check_changes()
        self.assertFalse(run.checked_on)

    def test_a_newer_published_version_supersedes_the_old_one(self):
        first = self.published_run()
        first.action_new_version()
        second = self.env["customer.cost.run"].search([("id", "!=", first.id)])
        self.assertEqual(second.version, 2)
        second.action_compute()
        second.with_user(self.controller).action_publish()
        self.assertEqual((first.state, second.state), ("superseded", "published"))
        self.assertEqual(
            self.env["customer.profitability"].search_count([("run_id", "=", first.id)]), 1
        )

    def test_published_figures_cannot_be_changed_by_any_path(self):
        draft, run = (
            self.new_run(date_from="2026-02-01", date_to="2026-02-28"),
            self.published_run(),
        )
        forged = {"customer_cost_engine": True}
        for values in ({"contribution": 1}, {"state": "draft"}, {"note": "x"}, {"snapshot": {}}):
            with self.subTest(values=values), self.assertRaises(UserError):
                (draft + run).sudo().with_context(**forged).write(values)
        for path in (run._run_period, run.action_compute, run.action_reset, run.unlink):
            with self.subTest(path=path.__name__), self.assertRaises(UserError):
                path()
        statement = self.env["customer.profitability"].search([("run_id", "=", run.id)])
        for user in (self.controller, self.cost_accountant, self.env.ref("base.user_admin")):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                statement.with_user(user).cm3 = 5
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            statement.sudo().cm3 = 5
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            statement.sudo().unlink()

    def test_a_run_cannot_be_created_as_published(self):
        with self.assertRaisesRegex(UserError, "begins as a draft"):
            self.env["customer.cost.run"].create(
                [
                    {
                        "company_id": self.company.id,
                        "date_from": "2026-01-01",
                        "date_to": "2026-01-31",
                    },
                    {
                        "company_id": self.company.id,
                        "date_from": "2026-02-01",
                        "date_to": "2026-02-28",
                        "state": "published",
                    },
                ]
            )

    def test_closing_needs_a_locked_month_or_a_reason(self):
        run = self.published_run().with_user(self.controller)
        with self.assertRaisesRegex(UserError, "month is not locked"):
            run.action_close()
        self.company.sudo().fiscalyear_lock_date = "2026-03-31"
        run.action_close()
        self.assertEqual(run.state, "closed")
        with self.assertRaisesRegex(UserError, "closed and can never be computed again"):
            run.action_new_version()
        late = self.new_run()
        with self.assertRaisesRegex(UserError, "closed and can never be computed again"):
            late.action_compute()
        self.assertFalse(run.close_reason)

    def close_by_dialog(self, run, reason=False):
        action = run.with_user(self.controller).action_ask_close()
        wizard = self.env[action["res_model"]].with_user(self.controller).browse(action["res_id"])
        wizard.reason = reason
        return wizard.action_close()

    def test_an_unlocked_month_is_closed_with_a_reason_of_its_own(self):
        """The dialog asks for it; what was said for publishing is no reason for closing."""
        run = self.published_run()
        run._as_engine().reason = "Rent is split next month"
        for reason in (False, "   "):
            with self.refuses(UserError, "March 2026 · v1: the month is not locked"):
                self.close_by_dialog(run, reason)
        self.close_by_dialog(run, " The books move to another system ")
        self.assertEqual(
            (run.state, run.close_reason), ("closed", "The books move to another system")
        )
        said = {
            "March 2026 published with a reason: Rent is split next month",
            "March 2026 closed before the month was locked: The books move to another system",
        }
        self.assertLessEqual(said, {note["text"] for note in run._notes(True)})
        statement = self.env["customer.profitability"].search([("run_id", "=", run.id)])
        self.assertLessEqual(said, {note["text"] for note in statement.notes})
        self.assertLessEqual(said, set(statement._print_notes(statement.get_comparison())))
        self.assertEqual(
            run.get_reconciliation()["run"]["close_reason"], "The books move to another system"
        )

    def test_a_locked_month_needs_no_reason_and_keeps_none(self):
        run = self.published_run()
        self.company.sudo().fiscalyear_lock_date = "2026-03-31"
        self.close_by_dialog(run, "Not needed")
        self.assertEqual((run.state, run.close_reason), ("closed", False))

    def test_only_a_controller_closes_and_nobody_writes_the_reason(self):
        run = self.published_run()
        for user in (self.cost_accountant, self.auditor):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    run.with_user(user).action_ask_close()
                with self.assertRaises(AccessError):
                    run.with_user(user).action_close("Mine")
                with self.assertRaises(AccessError):
                    self.env["customer.cost.close"].with_user(user).create({"run_id": run.id})
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            run.sudo().close_reason = "Written by hand"

    def test_of_two_runs_one_in_an_open_month_is_named(self):
        march = self.published_run()
        april = self.new_run(date_from="2026-04-01", date_to="2026-04-30")
        april.action_compute()
        april.with_user(self.controller).action_publish()
        self.company.sudo().fiscalyear_lock_date = "2026-03-31"
        both = (march + april).with_user(self.controller)
        with self.refuses(UserError, "^April 2026 · v1: the month is not locked"):
            both.action_close()
        both.action_close("Asked by the auditors")
        self.assertEqual(both.mapped("state"), ["closed", "closed"])
        self.assertEqual(both.mapped("close_reason"), [False, "Asked by the auditors"])

    def test_locked_months_may_be_computed(self):
        self.company.sudo().fiscalyear_lock_date = "2026-03-31"
        run = self.published_run()
        self.assertFalse(run.provisional)

    def test_periods_of_one_company_do_not_overlap(self):
        self.new_run()
        with self.assertRaisesRegex(ValidationError, "overlaps"):
            self.env["customer.cost.run"].create(
                [
                    {
                        "company_id": self.company.id,
                        "date_from": "2026-04-01",
                        "date_to": "2026-04-30",
                    },
                    {
                        "company_id": self.company.id,
                        "date_from": "2026-03-15",
                        "date_to": "2026-03-20",
                    },
                ]
            )

    def test_a_branch_is_computed_with_its_company(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        runs = self.env["customer.cost.run"]
        good = {"date_from": "2026-03-01", "date_to": "2026-03-31", "company_id": self.company.id}
        with self.refuses(ValidationError, "^March 2026 · v1: Branch is a branch. Enter it for "):
            runs.create([good, good | {"company_id": branch.id}])

    def test_simulations_are_never_published(self):
        run = self.new_run(kind="simulation")
        run.action_compute()
        with self.assertRaisesRegex(UserError, "simulation"):
            run.with_user(self.controller).action_publish()

    def test_computing_again_keeps_the_figures_and_the_version(self):
        run = self.new_run()
        run.action_compute()
        first = run.read(["contribution", "ledger_result", "version"])
        run.action_compute()
        self.assertEqual(run.read(["contribution", "ledger_result", "version"]), first)
        self.assertEqual(
            self.env["customer.profitability"].search_count([("run_id", "=", run.id)]), 1
        )

    def test_reset_forgets_what_was_computed(self):
        run = self.new_run()
        run.action_compute()
        run.action_reset()
        self.assertEqual(run.state, "draft")
        self.assertFalse(self.env["customer.profitability"].search([("run_id", "=", run.id)]))

    def test_a_failure_in_the_background_is_told_and_stores_nothing(self):
        self.env["customer.cost.account.role"].search([]).unlink()
        run = self.new_run()
        run._as_engine().write({"state": "queued"})
        self.env.cr.flush()
        run._compute_or_fail()
        self.assertEqual(run.state, "failed")
        self.assertIn("no account role", run.failure_text)
        self.assertFalse(self.env["customer.cost.capture"].search([("run_id", "=", run.id)]))

    def test_only_a_conflict_of_transactions_is_tried_again(self):
        """A statement that takes too long would only take too long again: the run fails."""
        run = self.new_run()
        model = type(run)
        for error, state in ((QueryCanceled, "failed"), (DiskFull, "failed")):
            run._as_engine().write({"state": "queued"})
            with (
                self.subTest(error=error.__name__),
                patch.object(model, "_run_period", side_effect=error("no")),
                mute_logger(
                    "odoo.addons.customer_cost_management.models.run.customer_cost_run_queue"
                ),
            ):
                run._compute_or_fail()
                self.assertEqual(run.state, state)
                self.assertIn("server's log", run.failure_text)
        for error in (SerializationFailure, DeadlockDetected, LockNotAvailable):
            with (
                self.subTest(error=error.__name__),
                patch.object(model, "_run_period", side_effect=error("conflict")),
                self.assertRaises(error),
            ):
                run._compute_or_fail()

    def test_unassigned_cost_needs_a_reason_to_be_published(self):
        rent = self.create_account("619999", "Rent of the test")
        self.create_role(rent, "operating")
        bank = self.create_account("101998", "Bank of the test", "asset_cash")
        self.post_entry("2026-03-20", (rent, 100), (bank, -100))
        run = self.new_run()
        run.action_compute()
        with self.assertRaisesRegex(UserError, "100.00 of cost are not assigned"):
            run.with_user(self.controller).action_publish()
        run.reason = "Rent is split next month"
        run.with_user(self.controller).action_publish()
        self.assertEqual(run.state, "published")

    def test_entries_changed_since_are_counted_with_their_effect(self):
        rent = self.create_account("619999", "Rent of the test")
        self.create_role(rent, "excluded")
        bank = self.create_account("101998", "Bank of the test", "asset_cash")
        kept = self.post_entry("2026-03-20", (rent, 100), (bank, -100))
        run = self.new_run()
        run.action_compute()
        run.action_check_changes()
        self.assertEqual((run.changed_entries, run.changed_effect), (0, 0))
        kept.button_draft()
        late = self.post_entry("2026-03-21", (rent, 70), (bank, -70))
        # all of a test happens at one moment of the clock: the late entry comes later
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move_line SET write_date = %s WHERE move_id = %s",
            [fields.Datetime.now() + timedelta(hours=1), late.id],
        )
        run.action_check_changes()
        self.assertEqual((run.changed_entries, run.changed_effect), (2, 30))

    def test_a_pool_that_a_run_used_is_archived_not_deleted(self):
        used = self.create_pool("Used", rest_unallocated=True)
        run = self.new_run()
        run.action_compute()
        later = self.create_pool("Later")
        with self.assertRaisesRegex(UserError, "Used is used in 1 runs. Archive it instead"):
            (later + used).unlink()
        used.active = False
        run.action_reset()
        (used + later).unlink()

    def test_a_run_is_called_by_its_month_in_the_language_of_the_reader(self):
        run = self.new_run()
        self.assertEqual(run.display_name, "March 2026 · v1")
        self.env["res.lang"]._activate_lang("zh_CN")
        self.assertEqual(run.with_context(lang="zh_CN").display_name, "2026年3月 · v1")
