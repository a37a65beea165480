from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .value_common import ValueCase
from .year_common import TwoMonthsCase


@tagged("post_install", "-at_install")
class TestStatementSideBySide(TwoMonthsCase):
    """January: Lumber 300 less 60, Acme 300 less 30 and 45 direct; February: Lumber 400 less 50"""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.user_id = cls.customer_manager
        cls.post_entry(
            "2026-01-20",
            (cls.wages, 45, {"cost_customer_id": cls.other_customer.id}),
            (cls.bank, -45),
        )
        cls.january = cls.publish("2026-01-10")
        cls.february = cls.publish("2026-02-10")
        cls.rows = cls.env["customer.profitability"].search(
            [("run_id", "in", (cls.january + cls.february).ids)], order="date, partner_id"
        )

    def test_lines_that_one_has_are_zero_in_the_others(self):
        self.assertEqual(len(self.rows), 3)
        action = self.rows.action_compare()
        self.assertEqual(action["params"]["res_ids"], self.rows.ids)
        page = self.rows.get_side_by_side()
        customers = {(column["customer"], column["period"]) for column in page["columns"]}
        self.assertEqual(
            customers,
            {
                ("Lumber Inc", "January 2026"),
                ("Acme Corp", "January 2026"),
                ("Lumber Inc", "February 2026"),
            },
        )
        cells = {row["key"]: [cell["amount"] for cell in row["cells"]] for row in page["rows"]}
        self.assertEqual(cells["net_revenue"], [300, 300, 400])
        self.assertEqual(sorted(cells["customer_direct"]), [-45, 0, 0])
        self.assertEqual(sorted(cells["cm3"]), [225, 240, 350])
        keys = list(cells)
        self.assertEqual(keys.index("customer_direct"), keys.index("customer_level") + 1)

    def test_two_to_five(self):
        for rows in (self.rows[:1], self.rows.browse()):
            for method in ("action_compare", "get_side_by_side"):
                with self.refuses(UserError, "Choose 2 to 5 statements to compare"):
                    getattr(rows, method)()
        years = self.env["customer.profitability.year"].search(
            [("window_id", "in", self.window().ids)]
        )
        self.assertEqual(len(years.get_side_by_side()["columns"]), 2)

    def rows_of(self, period=False):
        self.env.invalidate_all()
        rows = self.env["customer.profitability.period"].with_context(customer_cost_period=period)
        return rows.search([])

    def test_rows_of_a_chosen_period_lead_to_their_statements(self):
        years = self.rows_of().action_compare()["params"]
        self.assertEqual(years["res_model"], "customer.profitability.year")
        self.assertEqual(len(years["res_ids"]), 2)
        months = self.rows_of("month.2026-01-01").action_compare()["params"]
        self.assertEqual(months["res_model"], "customer.profitability")
        self.assertEqual(set(months["res_ids"]), set(self.rows[:2].ids))
        self.assertIn("/statements/month/", self.rows_of("month.2026-01-01").action_print()["url"])
        rows = self.rows_of("custom.2026-01-01.2026-02-28")
        self.assertIn("/statements/period/", rows.action_print()["url"])
        self.assertEqual(rows.action_compare()["params"]["res_ids"], rows.ids)

    def test_memo_costs_and_statements_of_a_chosen_period(self):
        self.env["customer.cost.memo"].create(
            [
                {"amount": amount, "reason": "Lost", "date": date, "partner_id": self.customer.id}
                for amount, date in ((40, "2026-01-31"), (2, "2026-02-01"))
            ]
        )
        for period, memo, cm3 in (
            (False, 42, 590),
            ("custom.2026-01-01.2026-02-28", 42, 590),
            ("month.2026-02-01", 2, 350),
        ):
            row = self.rows_of(period).filtered(lambda row: row.partner_id == self.customer)
            rows = {each["key"]: each["amount"] for each in row.statement["rows"]}
            with self.subTest(period=period):
                self.assertEqual((row.memo_cost, rows["memo_cost"]), (memo, memo))
                self.assertEqual((row.cm3, rows["cm3"]), (cm3, cm3))

    def test_who_may_not_read_one_of_them_sees_none(self):
        for user in (self.staff, self.billing, self.customer_manager):
            for method in ("action_compare", "get_side_by_side"):
                self.env.invalidate_all()
                with self.subTest(user=user.login, method=method), self.assertRaises(AccessError):
                    getattr(self.rows.with_user(user), method)()
        own = self.rows.filtered(lambda row: row.partner_id == self.customer)
        page = own.with_user(self.customer_manager).get_side_by_side()
        self.assertEqual(len(page["columns"]), 2)


@tagged("post_install", "-at_install")
class TestWholeLife(ValueCase):
    """Samples of 80 won a customer who bought for 1,000 in December and 500 in March."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        [cls.won] = cls.create_customers("Won", user_id=cls.customer_manager.id)
        cls.invoice(cls.won, 1000, date="2025-12-10")
        cls.spend("2025-12-20", cls.won, samples=80)
        cls.publish(2025, 12)
        cls.invoice(cls.won, 500, date="2026-03-10")
        cls.march = cls.publish(2026, 3)

    def test_every_year_and_all_together(self):
        for row in (self.statement(self.march, self.won), self.year_of_won()):
            page = row.with_user(self.customer_manager).get_whole_life()
            with self.subTest(model=row._name):
                self.assertEqual((page["since"], page["periods"]), ("December 2025", 2))
                self.assertEqual(
                    [(year["label"], year["net_revenue"], year["cm3"]) for year in page["years"]],
                    [("Fiscal year 2025", 1000, 920), ("Fiscal year 2026", 500, 500)],
                )
                self.assertEqual((page["total"]["net_revenue"], page["total"]["cm3"]), (1500, 1420))
                self.assertAlmostEqual(page["total"]["percent"], 100 * 1420 / 1500)

    def test_what_winning_him_cost(self):
        row = self.statement(self.march, self.won)
        self.assertIsNone(row.get_whole_life()["acquisition"])
        self.evaluate("2026-04-10")
        row.invalidate_recordset()
        acquisition = row.get_whole_life()["acquisition"]
        self.assertEqual((acquisition["cost"], acquisition["without"]), (80, 1500))
        self.assertTrue(acquisition["payback"])

    def test_versions_that_are_not_published_do_not_count(self):
        estimate = self.run_month("2026-04-01", "2026-04-30")
        estimate._as_engine().state = "computed"
        page = self.statement(self.march, self.won).get_whole_life()
        self.assertEqual(page["periods"], 2)

    def test_others_learn_nothing(self):
        self.won.user_id = self.controller
        for user in (self.staff, self.billing, self.customer_manager):
            for row in (self.statement(self.march, self.won), self.year_of_won()):
                self.env.invalidate_all()
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    row.with_user(user).get_whole_life()

    def year_of_won(self):
        return self.env["customer.profitability.year"].search(
            [("window_kind", "=", "last_twelve"), ("partner_id", "=", self.won.id)]
        )
