from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .expense_control_case import ExpenseControlCase


@tagged("post_install", "-at_install")
class TestExpenseGate(ExpenseControlCase):
    """No controlled expense is approved past its rules, by whatever path."""

    # ------------------------------------------------------------------ the four holes of Odoo

    def test_the_employee_does_not_write_paid(self):
        expense = self.expense()
        with self.refuses(UserError, "follows from its approval"):
            expense.write({"state": "paid"})
        with self.refuses(UserError, "follows from its approval"):
            expense.sudo().write({"state": "paid"})

    def test_nobody_creates_an_approved_expense(self):
        with self.refuses(UserError, "begins as a draft"):
            self.expense(self.manager, approval_state="approved")
        with self.refuses(UserError, "begins as a draft"):
            self.expense(as_user=self.manager, approval_state="approved")
        forged = self.expense(as_user=self.manager, state="approved")
        self.assertEqual(forged.state, "draft")

    def test_a_changed_amount_takes_the_approval_back(self):
        expense = self.expense()
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        self.assertEqual(expense.state, "approved")
        expense.with_user(self.manager).total_amount_currency = 900
        self.assertEqual((expense.state, expense.total_amount_currency), ("draft", 900))

    def test_sudo_approves_nothing_for_who_may_not(self):
        expense = self.expense()
        expense.action_submit()
        with self.refuses(UserError, "cannot approve"):
            expense.with_user(self.colleague).sudo()._do_approve(check=False)
        with self.refuses(UserError, "cannot approve"):
            expense.with_user(self.colleague).sudo().write({"approval_state": "approved"})

    # ------------------------------------------------------------------ nobody his own

    def test_an_expense_manager_does_not_approve_his_own(self):
        expense = self.expense(self.manager)
        expense.action_submit()
        self.assertEqual(expense.state, "submitted")
        for approve in (
            lambda: expense.action_approve(),
            lambda: expense._do_approve(check=False),
            lambda: expense.write({"approval_state": "approved"}),
            lambda: expense.sudo().write({"approval_state": "approved"}),
        ):
            with self.refuses(UserError, "yourself"):
                approve()

    def test_nor_one_he_took_part_in(self):
        expense = self.expense()
        expense.cost_attendee_ids = [(0, 0, {"side": "ours", "user_id": self.manager.id})]
        expense.action_submit()
        with self.refuses(UserError, "took part"):
            expense.with_user(self.manager).action_approve()

    def test_an_employee_without_approver_gets_one(self):
        self.director.sudo().employee_id.parent_id = False
        expense = self.expense(self.director)
        expense.action_submit()
        self.assertEqual(expense.state, "submitted")
        self.assertTrue(expense.sudo().manager_id)
        self.assertNotEqual(expense.sudo().manager_id, self.director)

    def test_nor_one_whose_request_names_him(self):
        self.lead.sudo().group_ids |= self.env.ref("hr_expense.group_hr_expense_manager")
        request = self.request(attendee_ids=[(0, 0, {"side": "ours", "user_id": self.lead.id})])
        request.action_submit()
        self.decide(request, self.director)
        expense = self.expense(cost_request_id=request.id)
        expense.action_submit()
        with self.refuses(UserError, "took part"):
            expense.with_user(self.lead).action_approve()

    def test_findings_are_not_written(self):
        expense = self.expense()
        for values in ({"severity": "inform"}, {"severity": False}, {"findings_found": []}):
            with self.refuses(UserError, "nobody writes them"):
                expense.sudo().write(values)

    def test_a_batch_is_refused_for_its_second(self):
        good, own = self.expense(), self.expense(self.manager)
        good.action_submit()
        own.action_submit()
        with self.refuses(UserError, "yourself"):
            (good | own).with_user(self.manager).write({"approval_state": "approved"})

    # ------------------------------------------------------------------ who else is not touched

    def test_other_expenses_are_left_to_odoo(self):
        expense = self.expense(self.manager, cost_customer_id=False)
        expense.action_submit()
        expense._do_approve(check=False)
        self.assertEqual(expense.state, "approved")
        expense.total_amount_currency = 50
        self.assertEqual(expense.state, "approved")

    # ------------------------------------------------------------------ steps by rules

    def test_rules_name_who_decides_and_he_needs_no_expenses_group(self):
        self.approval_rule(self.colleague)
        expense = self.expense()
        expense.action_submit()
        self.assertEqual((expense.state, self.waits_for(expense)), ("submitted", self.colleague))
        with self.refuses(UserError, "Waiting for"):
            expense.with_user(self.manager)._do_approve(check=False)
        self.decide(expense, self.colleague)
        self.assertEqual(expense.state, "approved")

    def test_a_change_asks_everybody_again(self):
        self.approval_rule(self.colleague)
        expense = self.expense()
        expense.action_submit()
        self.decide(expense, self.colleague)
        expense.sudo().total_amount_currency = 200
        self.assertEqual(expense.state, "draft")
        expense.action_submit()
        self.assertEqual(self.waits_for(expense), self.colleague)

    def test_refused_and_returned_by_a_step(self):
        self.approval_rule(self.colleague)
        expense = self.expense()
        expense.action_submit()
        self.decide(expense, self.colleague, "return", "Add the receipt")
        self.assertEqual(expense.state, "draft")
        expense.action_submit()
        self.decide(expense, self.colleague, "refuse", "Private")
        self.assertEqual(expense.state, "refused")

    # ------------------------------------------------------------------ on a request

    def test_a_request_fills_in_customer_and_category(self):
        request = self.approved_request()
        expense = self.expense(cost_customer_id=False, cost_request_id=request.id)
        self.assertFalse(expense.cost_customer_id, "said expressly")
        values = request._prepare_expense_values()
        self.assertEqual(values["cost_customer_id"], self.customer.id)
        self.assertEqual(values["cost_category_id"], self.meals.id)

    def test_within_its_request_nothing_new_is_asked(self):
        request = self.approved_request()
        self.approval_rule(self.colleague)
        expense = self.expense(cost_request_id=request.id, total_amount_currency=110)
        expense.action_submit()
        self.assertFalse(self.waits_for(expense))
        expense.with_user(self.manager).action_approve()
        self.assertEqual(expense.state, "approved")

    def test_beyond_the_tolerance_of_its_request_others_are_asked(self):
        request = self.approved_request()
        self.approval_rule(self.colleague)
        first = self.expense(cost_request_id=request.id, total_amount_currency=60)
        first.action_submit()
        self.assertFalse(self.waits_for(first))
        second = self.expense(cost_request_id=request.id, total_amount_currency=51)
        second.action_submit()
        self.assertEqual(self.waits_for(second), self.colleague)

    def test_a_request_of_somebody_else_is_not_used(self):
        request = self.approved_request()
        good = {"employee_id": self.rep.sudo().employee_id.id}
        bad = {"employee_id": self.colleague.sudo().employee_id.id}
        common = {
            "name": "Dinner",
            "product_id": self.product_a.id,
            "total_amount_currency": 10,
            "cost_request_id": request.id,
            "company_id": self.company.id,
        }
        with self.refuses(ValidationError, "somebody else"):
            self.env["hr.expense"].sudo().create([common | good, common | bad])
        with self.refuses(ValidationError, "no customer of"):
            self.expense(cost_request_id=request.id, cost_customer_id=self.other_customer.id)

    def test_what_was_spent_shows_on_the_request(self):
        request = self.approved_request()
        self.expense(cost_request_id=request.id, total_amount_currency=40)
        self.assertEqual(request.spent, 40)

    # ------------------------------------------------------------------ findings

    def test_a_rule_that_blocks_blocks_every_path(self):
        self.spending_rule("cash", severity="block")
        expense = self.expense()
        expense.cost_attendee_ids = [(0, 0, {"name": "Ann", "gift_is_cash": True})]
        for submit in (
            lambda: expense.action_submit(),
            lambda: expense.sudo().write({"approval_state": "submitted"}),
        ):
            with self.refuses(UserError, "Cash and vouchers"):
                submit()

    def test_a_finding_needs_a_reason(self):
        self.spending_rule("receipt", amount=50)
        expense = self.expense()
        with self.refuses(UserError, "Attach a receipt"):
            expense.action_submit()
        expense.cost_justification = "The restaurant had no printer"
        expense.action_submit()
        self.assertEqual((expense.state, expense.severity), ("submitted", "justify"))

    def test_an_expense_without_request_is_asked_for_one(self):
        self.spending_rule("request_from", amount=100)
        self.spending_rule("after_the_fact", severity="inform")
        expense = self.expense()
        self.assertEqual([f["code"] for f in expense._judge()], ["request_missing"])
        expense = self.expense(cost_request_id=self.approved_request().id)
        self.assertEqual(expense._judge(), [])

    def test_parts_of_an_approved_expense_begin_as_drafts(self):
        expense = self.expense()
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        # accountants may split what is approved
        self.manager.group_ids |= self.env.ref("account.group_account_invoice")
        wizard = self.env["hr.expense.split.wizard"].browse(
            expense.with_user(self.manager).action_split_wizard()["res_id"]
        )
        wizard.with_user(self.manager).action_split_expense()
        parts = self.env["hr.expense"].search([("split_expense_origin_id", "=", expense.id)])
        self.assertEqual(parts.mapped("state"), ["draft", "draft"])
