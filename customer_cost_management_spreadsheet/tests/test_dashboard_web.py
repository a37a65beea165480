from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.browser_case import BrowserCase
from odoo.addons.customer_cost_management.tests.results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestDashboardWeb(ResultsCase, BrowserCase):
    """The dashboard in the browser: every cell and chart computes."""

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
