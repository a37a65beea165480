from freezegun import freeze_time

from odoo.tests import tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestChartPageNotes(ValueCase):
    """What pages say about their figures: stale, missing, provisional, published anyway."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        [cls.customer] = cls.create_customers("Lumber", user_id=cls.customer_manager.id)
        for month in (1, 2, 3, 4):
            cls.invoice(cls.customer, 100, f"2026-{month:02}-10")
        cls.publish(2026, 1)
        cls.run_march = cls.publish(2026, 3)
        cls.period = cls.env["customer.profitability.period"]

    def notes(self, user=None, period=False, method="get_customer_quadrant", **choices):
        """{key: note} of a page; the same id means another row in another period."""
        self.env.invalidate_all()
        context = {f"customer_cost_{name}": value for name, value in choices.items()}
        rows = self.period.with_user(user or self.auditor)
        rows = rows.with_context(customer_cost_period=period, **context)
        return {note["key"].split("_")[0]: note for note in getattr(rows, method)([])["notes"]}

    def test_every_page_says_the_same(self):
        self.run_march._as_engine().changed_entries = 12
        whale = self.notes(method="get_whale_curve")
        self.assertEqual(whale, self.notes())
        self.assertEqual(set(whale), {"stale", "gaps", "reason", "margin"})

    def test_without_operating_cost_it_is_product_margin_only(self):
        text = self.notes()["margin"]["text"]
        self.assertEqual(text, "No operating cost found; this is product margin only.")
        self.spend("2026-04-05", self.customer, visits=10)
        self.publish(2026, 4)
        self.assertNotIn("margin", self.notes())

    def test_books_that_changed(self):
        self.assertNotIn("stale", self.notes())
        self.run_march._as_engine().write({"changed_entries": 12, "changed_effect": -3412.5})
        note = self.notes()["stale"]
        self.assertRegex(
            note["text"],
            r"^12 entries changed since this was published \(effect .*-.*3,412\.50.*\)\.$",
        )
        self.assertEqual(note["action"]["domain"], [("run_id", "in", self.run_march.ids)])

    def test_a_manager_reads_no_amount_of_the_company(self):
        self.run_march._as_engine().write({"changed_entries": 12, "changed_effect": -3412.5})
        note = self.notes(self.customer_manager)["stale"]
        self.assertEqual(note["text"], "The books changed after these figures were published.")
        self.assertNotIn("action", note)

    def test_months_without_figures(self):
        with freeze_time("2026-04-15"):
            self.assertEqual(self.notes()["gaps"]["text"], "February 2026 not published.")
            self.assertNotIn("gaps", self.notes(period="month.2026-03-01"))
        with freeze_time("2026-05-15"):
            text = self.notes(self.customer_manager)["gaps"]["text"]
        self.assertEqual(text, "February 2026, April 2026 not published.")

    def test_months_that_wait_to_be_published(self):
        self.assertNotIn("waiting", self.notes())
        april = self.run_month("2026-04-01", "2026-04-30")
        april._as_engine().write({"state": "computed"})
        note = self.notes()["waiting"]
        self.assertEqual(
            note["text"], "April 2026 computed but not published, not in these figures."
        )
        self.assertEqual(note["action"]["domain"], [("id", "in", april.ids)])
        self.assertNotIn("waiting", self.notes(self.customer_manager))

    def test_provisional_months_are_called_so(self):
        april = self.run_month("2026-04-01", "2026-04-30")
        april._as_engine().write({"state": "computed"})
        notes = self.notes(estimate="1")
        self.assertEqual(
            notes["estimates"]["text"], "April 2026 computed but not published: an estimate."
        )
        self.assertNotIn("waiting", notes)
        self.assertNotIn("estimates", self.notes(self.customer_manager, estimate="1"))

    def test_why_a_month_was_published_in_spite_of_a_warning(self):
        notes = self.period.with_user(self.customer_manager).get_whale_curve([])["notes"]
        texts = [note["text"] for note in notes if note["key"].startswith("reason")]
        self.assertEqual(texts, ["January 2026 and March 2026 published with a reason: a test"])
        self.publish(2026, 2, 4)
        notes = self.period.with_user(self.customer_manager).get_whale_curve([])["notes"]
        self.assertIn("4 months published with a reason: a test", [n["text"] for n in notes])


@tagged("post_install", "-at_install")
class TestChartPageWithoutFigures(ValueCase):
    """What an empty page says, by what there is and by who reads."""

    def reason(self, user, *domain, period=False):
        rows = self.env["customer.profitability.period"].with_user(user)
        rows = rows.with_context(customer_cost_period=period)
        pages = [rows.get_whale_curve(list(domain)), rows.get_customer_quadrant(list(domain))]
        self.assertEqual(*pages)
        return pages[0]["reason"], pages[0]["may_set_up"]

    def test_from_nothing_to_figures_of_somebody_else(self):
        self.assertEqual(self.reason(self.customer_manager), ("nothing_published", False))
        self.assertEqual(self.reason(self.auditor), ("nothing_computed", False))
        self.assertEqual(self.reason(self.cost_accountant), ("nothing_computed", True))
        [customer] = self.create_customers("Lumber")
        self.invoice(customer, 100, "2026-03-10")
        run = self.run_month()
        run._as_engine().write({"state": "computed"})
        self.assertEqual(self.reason(self.customer_manager), ("nothing_published", False))
        self.assertEqual(self.reason(self.auditor), ("to_publish", False))
        run.reason = "a test"
        run.action_publish()
        self.assertEqual(self.reason(self.customer_manager), ("none_of_yours", False))
        self.assertEqual(self.reason(self.auditor, ("cm3", ">", 10**6)), ("no_match", False))
        self.env.invalidate_all()
        self.assertEqual(
            self.reason(self.auditor, period="month.2026-02-01"), ("nothing_in_period", False)
        )
