from datetime import timedelta

from odoo.tests import tagged

from .sale_common import SaleCommon


@tagged("post_install", "-at_install")
class TestUrgentCustomers(SaleCommon):
    """Who wants more than half of his orders in a hurry, of those ordered in the period."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.roles_for_all_accounts()
        cls.customer.user_id = cls.customer_manager
        for customer in (cls.customer, cls.other_customer):
            cls.invoice(customer, 100)
        run = cls.run_month()
        run._as_engine().write({"state": "computed"})
        run.reason = "a test"
        run.action_publish()

    def order_within(self, days, partner=None, day="2026-03-10"):
        order = self.order(partner, day)
        order.commitment_date = order.date_order + timedelta(days=days)
        return order

    def urgent(self, user=None, value=True):
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.env["customer.profitability.period"].with_user(user or self.auditor)
        return rows.search([("is_mostly_urgent", "=", value)]).partner_id

    def test_more_than_half(self):
        self.order_within(1)
        self.order_within(30)
        self.assertFalse(self.urgent())
        self.order_within(
            2, self.env["res.partner"].create({"name": "Desk", "parent_id": self.customer.id})
        )
        self.assertEqual(self.urgent(), self.customer)
        self.assertEqual(self.urgent(value=False), self.other_customer)

    def test_other_periods_and_quotations_do_not_count(self):
        """The last twelve months end with March; a branch's orders would be the company's."""
        self.order_within(1, day="2026-04-10")
        self.order_within(1, self.other_customer).state = "draft"
        self.assertFalse(self.urgent())

    def test_days_begin_where_the_company_is(self):
        """In China half past seven of 1 April is 31 March, 23:30 UTC: the months end with March."""
        order = self.order_within(1)
        order.date_order = "2026-03-31 23:30:00"
        self.assertFalse(self.urgent())
        order.date_order = "2026-03-31 15:30:00"
        self.assertEqual(self.urgent(), self.customer)

    def test_a_manager_finds_his_own_customers_alone(self):
        for customer in (self.customer, self.other_customer):
            self.order_within(1, customer)
        self.assertEqual(self.urgent(), self.customer | self.other_customer)
        self.assertEqual(self.urgent(self.customer_manager), self.customer)
