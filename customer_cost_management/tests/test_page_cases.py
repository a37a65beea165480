from freezegun import freeze_time

from odoo.tests import tagged

from .test_customer_quadrant import QuadrantCase


class PageCase(QuadrantCase):
    """Overview, whale curve, quadrant and customer page on books that are out of the ordinary."""

    def overview(self):
        with freeze_time("2026-04-15"):
            page = self.env["customer.cost.overview"].with_user(self.auditor).get_overview()
        return {each["key"]: each["text"] for each in page["sentences"]}

    def whale(self):
        return self.period.with_user(self.auditor).get_whale_curve([])


@tagged("post_install", "-at_install")
class TestPagesOfOneCustomer(PageCase):
    """He brings 1000, his goods cost 500, serving him 150."""

    BOOK = {"Keen": (1000, 500, 100, 50)}

    def test_every_page(self):
        curve = self.whale()
        self.assertEqual((curve["customer_count"], curve["total"]), (1, 350))
        self.assertEqual(curve["remarks"], ["too_few_customers_for_a_curve"])
        page = self.page()
        self.assertEqual(page["placed"], 1)
        # his own figures are the medians: he stands on both lines
        self.assertEqual(page["split"], {"kind": "median", "margin": 50, "service": 15})
        self.assertEqual(self.places(page), {"Keen": "protect"})
        said = self.overview()
        self.assertIn("1 customers", said["customers"])
        self.assertIn("100.0 %", said["customers"])
        self.assertEqual(said["worst"], "No customer loses money.")
        self.assertEqual(said["quiet"], "Quiet earners: none yet.")


@tagged("post_install", "-at_install")
class TestPagesWhereNobodyEarns(PageCase):
    """Five customers lose 30 each, who brings more does not lose less."""

    BOOK = {
        name: (100 * place, 50 * place, 50 * place, 30)
        for place, name in enumerate(("Keen", "Dear", "Plain", "Sour", "Wordy"), 1)
    }

    def test_every_page(self):
        curve = self.whale()
        self.assertEqual((curve["total"], curve["peak"]["customers"]), (-150, 0))
        self.assertEqual(curve["remarks"], ["total_not_positive", "nobody_earns"])
        self.assertEqual({point["percent"] for point in curve["points"]}, {None})
        # ties stand in the order of their rows, whatever the query returned
        self.assertEqual(
            [point["row_id"] for point in curve["points"]],
            sorted(point["row_id"] for point in curve["points"]),
        )
        page = self.page()
        self.assertEqual(page["earning"]["customers"], 0)
        self.assertEqual(page["losing"], {"customers": 5, "amount": -150})
        said = self.overview()
        self.assertRegex(said["customers"], r"Together they lose: 0 earn .*, 5 lose .*150")
        self.assertIn("Largest loss:", said["worst"])


@tagged("post_install", "-at_install")
class TestPagesWithoutRevenue(PageCase):
    """One got a credit note of 50 and nothing else, one was visited for 30 and bought nothing."""

    BOOK = {"Back": (-50, -50, 0, 0), "Idle": (0, 0, 0, 30)}

    def test_every_page(self):
        curve = self.whale()
        self.assertEqual((curve["customer_count"], curve["total"]), (2, -80))
        page = self.page()
        self.assertEqual((page["placed"], page["points"]), (0, []))
        self.assertEqual(page["split"], {"kind": "median", "margin": None, "service": None})
        self.assertEqual(page["without_revenue"], {"customers": 2, "amount": -80})
        self.assertRegex(self.overview()["customers"], r"Together they lose: 0 earn .*, 2 lose")

    def test_without_revenue_no_percentage_is_made_up(self):
        rows = self.rows("Back", "Idle")
        self.assertEqual(set(rows.mapped("cm1_percent")), {0})
        found = self.period.search([("cm1_percent", "<", 0)])
        self.assertFalse(found, "what is shown as none is found as none")


@tagged("post_install", "-at_install")
class TestCustomerPageCases(PageCase):
    """The customer's own page before and after his figures are evaluated."""

    BOOK = {"Keen": (1000, 500, 100, 50)}

    def test_before_an_evaluation_it_says_so(self):
        partner = self.customers["Keen"].with_user(self.auditor)
        self.assertFalse(partner.customer_value_ids)
        arch = self.env["res.partner"].with_user(self.auditor).get_view(view_type="form")["arch"]
        self.assertRegex(arch, r'invisible="customer_value_ids"[^>]*>No published figures yet\.')

    def test_stale_books_are_said_beside_the_figures(self):
        self.evaluate("2026-04-05")
        value = self.value_of(self.customers["Keen"]).with_user(self.customer_manager)
        self.assertFalse(value.stale_words)
        self.run_march._as_engine().changed_entries = 2
        value.invalidate_recordset()
        self.assertEqual(value.stale_words, "The books changed after these figures were published.")
