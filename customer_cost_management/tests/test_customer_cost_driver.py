from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestDriver(CustomerCostCommon):
    def assertRefused(self, message, **values):
        with self.refuses(ValidationError, message):
            good = self.create_driver().copy_data()[0]
            self.env["customer.cost.driver"].create([good, good | {"name": "Bad"} | values])

    def test_a_counted_driver_may_have_all_it_needs(self):
        driver = self.create_driver()
        self.assertEqual(
            driver.sentence,
            "Counts Journal Entry by invoice_date, for the customer in partner_id.",
        )
        self.create_driver(
            kind="sum", model_name="account.move.line", measure_field="quantity",
            date_field="date", partner_path="move_id.partner_id", domain="[]",
        )  # fmt: skip
        self.create_driver(
            model_name="mail.message", date_field="date", partner_path="partner_ids",
            company_path=False, domain="[]",
        )  # fmt: skip

    def test_the_model_is_installed_and_a_table(self):
        self.assertRefused('Bad: there are no records of "sale.ordr"', model_name="sale.ordr")
        self.assertRefused("Bad: there are no records", model_name="res.config.settings")
        self.assertRefused("Bad: there are no records", model_name="mail.thread")
        self.assertRefused("Bad: there are no records", model_name=False)

    def test_a_mistyped_path_is_met_with_a_suggestion(self):
        self.assertRefused(
            '"partner" is not a field of Journal Entry. Try "partner_id".', partner_path="partner"
        )
        self.assertRefused('Try "invoice_date"', date_field="invoice_dat")
        self.assertRefused('"zzz" is not a field of Journal Entry.$', partner_path="zzz")

    def test_the_path_leads_to_a_customer_over_stored_links(self):
        self.assertRefused("ends at Compan.*, not at Contact", partner_path="company_id")
        self.assertRefused("ends at Contact, not at Compan", company_path="partner_id")
        self.assertRefused('"name" of .* cannot be part', partner_path="name")
        self.assertRefused('"line_ids" of .* cannot be part', partner_path="line_ids.partner_id")

    def test_a_path_has_at_most_one_link_to_several(self):
        self.assertRefused(
            '"category_id" of Contact cannot be part',
            model_name="mail.message",
            date_field="date",
            domain="[]",
            company_path=False,
            partner_path="partner_ids.category_id.partner_ids",
        )

    def test_date_and_measure_are_stored_and_of_their_type(self):
        self.assertRefused("cannot be the date", date_field="name")
        self.assertRefused("Bad: fill in", date_field=False)
        self.assertRefused("cannot be the measure", kind="sum", measure_field="name")
        self.assertRefused("cannot be the measure", kind="sum", measure_field="tax_totals")
        self.assertRefused("Bad: fill in", kind="sum")

    def test_the_filter_can_be_read(self):
        self.assertRefused("Bad: the filter .* cannot be read", domain="[('state', '=',")
        self.assertRefused("Bad: the filter", domain="[('state', '=', __import__('os'))]")
        self.assertRefused('"stat" is not a field of .* Try "state"', domain="[('stat', '=', 1)]")
        self.assertRefused('"tax_totals" of .* is not stored', domain="[('tax_totals', '=', 1)]")

    def test_drivers_without_records_need_no_source(self):
        for kind in ("balance", "active", "typed"):
            self.assertTrue(
                self.create_driver(
                    kind=kind, model_name=False, date_field=False, partner_path=False
                ).sentence
            )

    def test_balance_accounts_of_an_other_company_are_refused(self):
        foreign = self.create_account(
            "121190", "Harbour debtors", "asset_receivable", company=self.other_company
        )
        foreign.reconcile = True
        with self.refuses(UserError, "Harbour debtors"):
            self.create_driver(kind="balance", account_ids=foreign.ids)
