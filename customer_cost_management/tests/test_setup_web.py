from odoo.tests import tagged

from .browser_case import BrowserCase
from .setup_common import SetupCase, computing_at_once


@tagged("post_install", "-at_install")
class TestSetupWeb(SetupCase, BrowserCase):
    """Three clicks: menu, Compute 12 months, Open overview."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.post_sales()
        cls.post_costs()
        cls.company.customer_cost_first_month = "2026-02-01"

    def test_controller_needs_three_clicks(self):
        with computing_at_once(self.env):
            self.start_tour(
                "/odoo/customer-cost-setup?month=2026-03",
                "customer_cost_setup",
                login="controller",
            )
        runs = self.env["customer.cost.run"].search([("company_id", "=", self.company.id)])
        self.assertEqual(len(runs), 2)
        self.assertEqual(sum(runs.mapped("difference")), 0)
        # what was changed on the page before
        visiting = self.env["customer.cost.activity"].search(
            [("company_id", "=", self.company.id), ("code", "=", "A-VISIT")]
        )
        self.assertEqual(visiting.driver_id.code, "D-EXPENSE")
        pool = self.env["customer.cost.pool"].search(
            [("company_id", "=", self.company.id), ("code", "=", "P-SALES")]
        )
        shares = {share.activity_id.code: share.share for share in pool.share_ids}
        self.assertEqual(shares, {"A-VISIT": 50, "A-QUOTE": 20, "A-WIN": 30})

    def test_the_auditor_looks_and_the_manager_is_told_whom_to_ask(self):
        self.start_tour(
            "/odoo/customer-cost-setup?month=2026-03", "customer_cost_setup_read", login="auditor"
        )
        self.start_tour(
            "/odoo/customer-cost-setup", "customer_cost_setup_refused", login="customer_manager"
        )
