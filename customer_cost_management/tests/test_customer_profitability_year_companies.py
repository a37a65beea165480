from odoo import Command
from odoo.tests import tagged

from .year_common import TwoMonthsCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityYearCompanies(TwoMonthsCase):
    """Years of several companies, in their currencies and with their bands."""

    def test_currencies_without_and_with_many_decimals(self):
        """303 whole coins, or 0.303, over two months and once more in a new version."""
        for name, rounding, prices, total in (
            ("TSA", 1.0, (101, 202), 303),
            ("TSB", 0.001, (0.101, 0.202), 0.303),
        ):
            company = self.company_with_currency(name, rounding)
            for month, price in zip(("2026-05", "2026-06"), prices, strict=True):
                self.invoice(
                    self.customer,
                    price,
                    date=f"{month}-10",
                    company=company,
                    header={"currency_id": company.currency_id.id},
                )
                self.publish(f"{month}-01", company)
            self.publish("2026-05-01", company)
            row = self.env["customer.profitability.year"].search(
                [("company_id", "=", company.id), ("window_kind", "=", "last_twelve")]
            )
            with self.subTest(rounding=rounding):
                self.assertEqual(company.currency_id.compare_amounts(row.cm3, total), 0)
                self.assert_sums(company)

    def company_with_currency(self, name, rounding):
        currency = self.env["res.currency"].create(
            {"name": name, "symbol": "t", "rounding": rounding}
        )
        company = self.setup_other_company(name=f"Rounded {name}")["company"]
        self.force(company, currency_id=currency.id)
        self.controller.company_ids += company
        self.roles_for_all_accounts(company)
        return company

    def test_each_company_has_its_own_years(self):
        self.publish("2026-01-01")
        self.roles_for_all_accounts(self.other_company)
        self.invoice(self.customer, 77, date="2026-01-15", company=self.other_company)
        self.controller.company_ids = [Command.link(self.other_company.id)]
        self.publish("2026-01-01", self.other_company)
        self.assertEqual(self.window(company=self.other_company).run_count, 1)
        rows = self.env["customer.profitability.year"].search(
            [("partner_id", "=", self.customer.id), ("window_kind", "=", "last_twelve")]
        )
        self.assertEqual(sorted(rows.mapped("cm3")), [77, 240])
        self.assert_sums(self.company, self.other_company)

    def test_each_company_has_its_own_near_zero_band(self):
        """77 of 77 is near zero where the band is 100 %, and profit where it is not."""
        self.roles_for_all_accounts(self.other_company)
        self.invoice(self.customer, 77, date="2026-01-15", company=self.other_company)
        self.controller.company_ids = [Command.link(self.other_company.id)]
        self.publish("2026-01-01")
        self.publish("2026-01-01", self.other_company)
        years = self.env["customer.profitability.year"].search(
            [("window_kind", "=", "last_twelve"), ("partner_id", "=", self.customer.id)]
        )
        for own, other in ((0, 0), (0, 100), (100, 0), (100, 100)):
            self.company.customer_cost_near_zero_percent = own
            self.other_company.customer_cost_near_zero_percent = other
            with self.subTest(own=own, other=other):
                near = years.filtered(lambda year: year.earning == "near_zero")
                self.assertEqual(
                    near.company_id,
                    (self.company if own else self.env["res.company"])
                    + (self.other_company if other else self.env["res.company"]),
                )
                self.assertEqual(
                    years.search([("id", "in", years.ids), ("earning", "=", "near_zero")]), near
                )
