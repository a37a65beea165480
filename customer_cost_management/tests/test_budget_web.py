from odoo import Command, fields
from odoo.tests import tagged

from .browser_case import BrowserCase
from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetWeb(BudgetCase, BrowserCase):
    """A budget from the inbox to its graph, in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        start = fields.Date.start_of(fields.Date.today(), "month")
        cls.budget = cls.create_budget(
            {"planned": 1200, "category_id": cls.meals.id, "owner_id": cls.customer_manager.id},
            {"planned": 600, "category_id": cls.gifts.id},
            name="Care",
            contingency=200,
            date_from=start,
            date_to=fields.Date.add(start, years=1, days=-1),
            reviewer_ids=[Command.link(cls.staff.id)],
        )
        cls.budget.with_user(cls.controller).action_submit()

    def test_agreed_and_approved_in_the_inbox(self):
        for user in ("staff", "second_controller"):
            self.start_tour(
                "/odoo/customer-cost-approvals", "customer_cost_budget_agree", login=user
            )
            self.budget.invalidate_recordset()
        self.assertEqual(self.budget.state, "approved")
        self.assertEqual(self.budget.approved_by_id, self.second_controller)

    def test_the_owner_of_a_line_and_the_graph(self):
        self.budget.with_user(self.staff).action_agree()
        self.budget.with_user(self.second_controller).action_approve()
        today = str(fields.Date.today())
        self.post_cost(90, today)
        self.ledger._commit(self.document, [self.part(60, today)])
        self.start_tour(
            "/odoo/customer-budget-lines-owned",
            "customer_cost_budget_lines_owned",
            login="customer_manager",
        )
        self.start_tour(
            "/odoo/customer-budget-forecast", "customer_cost_budget_forecast", login="controller"
        )
