import io
import zipfile

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..report.customer_profitability_svg import hatching
from .results_common import ResultsCase

REPORTS = {
    "customer.profitability": "customer_cost_management.report_customer_profitability",
    "customer.profitability.year": "customer_cost_management.report_customer_profitability_year",
}


class PrintCase(ResultsCase):
    def year_of(self, customer):
        return self.env["customer.profitability.year"].search(
            [("window_kind", "=", "last_twelve"), ("partner_id", "=", customer.id)]
        )

    def pages(self, customer):
        return self.statement_of(customer), self.year_of(customer)

    def html(self, row, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        return reports._render_qweb_html(REPORTS[row._name], row.ids)[0].decode()


@tagged("post_install", "-at_install")
class TestStatementPrint(PrintCase):
    """The statement on paper, and who may have it."""

    def test_the_page_says_who_what_and_how_much(self):
        for row in self.pages(self.own):
            html = self.html(row, self.auditor)
            for text in (
                "Customer Statement",
                "Confidential",
                "Own",
                "690.00",
                "69.0 %",
                "Order handling 1 × 250.00 = 250.00",
                "Difference of the run to the books 0.00",
                "In USD",
                "Printed by auditor",
                "<svg",
                '<path class="o_hatching"',
            ):
                with self.subTest(model=row._name, text=text):
                    self.assertIn(text, html)
            self.assertIn('<div class="page o_statement_print"', html)

    def test_the_printer_gets_characters_and_style(self):
        # else Chinese, and every × and ·, is printed as rubbish
        for row in self.pages(self.own):
            html = self.html(row, self.auditor)
            report = self.env.ref(
                f"customer_cost_management.{row._name.replace('.', '_')}_action_print"
            )
            bodies, *_rest = report._prepare_html(html, report_model=row._name)
            with self.subTest(model=row._name):
                self.assertEqual(len(bodies), 1)
                self.assertIn('<meta charset="utf-8"/>', bodies[0])
                self.assertIn("Order handling 1 × 250.00", bodies[0])

    def test_the_hatching_stays_within_its_bar(self):
        # 20 wide, 14 high, strokes 6 apart: five, each from edge to edge
        self.assertEqual(
            hatching(100, 4, 20),
            "M106.0,4.0 L100.0,10.0 M112.0,4.0 L100.0,16.0 M118.0,4.0 L104.0,18.0 "
            "M120.0,8.0 L110.0,18.0 M120.0,14.0 L116.0,18.0",
        )

    def test_the_month_names_its_run_and_the_year_its_months(self):
        self.assertIn("v1, published on", self.html(self.statement_of(self.own)))
        year = self.html(self.year_of(self.own))
        self.assertIn("1 published periods, 1 with figures of the customer", year)
        # whoever reads the paper knows which version it is of, and who answers for it
        self.assertRegex(year, r"v1, published on [\w/ ]+ by controller")

    def test_figures_of_months_that_are_not_locked_are_provisional(self):
        for row in self.pages(self.own):
            self.assertFalse(row.is_final)
            self.assertIn("provisional: the books of the month are not locked", self.html(row))
        self.company.fiscalyear_lock_date = "2026-03-31"
        self.env.invalidate_all()
        for row in self.pages(self.own):
            self.assertTrue(row.is_final)
            self.assertNotIn("provisional", self.html(row))

    def test_the_annex_tells_the_entries_behind_allocated_cost(self):
        """250 of the wages of 1000 are his; nobody without rights on pools has the annex."""
        for row in self.pages(self.own):
            page = row.with_user(self.auditor)._print_page()
            [activity] = page["annex"]["activities"]
            self.assertEqual((activity["label"], activity["amount"]), ("Order handling", "-250.00"))
            [pool] = activity["pools"]
            self.assertEqual((pool["label"], pool["others"]), ("Sales team", ""))
            [entry] = pool["entries"]
            self.assertEqual((entry["whole"], entry["amount"]), ("-1,000.00", "-250.00"))
            html = self.html(row, self.auditor)
            self.assertIn("Entries behind the largest activities, March 2026", html)
            self.assertIn("Pool: Sales team", html)
            self.assertNotIn("Entries behind", self.html(row, self.customer_manager))

    def test_the_annex_is_short_and_adds_up(self):
        for amount in range(1, 9):
            self.post_entry("2026-03-30", (self.wages, amount), (self.bank, -amount))
        self.run_march.action_new_version()
        run = self.env["customer.cost.run"].search([("state", "=", "draft")])
        run.action_compute()
        [activity] = self.statement_of(self.own, run)._print_page()["annex"]["activities"]
        [pool] = activity["pools"]
        # a quarter of 1036: 250 + 2 + 1.75 + 1.5 + 1.25 of the five largest, 2.5 of the others
        self.assertEqual(activity["amount"], "-259.00")
        self.assertEqual(
            [entry["amount"] for entry in pool["entries"]],
            ["-250.00", "-2.00", "-1.75", "-1.50", "-1.25"],
        )
        self.assertEqual(pool["others"], "-2.50")

    def test_memo_costs_stand_apart(self):
        self.assertNotIn("Memo costs", self.html(self.statement_of(self.own)))
        self.env["customer.cost.memo"].create(
            {"amount": 40, "reason": "Lost", "date": "2026-03-31", "partner_id": self.own.id}
        )
        for row in self.pages(self.own):
            row.invalidate_recordset()
            self.assertIn("Memo costs (not in the books) 40.00", self.html(row))

    def test_reasons_of_a_warning_are_printed(self):
        self.run_march._as_engine().reason = "Freight of March comes later"
        self.assertIn("Freight of March comes later", self.html(self.statement_of(self.own)))

    def test_a_share_by_ability_is_printed(self):
        html = self.html(self.statement_of(self.own))
        self.assertNotIn("ability to bear", html)
        self.force(self.handling.driver_id, quality="ability")
        html = self.html(self.statement_of(self.own))
        self.assertIn("100.0 % of the allocated cost is shared by ability to bear", html)

    @classmethod
    def force(cls, record, **values):
        cls.env.flush_all()
        for name, value in values.items():
            cls.env.cr.execute(
                f"UPDATE {record._table} SET {name} = %s WHERE id = %s", [value, record.id]
            )
        cls.env.invalidate_all()

    def test_manager_prints_his_customers_without_figures_of_the_company(self):
        for row in self.pages(self.own):
            html = self.html(row, self.customer_manager)
            self.assertIn("690.00", html)
            self.assertNotIn("Difference of the run", html)

    def test_others_get_no_page_by_the_method(self):
        reports = self.env["ir.actions.report"]
        for user, customers in (
            (self.staff, self.own),
            (self.billing, self.own),
            (self.compliance, self.own),
            (self.customer_manager, self.other),
        ):
            for row in self.pages(customers):
                for method in ("_render_qweb_html", "_render_qweb_pdf"):
                    self.env.invalidate_all()
                    with (
                        self.subTest(user=user.login, model=row._name, method=method),
                        self.assertRaises(AccessError),
                    ):
                        getattr(reports.with_user(user), method)(REPORTS[row._name], row.ids)
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    row.with_user(user).action_print()

    def test_many_at_once_are_refused_with_the_number(self):
        rows = self.env["customer.profitability"].search([])
        many = rows.browse(list(range(1, 42)))
        self.patch(type(rows), "check_access", lambda *_args: None)
        with self.refuses(UserError, "41 statements are chosen. Print at most 40 at once"):
            many.action_print()


@tagged("post_install", "-at_install")
class TestStatementPrintHttp(PrintCase, HttpCase):
    """The same by its address."""

    def address(self, row, converter="html"):
        return f"/report/{converter}/{REPORTS[row._name]}/{row.id}"

    def test_readers_get_the_page(self):
        for login, count in (("auditor", 2), ("customer_manager", 2)):
            self.authenticate(login, f"{login}-password")
            for row in self.pages(self.own)[:count]:
                answer = self.url_open(self.address(row))
                self.assertEqual(answer.status_code, 200)
                self.assertIn("690.00", answer.text)

    def test_others_get_no_page_by_its_address(self):
        for login, customer in (
            ("staff", self.own),
            ("billing", self.own),
            ("customer_manager", self.other),
        ):
            self.authenticate(login, f"{login}-password")
            for row in self.pages(customer):
                for converter in ("html", "pdf"):
                    with (
                        self.subTest(login=login, model=row._name, converter=converter),
                        self.assertLogs("odoo.http", "WARNING"),
                    ):
                        answer = self.url_open(self.address(row, converter))
                        self.assertGreaterEqual(answer.status_code, 400)
                        self.assertNotIn("690.00", answer.text)
                        self.assertNotIn("-10.00", answer.text)

    def zipped(self, rows):
        kind = "year" if rows._name.endswith("year") else "month"
        ids = ",".join(map(str, rows.ids))
        return self.url_open(f"/customer_cost_management/statements/{kind}/{ids}")

    def test_several_are_one_file_each(self):
        """The manager's archive leaves out the stranger's customer."""
        rows = self.env["customer.profitability"].search([])
        url = rows.with_user(self.auditor).action_print()["url"]
        self.assertEqual(
            url, f"/customer_cost_management/statements/month/{','.join(map(str, rows.ids))}"
        )
        for login, names in (
            ("auditor", ["Other", "Own", "Team"]),
            ("customer_manager", ["Own", "Team"]),
        ):
            self.authenticate(login, f"{login}-password")
            answer = self.zipped(rows)
            self.assertEqual(answer.headers["Content-Type"], "application/zip")
            files = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
            self.assertEqual(sorted(name.split(" - ")[0] for name in files), names)

    def test_staff_gets_no_archive(self):
        self.authenticate("staff", "staff-password")
        with self.assertLogs("odoo.http", "WARNING"):
            answer = self.zipped(self.statement_of(self.own))
        self.assertGreaterEqual(answer.status_code, 400)
        self.authenticate("customer_manager", "customer_manager-password")
        self.assertEqual(self.zipped(self.statement_of(self.other)).status_code, 404)
