from odoo.tests import tagged

from .action_common import ActionCase
from .browser_case import BrowserCase


@tagged("post_install", "-at_install")
class TestCustomerCostActionWeb(ActionCase, BrowserCase):
    """From a figure to a decision, with the clicks counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.post_april()

    def test_manager_finds_who_loses_and_why_and_acts_in_eight_clicks(self):
        self.other.user_id = self.customer_manager
        # the records behind a volume are read with his own rights
        self.customer_manager.group_ids += self.env.ref("account.group_account_invoice")
        self.start_tour("/odoo", "customer_cost_manager_journey", login="customer_manager")
        action = self.env["customer.cost.action"].search([("partner_id", "=", self.other.id)])
        self.assertEqual((action.state, action.expected_saving), ("agreed", 10))

    def test_controller_ends_a_month_in_nine_clicks(self):
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        self.start_tour("/odoo", "customer_cost_month_end_journey", login="controller")
        self.assertEqual((run.state, run.difference), ("published", 0))

    def test_an_employee_suggests_a_saving(self):
        self.start_tour("/odoo", "customer_cost_suggest_saving", login="staff")
        action = self.env["customer.cost.action"].search([("author_id", "=", self.staff.id)])
        self.assertEqual(action.name, "Deliver once a week")
        self.assertFalse(action.planned)

    def test_a_simulation_becomes_an_action(self):
        self.start_tour(
            "/odoo/customer-profitability-months",
            "customer_cost_simulation_action",
            login="customer_manager",
        )
        action = self.env["customer.cost.action"].search([("partner_id", "=", self.own.id)])
        self.assertEqual((action.kind, action.expected_saving), ("reprice", 360))
