from odoo.tests import Form, tagged

from .test_hr_expense import ExpenseCase


@tagged("post_install", "-at_install")
class TestHrExpenseSplit(ExpenseCase):
    def split(self, expense):
        return self.env["hr.expense.split.wizard"].browse(expense.action_split_wizard()["res_id"])

    def test_each_part_has_a_customer_of_its_own_through_to_the_item(self):
        self.other_category.product_ids = self.product_b
        expense = self.create_expenses(
            {
                "cost_customer_id": self.lumber.id,
                "cost_category_id": self.category.id,
                "total_amount_currency": 300.0,
            }
        )
        wizard = self.split(expense)
        self.assertEqual(wizard.expense_split_line_ids.mapped("cost_customer_id"), self.lumber)
        with Form(wizard) as form:
            with form.expense_split_line_ids.edit(1) as part:
                part.cost_customer_id = self.harbour
                part.total_amount_currency = 100.0
            with form.expense_split_line_ids.new() as part:
                self.assertEqual(part.cost_customer_id, self.lumber)
                self.assertEqual(part.cost_category_id, self.category)
                part.product_id = self.product_b
                self.assertEqual(part.cost_category_id, self.other_category)
        wizard.action_split_expense()
        parts = self.env["hr.expense"].search([("split_expense_origin_id", "=", expense.id)])
        self.assertEqual(
            sorted(
                (part.total_amount_currency, part.cost_customer_id.name, part.cost_category_id.name)
                for part in parts
            ),
            [
                (100.0, "Harbour", "Meals"),
                (150.0, "Lumber Inc", "Meals"),
                # product_b has a cost of 160 of its own
                (160.0, "Lumber Inc", "Gifts"),
            ],
        )
        parts.action_submit()
        parts._do_approve(check=False)
        self.post_expenses_with_wizard(parts)
        for part in parts:
            lines = part.account_move_id.line_ids.filtered(
                lambda line: line.expense_id == part and line.display_type == "product"  # noqa: B023
            )
            self.assertEqual(lines.cost_customer_id, part.cost_customer_id)
            self.assertEqual(lines.cost_category_id, part.cost_category_id)

    def test_a_part_without_customer_stays_without(self):
        expense = self.create_expenses({"cost_customer_id": self.lumber.id})
        wizard = self.split(expense)
        wizard.expense_split_line_ids[1].cost_customer_id = False
        wizard.action_split_expense()
        copy = self.env["hr.expense"].search(
            [("split_expense_origin_id", "=", expense.id), ("id", "!=", expense.id)]
        )
        self.assertEqual(len(copy), 1)
        self.assertFalse(copy.cost_customer_id)
        self.assertEqual(expense.cost_customer_id, self.lumber)
