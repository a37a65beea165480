from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestProfitabilityStatement(ResultsCase):
    """The page of a customer: levels, lines, percentages, and what each figure opens."""

    def test_the_lines_of_the_statement(self):
        rows = self.statement_of(self.own).statement["rows"]
        self.assertEqual(
            [
                (row["key"].partition("_")[0], row["kind"], row["amount"], row["percent"])
                for row in rows
            ],
            [
                ("gross", "line", 1000, 100),
                ("discount", "line", 0, 0),
                ("refund", "line", 0, 0),
                ("net", "total", 1000, 100),
                ("unit", "level", 0, 0),
                ("cm1", "total", 1000, 100),
                ("order", "level", -250, 25),
                ("order", "part", -250, 25),
                ("activity", "activity", -250, 25),
                ("cm2", "total", 750, 75),
                ("customer", "level", -60, 6),
                ("customer", "part", -60, 6),
                ("cm3", "total", 690, 69),
            ],
        )
        activity = rows[8]
        self.assertEqual((activity["quantity"], activity["rate"]), (1, 250))

    def test_percentages_do_not_apply_without_revenue(self):
        statement = self.statement_of(self.own)
        self.env.cr.execute(
            "UPDATE customer_profitability SET net_revenue = 0 WHERE id = %s", [statement.id]
        )
        statement.invalidate_recordset()
        self.assertEqual({row["percent"] for row in statement.statement["rows"]}, {None})

    def test_every_figure_of_the_statement_is_explained(self):
        for row in self.statement_of(self.own).statement["rows"]:
            if row["kind"] != "activity":
                self.assertGreater(len(row["help"]), 20, row["key"])

    def test_groups_show_the_percentage_of_their_sums(self):
        # (690 + 500 − 10) / 2300, where the average of 69, 50 and −3.3 would be 38.6
        [(percent,)] = self.env["customer.profitability"]._read_group(
            [("run_id", "=", self.run_march.id)], [], ["cm3_percent:avg"]
        )
        self.assertAlmostEqual(float(percent), 100 * 1180 / 2300, places=6)
        fields = self.env["customer.profitability"].fields_get(["cm3_percent"], ["aggregator"])
        self.assertEqual(fields["cm3_percent"]["aggregator"], "avg")

    def test_near_zero_is_the_companys_band(self):
        figures = self.env["customer.profitability"]
        for percent, expected in ((1, {"Other": "loss"}), (5, {"Other": "near_zero"})):
            self.company.customer_cost_near_zero_percent = percent
            expected = {"Own": "profit", "Team": "profit"} | expected
            with self.subTest(percent=percent):
                rows = figures.search([("run_id", "=", self.run_march.id)])
                self.assertEqual({row.partner_id.name: row.earning for row in rows}, expected)
                for kind in ("loss", "near_zero", "profit"):
                    found = figures.search([("earning", "=", kind)]).partner_id.mapped("name")
                    wanted = {name for name, earning in expected.items() if earning == kind}
                    self.assertEqual(set(found), wanted)

    def test_each_line_opens_the_entries_it_is_the_sum_of(self):
        statement = self.statement_of(self.own)
        for line, amount in (("net_revenue", 1000), ("customer_direct", -60), ("order_direct", 0)):
            with self.subTest(line=line):
                entries = self.opened(statement.action_open_line(line))
                self.assertEqual(sum(entries.mapped("result")), amount)

    def test_smart_buttons_count_what_they_open(self):
        statement = self.statement_of(self.own)
        for count, action in (
            ("invoice_count", "action_open_invoices"),
            ("allocation_count", "action_open_allocations"),
            ("direct_cost_count", "action_open_direct_costs"),
            ("captured_count", "action_open_captured"),
        ):
            with self.subTest(count=count):
                self.assertEqual(len(self.opened(getattr(statement, action)())), statement[count])
        self.assertEqual((statement.invoice_count, statement.direct_cost_count), (1, 1))
