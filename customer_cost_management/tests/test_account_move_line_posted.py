from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestAccountMoveLinePosted(DoorCase):
    """Who changes customer and category of a posted item, and when nobody does."""

    # -- posted items

    def test_a_cost_accountant_changes_a_posted_item_and_nothing_else_of_it(self):
        line = self.cost_of(self.entry({})).with_user(self.cost_accountant)
        line.write({"cost_customer_id": self.contact.id, "cost_category_id": self.category.id})
        self.assertEqual(line.cost_customer_id, self.lumber)
        self.assertEqual(line.cost_category_id, self.category)
        self.assertEqual(line.write_uid, self.cost_accountant)
        with self.assertRaises(AccessError):
            line.write({"cost_customer_id": self.harbour.id, "name": "Other"})

    def test_nobody_else_changes_a_posted_item(self):
        draft, posted = self.entry({}, post=False), self.entry({})
        lines = self.cost_of(draft) + self.cost_of(posted)
        with self.assertRaisesRegex(AccessError, "Only a cost accountant"):
            lines.with_user(self.biller).write({"cost_customer_id": self.lumber.id})
        with self.assertRaisesRegex(AccessError, "Only a cost accountant"):
            self.cost_of(posted).with_user(self.auditor).cost_category_id = self.category

    def test_a_value_that_stays_is_no_change(self):
        line = self.cost_of(self.entry({"cost_customer_id": self.lumber.id}))
        line.with_user(self.biller).cost_customer_id = self.lumber
        self.assertEqual(line.cost_customer_id, self.lumber)

    def test_nobody_else_creates_a_posted_item_with_a_customer(self):
        move = self.entry({})
        values = {
            "move_id": move.id,
            "account_id": self.expense_account.id,
            "balance": 0.0,
        }
        lines = self.env["account.move.line"].with_user(self.biller)
        lines.create([values])
        with self.assertRaisesRegex(AccessError, "Only a cost accountant"):
            lines.create([values, {**values, "cost_customer_id": self.lumber.id}])

    def test_a_cost_accountant_of_another_company_changes_nothing_here(self):
        line = self.cost_of(self.entry({}))
        other = self.other_company
        self.cost_accountant.write({"company_ids": [Command.set(other.ids)], "company_id": other})
        with self.assertRaises(AccessError):
            line.with_user(self.cost_accountant).cost_customer_id = self.lumber

    def test_one_message_per_entry_says_who_changed_what(self):
        move = self.entry({}, {}, {"cost_customer_id": self.harbour.id})
        lines = self.cost_of(move).with_user(self.cost_accountant)
        before = move.message_ids
        lines.write({"cost_customer_id": self.lumber.id})
        message = move.message_ids - before
        self.assertEqual(len(message), 1)
        self.assertEqual(message.author_id, self.cost_accountant.partner_id)
        self.assertIn("Cost customer: none → Lumber Inc (items: 2)", message.body)
        self.assertIn("Cost customer: Harbour → Lumber Inc (items: 1)", message.body)

    def test_many_entries_take_as_many_queries_as_few(self):
        def queries(count):
            moves = self.env["account.move"].concat(*[self.entry({}) for _n in range(count)])
            lines = self.cost_of(moves)
            self.env.flush_all()
            self.env.invalidate_all()
            start = self.env.cr.sql_log_count
            lines.write({"cost_customer_id": self.lumber.id})
            self.env.flush_all()
            return self.env.cr.sql_log_count - start

        queries(1)
        self.assertLessEqual(queries(12), queries(3) + 3)

    # -- hash and locks

    def test_hashed_and_locked_entries_still_take_a_customer(self):
        move = self.entry({})
        self.company_data["default_journal_misc"].restrict_mode_hash_table = True
        move.button_hash()
        self.assertTrue(move.inalterable_hash)
        line = self.cost_of(move).with_user(self.cost_accountant)
        self.company.fiscalyear_lock_date = "2026-12-31"
        self.company.tax_lock_date = "2026-12-31"
        self.company.hard_lock_date = "2026-12-31"
        line.cost_customer_id = self.lumber
        self.assertEqual(line.cost_customer_id, self.lumber)
        with self.assertRaises(UserError):
            self.cost_of(move).name = "Other"
        report = self.company._check_hash_integrity()
        self.assertNotIn("corrupted", str(report))

    def test_a_tax_locked_item_takes_a_customer(self):
        bill = self.bill({"tax_ids": [Command.set(self.tax_purchase_a.ids)]})
        self.company.tax_lock_date = "2026-12-31"
        line = self.cost_of(bill).with_user(self.cost_accountant)
        line.cost_customer_id = self.lumber
        self.assertEqual(line.cost_customer_id, self.lumber)

    # -- closed runs

    def test_an_item_of_a_closed_run_stays_as_it_is(self):
        outside, inside = self.entry({}, date="2026-04-01"), self.entry({}, date="2026-03-31")
        self.run_of("closed")
        lines = self.cost_of(outside) + self.cost_of(inside)
        for user in (self.cost_accountant, self.env.ref("base.user_root")):
            with (
                self.subTest(user=user.login),
                self.assertRaisesRegex(UserError, "closed run of 2026-03-01 to 2026-03-31"),
            ):
                lines.with_user(user).cost_customer_id = self.lumber
        self.cost_of(outside).with_user(self.cost_accountant).cost_customer_id = self.lumber

    def test_only_a_closed_actual_run_of_the_same_company_closes(self):
        other = self.other_company
        self.run_of("published")
        self.run_of("closed", kind="simulation")
        self.run_of("closed", company_id=other.id)
        line = self.cost_of(self.entry({})).with_user(self.cost_accountant)
        line.cost_customer_id = self.lumber
        self.assertEqual(line.cost_customer_id, self.lumber)

    def test_a_closed_run_contains_the_branches(self):
        self.company.child_ids = [Command.create({"name": "Branch"})]
        self.env.user.company_ids += self.company.child_ids
        line = self.cost_of(self.entry({}, company=self.company.child_ids))
        self.run_of("closed")
        with self.assertRaisesRegex(UserError, "closed run"):
            line.cost_customer_id = self.lumber
