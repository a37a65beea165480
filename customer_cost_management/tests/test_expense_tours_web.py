from odoo import Command
from odoo.tests import tagged

from odoo.addons.hr_expense.tests import test_expenses_tour, test_ui


class WithRules:
    """Every spending rule that the company may turn on is on, and somebody has to agree."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.company.root_id
        company.sudo()._create_customer_cost_defaults()
        rules = cls.env["customer.cost.policy.rule"].sudo()
        cls.rules = rules.search([("company_id", "=", company.id), ("state", "=", "draft")])
        cls.rules.action_turn_on()
        cls.env["customer.cost.approval.rule"].sudo().create(
            {
                "name": "Everything",
                "company_id": company.id,
                "step_ids": [Command.create({"who": "manager"})],
            }
        )

    def tearDown(self):
        self.assertEqual(set(self.rules.mapped("state")), {"on"})
        super().tearDown()


@tagged("post_install", "-at_install")
class TestExpenseTour(WithRules, test_expenses_tour.TestExpensesTour):
    """Odoo's own tour of expenses, with our rules on."""

    allow_inherited_tests_method = True


@tagged("post_install", "-at_install")
class TestExpenseUi(WithRules, test_ui.TestUi):
    """Odoo's own tours of the expense form, with our rules on."""

    allow_inherited_tests_method = True
