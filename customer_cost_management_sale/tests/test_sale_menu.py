from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.menu_case import MenuCase

TEAM_VIEWS = (
    "customer.profitability",
    "customer.profitability.year",
    "customer.profitability.period",
    "customer.cost.allocation",
    "customer.cost.rollup",
)


@tagged("post_install", "-at_install")
class TestSaleMenu(MenuCase):
    """Customer Profitability under Sales, Reporting, and teams in its lists."""

    MENU = "customer_cost_management_sale.customer_profitability_sale_menu"

    def test_a_customer_manager_who_manages_sales_finds_it_there(self):
        self.assertTrue(self.sees("group_customer_manager", "sales_team.group_sale_manager"))

    def test_nobody_else_does(self):
        self.assertFalse(self.sees("sales_team.group_sale_manager"))
        self.assertFalse(self.sees("group_customer_manager"))
        self.assertFalse(self.sees("group_controller"))

    def test_lists_can_be_grouped_by_team(self):
        self.create_role_users()
        for model in TEAM_VIEWS:
            with self.subTest(model=model):
                views = (
                    self.env[model]
                    .with_user(self.customer_manager)
                    .get_views([(False, "list"), (False, "search")])["views"]
                )
                self.assertIn('name="team_id"', views["list"]["arch"])
                self.assertIn("group_team", views["search"]["arch"])
