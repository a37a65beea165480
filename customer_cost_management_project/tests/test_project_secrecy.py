from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.analytic_common import AnalyticCase


@tagged("post_install", "-at_install")
class TestProjectSecrecy(AnalyticCase):
    """Own's 250 of order handling: no user of his project reads it in the project's panel."""

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("project.group_project_manager")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project_plan, _others = cls.env["account.analytic.plan"]._get_all_plans()
        cls.bridge, cls.counter = cls.create_analytic_accounts(
            cls.company, ("Bridge", cls.own), ("Counter", False), plan=cls.project_plan
        )
        values = {
            "name": "Project",
            "partner_id": cls.own.id,
            "company_id": cls.company.id,
            "account_id": cls.bridge.id,
            "allow_billable": True,  # with Sales, the panels of others tell no money
        }
        projects = cls.env["project.project"]
        known = {name: value for name, value in values.items() if name in projects._fields}
        cls.project = projects.create(known)
        cls.member = cls.create_user("member of the project", "project.group_project_user")

    def post_to_projects(self):
        return self.post(plan_id=self.project_plan.id, relieved_account_id=self.counter.id)

    def costs_in_panel(self):
        self.env.invalidate_all()
        panel = self.project.with_user(self.member).get_panel_data()
        return panel["profitability_items"]["costs"]["total"]["billed"]

    def test_the_plan_of_projects_is_refused(self):
        with self.refuses(UserError, "is that of projects"):
            self.post_to_projects()
        self.assertFalse(self.run_march.analytic_state)
        part = self.env["account.analytic.plan"].create(
            {"name": "Bridges", "parent_id": self.project_plan.id}
        )
        with self.refuses(UserError, "Bridges is that of projects"):
            (self.plan + part)._refuse_cost_of_customers()
        plans = self.env["account.analytic.plan"].with_user(self.controller)
        offered = plans.search(plans._domain_for_cost_of_customers())
        self.assertIn(self.plan, offered)
        self.assertFalse((self.project_plan + part) & offered)

    def test_another_plan_is_not_read_by_projects(self):
        self.project[self.column] = self.own_account
        self.post()
        self.assertEqual(self.own_account.balance, -250)
        self.assertEqual(self.costs_in_panel(), 0)

    def test_entries_from_before_project_was_installed(self):
        """What is booked on the project by hand still counts."""
        plans = type(self.env["account.analytic.plan"])
        with patch.object(plans, "_refuse_cost_of_customers"):
            self.post_to_projects()
        self.assertEqual(self.bridge.balance, -250)
        self.assertEqual(self.costs_in_panel(), 0)
        self.env["account.analytic.line"].create(
            {"name": "Fuel", "amount": -5, "account_id": self.bridge.id}
        )
        self.assertEqual(self.costs_in_panel(), -5)
