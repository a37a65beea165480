from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.menu_case import MenuCase


@tagged("post_install", "-at_install")
class TestCrmMenu(MenuCase):
    """Customer Profitability under CRM, Reporting."""

    MENU = "customer_cost_management_crm.customer_profitability_crm_menu"

    def test_a_customer_manager_who_sells_finds_it_there(self):
        self.assertTrue(self.sees("group_customer_manager", "sales_team.group_sale_salesman"))

    def test_nobody_else_does(self):
        self.assertFalse(self.sees("sales_team.group_sale_manager"))
        self.assertFalse(self.sees("group_customer_manager"))
        self.assertFalse(self.sees("group_controller"))
