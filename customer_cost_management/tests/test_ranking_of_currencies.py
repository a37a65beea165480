from odoo.tests import tagged

from .year_common import YearCase


@tagged("post_install", "-at_install")
class TestRankingOfCurrencies(YearCase):
    """Lumber brings 500 and Acme 60 of our currency, to the other 100 and 700 of its own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.controller.company_ids |= cls.other_company
        cls.roles_for_all_accounts(cls.other_company)
        cls.euro = cls.env.ref("base.EUR")

    def publish_both(self):
        lumber, acme = self.customer, self.other_customer
        for company, amounts in (
            (self.company, {lumber: 500, acme: 60}),
            (self.other_company, {lumber: 100, acme: 700}),
        ):
            for customer, amount in amounts.items():
                self.invoice(customer, amount, date="2026-01-10", company=company)
            self.publish("2026-01-10", company)

    def rows(self, model="customer.profitability.period", companies=None):
        self.env.invalidate_all()
        ids = (companies or self.company | self.other_company).ids
        return self.env[model].with_user(self.controller).with_context(allowed_company_ids=ids)

    def by_company(self, amounts):
        """Company by company, as Odoo orders them."""
        companies = self.env["res.company"].search([("id", "in", list(amounts))])
        self.assertEqual(len(companies), 2)
        return [(company, amount) for company in companies for amount in amounts[company.id]]

    def test_one_currency_is_one_ranking(self):
        self.publish_both()
        ours, theirs = self.company, self.other_company
        ranking = [(theirs, 700), (ours, 500), (theirs, 100), (ours, 60)]
        found = self.rows().search([])
        self.assertEqual([(row.company_id, row.cm3) for row in found], ranking)
        self.assertFalse(self.rows().get_strip()["apart"])

    def test_customers_of_two_currencies_stand_company_by_company(self):
        self.other_company.currency_id = self.euro
        self.publish_both()
        ours, theirs = self.company.id, self.other_company.id
        best_first = self.by_company({ours: [500, 60], theirs: [700, 100]})
        worst_first = self.by_company({ours: [60, 500], theirs: [100, 700]})
        orders = {None: best_first, "cm3 desc": best_first, "net_revenue, id": worst_first}
        year = [("window_kind", "=", "last_twelve")]
        for model, domain in (
            ("customer.profitability.period", []),
            ("customer.profitability.year", year),
        ):
            for order, expected in orders.items():
                with self.subTest(model, order=order):
                    found = self.rows(model).search(domain, order=order)
                    self.assertEqual([(row.company_id, row.cm3) for row in found], expected)

    def test_names_are_ordered_as_ever(self):
        self.other_company.currency_id = self.euro
        self.publish_both()
        found = self.rows().search([], order="partner_id, cm3 desc")
        self.assertEqual([row.cm3 for row in found], [700, 60, 500, 100])

    def test_the_page_says_why(self):
        self.other_company.currency_id = self.euro
        self.publish_both()
        strip = self.rows().get_strip()
        self.assertEqual(
            strip["apart"],
            "Company by company: amounts in USD, EUR cannot be ranked together. The figures above "
            "are those in USD.",
        )
        self.assertEqual(strip["cm3"], 560)
        self.assertFalse(self.rows(companies=self.company).get_strip()["apart"])
