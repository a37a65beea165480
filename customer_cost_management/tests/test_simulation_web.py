from odoo.tests import tagged

from .browser_case import BrowserCase
from .simulation_common import SimulationCase


@tagged("post_install", "-at_install")
class TestSimulationWeb(SimulationCase, BrowserCase):
    """The workbench as those walk through it who may simulate."""

    def test_manager_simulates_a_customer_and_keeps_it(self):
        self.start_tour(
            "/odoo/customer-profitability-months",
            "customer_cost_simulation",
            login="customer_manager",
        )
        kept = self.env["customer.cost.simulation"].search([("kept", "=", True)])
        self.assertEqual(kept.name, "Three percent more")
        self.assertEqual(kept.create_uid, self.customer_manager)

    def test_controller_simulates_a_customer_and_keeps_it(self):
        self.start_tour(
            "/odoo/customer-profitability-months", "customer_cost_simulation", login="controller"
        )

    def test_auditor_without_a_simulation_gets_the_list(self):
        self.start_tour(
            "/odoo/customer-cost-simulation", "customer_cost_simulation_auditor", login="auditor"
        )
