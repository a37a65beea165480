from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestRunChanges(ResultsCase):
    """What changed in the books since a run, what it does to whom, and what to do."""

    def touch(self, *moves):
        """All of a test happens at one moment of the clock: these come an hour later."""
        self.env.flush_all()
        for move in moves:
            self.env.cr.execute(
                "UPDATE account_move_line SET write_date = %s, write_uid = %s WHERE move_id = %s",
                [fields.Datetime.now() + timedelta(hours=1), self.billing.id, move.id],
            )
        self.env.invalidate_all()

    def changes(self):
        """{(kind, account): (before, after, effect)} of the last check."""
        self.run_march.action_check_changes()
        rows = self.env["customer.cost.change"].search([("run_id", "=", self.run_march.id)])
        self.assertEqual(self.run_march.changed_entries, sum(rows.mapped("item_count")))
        self.assertEqual(
            round(self.run_march.changed_effect, 2), round(sum(rows.mapped("effect")), 2)
        )
        return {
            (row.kind, row.account_id.name): (row.before, row.after, row.effect) for row in rows
        }

    def effects_of_customers(self):
        found = self.run_march.changed_customers["customers"]
        names = self.env["res.partner"].browse(customer for customer, _effect in found)
        return {
            name: effect for name, (_id, effect) in zip(names.mapped("name"), found, strict=True)
        }

    def test_books_as_they_were_are_not_stale(self):
        self.assertEqual(self.changes(), {})
        self.assertFalse(self.run_march.stale)
        self.assertTrue(self.run_march.checked_on)

    def test_new_cost_in_a_pool_reaches_the_customers(self):
        late = self.post_entry("2026-03-30", (self.wages, 200), (self.bank, -200))
        self.touch(late)
        self.assertEqual(self.changes(), {("new", "Wages"): (0, -200, -200)})
        # 200 by 1 : 2 : 1 orders
        self.assertEqual(self.effects_of_customers(), {"Team": -100, "Own": -50, "Other": -50})
        self.assertRegex(self.run_march.stale_text, r"1 entries changed since, effect .*-.*200\.00")
        row = self.run_march.change_ids
        self.assertEqual((row.changed_by_id, row.destination), (self.billing, "pool"))
        self.assertTrue(row.changed_on)

    def touch_header(self, move):
        """Written again an hour later, as when it is paid; its items stay as they are."""
        self.env.flush_all()
        later = fields.Datetime.now() + timedelta(hours=1)
        self.env.cr.execute(
            "UPDATE account_move SET write_date = %s WHERE id = %s", [later, move.id]
        )
        self.env.invalidate_all()

    def glance(self):
        """What the one query counts, as if all that the test wrote was committed before the run."""
        run_sudo = self.run_march.sudo()
        self.env.cr.execute("SELECT pg_current_xact_id()::text::bigint")
        [number] = self.env.cr.fetchone()
        run_sudo._as_engine().books_read = run_sudo.books_read | {"oldest": number + 100_000}
        return run_sudo._query_changes()[0][0]

    def test_an_invoice_that_is_paid_changes_nothing(self):
        self.touch_header(self.invoice)
        self.assertEqual(self.glance(), 0)

    def test_a_closing_mark_that_is_set_or_taken_back_is_seen(self):
        """On an entry that does not look like a closing entry, and on one that does."""
        earnings = self.env["account.account"].search(
            [("company_ids", "in", self.company.ids), ("account_type", "=", "equity_unaffected")],
            limit=1,
        )
        closing = self.post_entry("2026-03-31", (self.sundry, -30), (earnings, 30))
        for move, mark in ((self.entry, "closing"), (closing, "not_closing")):
            for value in (mark, "automatic"):
                action = self.run_march.action_recompute_as_new_version()
                run = self.env["customer.cost.run"].browse(action["res_id"])
                run.reason = "Test"
                run.with_user(self.controller).action_publish()
                self.run_march = run
                self.assertEqual(self.glance(), 0)
                move.cost_closing_entry = value
                self.touch_header(move)
                with self.subTest(mark=mark, value=value):
                    self.assertGreater(self.glance(), 0)
                self.env.cr.execute(
                    "UPDATE account_move SET write_date = now() AT TIME ZONE 'UTC' WHERE id = %s",
                    [move.id],
                )

    def test_removed_and_changed_entries_are_told_apart(self):
        kept = self.post_entry("2026-03-20", (self.sundry, 25), (self.bank, -25))
        run = self.env["customer.cost.run"].browse(
            self.run_march.action_recompute_as_new_version()["res_id"]
        )
        self.assertEqual((run.state, run.version), ("computed", 2))
        run.with_user(self.controller).action_publish()
        self.run_march = run
        kept.button_draft()
        self.touch(kept)
        self.assertEqual(self.changes(), {("removed", "Sundry"): (-25, 0, 25)})
        kept.line_ids = [
            Command.update(line.id, {"balance": 26 if line.balance > 0 else -26})
            for line in kept.line_ids
        ]
        kept.action_post()
        self.touch(kept)
        self.assertEqual(self.changes(), {("changed", "Sundry"): (-25, -26, -1)})

    def test_another_customer_of_a_cost_changes_no_sum_and_is_told_all_the_same(self):
        item = self.entry.line_ids.filtered(lambda line: line.cost_customer_id == self.own)
        item.sudo().cost_customer_id = self.team
        self.touch(self.entry)
        self.assertEqual(self.changes(), {("moved", "Freight"): (-60, -60, 0)})
        self.assertEqual(self.effects_of_customers(), {"Own": 60, "Team": -60})
        self.assertTrue(self.run_march.stale)

    def test_a_new_invoice_is_one_item_more_of_its_customer(self):
        late = self.post_invoice(self.other, "2026-03-29", 500)
        self.touch(late)
        [(key, amounts)] = self.changes().items()
        self.assertEqual((key[0], amounts), ("new", (300, 800, 500)))
        # the fifth order: 1000 by 1 : 2 : 2 → Other 400 instead of 250
        self.assertEqual(self.effects_of_customers(), {"Other": 350, "Team": 100, "Own": 50})

    def test_an_account_without_a_role_is_counted_though_it_cannot_be_computed(self):
        stranger = self.create_account("610099", "Stranger")
        late = self.post_entry("2026-03-30", (stranger, 7), (self.bank, -7))
        self.touch(late)
        self.run_march.action_check_changes()
        # the frozen model does not know the account
        self.assertIn("Stranger", self.run_march.changed_customers["reason"])
        self.assertIn("Stranger", self.run_march.changed_customers_html)

    def test_the_check_leaves_neither_run_nor_figures_behind(self):
        late = self.post_entry("2026-03-30", (self.wages, 200), (self.bank, -200))
        self.touch(late)
        counts = {
            model: self.env[model].search_count([])
            for model in ("customer.cost.run", "customer.cost.capture", "customer.profitability")
        }
        before = self.run_march.read(["contribution", "ledger_result", "computed_on"])
        self.changes()
        self.assertEqual(
            self.run_march.read(["contribution", "ledger_result", "computed_on"]), before
        )
        for model, count in counts.items():
            self.assertEqual(self.env[model].search_count([]), count, model)

    def test_the_night_checks_published_runs_and_a_list_checks_nothing(self):
        late = self.post_entry("2026-03-30", (self.wages, 200), (self.bank, -200))
        self.touch(late)
        self.env["customer.cost.run"].search([]).web_read({"stale": {}, "stale_text": {}})
        self.assertFalse(self.run_march.checked_on)
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=True):
            self.env["customer.cost.run"]._cron_check_changes()
        self.assertTrue(self.run_march.stale)
        self.assertIn(self.run_march, self.env["customer.cost.run"].search([("stale", "=", True)]))
        self.assertFalse(self.env["customer.cost.run"].search([("stale", "=", False)]))

    def test_statement_and_reconciliation_say_that_the_books_changed(self):
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        self.assertFalse(statement.notes)
        late = self.post_entry("2026-03-30", (self.wages, 200), (self.bank, -200))
        self.touch(late)
        self.changes()
        statement.invalidate_recordset()
        [note] = statement.notes
        self.assertEqual(note["text"], "The books changed after these figures were published.")
        page = self.run_march.with_user(self.auditor).get_reconciliation()
        self.assertIn("1 entries changed since", page["run"]["stale"])
        self.assertFalse(page["run"]["may_recompute"])
        page = self.run_march.with_user(self.cost_accountant).get_reconciliation()
        self.assertTrue(page["run"]["may_recompute"])

    def test_a_new_computation_forgets_what_had_changed(self):
        self.run_march.action_new_version()
        run = self.env["customer.cost.run"].search([("state", "=", "draft")])
        run.action_compute()
        late = self.post_entry("2026-03-30", (self.wages, 200), (self.bank, -200))
        self.touch(late)
        run.action_check_changes()
        self.assertTrue(run.change_ids)
        run.action_compute()
        self.assertFalse(run.stale or run.change_ids)

    def test_only_accountants_check_and_recompute(self):
        for user in (self.auditor, self.customer_manager, self.staff):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.run_march.with_user(user).action_check_changes()
                with self.assertRaises(AccessError):
                    self.run_march.with_user(user).action_recompute_as_new_version()
