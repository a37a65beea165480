from odoo import fields
from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.browser_case import BrowserCase
from odoo.addons.customer_cost_management.tests.results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestDashboardWeb(ResultsCase, BrowserCase):
    """The dashboard in the browser: every cell and chart computes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        last_month = fields.Date.subtract(
            fields.Date.start_of(fields.Date.today(), "month"), days=1
        )
        driver = cls.create_driver("Visits")
        cls.env["customer.cost.rollup"].sudo().create(
            [
                {
                    "run_id": cls.run_march.id,
                    "company_id": cls.company.id,
                    "date": last_month,
                    "user_id": cls.customer_manager.id,
                    "activity_id": cls.create_activity(f"Work {number}", driver).id,
                    "amount": number,
                }
                for number in range(1, 20)
            ]
        )

    def walk(self, tour, login):
        dashboard = self.env.ref("customer_cost_management_spreadsheet.dashboard_customer_profit")
        self.start_tour(f"/odoo/dashboards?dashboard_id={dashboard.id}", tour, login=login)

    def test_a_manager_sees_his_customers(self):
        self.walk("customer_cost_dashboard", "customer_manager")

    def test_without_figures_there_is_a_sentence(self):
        for window in self.env["customer.profitability.window"].search([]):
            window._forget()
        self.env.invalidate_all()
        self.walk("customer_cost_dashboard_empty", "controller")
