from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestAccountMove(DoorCase):
    def test_an_entry_starts_automatic(self):
        self.assertEqual(self.entry({}).cost_closing_entry, "automatic")

    def test_a_cost_accountant_marks_posted_and_draft_entries(self):
        moves = self.entry({}) + self.entry({}, post=False)
        moves.with_user(self.cost_accountant).action_mark_closing_entry()
        self.assertEqual(set(moves.mapped("cost_closing_entry")), {"closing"})
        moves.with_user(self.cost_accountant).action_mark_not_closing_entry()
        self.assertEqual(set(moves.mapped("cost_closing_entry")), {"not_closing"})
        moves.with_user(self.cost_accountant).action_mark_automatic_closing_entry()
        self.assertEqual(set(moves.mapped("cost_closing_entry")), {"automatic"})

    def test_marking_gives_no_right_to_write_the_entry(self):
        move = self.entry({}, post=False).with_user(self.cost_accountant)
        with self.assertRaises(AccessError):
            move.write({"cost_closing_entry": "closing", "ref": "Other"})

    def test_nobody_else_marks_an_entry(self):
        move = self.entry({}, post=False)
        for user in (self.biller, self.auditor):
            with (
                self.subTest(user=user.login),
                self.assertRaisesRegex(AccessError, "only a cost accountant"),
            ):
                move.with_user(user).cost_closing_entry = "closing"
        with self.assertRaisesRegex(AccessError, "only a cost accountant"):
            self.env["account.move"].with_user(self.biller).create(
                [
                    {"journal_id": move.journal_id.id},
                    {"journal_id": move.journal_id.id, "cost_closing_entry": "closing"},
                ]
            )

    def test_an_entry_of_a_closed_run_keeps_its_mark(self):
        moves = self.entry({}, date="2026-04-01") + self.entry({})
        self.run_of("closed")
        with self.assertRaisesRegex(UserError, "closed run"):
            moves.with_user(self.cost_accountant).action_mark_closing_entry()

    def test_the_reversal_of_a_marked_entry_is_marked(self):
        move = self.entry({})
        move.cost_closing_entry = "closing"
        reverse = move.with_user(self.biller)._reverse_moves()
        self.assertEqual(reverse.cost_closing_entry, "closing")
        self.assertEqual(move.copy().cost_closing_entry, "automatic")

    def test_the_mark_is_tracked(self):
        move = self.entry({}).with_context(tracking_disable=False, mail_notrack=False)
        self.env.flush_all()
        self.env.cr.precommit.run()  # Odoo tracks no change of what the transaction created
        move.with_user(self.cost_accountant).action_mark_closing_entry()
        self.env.flush_all()
        self.env.cr.precommit.run()
        values = (
            self.env["mail.tracking.value"]
            .sudo()
            .search(
                [
                    ("mail_message_id.model", "=", move._name),
                    ("mail_message_id.res_id", "=", move.id),
                ]
            )
        )
        self.assertIn("Closing entry", values.mapped("new_value_char"))

    def test_only_cost_accountants_see_the_mark_in_the_form(self):
        def shown(user):
            return 'name="cost_closing_entry"' in move.with_user(user).get_view(view.id)["arch"]

        move, view = self.env["account.move"], self.env.ref("account.view_move_form")
        self.assertTrue(shown(self.cost_accountant))
        self.assertFalse(shown(self.biller))
