from odoo.exceptions import UserError
from odoo.tests import tagged

from .bill_case import BillCase


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

        queries(bills)
        self.assertEqual(queries(bills.browse(bills[:2].ids)), queries(bills))
