from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetSplit(BudgetCase):
    """The split assistant: nothing is lost, locked rows stay, last year weighs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.cost.category"].search(
            [
                ("company_id", "=", cls.company.id),
                ("id", "not in", (cls.meals | cls.gifts).ids),
            ]
        ).budget_controlled = False
        cls.budget = cls.create_budget()

    def split(self, **values):
        form = Form(
            self.env["customer.cost.budget.split"].with_context(default_budget_id=self.budget.id)
        )
        for name, value in values.items():
            setattr(form, name, value)
        return form

    def test_the_same_for_each_loses_no_cent(self):
        form = self.split(total=100.01, contingency_percent=10, first="category")
        form.second = "month"
        split = form.save()
        self.assertEqual(len(split.row_ids), 24)
        split.action_create_lines()
        # 10 % of 100.01 are 10.00; 90.01 over two categories, each over twelve months
        self.assertEqual(self.budget.contingency, 10)
        self.assertEqual(len(self.budget.line_ids), 24)
        self.assertAlmostEqual(sum(self.budget.line_ids.mapped("planned")), 90.01)
        self.assertAlmostEqual(self.budget.unsplit, 0)
        first = self.budget.line_ids[0]
        self.assertEqual(
            (first.planned, str(first.date_from), str(first.date_to)),
            (3.76, "2026-01-01", "2026-01-31"),
        )
        self.approve_budget(self.budget)

    def test_a_locked_row_keeps_its_amount(self):
        form = self.split(total=100, first="category")
        with form.row_ids.edit(0) as row:
            row.amount = 70
            row.locked = True
        split = form.save()
        self.assertEqual(split.row_ids.mapped("amount"), [70, 30])
        self.assertEqual(split.row_ids.mapped("share"), [70, 30])

    def test_own_numbers_weigh(self):
        form = self.split(total=90, first="category", first_by="own")
        with form.row_ids.edit(1) as row:
            row.weight = 2
        self.assertEqual(form.save().row_ids.mapped("amount"), [30, 60])

    def test_last_year_weighs(self):
        self.post_cost(300, "2025-03-10")
        self.post_cost(100, "2025-06-10", self.gifts)
        self.post_cost(999, "2024-06-10", self.gifts)
        form = self.split(total=800, first="category", first_by="last_year")
        split = form.save()
        self.assertEqual(split.last_year, 400)
        self.assertEqual(split.row_ids.mapped("amount"), [600, 200])
        form = self.split(change_percent=5)
        self.assertEqual(form.total, 420)

    def test_what_cannot_be_split_says_why(self):
        form = self.split(total=100, first="category", first_by="revenue")
        self.assertIn("have no figures of customers", form.problem)
        form.first_by = "last_year"
        self.assertIn("would go to nobody", form.problem)
        split = form.save()
        with self.refuses(UserError, "would go to nobody"):
            split.action_create_lines()

    def test_only_controllers_split(self):
        with self.refuses(AccessError, "."):
            self.env["customer.cost.budget.split"].with_user(self.cost_accountant).create(
                {"budget_id": self.budget.id, "total": 1}
            )
        split = self.split(total=100, first="category").save()
        with self.refuses(AccessError, "."):
            split.with_user(self.customer_manager).action_create_lines()
