from odoo.tests import tagged

from .common import ADDON, CustomerCostCommon

#: Menu and the roles that see it.
MENUS = {
    "customer_value_menu": {"cost_accountant", "controller", "auditor"},
    "customer_value_expense_menu": {"customer_manager"},
    "customer_profitability_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_allocation_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_rollup_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_reconciliation_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_run_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_capture_menu": {"cost_accountant", "controller", "auditor"},
    "customer_profitability_expense_menu": {"customer_manager"},
    "customer_cost_allocation_expense_menu": {"customer_manager"},
    "customer_cost_overview_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_simulation_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_simulation_expense_menu": {"customer_manager"},
    "customer_whale_curve_menu": {"cost_accountant", "controller", "auditor"},
    "customer_whale_curve_expense_menu": {"customer_manager"},
    "customer_quadrant_menu": {"cost_accountant", "controller", "auditor"},
    "customer_quadrant_expense_menu": {"customer_manager"},
    "customer_cost_action_menu": {"cost_accountant", "controller", "auditor"},
    "customer_cost_action_expense_menu": {"customer_manager"},
}


@tagged("post_install", "-at_install")
class TestResultMenus(CustomerCostCommon):
    def reachable(self, user):
        """Names of the menus that a user finds by opening folder after folder."""
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        found, waiting = set(), [*menus["root"]["children"]]
        while waiting:
            menu = waiting.pop()
            found.add(menu)
            waiting += menus[menu]["children"]
        return {name for name in MENUS if self.env.ref(f"{ADDON}.{name}").id in found}

    def test_each_role_finds_its_pages_and_no_others(self):
        self.create_role_users()
        roles = ("staff", "billing", "customer_manager", "compliance")
        roles += ("cost_accountant", "controller", "auditor")
        for role in roles:
            wanted = {menu for menu, readers in MENUS.items() if role in readers}
            with self.subTest(role=role):
                self.assertEqual(self.reachable(getattr(self, role)), wanted)

    def test_a_manager_with_an_accounting_group_finds_them_in_invoicing_too(self):
        manager = self.create_user(
            "accounting_manager", "group_customer_manager", "account.group_account_invoice"
        )
        self.assertEqual(
            self.reachable(manager),
            {
                "customer_profitability_menu",
                "customer_cost_allocation_menu",
                "customer_cost_rollup_menu",
                "customer_profitability_expense_menu",
                "customer_cost_allocation_expense_menu",
                "customer_cost_simulation_menu",
                "customer_cost_simulation_expense_menu",
                "customer_value_menu",
                "customer_value_expense_menu",
                "customer_whale_curve_menu",
                "customer_whale_curve_expense_menu",
                "customer_quadrant_menu",
                "customer_quadrant_expense_menu",
                "customer_cost_action_menu",
                "customer_cost_action_expense_menu",
            },
        )
