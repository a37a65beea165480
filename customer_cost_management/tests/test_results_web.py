from odoo.tests import tagged

from .browser_case import BrowserCase
from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestResultsWeb(ResultsCase, BrowserCase):
    """The pages of the results as each role walks through them."""

    def test_auditor_walks_from_profit_to_the_journal_item(self):
        self.start_tour(
            "/odoo/customer-profitability-months", "customer_cost_results", login="auditor"
        )

    def test_auditor_reconciles_a_run(self):
        self.start_tour("/odoo/customer-cost-runs", "customer_cost_reconciliation", login="auditor")

    def test_manager_puts_his_customers_side_by_side(self):
        self.start_tour(
            "/odoo/customer-profitability", "customer_cost_side_by_side", login="customer_manager"
        )
