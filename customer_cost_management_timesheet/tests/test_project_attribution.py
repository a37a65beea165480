from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.run_common import CustomerCostRunCommon

from .timesheet_common import TimesheetCommon


@tagged("post_install", "-at_install")
class TestProjectAttribution(TimesheetCommon, CustomerCostRunCommon):
    """Cost on the analytic account of a customer's project is that customer's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        cls.freelance = cls.create_account("719402", "Freelancers of the test")
        cls.create_role(cls.freelance, "operating")
        cls.bank = cls.create_account("101997", "Bank of the test", "asset_cash")
        plan, _others = cls.env["account.analytic.plan"]._get_all_plans()
        cls.account, cls.own_account = cls.env["account.analytic.account"].create(
            [{"name": name, "plan_id": plan.id} for name in ("Bridge", "House")]
        )
        cls.project = cls.create_project(cls.customer, account_id=cls.account.id)
        cls.create_project(account_id=cls.own_account.id)
        cls.rule = cls.env["customer.cost.attribution.rule"].create(
            {"company_id": cls.company.id, "method": "project"}
        )

    def pay(self, amount, shares):
        """An entry of the freelancers, with {analytic account: percent}."""
        distribution = {str(account.id): percent for account, percent in shares.items()}
        return self.post_entry(
            "2026-03-20",
            (self.freelance, amount, {"analytic_distribution": distribution}),
            (self.bank, -amount),
        )

    def test_the_share_of_a_project_goes_to_its_customer(self):
        """Of 100, 60 are worked on the customer's project, 40 on one without a customer."""
        self.pay(100, {self.account: 60, self.own_account: 40})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.captured(run, account_id=self.freelance), {"direct": 60, "unassigned": 40}
        )
        self.assertEqual(self.statement(run, self.customer).cm3, -60)

    def test_the_customer_of_the_account_is_another_method(self):
        """A rule by analytic account asks the account, a rule by project the project."""
        self.own_account.partner_id = self.other_customer
        self.pay(100, {self.own_account: 100})
        captured = self.captured(self.run_month(), account_id=self.freelance)
        self.assertEqual(captured, {"unassigned": 100})
        self.rule.method = "analytic"
        captured = self.captured(self.run_month(), account_id=self.freelance)
        self.assertEqual(captured, {"direct": 100})

    def test_the_sentence_and_the_preview_say_what_it_does(self):
        self.assertIn("customer's project", self.rule.sentence)
        entry = self.pay(100, {self.account: 100})
        self.pay(30, {self.own_account: 100})
        self.env.flush_all()
        found = self.env["account.move.line"].search(
            [*self.rule._get_item_domain(), ("account_id", "=", self.freelance.id)]
        )
        self.assertEqual(
            found, entry.line_ids.filtered(lambda line: line.account_id == self.freelance)
        )
