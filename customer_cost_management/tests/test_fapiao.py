from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .bill_case import NUMBER, OLD_SCAN, SCAN, FapiaoCase


@tagged("post_install", "-at_install")
class TestFapiao(FapiaoCase):
    """Typed or scanned; used once among expenses and bills of a company and its branches."""

    # ------------------------------------------------------------------ typed and scanned

    def test_a_scan_fills_in_what_it_says(self):
        expense = self.expense(fapiao_scan=SCAN)
        self.assertRecordValues(
            expense,
            [
                {
                    "fapiao_type": "digital_ordinary",
                    "fapiao_code": False,
                    "fapiao_number": NUMBER,
                    "fapiao_total": 480.0,
                }
            ],
        )
        self.assertEqual(str(expense.fapiao_date), "2025-11-03")

    def test_a_scan_on_the_form(self):
        self.company.sudo().account_fiscal_country_id = self.env.ref("base.cn")
        with self.form(self.expense(), self.rep) as form:
            form.fapiao_scan = OLD_SCAN
            self.assertEqual(form.fapiao_number, "12345678")
            self.assertEqual(form.fapiao_code, "031001900104")
            self.assertFalse(form.fapiao_scan)

    def test_what_is_no_fapiao_is_refused(self):
        with self.refuses(ValidationError, "is not the line of a fapiao"):
            self.expense(fapiao_scan="https://example.com/menu")

    def test_numbers_are_kept_in_plain_digits(self):
        expense = self.expense(fapiao_number=" ２５３１２０００ 000012345678 ")
        self.assertEqual(expense.fapiao_number, NUMBER)

    def test_eight_digits_need_their_code_in_a_batch(self):
        good, bad = self.expense(), self.expense()
        with self.refuses(ValidationError, "Type its code"):
            (good | bad).sudo().write({"fapiao_number": "12345678"})
        good.sudo().write({"fapiao_code": "031001900104", "fapiao_number": "12345678"})
        with self.refuses(ValidationError, "Type its code"):
            (good | bad).sudo().write({"fapiao_number": "87654321"})
        with self.refuses(ValidationError, "has no code"):
            self.expense(fapiao_code="031001900104", fapiao_number=NUMBER)

    # ------------------------------------------------------------------ used once

    def test_a_colleague_cannot_claim_it_again(self):
        self.submitted()
        again = self.expense(self.colleague, fapiao_number=NUMBER)
        self.assertIn("already used by a colleague", again.fapiao_duplicate)
        self.assertFalse(again.fapiao_duplicate_readable)
        for submit in (
            lambda: again.action_submit(),
            lambda: again.sudo().write({"approval_state": "submitted"}),
        ):
            with self.refuses(ValidationError, "already used by a colleague"):
                submit()
        with self.refuses(UserError, "already used by a colleague"):
            again.action_open_fapiao_duplicate()

    def test_a_batch_is_refused_for_its_second(self):
        self.submitted()
        good = self.expense(self.colleague, fapiao_number="25312000000087654321")
        bad = self.expense(self.colleague, fapiao_number=NUMBER)
        with self.refuses(ValidationError, "already used"):
            (good | bad).action_submit()
        self.assertFalse(self.env["customer.cost.fapiao"].search([("number", "!=", NUMBER)]))

    def test_expenses_without_customer_are_watched_too(self):
        self.submitted(cost_customer_id=False)
        again = self.expense(self.colleague, fapiao_number=NUMBER, cost_customer_id=False)
        with self.refuses(ValidationError, "already used"):
            again.action_submit()

    def test_who_may_read_the_other_is_led_there(self):
        first = self.submitted()
        again = self.expense(self.colleague, fapiao_number=NUMBER).with_user(self.manager)
        self.assertTrue(again.fapiao_duplicate_readable)
        self.assertIn(first.display_name, again.fapiao_duplicate)
        self.assertEqual(again.action_open_fapiao_duplicate()["res_id"], first.id)

    def test_the_same_person_may_spread_it(self):
        """As far as it is worth that much."""
        self.submitted(fapiao_total=200)
        self.assertEqual(self.submitted().state, "submitted")
        third = self.expense(fapiao_number=NUMBER)
        fits = self.expense(fapiao_number="25312000000087654321")
        for submit in (
            lambda: (fits | third).action_submit(),
            lambda: third.sudo().write({"approval_state": "submitted"}),
        ):
            with self.refuses(ValidationError, "is worth .*200.00, and 3 documents"):
                submit()

    def test_whoever_spreads_it_says_what_it_is_worth(self):
        self.submitted()
        with self.refuses(ValidationError, "Check its total"):
            self.submitted()

    def test_refused_reset_and_deleted_free_it(self):
        def submit_again():
            again = self.submitted(self.colleague)
            self.assertTrue(again.sudo().fapiao_use_id)
            again.sudo().action_reset()
            self.assertFalse(again.sudo().fapiao_use_id)
            return again

        first = self.submitted()
        first.with_user(self.manager)._do_refuse("Private")
        again = submit_again()
        again.sudo().unlink()
        second = self.submitted()
        second.sudo().action_reset()
        submit_again()
        third = self.submitted()
        third.sudo().with_context(active_test=False).unlink()
        submit_again()
        self.assertFalse(self.env["customer.cost.fapiao"].search([]))

    def test_an_other_number_frees_the_first(self):
        expense = self.submitted(cost_customer_id=False)
        expense.sudo().fapiao_number = "25312000000087654321"
        self.assertEqual(self.submitted(self.colleague).state, "submitted")
        rows = self.env["customer.cost.fapiao"].search([])
        self.assertEqual(len(rows), 2)

    def test_an_approved_expense_goes_back_when_its_fapiao_changes(self):
        expense = self.submitted()
        expense.with_user(self.manager)._do_approve()
        expense.sudo().fapiao_number = "25312000000087654321"
        self.assertEqual(expense.state, "draft")

    def test_between_expense_and_bill(self):
        self.submitted()
        bill = self.bill(fapiao_number=NUMBER)
        self.assertIn("already used", bill.fapiao_duplicate)
        with self.refuses(ValidationError, "already used"):
            bill.action_post()
        with self.refuses(ValidationError, "already used"):
            bill.sudo()._post()

    def test_a_cancelled_bill_frees_it(self):
        bill = self.bill(fapiao_number=NUMBER)
        bill.action_post()
        again = self.expense(fapiao_number=NUMBER)
        with self.refuses(ValidationError, "already used by a colleague"):
            again.action_submit()
        bill.button_draft()
        bill.button_cancel()
        again.action_submit()
        self.assertEqual(again.state, "submitted")

    def test_two_bills_in_a_batch(self):
        good, bad = self.bill(fapiao_number=NUMBER), self.bill(fapiao_number=NUMBER)
        with self.refuses(ValidationError, "already used by"):
            (good | bad).action_post()

    def test_branches_and_other_companies_do_not_claim_it_again(self):
        companies = self.env["res.company"].sudo()
        branch = companies.create({"name": "Branch", "parent_id": self.company.id})
        first = self.submitted().sudo()
        rows = self.env["customer.cost.fapiao"]
        self.assertEqual(first.fapiao_use_id.company_id, self.company)
        self.assertEqual(branch.root_id, self.company)
        elsewhere = rows.sudo()._claim(("", NUMBER), "hr.employee,0", self.other_company)
        self.assertEqual(elsewhere, first.fapiao_use_id)

    # ------------------------------------------------------------------ copies and parts

    def test_a_duplicate_has_no_fapiao(self):
        expense = self.submitted()
        copy = expense.sudo().copy()
        self.assertFalse(copy.fapiao_number or copy.fapiao_use_id or copy.fapiao_date)
        bill = self.bill(fapiao_number="25312000000087654321", fapiao_seller="Shop")
        bill.action_post()
        for other in (bill.copy(), bill._reverse_moves()):
            self.assertFalse(other.fapiao_number or other.fapiao_use_id or other.fapiao_seller)

    def test_parts_of_a_split_carry_it_and_may_have_their_own(self):
        expense = self.expense(fapiao_scan=SCAN, fapiao_seller="Dragon Inn")
        wizard = self.env["hr.expense.split.wizard"].browse(expense.action_split_wizard()["res_id"])
        lines = wizard.expense_split_line_ids
        self.assertEqual(lines.mapped("fapiao_number"), [NUMBER, NUMBER])
        lines[1].fapiao_number = "25312000000087654321"
        wizard.with_user(self.rep).action_split_expense()
        parts = self.env["hr.expense"].search([("split_expense_origin_id", "=", expense.id)])
        self.assertEqual(set(parts.mapped("fapiao_number")), {NUMBER, "25312000000087654321"})
        self.assertEqual(set(parts.mapped("fapiao_seller")), {"Dragon Inn"})

    # ------------------------------------------------------------------ rights

    def test_nobody_writes_the_register(self):
        first = self.submitted()
        row = first.sudo().fapiao_use_id
        other = self.expense(self.colleague)
        with self.refuses(UserError, "nobody writes it"):
            other.sudo().write({"fapiao_use_id": row.id})
        with self.refuses(UserError, "nobody writes it"):
            self.expense(self.colleague, fapiao_use_id=row.id)
        with self.refuses(AccessError, "not allowed"):
            row.with_user(self.colleague).read(["holder"])
        for user in (self.controller, self.auditor, self.compliance):
            with self.refuses(AccessError, "not allowed"):
                row.with_user(user).unlink()
            self.assertTrue(row.with_user(user).read(["number"]))
