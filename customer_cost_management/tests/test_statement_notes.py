from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .value_common import ValueCase

REPORTS = {
    "customer.profitability": "customer_cost_management.report_customer_profitability",
    "customer.profitability.year": "customer_cost_management.report_customer_profitability_year",
}
CHANGED = "The books changed after these figures were published."


class NotesCase(ValueCase):
    """January and March of a customer are published, March with changes in its books."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        [cls.customer] = cls.create_customers("Lumber", user_id=cls.customer_manager.id)
        for month in (1, 2, 3, 4):
            cls.invoice(cls.customer, 100, f"2026-{month:02}-10")
        cls.spend("2026-03-05", cls.customer, visits=10)
        cls.run_january = cls.publish(2026, 1)
        cls.run_march = cls.publish(2026, 3)

    def set_changed(self):
        self.run_march._as_engine().write({"changed_entries": 12, "changed_effect": -3412.5})

    def statements(self):
        """(the month, the last twelve months, the fiscal year) of the customer."""
        [month] = self.env["customer.profitability"].search([("run_id", "=", self.run_march.id)])
        years = self.env["customer.profitability.year"]
        found = [
            years.search([("window_kind", "=", kind), ("partner_id", "=", self.customer.id)])
            for kind in ("last_twelve", "fiscal_year")
        ]
        return month, *found

    def notes(self, row, user):
        self.env.invalidate_all()
        notes = row.with_user(user).notes or []
        return {note["key"].split("_")[0]: note for note in notes}

    def lists(self, user, **choices):
        """Of list, cards, pivot and graph of a period."""
        self.env.invalidate_all()
        rows = self.env["customer.profitability.period"].with_user(user)
        context = {f"customer_cost_{name}": value for name, value in choices.items()}
        found = rows.with_context(**context).get_notes()
        return {note["key"].split("_")[0]: note for note in found}


@tagged("post_install", "-at_install")
class TestStatementNotes(NotesCase):
    """Month, year, paper and lists say the same: stale, missing, published with a reason."""

    def test_a_statement_of_books_that_changed(self):
        for row in self.statements():
            with self.subTest(model=row._name):
                self.assertNotIn("stale", self.notes(row, self.auditor))
        self.set_changed()
        for row in self.statements():
            with self.subTest(model=row._name):
                note = self.notes(row, self.auditor)["stale"]
                self.assertRegex(note["text"], r"^12 entries changed since .*3,412\.50")
                self.assertEqual(note["action"]["domain"], [["run_id", "in", self.run_march.ids]])

    def test_a_manager_is_told_without_amounts_of_the_company(self):
        self.set_changed()
        for row in self.statements():
            with self.subTest(model=row._name):
                note = self.notes(row, self.customer_manager)["stale"]
                self.assertEqual(note["text"], CHANGED)
                self.assertNotIn("action", note)

    def test_a_year_says_what_is_missing_and_why_a_month_was_published(self):
        with freeze_time("2026-04-15"):
            month, *years = self.statements()
            for year in years:
                notes = self.notes(year, self.customer_manager)
                self.assertEqual(notes["gaps"]["text"], "February 2026 not published.")
                self.assertEqual(
                    notes["reason"]["text"],
                    "January 2026 and March 2026 published with a reason: a test",
                )
            self.assertEqual(set(self.notes(month, self.customer_manager)), {"reason"})

    def test_a_year_says_which_months_wait_a_month_does_not(self):
        april = self.run_month("2026-04-01", "2026-04-30")
        april._as_engine().state = "computed"
        month, *years = self.statements()
        for year in years:
            self.assertIn("waiting", self.notes(year, self.auditor))
            self.assertNotIn("waiting", self.notes(year, self.customer_manager))
        self.assertNotIn("waiting", self.notes(month, self.auditor))

    def set_incomplete(self):
        """Half of the 200 of January is of a product without cost, a third of March's 150."""
        product = self.env["product.product"].create({"name": "Adapter", "taxes_id": False})
        self.invoice(self.customer, 100, "2026-01-20", product_id=product.id)
        self.invoice(self.customer, 50, "2026-03-20", product_id=product.id)
        self.run_january, self.run_march = self.publish(2026, 1), self.publish(2026, 3)
        return product

    def test_goods_sold_at_cost_zero(self):
        """Every page says so; which share of revenue, and which products, to who reads the
        company."""
        product = self.set_incomplete()
        for row, share in zip(
            self.statements(),
            ("March 2026: 33.3 % of revenue",)
            + ("January 2026 and March 2026: up to 50.0 % of a month's revenue",) * 2,
            strict=True,
        ):
            with self.subTest(model=row._name):
                note = self.notes(row, self.auditor)["incomplete"]
                self.assertIn(f"Cost of sales incomplete in {share} was sold", note["text"])
                goods = self.env["customer.cost.invoiced.goods"].with_user(self.auditor)
                found = goods.search(note["action"]["domain"])
                self.assertEqual(found.product_id, product)
                self.assertEqual(len(found), share.count("2026"))
                note = self.notes(row, self.customer_manager)["incomplete"]
                self.assertIn("goods were sold at cost 0", note["text"])
                self.assertNotIn("%", note["text"])
                self.assertNotIn("action", note)
        self.assertIn("incomplete", self.lists(self.customer_manager))
        self.assertNotIn("incomplete", self.lists(self.auditor, period="month.2026-02-01"))

    def test_goods_sold_at_cost_zero_on_paper(self):
        self.set_incomplete()
        reports = self.env["ir.actions.report"].with_user(self.customer_manager)
        for row in self.statements():
            html = reports._render_qweb_html(REPORTS[row._name], row.ids)[0]
            with self.subTest(model=row._name):
                self.assertIn("Cost of sales incomplete in", html.decode())

    def test_the_same_is_printed(self):
        self.set_changed()
        reports = self.env["ir.actions.report"]
        for row in self.statements():
            for user, text in (
                (self.auditor, "12 entries changed"),
                (self.customer_manager, CHANGED),
            ):
                self.env.invalidate_all()
                html = reports.with_user(user)._render_qweb_html(REPORTS[row._name], row.ids)[0]
                with self.subTest(model=row._name, user=user.login):
                    self.assertIn(text, html.decode())
                    self.assertIn("published with a reason: a test", html.decode())

    def test_lists_say_what_the_curve_says(self):
        self.set_changed()
        rows = self.env["customer.profitability.period"]
        for user in (self.auditor, self.customer_manager):
            self.env.invalidate_all()
            curve = rows.with_user(user).get_whale_curve([])["notes"]
            self.assertEqual(rows.with_user(user).get_notes(), curve)
        self.assertEqual(self.lists(self.customer_manager)["stale"]["text"], CHANGED)
        self.assertNotIn("stale", self.lists(self.auditor, period="month.2026-01-01"))

    def test_lists_with_estimates_call_them_so(self):
        april = self.run_month("2026-04-01", "2026-04-30")
        april._as_engine().state = "computed"
        self.assertIn("waiting", self.lists(self.auditor))
        note = self.lists(self.auditor, estimate="1")["estimates"]
        self.assertEqual(note["text"], "April 2026 computed but not published: an estimate.")
        self.assertNotIn("estimates", self.lists(self.customer_manager, estimate="1"))

    def test_without_profit_rights_there_are_no_notes(self):
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.lists(user)
