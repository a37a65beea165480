from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .year_common import TwoMonthsCase


@tagged("post_install", "-at_install")
class TestCustomerProfitabilityYearProof(TwoMonthsCase):
    """Years after a merge; what proves and mends them."""

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
            mute_logger(
                "odoo.addons.customer_cost_management.models.profit.customer_profitability_proof"
            ),
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

    def test_comparing_two_runs_says_the_same_as_summing_them(self):
        """Customers who are in both runs, and one who is in January alone."""
        third = self.env["res.partner"].create({"name": "Third", "is_company": True})
        for date in ("2026-01-12", "2026-02-12"):
            self.invoice(third, 0, date=date)
        january, february = self.publish("2026-01-01"), self.publish("2026-02-01")
        window = self.window()
        signs = {february.id: 1, january.id: -1}
        names = SQL(", ").join(map(SQL.identifier, ["partner_id", *window._columns()]))
        compared, summed = (
            self.env.execute_query(SQL("SELECT %s FROM (%s) change ORDER BY 1", names, sql))
            for sql in (
                window._sql_change({february.id}, {january.id}),
                window._sql_sums(signs),
            )
        )
        self.assertEqual(len(compared), 3)
        self.assertEqual(compared, summed)
