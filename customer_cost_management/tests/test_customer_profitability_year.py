from odoo.tests import tagged

from .year_common import TwoMonthsCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityYear(TwoMonthsCase):
    """A year is the sum of its published months, whatever is published in which order."""

    def test_a_year_is_the_sum_of_its_months(self):
        self.publish("2026-01-01")
        self.assertRecordValues(
            self.year(self.customer) + self.year(self.other_customer),
            [
                {"net_revenue": 300, "order_allocated": 60, "cm3": 240, "run_count": 1, "rank": 2},
                {"net_revenue": 300, "order_allocated": 30, "cm3": 270, "run_count": 1, "rank": 1},
            ],
        )
        self.publish("2026-02-01")
        self.assertRecordValues(
            self.year(self.customer) + self.year(self.other_customer),
            [
                {"net_revenue": 700, "order_allocated": 110, "cm3": 590, "run_count": 2, "rank": 1},
                {"net_revenue": 300, "order_allocated": 30, "cm3": 270, "run_count": 1, "rank": 2},
            ],
        )
        self.assert_sums()

    def test_percentages_are_of_the_sums(self):
        self.publish("2026-01-01")
        self.publish("2026-02-01")
        year = self.year(self.customer)
        self.assertEqual(year.cm3_percent, 84.3)
        self.assertEqual(year.earning, "profit")
        rows = {row["key"]: row["amount"] for row in year.statement["rows"]}
        self.assertEqual(
            (rows["net_revenue"], rows["order_allocated"], rows["cm3"]), (700, -110, 590)
        )
        [activity] = [row for row in year.statement["rows"] if row["kind"] == "activity"]
        self.assertEqual((activity["quantity"], activity["amount"]), (3, -110))
        self.assertFalse(activity.get("allocation_id"))
        months = self.env["customer.profitability"].search(year.action_open_months()["domain"])
        self.assertEqual(sorted(months.mapped("cm3")), [240, 350])

    def test_months_may_be_published_in_any_order(self):
        self.publish("2026-02-01")
        self.publish("2026-01-01")
        self.assertEqual(
            (self.year(self.customer).cm3, self.year(self.customer).run_count), (590, 2)
        )
        self.assertEqual(str(self.year(self.customer).last_month), "2026-02-01")
        self.assertEqual(str(self.year(self.other_customer).last_month), "2026-01-01")
        self.assert_sums()

    def test_computed_runs_and_simulations_do_not_count(self):
        self.publish("2026-01-01")
        self.run_month("2026-02-01", "2026-02-28")
        self.run_month("2026-02-01", "2026-02-28", kind="simulation")
        self.env["customer.profitability.window"]._sync(self.company)
        self.assertEqual(self.year(self.customer).cm3, 240)
        self.assert_sums()

    def test_a_new_version_replaces_the_old_one(self):
        """A late invoice for Acme: two in January for each, 22.50 each; Lumber earns 255."""
        first = self.publish("2026-01-01")
        self.publish("2026-02-01")
        self.invoice(self.other_customer, 50, date="2026-01-20")
        self.publish("2026-01-01")
        self.assertEqual(first.state, "superseded")
        self.assertEqual(self.year(self.customer).cm3, 605)
        self.assertEqual(self.year(self.other_customer).cm3, 305)
        self.assert_sums()

    def test_a_customer_who_is_in_no_month_any_more_is_gone(self):
        self.publish("2026-01-01")
        acme = self.env["account.move"].search(
            [("partner_id", "=", self.other_customer.id), ("move_type", "=", "out_invoice")]
        )
        acme.button_draft()
        self.publish("2026-01-01")
        self.assertFalse(self.year(self.other_customer))
        self.assertFalse(self.year(self.other_customer, "fiscal_year"))
        self.assertEqual(self.year(self.customer).cm3, 210)
        self.assert_sums()

    def test_only_customers_whose_sums_change_are_written(self):
        """The same month once more changes nobody; a note for Acme alone changes Acme alone."""
        self.publish("2026-01-01")
        self.publish("2026-02-01")
        before = self.places()
        self.publish("2026-02-01")
        self.assertEqual(self.places(), before)
        self.invoice(self.other_customer, 0, date="2026-03-02")
        self.publish("2026-03-01")
        changed = {partner for partner, place in self.places().items() if before[partner] != place}
        self.assertEqual(changed, {self.other_customer.id})
        self.assert_sums()

    def test_equal_customers_have_equal_ranks(self):
        """Four invoices, 22.50 each: Lumber earns 255, Acme and Third 277.50."""
        third = self.env["res.partner"].create({"name": "Third", "is_company": True})
        self.invoice(third, 300, date="2026-01-11")
        self.publish("2026-01-01")
        rows = self.env["customer.profitability.year"].search([])
        ranks = {(row.partner_id, row.window_id.kind): row.rank for row in rows}
        for kind in ("last_twelve", "fiscal_year"):
            self.assertEqual(
                [ranks[each, kind] for each in (self.customer, self.other_customer, third)],
                [3, 1, 1],
            )

    def test_the_last_twelve_months_move_on(self):
        self.month("2025-02-10", {self.customer: [1000]})
        self.month("2025-03-10", {self.customer: [10], self.other_customer: [20]})
        for month in ("2025-02-01", "2025-03-01", "2026-01-01"):
            self.publish(month)
        self.assertEqual(self.year(self.customer).cm3, 1250)
        window = self.window()
        self.assertEqual(
            (str(window.date_from), str(window.date_to), window.run_count),
            ("2025-02-01", "2026-01-31", 3),
        )
        self.assertEqual(window.display_name, "12 months to January 2026")
        self.publish("2026-02-01")
        self.assertEqual(self.year(self.customer).cm3, 600, "February of last year left")
        self.assertEqual(self.window(), window)
        self.assertEqual(str(window.date_from), "2025-03-01")
        by_year = {w.display_name: w.run_count for w in self.window("fiscal_year")}
        self.assertEqual(by_year, {"Fiscal year 2025": 2, "Fiscal year 2026": 2})
        self.assert_sums()

    def test_the_companys_fiscal_year_counts(self):
        self.company.write({"fiscalyear_last_month": "1", "fiscalyear_last_day": 31})
        self.publish("2026-01-01")
        self.publish("2026-02-01")
        names = sorted(self.window("fiscal_year").mapped("display_name"))
        self.assertEqual(names, ["Fiscal year 2025/2026", "Fiscal year 2026/2027"])
        self.assertEqual(self.year(self.customer, "fiscal_year").mapped("cm3"), [350, 240])
        self.company.fiscalyear_last_month = "12"
        self.env["customer.profitability.window"]._sync(self.company)
        self.assertEqual(self.window("fiscal_year").mapped("display_name"), ["Fiscal year 2026"])
        self.assertEqual(self.year(self.customer, "fiscal_year").cm3, 590)
        self.assert_sums()

    def test_a_closed_month_stays(self):
        run = self.publish("2026-01-01")
        run.with_user(self.controller).action_close("The year is audited")
        self.publish("2026-02-01")
        self.assertEqual(self.year(self.customer).cm3, 590)
        self.assert_sums()

    # -- dimensions

    def test_dimensions_are_those_of_the_last_statement(self):
        belgium, france = self.env.ref("base.be"), self.env.ref("base.fr")
        self.customer.country_id = belgium
        self.publish("2026-01-01")
        self.assertEqual(self.year(self.customer).country_id, belgium)
        self.customer.country_id = france
        self.publish("2026-02-01")
        self.assertEqual(self.year(self.customer).country_id, france)
        self.customer.country_id = self.env.ref("base.de")
        self.publish("2026-01-01")
        self.assertEqual(self.year(self.customer).country_id, france, "January is not the last")

    def test_dimensions_fall_back_when_the_last_statement_goes(self):
        self.customer.country_id = self.env.ref("base.be")
        self.publish("2026-01-01")
        self.customer.country_id = self.env.ref("base.fr")
        self.publish("2026-02-01")
        self.env["account.move"].search(
            [("partner_id", "=", self.customer.id), ("date", "=", "2026-02-10")]
        ).button_draft()
        self.invoice(self.other_customer, 70, date="2026-02-11")
        self.publish("2026-02-01")
        year = self.year(self.customer)
        self.assertEqual(year.country_id, self.env.ref("base.be"))
        self.assertEqual((str(year.last_month), year.run_count), ("2026-01-01", 1))
        self.assert_sums()

    def test_gross_revenue_is_known_when_it_is_in_every_month(self):
        income = self.company_data["default_account_revenue"]
        first = self.publish("2026-01-01")
        self.assertTrue(self.year(self.customer).gross_known)
        entry = self.post_entry(
            "2026-02-20", (income, -80, {"partner_id": self.customer.id}), (self.bank, 80)
        )
        self.publish("2026-02-01")
        year = self.year(self.customer)
        self.assertEqual((year.gross_known, year.gross_unknown_count), (False, 1))
        entry.button_draft()
        self.publish("2026-02-01")
        self.assertTrue(self.year(self.customer).gross_known)
        self.assertTrue(first)
