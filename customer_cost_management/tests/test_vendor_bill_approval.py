from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .bill_case import BillCase


@tagged("post_install", "-at_install")
class TestVendorBillApproval(BillCase):
    """What was agreed to is the bill as it was shown, by who may, and nobody writes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.customer_cost_bill_limit = 500

    # ------------------------------------------------------------------ sealed

    def approved(self, **values):
        bill = self.bill(price=501, **values)
        self.decide(self.ask(bill), self.lead)
        self.assertEqual(bill.cost_bill_state, "approved")
        return bill

    def test_a_change_asks_again(self):
        bill = self.approved()
        bill.write(
            {"invoice_line_ids": [Command.update(bill.invoice_line_ids.id, {"price_unit": 900})]}
        )
        self.assertEqual(bill.sudo().cost_bill_ids.state, "draft")
        with self.refuses(UserError, "Ask for Approval"):
            bill.action_post()
        document = self.ask(bill)
        self.assertEqual((len(bill.sudo().cost_bill_ids), document.amount), (1, 900))
        self.assertEqual(self.waits_for(document), self.lead)

    def test_a_change_past_the_bill_does_not_help(self):
        bill = self.approved()
        bill.invoice_line_ids.sudo().write({"cost_customer_id": self.other_customer.id})
        with self.refuses(UserError, "Ask for Approval"):
            bill.sudo().action_post()

    def test_nobody_agrees_to_what_was_changed_meanwhile(self):
        bill = self.bill(price=501)
        document = self.ask(bill)
        bill.invoice_line_ids.sudo().write({"price_unit": 5000})
        with self.refuses(UserError, "changed|does not wait"):
            self.decide(document, self.lead)

    def test_what_was_not_shown_may_change(self):
        bill = self.approved()
        bill.write({"ref": "INV-7", "narration": "Thanks"})
        self.assertEqual(bill.cost_bill_state, "approved")

    def test_reset_and_posted_again_needs_nothing_new(self):
        bill = self.approved()
        bill.action_post()
        bill.button_draft()
        self.assertEqual(bill.cost_bill_state, "approved")
        bill.action_post()

    def test_a_duplicate_is_asked_about_anew(self):
        copy = self.approved(cost_justification="Anniversary").copy({"invoice_date": self.day()})
        self.assertFalse(copy.sudo().cost_bill_ids or copy.cost_justification)
        with self.refuses(UserError, "Ask for Approval"):
            copy.action_post()

    def test_refused_as_it_stands(self):
        bill = self.bill(price=501)
        self.decide(self.ask(bill), self.lead, "refuse", "Private")
        self.assertEqual(bill.cost_bill_state, "refused")
        with self.refuses(UserError, "was refused"):
            bill.action_ask_cost_approval()
        bill.invoice_line_ids.write({"price_unit": 502})
        self.ask(bill)
        asked = bill.sudo().cost_bill_ids.sorted("id")
        self.assertEqual(asked.mapped("state"), ["refused", "waiting"])

    def test_returned(self):
        bill = self.bill(price=501)
        document = self.ask(bill)
        self.decide(document, self.lead, "return", "Which dinner?")
        self.assertEqual((document.state, bill.cost_bill_state), ("draft", "ask"))
        self.ask(bill)
        self.assertEqual(document.state, "waiting")

    def test_an_approval_is_taken_back_until_the_bill_is_posted(self):
        bill = self.bill(price=501)
        document = self.ask(bill)
        step = document.with_user(self.lead)._my_step()
        self.decide(document, self.lead)
        step._undo()
        self.assertEqual((document.state, bill.cost_bill_state), ("waiting", "waiting"))
        step = document.with_user(self.lead)._my_step()
        self.decide(document, self.lead)
        bill.action_post()
        with self.refuses(UserError, "posted"):
            step._undo()

    def test_a_deleted_draft_leaves_nothing(self):
        bill = self.bill(price=501)
        document = self.ask(bill)
        steps = document.approval_ids
        bill.unlink()
        self.assertFalse(document.exists() or steps.exists())

    # ------------------------------------------------------------------ rights

    def test_who_decides_needs_no_right_on_accounting(self):
        bill = self.bill(price=501)
        document = self.ask(bill)
        with self.refuses(AccessError, "not allowed"):
            bill.with_user(self.lead).read(["ref"])
        mine = document.with_user(self.lead)
        self.assertIn("Lumber Inc · Meals", mine.part_words)
        self.assertIn("without an approved request", mine.reason_words)
        self.assertTrue(mine.can_decide)
        step = (
            self.env["customer.cost.approval"]
            .with_user(self.lead)
            .search([("is_mine", "=", True), ("state", "=", "waiting")])
        )
        self.assertEqual((step.res_model, step.amount), ("customer.cost.bill", 501))
        self.assertTrue(step.card)
        self.assertNotIn("profit", step.card)

    def test_others_do_not_see_it(self):
        document = self.ask(self.bill(price=501))
        with self.refuses(AccessError, "not allowed|access"):
            document.with_user(self.colleague).read(["amount"])
        self.assertFalse(self.env["customer.cost.bill"].with_user(self.colleague).search([]))
        for reader in (self.billing, self.auditor, self.compliance, self.controller):
            self.assertEqual(document.with_user(reader).amount, 501)

    def test_nobody_writes_it(self):
        document = self.ask(self.bill(price=501))
        for user in (self.billing, self.lead, self.controller):
            with self.refuses(UserError, "follows from"):
                document.with_user(user).write({"state": "approved"})
        for forge in (
            lambda: document.sudo().write({"state": "approved"}),
            lambda: document.sudo().write({"approval_flow": {}}),
            lambda: document.sudo().copy(),
            lambda: document.sudo().unlink(),
        ):
            with self.refuses(UserError, "follows from"):
                forge()

    def test_staff_cannot_ask(self):
        bill = self.bill(price=501)
        with self.refuses(AccessError, "not allowed"):
            bill.with_user(self.rep).action_ask_cost_approval()
