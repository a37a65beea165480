from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.hr_expense.tests.common import TestExpenseCommon


class ExpenseCase(TestExpenseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.group_ids |= cls.env.ref("customer_cost_management.group_controller")
        cls.lumber, cls.harbour = cls.env["res.partner"].create(
            [{"name": "Lumber Inc", "is_company": True}, {"name": "Harbour", "is_company": True}]
        )
        cls.contact = cls.env["res.partner"].create({"name": "Ann", "parent_id": cls.lumber.id})
        cls.category, cls.other_category = cls.env["customer.cost.category"].create(
            [{"name": "Meals"}, {"name": "Gifts"}]
        )

    def approved(self, *values):
        expenses = self.create_expenses(list(values))
        expenses.action_submit()
        expenses._do_approve(check=False)
        return expenses

    def posted(self, *values):
        expenses = self.approved(*values)
        self.post_expenses_with_wizard(expenses, date="2022-01-25")
        return expenses

    def costs_of(self, expenses):
        """The items that carry the cost, in the order of the expenses."""
        lines = expenses.account_move_id.line_ids.filtered(
            lambda line: line.account_id in expenses.account_id
        )
        return lines.sorted("expense_id")


@tagged("post_install", "-at_install")
class TestHrExpense(ExpenseCase):
    def both(self, **values):
        return {
            "cost_customer_id": self.lumber.id,
            "cost_category_id": self.category.id,
            **values,
        }

    def assert_cost_is_for(self, lines, customer, category):
        self.assertTrue(lines)
        for line in lines:
            self.assertRecordValues(
                line, [{"cost_customer_id": customer.id, "cost_category_id": category.id}]
            )

    def test_the_item_is_for_the_expense_s_customer_in_both_payment_modes(self):
        for mode in ("own_account", "company_account"):
            with self.subTest(mode=mode):
                expense = self.posted(self.both(payment_mode=mode))
                lines = self.costs_of(expense)
                self.assert_cost_is_for(lines, self.lumber, self.category)
                self.assertNotIn(self.lumber, lines.partner_id)
                others = expense.account_move_id.line_ids - lines
                self.assertTrue(others)
                self.assertFalse(others.cost_customer_id)

    def test_tax_that_is_a_cost_is_for_the_customer_too(self):
        tax = self.env["account.tax"].create(
            {"name": "10 % lost", "amount": 10.0, "type_tax_use": "purchase"}
        )
        for mode in ("own_account", "company_account"):
            with self.subTest(mode=mode):
                expense = self.posted(self.both(payment_mode=mode, tax_ids=[Command.set(tax.ids)]))
                tax_lines = expense.account_move_id.line_ids.filtered("tax_line_id")
                self.assertEqual(len(tax_lines), 1)
                self.assertEqual(tax_lines.account_id, expense.account_id)
                self.assert_cost_is_for(tax_lines, self.lumber, self.category)

    def test_expenses_of_one_employee_in_one_receipt_keep_their_own_customers(self):
        expenses = self.posted(
            self.both(), {"cost_customer_id": self.harbour.id}, {"cost_customer_id": False}
        )
        self.assertEqual(len(expenses.account_move_id), 1)
        for expense in expenses:
            line = self.costs_of(expense).filtered(lambda line: line.expense_id == expense)  # noqa: B023
            self.assertEqual(line.cost_customer_id, expense.cost_customer_id)
        self.assertEqual(set(expenses.mapped("cost_customer_id.name")), {"Lumber Inc", "Harbour"})

    def test_an_expense_without_category_gives_its_item_none(self):
        expense = self.create_expenses(self.both(cost_category_id=False))
        self.category.account_ids = expense.account_id
        expense.action_submit()
        expense._do_approve(check=False)
        self.post_expenses_with_wizard(expense)
        self.assertFalse(self.costs_of(expense).cost_category_id)

    def test_a_later_change_of_the_item_does_not_touch_the_expense(self):
        expense = self.posted(self.both())
        self.costs_of(expense).cost_customer_id = self.harbour
        self.assertEqual(expense.cost_customer_id, self.lumber)

    def test_a_booked_expense_keeps_the_customer_of_its_item(self):
        expense = self.posted(self.both())
        with self.assertRaisesRegex(UserError, "is booked in"), self.cr.savepoint():
            expense.sudo().cost_customer_id = self.harbour
        self.assertEqual(expense.cost_customer_id, self.lumber)
        self.assertEqual(self.costs_of(expense).cost_customer_id, self.lumber)

    def test_after_reset_and_correction_the_new_item_is_for_the_new_customer(self):
        expense = self.posted(self.both())
        move = expense.account_move_id
        move.button_draft()
        move.unlink()
        expense.action_reset()
        self.assertEqual(expense.cost_customer_id, self.lumber)
        expense.write({"cost_customer_id": self.harbour.id})
        expense.action_submit()
        expense._do_approve(check=False)
        self.post_expenses_with_wizard(expense)
        self.assert_cost_is_for(self.costs_of(expense), self.harbour, self.category)

    def test_a_refused_and_resubmitted_expense_keeps_its_customer(self):
        expense = self.approved(self.both())
        expense._do_refuse("Receipt missing")
        expense.action_reset()
        expense.action_submit()
        expense._do_approve(check=False)
        self.post_expenses_with_wizard(expense)
        self.assert_cost_is_for(self.costs_of(expense), self.lumber, self.category)

    def test_the_reversal_of_an_expense_entry_is_for_the_same_customer(self):
        expense = self.posted(self.both())
        account, move = expense.account_id, expense.account_move_id
        reverse = move._reverse_moves(
            [{"date": "2022-01-26", "invoice_date": "2022-01-26"}], cancel=True
        )
        lines = reverse.line_ids.filtered(lambda line: line.account_id == account)
        self.assert_cost_is_for(lines, self.lumber, self.category)

    def test_a_duplicate_is_for_the_same_customer(self):
        self.assert_cost_is_for(
            self.create_expenses(self.both()).copy(), self.lumber, self.category
        )

    def test_a_contact_becomes_its_company_and_own_companies_are_refused(self):
        first = self.create_expenses(self.both(cost_customer_id=self.contact.id))
        second = self.create_expenses({})
        self.assertEqual(first.cost_customer_id, self.lumber)
        with self.assertRaisesRegex(ValidationError, "is a company of this database"):
            (first + second).write({"cost_customer_id": self.env.company.partner_id.id})

    def test_the_customer_of_an_expense_cannot_be_deleted(self):
        self.create_expenses({"cost_customer_id": self.harbour.id})
        with self.assertRaisesRegex(UserError, "Harbour is the customer"):
            self.harbour.unlink()

    def test_the_category_is_proposed_from_the_product_and_can_be_changed(self):
        child = self.env["customer.cost.category"].create(
            {
                "name": "Team meals",
                "parent_id": self.category.id,
                "product_ids": [Command.link(self.product_c.id)],
            }
        )
        self.category.product_ids = self.product_c
        self.other_category.product_ids = self.product_b
        expense = self.create_expenses({})
        self.assertEqual(expense.cost_category_id, child)
        with Form(expense) as form:
            form.product_id = self.product_b
            self.assertEqual(form.cost_category_id, self.other_category)
            form.cost_category_id = self.category
        self.assertEqual(expense.cost_category_id, self.category)

    def test_a_category_of_another_company_or_archived_is_not_proposed(self):
        foreign = self.env["customer.cost.category"].create(
            {
                "name": "Foreign",
                "company_id": self.company_data_2["company"].id,
            }
        )
        self.product_c.company_id = False
        foreign.product_ids = self.product_c
        self.category.write({"product_ids": [Command.link(self.product_c.id)], "active": False})
        self.assertFalse(self.create_expenses({}).cost_category_id)

    def test_an_employee_names_the_customer_of_his_own_draft(self):
        expense = self.create_expenses({}).with_user(self.expense_user_employee)
        self.category.product_ids = self.product_c
        with Form(expense) as form:
            form.cost_customer_id = self.lumber
            form.product_id = self.product_b
            form.product_id = self.product_c
        self.assertEqual(expense.cost_customer_id, self.lumber)
        self.assertEqual(expense.cost_category_id, self.category)
