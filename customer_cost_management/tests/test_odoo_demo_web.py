from odoo.tests import tagged

from .browser_case import BrowserCase
from .setup_common import computing_at_once


@tagged("-standard", "odoo_demo", "post_install", "-at_install")
class TestOdooDemoWeb(BrowserCase):
    """Three clicks on the demo data that Odoo comes with, which has almost no operating cost."""

    def test_three_clicks_show_product_margin(self):
        company = self.env.ref("base.main_company")
        own = [("company_id", "=", company.id)]
        self.assertFalse(self.env["customer.cost.run"].search(own))
        with computing_at_once(self.env):
            self.start_tour("/odoo", "customer_cost_three_clicks_margin", login="admin")
        runs = self.env["customer.cost.run"].search(own)
        self.assertTrue(runs)
        self.assertEqual(set(runs.mapped("state")), {"computed"})
        self.assertEqual(set(runs.mapped("difference")), {0.0})
        self.assertAlmostEqual(sum(runs.mapped("ledger_result")), self.posted_result(runs), 2)
        self.assert_product_margin(runs)

    def posted_result(self, runs):
        """The P&L as posted, read without the addon."""
        items = self.env["account.move.line"].search(
            [
                ("company_id", "=", runs.company_id.id),
                ("parent_state", "=", "posted"),
                ("account_id.internal_group", "in", ("income", "expense")),
                ("date", ">=", min(runs.mapped("date_from"))),
                ("date", "<=", max(runs.mapped("date_to"))),
            ]
        )
        return -sum(items.mapped("balance"))

    def assert_product_margin(self, runs):
        """Customers earn what is left after the cost of their products, give or take the few
        bills that there are."""
        statements = self.env["customer.profitability"].search(
            [("run_id", "in", runs.ids), ("partner_id", "!=", False)]
        )
        self.assertGreaterEqual(len(statements.partner_id), 3)
        revenue = sum(statements.mapped("net_revenue"))
        served = sum(statements.mapped("cm1")) - sum(statements.mapped("cm3"))
        self.assertGreater(revenue, 0)
        self.assertLess(abs(served), 0.02 * revenue)
