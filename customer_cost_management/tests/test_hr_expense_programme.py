from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .expense_control_case import ExpenseControlCase
from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestExpenseProgramme(ExpenseControlCase, RequestBudgetCase):
    """An expense without request names a programme that runs; its budget line follows from it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.autumn, cls.spring = cls.env["customer.cost.programme"].create(
            [
                {
                    "name": "Mid-autumn",
                    "company_id": cls.company.id,
                    "date_from": cls.day(-5),
                    "date_to": cls.day(5),
                },
                {"name": "Spring", "company_id": cls.company.id, "date_to": cls.day(-100)},
            ]
        )

    def lines(self):
        """A line for everything with 1,000 and one for the programme with 300."""
        both = self.line(
            total=1300,
            line_ids=[
                Command.create({"planned": 1000}),
                Command.create({"planned": 300, "programme_id": self.autumn.id}),
            ],
        )
        return both.sorted("planned", reverse=True)

    def claim(self, **values):
        values = {"cost_category_id": self.meals.id, "date": self.day()} | values
        return self.expense(**values)

    def test_from_pending_to_consumed_on_the_line_of_the_programme(self):
        general, own = self.lines()
        expense = self.claim(cost_programme_id=self.autumn.id)
        self.assertIn("Mid-autumn", expense.cost_budget_words)
        self.assertRegex(expense.cost_budget_words, r"left .*300.*after this .*200")
        expense.action_submit()
        self.assertEqual(self.figures(own), (100, 0, 300))
        self.assertEqual(self.figures(general), (0, 0, 1000))
        expense.with_user(self.manager)._do_approve()
        self.assertEqual(self.figures(own), (0, 100, 200))
        expense.sudo()._post_without_wizard()
        self.assertEqual(self.figures(own), (0, 0, 200))
        self.assertEqual(self.figures(general), (0, 0, 1000))
        self.assertEqual(self.autumn.spent, 100)
        self.assertEqual(self.autumn._customers(), self.customer)

    def test_without_one_the_general_line_pays(self):
        general, own = self.lines()
        expense = self.claim()
        self.assertRegex(expense.cost_budget_words, r"left .*1,000.*after this .*900")
        expense.action_submit()
        self.assertEqual(self.figures(own), (0, 0, 300))
        self.assertEqual(self.figures(general), (100, 0, 1000))

    def test_it_is_sealed_from_submission_on(self):
        general, own = self.lines()
        expense = self.claim(cost_programme_id=self.autumn.id)
        expense.action_submit()
        expense.with_user(self.manager).sudo().cost_programme_id = False
        self.assertEqual(expense.state, "draft")
        self.assertEqual(self.figures(own), (0, 0, 300))
        expense.action_submit()
        self.assertEqual(self.figures(general), (100, 0, 1000))

    def test_programmes_that_do_not_run_that_day_are_refused(self):
        for programme, day in ((self.spring, 0), (self.autumn, -6)):
            with self.refuses(ValidationError, "does not run on"):
                self.claim(cost_programme_id=programme.id, date=self.day(day))
        expense = self.claim(cost_programme_id=self.autumn.id)
        other = self.claim()
        with self.refuses(ValidationError, "does not run on"):
            (other | expense).write({"date": self.day(-6)})

    def test_with_a_request_it_is_that_of_the_request(self):
        request = self.approved_request(programme_id=self.autumn.id)
        expense = self.claim(cost_request_id=request.id)
        self.assertEqual(expense.cost_programme_id, self.autumn)
        with self.refuses(ValidationError, "not the programme of"):
            expense.cost_programme_id = self.spring
        plain = self.approved_request(amount=90)
        expense.cost_request_id = plain
        self.assertFalse(expense.cost_programme_id)

    def test_parts_of_a_split_keep_it(self):
        expense = self.claim(cost_programme_id=self.autumn.id).sudo()
        wizards = self.env["hr.expense.split.wizard"].sudo()
        wizard = wizards.browse(expense.action_split_wizard()["res_id"])
        wizard.action_split_expense()
        parts = expense.search([("split_expense_origin_id", "=", expense.id)])
        self.assertTrue(parts)
        self.assertEqual((parts | expense).cost_programme_id, self.autumn)
        self.assertEqual(parts[:1].cost_category_id, self.meals)
