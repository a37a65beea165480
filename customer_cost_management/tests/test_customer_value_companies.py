from odoo.tests import tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestTwoCompanies(ValueCase):
    """The same customer of two companies, one of them in a currency of three decimals."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        dinar = cls.env["res.currency"].create(
            {"name": "KWX", "symbol": "K", "rounding": 0.001, "active": True}
        )
        cls.other_company.currency_id = dinar
        cls.roles_for_all_accounts(cls.other_company)
        cls.customer = cls.create_customers("Acme")
        cls.invoice(cls.customer, 100)
        cls.invoice(cls.customer, 1.234, company=cls.other_company)
        cls.run_month()._as_engine().write({"state": "published"})
        run = cls.run_month(company_id=cls.other_company.id)
        run._as_engine().write({"state": "published"})

    def evaluate_both(self):
        for company in (self.company, self.other_company):
            self.value.sudo()._evaluate(company, self.day("2026-04-05"))
        values = self.value.search([("partner_id", "=", self.customer.id)])
        return values.sorted(lambda value: value.company_id == self.other_company)

    def test_each_company_has_its_own_value_in_its_own_decimals(self):
        values = self.evaluate_both()
        self.assertEqual(values.company_id, self.company + self.other_company)
        self.assertEqual(values.mapped("net_revenue"), [100, 1.234])
        self.assertEqual(values.mapped("cm3"), [100, 1.234])
        self.assertEqual(self.evaluate_both(), values)

    def test_a_partner_shows_the_figures_of_the_company_in_use(self):
        self.evaluate_both()
        companies = self.company + self.other_company
        self.controller.company_ids = companies
        for company, amount in zip(companies, (100, 1.234), strict=True):
            # each request of a browser begins with an empty cache
            self.env.invalidate_all()
            partner = self.customer.with_user(self.controller).with_context(
                allowed_company_ids=company.ids
            )
            self.assertEqual(partner.customer_contribution, amount)
            self.assertEqual(partner.customer_value_currency_id, company.currency_id)
            self.assertEqual(partner.customer_value_ids.company_id, company)
