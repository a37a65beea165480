from datetime import date

from odoo.tests import tagged

from .browser_case import BrowserCase
from .setup_common import DAY, SetupCase, computing_at_once

MARCH = date(2026, 3, 1)


@tagged("post_install", "-at_install")
class TestSetupJourneys(SetupCase, BrowserCase):
    """Menu, Compute, Open whale curve: on the books of companies that differ."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.customers |= cls.env["res.partner"].create(
            [{"name": f"Customer {number}", "is_company": True} for number in (4, 5, 6)]
        )
        cls.company.customer_cost_first_month = "2026-02-01"

    def walk(self):
        """Three clicks as the controller; the runs, which must tie."""
        with computing_at_once(self.env):
            self.start_tour("/odoo", "customer_cost_three_clicks", login="controller")
        runs = self.env["customer.cost.run"].search([("company_id", "=", self.company.id)])
        self.assertEqual(set(runs.mapped("state")), {"computed"})
        self.assertEqual(set(runs.mapped("difference")), {0.0})
        return runs.filtered(lambda run: run.date_from == MARCH)

    def contribution(self, run):
        return sum(
            self.env["customer.profitability"].search([("run_id", "=", run.id)]).mapped("cm3")
        )

    def test_chinese_enterprise_with_bare_selling_and_management_expenses(self):
        """6601 and 6602 without sub-accounts: the words of the entries tell the costs apart."""
        self.force(self.company, chart_template="cn_large_bis")
        selling = self.create_account("660191", "销售费用")
        management = self.create_account("660291", "管理费用")
        self.post_sales()
        for account, amount, label in (
            (selling, 700, "3月工资"),
            (selling, 200, "顺丰快递费"),
            (management, 300, "办公室房租"),
        ):
            self.post_entry(DAY, (account, amount, {"name": label}), (self.bank, -amount))
        run = self.walk()
        self.assertEqual(run.ledger_result, 6000 - 700 - 200 - 300)
        # goods of 400 each; the rent follows salaries and freight, 700 : 200; all of it reaches
        # the customers, whose first invoice this is
        self.assertAlmostEqual(self.contribution(run), 6000 - 6 * 400 - 1200, 2)

    def test_service_company_whose_labour_is_its_product(self):
        for customer in self.customers:
            self.invoice(customer, 1000, date=DAY)
        self.post_entry(DAY, (self.salary, 600, {"name": "March"}), (self.bank, -600))
        run = self.walk()
        self.assertEqual(run.ledger_result, 6000 - 600)
        self.assertLessEqual(self.contribution(run), 6000)

    def test_empty_books_say_what_is_missing(self):
        self.start_tour("/odoo", "customer_cost_setup_nothing", login="controller")
