from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .analytic_common import AnalyticCase


@tagged("post_install", "-at_install")
class TestRunAnalyticRemoval(AnalyticCase):
    """Taken back, never read back, read and changed by nobody who must not."""

    def test_removal_leaves_nothing_and_allows_posting_again(self):
        self.post()
        self.remove()
        self.assertFalse(self.entries())
        self.assertFalse(self.run_march.analytic_state)
        with self.refuses(UserError, "has no analytic entries"):
            self.remove()
        self.post()
        self.assertEqual(self.entries()["Relieved"], 750)

    def test_a_locked_period_is_not_posted(self):
        for lock in ("fiscalyear_lock_date", "hard_lock_date"):
            with self.subTest(lock), self.cr.savepoint() as savepoint:
                self.company.sudo().write({lock: "2026-03-31"})
                with self.refuses(UserError, "03/31/2026 is locked by .*Lock.* \\(03/31/2026\\)"):
                    self.post()
                savepoint.rollback()
            self.env.invalidate_all()

    def test_a_tax_lock_does_not_concern_entries_without_taxes(self):
        self.company.sudo().tax_lock_date = "2026-03-31"
        self.post()
        self.assertEqual(self.entries()["Own"], -250)

    def test_a_locked_period_is_taken_back_by_counter_entries(self):
        self.post()
        self.company.sudo().fiscalyear_lock_date = "2026-04-30"
        self.remove()
        self.assertEqual(self.entries(), {"Relieved": 0, "Own": 0, "Team": 0})
        lines = self.env["account.analytic.line"].search(
            [("cost_run_id", "=", self.run_march.id), ("date", ">", "2026-03-31")], order="id"
        )
        self.assertEqual(lines.mapped("amount"), [250, 500, -750])
        self.assertEqual({str(day) for day in lines.mapped("date")}, {"2026-05-01"})
        self.assertEqual(lines[0].name, "Taken back: Order handling · March 2026 · v1")
        self.assertEqual(self.run_march.analytic_state, "countered")
        self.company.sudo().fiscalyear_lock_date = False
        with self.refuses(UserError, "were taken back in a later period"):
            self.post()
        with self.refuses(UserError, "has no analytic entries"):
            self.remove()

    def test_a_new_version_takes_the_old_entries_with_it(self):
        self.post()
        self.post_entry("2026-03-31", (self.wages, 100), (self.bank, -100))
        second = self.compute_march()
        self.assertEqual(self.entries()["Own"], -250)
        second.with_user(self.controller).action_publish()
        self.assertFalse(self.entries())
        self.assertFalse(self.run_march.analytic_state)
        self.post(second)
        self.assertEqual(self.entries(second)["Own"], -275)
        with self.refuses(UserError, "v1 is Superseded"):
            self.post()

    def test_a_new_version_of_a_locked_month_counters_the_old_entries(self):
        self.post()
        self.company.sudo().fiscalyear_lock_date = "2026-03-31"
        second = self.compute_march()
        second.with_user(self.controller).action_publish()
        self.assertEqual(self.run_march.analytic_state, "countered")
        self.assertEqual(set(self.entries().values()), {0})

    # ------------------------------------------------------------------ never read back

    def test_own_output_is_never_read_back(self):
        """Neither by the capture nor by a driver that counts or adds up analytic entries."""
        before = self.evidence(self.run_march)
        self.create_driver(
            "Analytic",
            kind="sum",
            model_name="account.analytic.line",
            measure_field="amount",
            date_field="date",
            partner_path="partner_id",
            domain="[]",
        )
        self.post(create_missing=True)
        second = self.compute_march()
        self.assertEqual(self.evidence(second), before)
        [measured] = [
            volumes
            for driver, volumes in second._measure().items()
            if driver == second.snapshot["drivers"][-1]["id"]
        ]
        self.assertEqual(len(measured[0]), 0)
        self.env["account.analytic.line"].create(
            {
                "name": "Hours",
                "date": "2026-03-02",
                "amount": -7,
                "partner_id": self.own.id,
                self.column: self.own_account.id,
            }
        )
        [measured] = [
            volumes
            for driver, volumes in second._measure().items()
            if driver == second.snapshot["drivers"][-1]["id"]
        ]
        self.assertEqual((list(measured[0]), list(measured[1])), ([self.own.id], [-7]))

    def evidence(self, run):
        self.env.flush_all()
        return self.env.execute_query(
            SQL(
                """SELECT destination, account_id, partner_id, balance
                     FROM customer_cost_capture WHERE run_id = %s ORDER BY 1, 2, 3, 4""",
                run.id,
            )
        )

    # ------------------------------------------------------------------ rights

    def test_controllers_alone_post_and_remove(self):
        self.post()
        for user in (
            self.cost_accountant,
            self.auditor,
            self.customer_manager,
            self.staff,
            self.billing,
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.remove(user=user)
                with self.assertRaises(AccessError):
                    self.run_march.with_user(user).action_post_to_analytic()
                with self.assertRaises(AccessError):
                    self.open_wizard(user=user)

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_entries_are_read_by_those_who_read_every_profit(self):
        self.post()
        lines = self.env["account.analytic.line"].search([("cost_run_id", "!=", False)])
        self.assertEqual(len(lines), 3)
        for user in (self.cost_accountant, self.controller, self.auditor):
            with self.subTest(user=user.login):
                self.assertEqual(sum(lines.with_user(user).mapped("amount")), 0)
        theirs = self.env["account.analytic.line"].with_user(self.billing)
        self.assertFalse(theirs.search([("id", "in", lines.ids)]))
        domain = [(self.column, "=", self.own_account.id)]
        self.assertEqual(theirs._read_group(domain, [], ["amount:sum"]), [(0,)])
        self.assertEqual(self.own_account.with_user(self.billing).balance, 0)
        for method, args in (("read", [["amount"]]), ("write", [{"amount": 1}]), ("unlink", [])):
            with self.assertRaises(AccessError):
                getattr(lines.with_user(self.billing), method)(*args)

    def test_entries_of_a_run_are_changed_by_nobody(self):
        self.post()
        lines = self.env["account.analytic.line"].search([("cost_run_id", "!=", False)])
        ordinary = lines.create({"name": "Hours", self.column: self.own_account.id})
        message = "Only March 2026 · v1 writes and removes"
        for path in (
            lambda: (ordinary + lines[:1]).sudo().write({"amount": 1}),
            lambda: (ordinary + lines[:1]).sudo().write({"cost_run_id": False}),
            lambda: (ordinary + lines[:1]).sudo().unlink(),
            lambda: ordinary.sudo().write({"cost_run_id": self.run_march.id}),
            lambda: ordinary.with_context(default_cost_run_id=self.run_march.id).copy(
                {"cost_run_id": self.run_march.id}
            ),
        ):
            with self.refuses(UserError, message):
                path()
        forged = lines.with_context(default_cost_run_id=self.run_march.id).create(
            {"name": "Hours", self.column: self.own_account.id}
        )
        self.assertFalse(forged.cost_run_id)
