from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .year_common import YearCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityYear(YearCase):
    """A year is the sum of its published months, whatever is published in which order.

    January: Lumber 100 and 200, Acme 300, wages 90 over three invoices: 30 each.
    February: Lumber 400, wages 50.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.month("2026-01-10", {cls.customer: [100, 200], cls.other_customer: [300]}, 90)
        cls.month("2026-02-10", {cls.customer: [400]}, 50)

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

    def places(self):
        """Where the rows lie: a row that is written again lies elsewhere."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT partner_id, array_agg(ctid::text ORDER BY window_id) "
            "FROM customer_profitability_year GROUP BY partner_id"
        )
        return dict(self.env.cr.fetchall())

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
        run.with_user(self.controller).action_close()
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

    # -- merging

    def merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((source + target).ids, target)

    def test_merged_customers_have_one_row_with_their_sum(self):
        """240 and 270 in January are 510 of one customer; he is in one month, not in two."""
        self.publish("2026-01-01")
        self.merge(self.customer, self.other_customer)
        year = self.year(self.other_customer)
        self.assertRecordValues(year, [{"cm3": 510, "net_revenue": 600, "run_count": 1}])
        self.assert_sums()
        self.publish("2026-02-01")
        self.assertRecordValues(
            self.year(self.other_customer), [{"cm3": 860, "net_revenue": 1000, "run_count": 2}]
        )
        self.publish("2026-01-01")
        self.assertRecordValues(
            self.year(self.other_customer), [{"cm3": 860, "net_revenue": 1000, "run_count": 2}]
        )
        self.assert_sums()

    def test_merging_leaves_all_others_alone(self):
        third = self.env["res.partner"].create({"name": "Third", "is_company": True})
        self.invoice(third, 60, date="2026-01-11")
        self.publish("2026-01-01")
        before = self.places()[third.id]
        self.merge(self.customer, self.other_customer)
        self.assertEqual(self.places()[third.id], before)
        self.assertEqual(self.places().keys(), {third.id, self.other_customer.id})

    # -- proof

    def test_a_row_that_is_wrong_is_found_and_mended(self):
        self.publish("2026-01-01")
        row = self.year(self.other_customer)
        self.force(row, cm2=999)
        self.assertEqual(
            self.window()._find_differences(), [(self.window().id, self.other_customer.id)]
        )
        self.force(row, cm3=999)
        with self.assertLogs("odoo.addons.customer_cost_management", "ERROR"):
            self.publish("2026-02-01")
        self.assert_sums()

    def test_figures_that_cannot_be_mended_are_not_published(self):
        self.publish("2026-01-01")
        run = self.run_month("2026-02-01", "2026-02-28")
        run._as_engine().write({"state": "computed", "contribution": 1})
        with (
            mute_logger("odoo.addons.customer_cost_management.models.customer_profitability_proof"),
            self.refuses(UserError, "differs from its months"),
        ):
            run.with_user(self.controller).action_publish()

    def test_nobody_writes_years(self):
        self.publish("2026-01-01")
        for record in (self.year(self.customer), self.window()):
            with self.refuses(UserError, "cannot be changed"):
                record.sudo().write({"run_count": 5})
            with self.refuses(UserError, "cannot be changed"):
                record.sudo().unlink()

    def test_queries_do_not_grow_with_customers(self):
        counts = []
        for count in (1, 20):
            customers = self.env["res.partner"].create(
                [{"name": f"Many {number}", "is_company": True} for number in range(count)]
            )
            date = f"2026-0{3 if count == 1 else 4}-05"
            self.month(date, {customer: [10] for customer in customers})
            run = self.run_month(date[:8] + "01", date[:8] + "30")
            run._as_engine().state = "published"
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["customer.profitability.window"]._sync(self.company)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    # -- currencies, companies

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
