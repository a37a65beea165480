from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .period_common import JANUARY_AND_FEBRUARY, PeriodCase
from .results_common import ResultsCase

MODEL = "customer.profitability.period"
QUARTER = "quarter.2025-10-01"


@tagged("post_install", "-at_install")
class TestStatementOfPeriod(PeriodCase):
    """Whatever the period, a row leads to one statement, on the page and on paper."""

    def row(self, period, customer, **choices):
        domain = [("partner_id", "=", customer.id)]
        return self.rows(period, **choices).search(domain, limit=1)

    def opened(self, period, customer, **choices):
        """The statement that a row opens, in the period that it opens it in."""
        action = self.row(period, customer, **choices).action_open_statement()
        self.env.invalidate_all()
        rows = self.env[action["res_model"]].with_context(**action.get("context", {}))
        return rows.browse(action["res_id"])

    def lines(self, statement):
        return {each["key"]: each["amount"] for each in statement.statement["rows"]}

    # -- the page

    def test_months_and_years_open_what_is_kept(self):
        for period, customer, choices, model, cm3 in (
            (False, self.lumber, {}, "customer.profitability.year", 735),
            ("year.2026-01-01", self.lumber, {}, "customer.profitability.year", 450),
            ("month.2025-12-01", self.acme, {}, "customer.profitability", 85),
            ("custom.2025-12-01.2025-12-31", self.acme, {}, "customer.profitability", 85),
            (QUARTER, self.acme, {"grain": "month"}, "customer.profitability", None),
        ):
            statement = self.opened(period, customer, **choices)
            with self.subTest(period=period):
                self.assertEqual(statement._name, model)
                self.assertIn(statement.cm3, (cm3,) if cm3 else (85, 300))

    def test_other_periods_are_summed_up(self):
        """Lumber 50 + 400; in the quarter 100 + 200, and an invoice handled for 15."""
        statement = self.opened(JANUARY_AND_FEBRUARY, self.lumber)
        self.assertEqual((statement._name, statement.period_label), (MODEL, "Jan 2026 – Feb 2026"))
        lines = self.lines(statement)
        self.assertEqual((lines["net_revenue"], lines["cm3"]), (450, 450))
        statement = self.opened(QUARTER, self.lumber)
        self.assertEqual(statement.period_label, "Oct 2025 – Dec 2025")
        lines = self.lines(statement)
        self.assertEqual((lines["net_revenue"], lines["order_allocated"]), (300, -15))
        self.assertEqual(lines["cm3"], 285)
        self.assertIn("earned 285.00 in Oct 2025 – Dec 2025", statement.statement["summary"])
        months = statement.action_open_months()
        months = self.env[months["res_model"]].search(months["domain"])
        self.assertEqual(sorted(months.mapped("cm3")), [100, 185])

    def test_its_buttons_open_what_it_is_made_of(self):
        """Lumber: an invoice in November and one in December, which was handled for 15."""
        statement = self.opened(QUARTER, self.lumber)

        def behind(action):
            return self.env[action["res_model"]].search(action["domain"])

        self.assertEqual(statement.invoice_count, 2)
        invoices = behind(statement.action_open_invoices())
        self.assertEqual(sorted(invoices.mapped("amount_untaxed")), [100, 200])
        allocations = behind(statement.action_open_allocations())
        self.assertEqual(sum(allocations.mapped("amount")), 15)
        captured = behind(statement.action_open_captured())
        self.assertEqual(len(captured), statement.captured_count)
        self.assertEqual(sum(captured.mapped("result")), 300)
        self.assertEqual(statement.direct_cost_count, 0)
        self.assertEqual(statement.request_count, 0)
        names = {each.get("name") for each in self.form_of(statement).iter("button")}
        wanted = ["allocations", "invoices", "direct_costs", "requests", "captured", "months"]
        self.assertLessEqual({f"action_open_{each}" for each in wanted}, names)

    def form_of(self, statement):
        return etree.fromstring(statement.get_view(view_type="form")["arch"])

    def test_a_year_with_estimates_is_summed_up(self):
        self.invoice(self.lumber, 7, date="2026-03-10")
        self.run_month()._as_engine().state = "computed"
        statement = self.opened(False, self.lumber, estimate="1")
        self.assertEqual((statement._name, statement.cm3), (MODEL, 735 + 7))
        self.assertIn("an estimate", statement.origin)
        self.assertEqual(statement.period_label, "Apr 2025 – Mar 2026")

    def test_it_is_compared_with_the_same_length_before(self):
        statement = self.opened(JANUARY_AND_FEBRUARY, self.lumber)
        page = statement.get_comparison()
        rows = {row["key"]: row for row in page["rows"]}
        self.assertEqual(page["head"], "Nov 2025 – Dec 2025")
        self.assertEqual((rows["cm3"]["other"], rows["cm3"]["delta"]), (285, 165))
        self.assertEqual(page["change"]["amount"], 165)
        page = statement.get_comparison("customer", self.third.id)
        rows = {row["key"]: row for row in page["rows"]}
        self.assertEqual((page["head"], rows["cm3"]["other"]), ("Third", 20))
        self.assertEqual([each["name"] for each in statement.find_customers("Thi")], ["Third"])
        page = self.opened(QUARTER, self.lumber).get_comparison()
        self.assertIn("no published figures of Jul 2025 – Sep 2025", page["sentence"])

    def test_it_is_compared_with_the_middle_of_its_peers(self):
        tier = self.env["customer.cost.tier"].create(
            {"name": "Peers", "company_id": self.company.id}
        )
        for number, revenue in enumerate((10, 20, 30)):
            peer = self.env["res.partner"].create({"name": f"Peer {number}", "is_company": True})
            self.invoice(peer, revenue, date="2026-02-10")
        self.publish("2026-02-10")
        self.env.flush_all()
        self.env.cr.execute("UPDATE customer_profitability SET tier_id = %s", [tier.id])
        self.env.invalidate_all()
        page = self.opened(JANUARY_AND_FEBRUARY, self.lumber).get_comparison("tier")
        rows = {row["key"]: row for row in page["rows"]}
        self.assertIn("The middle of 5 customers", page["note"])
        self.assertEqual(rows["cm3"]["other"], 100)

    def test_fully_loaded_shares_the_cost_of_its_months(self):
        statement = self.opened(JANUARY_AND_FEBRUARY, self.lumber)
        rows = {row["key"]: row["amount"] for row in statement.get_fully_loaded()["rows"]}
        self.assertEqual((rows["channel"], rows["cm4"], rows["net"]), (0, 450, 450))

    def test_rows_stand_side_by_side_in_their_period(self):
        rows = self.rows(JANUARY_AND_FEBRUARY).search([])
        params = rows.action_compare()["params"]
        self.assertEqual((params["res_model"], params["res_ids"]), (MODEL, rows.ids))
        self.env.invalidate_all()
        rows = self.env[MODEL].with_context(**params["context"]).browse(params["res_ids"])
        page = rows.get_side_by_side()
        self.assertEqual(
            [(each["customer"], each["period"]) for each in page["columns"]],
            [("Lumber Inc", "Jan 2026 – Feb 2026"), ("Third", "Jan 2026 – Feb 2026")],
        )
        [cm3] = [row for row in page["rows"] if row["key"] == "cm3"]
        self.assertEqual([cell["amount"] for cell in cm3["cells"]], [450, 20])
        year = self.rows().search([]).action_compare()["params"]
        self.assertEqual(year["res_model"], "customer.profitability.year")

    def test_a_row_has_its_own_statement_and_memo_costs(self):
        self.env["customer.cost.memo"].create(
            {"reason": "Lost order", "kind": "memo", "company_id": self.company.id}
            | {"partner_id": self.lumber.id, "date": "2026-01-15", "amount": 7}
        )
        figures = self.figures("memo_cost", period=JANUARY_AND_FEBRUARY)
        self.assertEqual(figures, {self.lumber: (7,), self.third: (0,)})
        february = self.figures("memo_cost", period="month.2026-02-01")
        self.assertEqual(february[self.lumber], (0,))
        row = self.rows(JANUARY_AND_FEBRUARY).search([("partner_id", "=", self.lumber.id)])
        amounts = {each["key"]: each["amount"] for each in row.statement["rows"]}
        self.assertEqual((amounts["net_revenue"], amounts["cm3"]), (450, 450))

    # -- on paper

    def test_chosen_rows_print_their_statements(self):
        rows = self.rows("month.2025-12-01").search([])
        self.assertTrue(
            rows.action_print()["url"].startswith("/customer_cost_management/statements/month/")
        )
        self.assertIn("/year/", self.rows().search([]).action_print()["url"])
        rows = self.rows(JANUARY_AND_FEBRUARY).search([])
        url = rows.action_print()["url"]
        self.assertIn(f"/statements/period/{rows.ids[0]},{rows.ids[1]}?", url)
        self.assertIn(f"period={JANUARY_AND_FEBRUARY}", url)
        companies = url.partition("companies=")[2].split("%2C")
        self.assertIn(str(self.company.id), companies)
        many = rows.browse(range(1, 42))
        self.patch(type(rows), "check_access", lambda *_args: None)
        with self.refuses(UserError, "41 statements are chosen"):
            many.action_print()

    def test_the_paper_says_which_period_it_is(self):
        statement = self.opened(JANUARY_AND_FEBRUARY, self.lumber)
        reports = statement.env["ir.actions.report"]
        html = reports._render_qweb_html(statement._statement_report(), statement.ids)[0].decode()
        for text in ("Lumber Inc", "Jan 2026 – Feb 2026", "450.00", "2 published periods"):
            with self.subTest(text=text):
                self.assertIn(text, html)


@tagged("post_install", "-at_install")
class TestStatementOfPeriodRights(ResultsCase, HttpCase):
    """Own 690 and Team 500 of the manager; Other is a colleague's."""

    def row(self, user, customer):
        rows = self.env[MODEL].with_context(customer_cost_period="quarter.2026-01-01")
        return rows.search([("partner_id", "in", customer.ids)]).with_user(user)

    def test_nobody_reads_the_statement_of_a_strangers_row(self):
        for user in (self.customer_manager, self.staff, self.billing, self.compliance):
            for name in ("get_comparison", "get_fully_loaded", "get_whole_life", "action_print"):
                row = self.row(user, self.other)
                self.env.invalidate_all()
                with self.subTest(user=user.login, name=name), self.assertRaises(AccessError):
                    getattr(row, name)()
        for name in ("action_compare", "get_side_by_side"):
            rows = self.row(self.customer_manager, self.own | self.other)
            self.env.invalidate_all()
            with self.subTest(name=name), self.assertRaises(AccessError):
                getattr(rows, name)()

    def test_a_manager_reads_his_own_without_figures_of_the_company(self):
        row = self.row(self.customer_manager, self.own)
        self.assertEqual(row.get_comparison()["kind"], "previous")
        amounts = {each["key"]: each["amount"] for each in row.statement["rows"]}
        self.assertEqual(amounts["cm3"], 690)
        self.assertFalse(row.statement["may_load"])
        with self.assertRaises(AccessError):
            row.get_fully_loaded()

    def test_the_paper_is_for_who_may_read_the_row(self):
        url = self.row(self.customer_manager, self.own).action_print()["url"]
        stranger = self.row(self.auditor, self.other)
        self.authenticate("customer_manager", "customer_manager-password")
        answer = self.url_open(url)
        # tests get the page that would be printed
        self.assertEqual(answer.status_code, 200)
        self.assertIn("690.00", answer.text)
        self.assertIn("Jan%202026", answer.headers["Content-Disposition"])
        self.assertEqual(self.url_open(stranger.action_print()["url"]).status_code, 404)
