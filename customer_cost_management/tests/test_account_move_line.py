from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestAccountMoveLine(DoorCase):
    # -- what is stored

    def test_an_item_keeps_the_customer_typed_on_the_draft(self):
        line = self.cost_of(self.entry({"cost_customer_id": self.lumber.id}))
        self.assertEqual(line.cost_customer_id, self.lumber)

    def test_a_contact_becomes_its_company(self):
        move = self.entry({"cost_customer_id": self.contact.id}, {}, post=False)
        typed, empty = self.cost_of(move)
        self.assertEqual(typed.cost_customer_id, self.lumber)
        empty.cost_customer_id = self.contact
        self.assertEqual(empty.cost_customer_id, self.lumber)

    def test_the_form_says_that_a_contact_becomes_its_company(self):
        line = self.env["account.move.line"].new({"cost_customer_id": self.contact.id})
        warning = line._onchange_cost_customer_id()["warning"]
        self.assertEqual(line.cost_customer_id._origin, self.lumber)
        self.assertIn("Lumber Inc, Ann is a contact of Lumber Inc", warning["message"])

    def test_a_company_of_this_database_is_never_its_own_customer(self):
        move = self.entry({}, {}, post=False)
        first, second = self.cost_of(move)
        first.cost_customer_id = self.lumber
        with self.assertRaisesRegex(ValidationError, "is a company of this database"):
            second.cost_customer_id = self.company.partner_id

    def test_a_reversal_has_the_same_customer_and_category(self):
        move = self.entry(
            {"cost_customer_id": self.lumber.id, "cost_category_id": self.category.id}
        )
        reverse = move._reverse_moves([{"date": "2026-03-20"}], cancel=True)
        line = self.cost_of(reverse)
        self.assertRecordValues(
            line,
            [
                {
                    "balance": -100.0,
                    "cost_customer_id": self.lumber.id,
                    "cost_category_id": self.category.id,
                }
            ],
        )

    def test_a_credit_note_of_a_bill_has_the_same_customer(self):
        bill = self.bill({"cost_customer_id": self.lumber.id})
        self.assertEqual(self.cost_of(bill._reverse_moves()).cost_customer_id, self.lumber)

    def test_a_customer_of_costs_cannot_be_deleted(self):
        self.entry({"cost_customer_id": self.harbour.id})
        unused = self.env["res.partner"].create({"name": "Unused"})
        with self.assertRaisesRegex(UserError, "Harbour is the customer of booked costs"):
            (unused + self.harbour).unlink()

    # -- the category that is proposed

    def test_the_most_specific_category_of_the_product_is_proposed_then_the_account_s(self):
        child = self.env["customer.cost.category"].create(
            {
                "name": "Team meals",
                "parent_id": self.category.id,
                "product_ids": [Command.link(self.product_a.id)],
            }
        )
        self.category.product_ids = self.product_a
        self.other_category.account_ids = self.expense_account
        product, account = self.cost_of(self.entry({"product_id": self.product_a.id}, {}))
        self.assertEqual(product.cost_category_id, child)
        self.assertEqual(account.cost_category_id, self.other_category)

    def test_a_category_is_proposed_for_costs_alone(self):
        self.category.product_ids = self.product_a
        income = self.company_data["default_account_revenue"]
        move = self.entry({"product_id": self.product_a.id, "account_id": income.id})
        self.assertFalse(move.line_ids.cost_category_id)

    def test_a_typed_category_stays_and_so_does_that_of_a_posted_item(self):
        self.other_category.account_ids = self.expense_account
        line = self.cost_of(self.entry({"cost_category_id": self.category.id}))
        self.assertEqual(line.cost_category_id, self.category)
        line.account_id = self.expense_account.copy()
        self.assertEqual(line.cost_category_id, self.category)

    def test_a_branch_uses_the_category_of_its_root_company(self):
        self.company.child_ids = [Command.create({"name": "Branch"})]
        branch = self.company.child_ids
        self.env.user.company_ids += branch
        self.category.account_ids = self.expense_account
        line = self.cost_of(self.entry({}, company=branch))
        self.assertEqual(line.company_id, branch)
        self.assertEqual(line.cost_category_id, self.category)

    def test_a_category_of_another_company_is_refused(self):
        other = self.other_company
        foreign = self.env["customer.cost.category"].create(
            {"name": "Foreign", "company_id": other.id}
        )
        first, second = self.cost_of(self.entry({}, {}))
        first.cost_category_id = self.category
        with self.assertRaisesRegex(UserError, "company inconsistencies"):
            second.cost_category_id = foreign

    # -- drafts

    def test_whoever_edits_a_draft_sets_its_customer(self):
        line = self.cost_of(self.entry({}, post=False))
        line.with_user(self.biller).cost_customer_id = self.lumber
        self.assertEqual(line.cost_customer_id, self.lumber)

    def test_who_may_not_edit_a_draft_does_not_set_its_customer(self):
        line = self.cost_of(self.entry({}, post=False))
        for user in (self.auditor, self.cost_accountant):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                line.with_user(user).cost_customer_id = self.lumber

    def test_a_draft_that_was_posted_before_tracks_the_change(self):
        move = self.entry({"cost_customer_id": self.lumber.id})
        move.button_draft()
        line = self.cost_of(move).with_context(tracking_disable=False)
        line.cost_customer_id = self.harbour
        values = move.message_ids.sudo().tracking_value_ids
        self.assertIn(
            ("Lumber Inc", "Harbour"), [(v.old_value_char, v.new_value_char) for v in values]
        )

    # -- views

    @mute_logger("odoo.tests.form.onchange")
    def test_a_bill_line_is_given_a_customer_in_the_form(self):
        bill = self.bill({}, post=False)
        with Form(bill) as form, form.invoice_line_ids.edit(0) as line:
            line.cost_customer_id = self.contact
            self.assertEqual(line.cost_customer_id, self.lumber)
        self.assertEqual(self.cost_of(bill).cost_customer_id, self.lumber)

    def test_the_filter_finds_posted_costs_without_customer(self):
        move = self.entry({}, {"cost_customer_id": self.lumber.id})
        draft = self.entry({}, post=False)
        view = self.env.ref("account.view_account_move_line_filter")
        arch = self.env["account.move.line"].get_view(view.id, "search")["arch"]
        self.assertIn('name="cost_without_customer"', arch)
        domain = [
            ("parent_state", "=", "posted"),
            ("account_id.internal_group", "=", "expense"),
            ("cost_customer_id", "=", False),
            ("move_id", "in", (move + draft).ids),
        ]
        self.assertEqual(
            self.env["account.move.line"].search(domain),
            self.cost_of(move).filtered(lambda line: not line.cost_customer_id),
        )
