from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_fapiao import FapiaoCase


class BillCase(FapiaoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meals.budget_controlled = True
        cls.cost = cls.company_data["default_account_expense"]
        # whom those ask who have no manager
        cls.hire(cls.billing, cls.lead)

    def approved_request(self, **values):
        return super().approved_request(**({"payment_mode": "bill"} | values))

    def bill_on(self, request, price=100, **values):
        return self.bill(price=price, line={"cost_request_id": request.id}, **values)

    def ask(self, bill):
        bill.action_ask_cost_approval()
        return bill.sudo().cost_bill_ids[:1]


@tagged("post_install", "-at_install")
class TestVendorBill(BillCase):
    """The same control as for expenses: no bill is posted past its rules, by whatever path."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.customer_cost_bill_limit = 500

    # ------------------------------------------------------------------ what is free

    def test_small_bills_need_nothing(self):
        bill = self.bill(price=500)
        self.assertEqual(bill.cost_bill_state, "free")
        bill.action_post()
        self.assertEqual(bill.state, "posted")

    def test_no_limit_no_control(self):
        self.company.customer_cost_bill_limit = 0
        self.bill(price=90000).action_post()

    def test_cost_that_no_budget_controls_is_free(self):
        freight = self.env["customer.cost.category"].create(
            {"name": "Freight", "company_id": self.company.id}
        )
        bill = self.bill(price=9000, line={"cost_category_id": freight.id})
        self.assertEqual(bill.cost_bill_state, "free")
        bill.action_post()

    def test_entries_of_accountants_are_never_refused(self):
        entry = self.post_entry(
            self.day(),
            (
                self.cost,
                9000,
                {
                    "cost_customer_id": self.customer.id,
                    "cost_category_id": self.meals.id,
                }.items(),
            ),
            (self.company_data["default_account_payable"], -9000),
        )
        self.assertEqual(entry.state, "posted")

    def test_credit_notes_are_free(self):
        self.bill(price=9000, move_type="in_refund").action_post()

    def test_a_posted_expense_is_not_asked_about_again(self):
        expense = self.expense(total_amount_currency=900)
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        self.post_expense(expense)
        self.assertEqual(expense.sudo().account_move_id.state, "posted")

    def post_expense(self, expense):
        wizard = self.env["hr.expense.post.wizard"].with_context(
            active_ids=expense.ids, company_paid_move_ids=[]
        )
        wizard.sudo().create({"accounting_date": self.day()}).action_post_entry()

    # ------------------------------------------------------------------ the gate

    def test_above_the_limit_somebody_else_agrees_first(self):
        bill = self.bill(price=501)
        self.assertEqual(bill.cost_bill_state, "ask")
        with self.refuses(UserError, "without an approved request"):
            bill.action_post()
        document = self.ask(bill)
        self.assertEqual(self.waits_for(document), self.lead)
        with self.refuses(UserError, "Waiting for"):
            bill.action_post()
        self.decide(document, self.lead)
        self.assertEqual(bill.cost_bill_state, "approved")
        bill.action_post()
        self.assertEqual(bill.state, "posted")

    def test_every_path_to_the_books_is_the_same(self):
        bill = self.bill(price=501)
        for post in (
            lambda: bill.action_post(),
            lambda: bill._post(soft=False),
            lambda: bill.sudo()._post(),
            lambda: bill.sudo().write({"state": "posted"}),
            lambda: self.env["account.move"].browse(bill.id).sudo().action_post(),
        ):
            with self.refuses(UserError, "Ask for Approval"):
                post()

    def test_a_batch_is_refused_for_its_second(self):
        good, bad = self.bill(price=100), self.bill(price=501)
        with self.refuses(UserError, "Ask for Approval"):
            (good | bad).action_post()
        self.assertEqual((good | bad).mapped("state"), ["draft", "draft"])

    def test_a_bill_of_the_future_is_judged_when_it_is_due(self):
        bill = self.bill(price=501, date=self.day(3), invoice_date=self.day(3))
        bill._post(soft=True)
        self.assertEqual((bill.state, bill.auto_post), ("draft", "at_date"))
        with self.refuses(UserError, "Ask for Approval"):
            bill.sudo().write({"state": "posted"})

    def test_who_enters_it_does_not_agree_to_it(self):
        self.approval_rule(self.billing, document_type="bill")
        document = self.ask(self.bill(price=501))
        self.assertEqual(self.waits_for(document), self.lead)
        with self.refuses(UserError, "does not wait for you"):
            document.with_user(self.billing).action_approval_approve()

    def test_rules_for_bills_name_who_decides(self):
        self.approval_rule(self.director, document_type="bill")
        self.approval_rule(self.colleague, document_type="expense")
        document = self.ask(self.bill(price=501))
        self.assertEqual(self.waits_for(document), self.director)

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

    # ------------------------------------------------------------------ findings

    def test_a_finding_needs_a_reason_and_no_more(self):
        self.spending_rule("request_from", amount=200)
        bill = self.bill(price=300)
        self.assertEqual(bill.cost_bill_state, "reason")
        self.assertIn("Ask first", bill.cost_findings[0]["message"])
        with self.refuses(UserError, "Say on the bill why"):
            bill.action_post()
        bill.cost_justification = "Framework contract"
        bill.action_post()

    def test_a_rule_that_blocks_lets_compliance_decide(self):
        """The vendor is owed his money: the bill is booked, but not by one person alone."""
        self.spending_rule(
            "rolling_amount", amount=50, per="customer", window="year", severity="block"
        )
        bill = self.bill(price=100)
        with self.refuses(UserError, "Say on the bill why"):
            bill.action_post()
        bill.cost_justification = "Contract"
        with self.refuses(UserError, "no exception"):
            bill.action_post()
        document = self.ask(bill)
        self.assertIn(self.compliance, self.waits_for(document))
        self.decide(document, self.compliance)
        for approver in self.waits_for(document):
            self.decide(document, approver)
        bill.action_post()
        self.assertEqual(bill.state, "posted")

    def test_posted_bills_count_for_rules_on_others(self):
        self.spending_rule("rolling_amount", amount=150, per="customer", window="year")
        self.bill(price=100).action_post()
        expense = self.expense(total_amount_currency=60)
        self.assertEqual([f["code"] for f in expense._judge()], ["rolling_limit_exceeded"])

    def test_findings_of_its_request_are_not_asked_about_twice(self):
        self.spending_rule("rolling_amount", amount=50, per="customer", window="year")
        request = self.approved_request(justification="Anniversary")
        bill = self.bill_on(request)
        self.assertEqual(bill.cost_bill_state, "free")
        bill.action_post()

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

    def test_ordinary_bills_cost_the_gate_no_query_each(self):
        bills = self.env["account.move"]
        for _number in range(7):
            bills |= self.bill(line={"cost_category_id": False}).with_env(self.env)

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some._check_bills_may_be_posted()
            return self.cr.sql_log_count - before

        self.assertEqual(queries(bills[:1]), queries(bills))
