from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.masters.field_currency import currency_path, is_company_money
from .run_common import CustomerCostRunCommon

POSTED = "[('move_type', '=', 'out_invoice'), ('state', '=', 'posted')]"


@tagged("post_install", "-at_install")
class TestDriverMoney(CustomerCostRunCommon):
    """Money is added up in company currency: four of the company's are one foreign, so 17,500
    foreign are 70,000."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls.setup_other_currency("SEK", rates=[("2025-01-01", 0.25)])
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719501", "Wages")
        cls.roles_for_all_accounts()
        cls.invoice(cls.customer, 100000)

    def invoice_abroad(self):
        self.invoice(self.other_customer, 17500, header={"currency_id": self.foreign.id})

    def values(self, **values):
        return self.create_driver().copy_data()[0] | {
            "name": "Turnover",
            "kind": "sum",
            "measure_field": "amount_untaxed",
            "domain": POSTED,
            **values,
        }

    def create_sum(self, **values):
        return self.env["customer.cost.driver"].create(self.values(**values))

    def cost_by(self, driver):
        """What each customer bears of a pool of 17,000 that is shared by a driver."""
        self.post_entry("2026-03-31", (self.wages, 17000), (self.bank, -17000))
        self.create_pool("Wages", [(self.create_activity("Sell", driver), 100)], self.wages)
        run = self.run_month()
        self.assert_ties(run)
        rows = self.env["customer.cost.allocation"].search([("run_id", "=", run.id)])
        return {row.partner_id: row.amount for row in rows if row.amount}

    def test_money_of_the_company_is_added_up(self):
        """100,000 and 70,000: 17,000 are shared as 10,000 and 7,000."""
        self.invoice_abroad()
        driver = self.create_sum(measure_field="amount_untaxed_signed")
        self.assertEqual(self.cost_by(driver), {self.customer: 10000, self.other_customer: 7000})

    def test_a_driver_on_money_of_several_currencies_is_refused(self):
        self.invoice_abroad()
        good = self.values(measure_field="amount_untaxed_signed")
        with self.refuses(UserError, "Turnover.*records in SEK.*example amount_untaxed_signed"):
            self.env["customer.cost.driver"].create([good, self.values()])
        driver = self.create_sum(measure_field="amount_untaxed_signed")
        with self.refuses(UserError, "records in SEK"):
            driver.measure_field = "amount_untaxed"
        lines = {"model_name": "account.move.line", "date_field": "date", "domain": "[]"}
        with self.refuses(UserError, "price_subtotal of Journal Item"):
            self.create_sum(**lines, measure_field="price_subtotal")
        self.create_sum(**lines, measure_field="balance")

    def test_a_run_stops_when_records_in_another_currency_came(self):
        self.assertEqual(self.cost_by(self.create_sum()), {self.customer: 17000})
        self.invoice_abroad()
        with self.refuses(UserError, "Turnover.*not all of it is in USD.*in SEK.*signed"):
            self.run_month()

    def test_a_filter_may_leave_one_currency(self):
        self.invoice_abroad()
        own = f"{POSTED[:-1]}, ('currency_id', '=', {self.company.currency_id.id})]"
        self.assertEqual(self.measured(self.create_sum(domain=own)), {self.customer.id: 100000.0})

    def measured(self, driver):
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        ids, sums = run.sudo()._measure_driver(run.sudo()._freeze_driver(driver))
        return dict(zip(ids.tolist(), sums.tolist(), strict=True))

    def test_records_of_another_company_do_not_matter(self):
        self.invoice(
            self.other_customer, 5, company=self.other_company,
            header={"currency_id": self.foreign.id},
        )  # fmt: skip
        self.assertTrue(self.create_sum())

    def test_the_form_says_so_when_it_is_tried(self):
        self.invoice_abroad()
        values = self.values()
        answer = self.env["customer.cost.driver"].preview(values, self.company.id)
        self.assertIn("records in SEK", answer["error"])

    @mute_logger("odoo.addons.base.models.ir_model", "odoo.models")
    def test_who_may_not_read_the_records_learns_nothing_of_their_currencies(self):
        self.create_role_users()
        drivers = self.env["customer.cost.driver"].with_user(self.cost_accountant)
        wages = self.values(
            model_name="hr.version",
            measure_field="wage",
            date_field="create_date",
            partner_path="employee_id.work_contact_id",
            domain="[]",
        )
        with self.assertRaisesRegex(AccessError, "may not read what it measures"):
            drivers.create(wages)

    def test_whose_currency_an_amount_has(self):
        """By the way to the currency: stored or not, through the company or typed."""
        company = {"account.move": "amount_untaxed_signed", "account.move.line": "balance"}
        company |= {"hr.version": "wage", "hr.expense": "total_amount"}
        for model, name in company.items():
            self.assertTrue(is_company_money(self.env[model], name), name)
        document = {"account.move": "amount_untaxed", "account.move.line": "price_subtotal"}
        document |= {"hr.expense": "total_amount_currency"}
        for model, name in document.items():
            self.assertFalse(is_company_money(self.env[model], name), name)
            self.assertEqual(currency_path(self.env[model], name), "currency_id")
        self.assertEqual(currency_path(self.env["hr.version"], "wage"), "company_id.currency_id")
