from odoo.exceptions import AccessError
from odoo.tests import tagged

from .setup_common import MONTH, SetupCase


@tagged("post_install", "-at_install")
class TestSetupRoles(SetupCase):
    """Who may open the assistant and the overview, and who may compute, over RPC too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.post_sales()
        cls.post_costs()

    def test_accountant_controller_and_administrator_compute(self):
        for user in (self.cost_accountant, self.controller, self.env.ref("base.user_admin")):
            user.sudo().company_ids |= self.company
            user.sudo().company_id = self.company
            with self.subTest(user=user.login):
                page = self.setup_page(user)
                self.assertTrue(page["may_compute"])
                setup = self.env["customer.cost.setup"].with_user(user)
                setup.compute_months(MONTH, self.choose_all(page))

    def test_the_auditor_reads_and_computes_nothing(self):
        page = self.setup_page(self.auditor)
        self.assertFalse(page["may_compute"])
        self.assertTrue(page["rows"])
        setup = self.env["customer.cost.setup"].with_user(self.auditor)
        setup.get_progress(MONTH)
        with self.refuses(AccessError, "Cost Accountant"):
            setup.compute_months(MONTH, self.choose_all(page))
        with self.refuses(AccessError, "Controller"):
            self.env["customer.cost.overview"].with_user(self.auditor).ask_publish_all()

    def test_nobody_else_reads_anything(self):
        for user in (self.staff, self.billing, self.customer_manager, self.compliance):
            setup = self.env["customer.cost.setup"].with_user(user)
            overview = self.env["customer.cost.overview"].with_user(user)
            for call in (
                setup.get_setup,
                setup.get_progress,
                lambda setup=setup: setup.compute_months(MONTH, {}),
                overview.get_overview,
                overview.ask_publish_all,
            ):
                with self.subTest(user=user.login, call=call), self.refuses(AccessError, "may not"):
                    call()

    def test_who_may_only_enter_a_branch_does_not_read_the_company(self):
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        user = self.create_user(
            "branch_accountant",
            "group_cost_accountant",
            company_id=branch.id,
            company_ids=[branch.id],
        )
        with self.refuses(AccessError, "may not enter"):
            self.setup_page(user)
