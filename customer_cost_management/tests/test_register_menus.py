from odoo.tests import tagged

from .menu_case import MenuCase

READERS = ("group_controller", "group_auditor", "group_compliance")


@tagged("post_install", "-at_install")
class TestGiftMenu(MenuCase):
    MENU = "customer_cost_management.customer_cost_gift_purchase_menu"

    def test_who_finds_the_gift_register(self):
        for group in ("group_cost_accountant", *READERS):
            self.assertTrue(self.sees(group), group)
        self.assertFalse(self.sees("group_customer_manager"))


@tagged("post_install", "-at_install")
class TestGiftsToAllowMenu(MenuCase):
    MENU = "customer_cost_management.customer_cost_gift_issue_menu_to_allow"

    def test_who_finds_the_gifts_to_allow(self):
        self.assertTrue(self.sees("group_compliance"))
        for group in ("group_customer_manager", "group_cost_accountant", "group_auditor"):
            self.assertFalse(self.sees(group), group)


@tagged("post_install", "-at_install")
class TestExceptionMenu(MenuCase):
    MENU = "customer_cost_management.customer_cost_exception_menu"

    def test_who_finds_it(self):
        for group in ("group_customer_manager", *READERS):
            self.assertTrue(self.sees(group), group)
        self.assertFalse(self.sees("group_cost_accountant"))


@tagged("post_install", "-at_install")
class TestDeductibilityMenu(MenuCase):
    MENU = "customer_cost_management.customer_cost_deductibility_menu"

    def test_who_finds_it(self):
        for group in READERS:
            self.assertTrue(self.sees(group), group)
        for group in ("group_cost_accountant", "group_customer_manager"):
            self.assertFalse(self.sees(group), group)
