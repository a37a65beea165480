from odoo.tests import tagged

from ..models.run.published_periods import published_warning
from .common import CustomerCostCommon
from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestRunNames(CustomerCostCommon):
    """A run that is no month is not called one."""

    def new_run(self, date_from="2026-03-01", date_to="2026-03-31"):
        return self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": date_from, "date_to": date_to}
        )

    def test_a_run_of_part_of_a_month_or_of_several_is_called_by_them(self):
        half = self.new_run(date_from="2026-04-01", date_to="2026-04-15")
        self.assertEqual(half.display_name, "04/01/2026 – 04/15/2026 · v1")
        quarter = self.new_run(date_from="2027-01-01", date_to="2027-03-31")
        self.assertEqual(quarter.display_name, "Jan 2027 – Mar 2027 · v1")
        march = self.new_run()
        self.assertEqual(
            (quarter + half + march)._name_own_periods(),
            "March 2026, 04/01/2026 – 04/15/2026, and Jan 2027 – Mar 2027",
        )

    def test_many_runs_are_counted(self):
        """Four months are told as such; with a quarter among them they are periods."""
        days = (("2026-04", 30), ("2026-05", 31), ("2026-06", 30), ("2026-07", 31))
        months = self.env["customer.cost.run"].union(
            *(self.new_run(date_from=f"{m}-01", date_to=f"{m}-{last}") for m, last in days)
        )
        self.assertEqual(months._name_own_periods(), "4 months")
        quarter = self.new_run(date_from="2027-01-01", date_to="2027-03-31")
        self.assertEqual((months[1:] + quarter)._name_own_periods(), "4 periods")

    def test_a_change_names_the_published_periods_it_touches(self):
        """The half of April that was published, not the whole; and the second quarter of 2025."""
        periods = (("2026-04-01", "2026-04-15"), ("2025-04-01", "2025-06-30"))
        for first, last in periods:
            self.new_run(date_from=first, date_to=last)._as_engine().write({"state": "published"})
        cost = self.company_data["default_account_expense"]
        bank = self.create_account("101997", "Bank of the days", "asset_cash")
        entries = [self.post_entry(day, (cost, 5), (bank, -5)) for _first, day in periods]
        self.assertEqual(
            published_warning(self.env, entries[0].line_ids),
            "04/01/2026 – 04/15/2026 is published; your change will show as stale until "
            "recomputed.",
        )
        self.assertEqual(
            published_warning(self.env, entries[0].line_ids + entries[1].line_ids),
            "Apr 2025 – Jun 2025 and 04/01/2026 – 04/15/2026 are published; your change will "
            "show as stale until recomputed.",
        )


@tagged("post_install", "-at_install")
class TestNamesOfResults(ResultsCase):
    """Statements and groups of customers are named after the days they are of."""

    def compute(self, first, last):
        self.post_invoice(self.own, first, 70)
        self.post_entry(first, (self.wages, 10), (self.bank, -10))
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": first, "date_to": last}
        )
        run.action_compute()
        return run

    def assert_named(self, run, period):
        self.assertEqual(self.statement_of(self.own, run).display_name, f"Own · {period}")
        groups = self.env["customer.cost.rollup"].search([("run_id", "=", run.id)])
        self.assertEqual(set(groups.mapped("display_name")), {f"Order handling · {period}"})

    def test_half_a_month_and_a_quarter_are_not_called_by_their_first_month(self):
        half = self.compute("2026-04-01", "2026-04-15")
        quarter = self.compute("2026-07-01", "2026-09-30")
        self.assert_named(half, "04/01/2026 – 04/15/2026")
        self.assert_named(quarter, "Jul 2026 – Sep 2026")
        self.assert_named(self.run_march, "Mar 2026")

    def test_who_reads_a_statement_reads_its_name(self):
        """A manager reads no amount of a run, and its period all the same."""
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        statement.invalidate_recordset()
        self.assertEqual(statement.display_name, "Own · Mar 2026")

    def test_many_names_ask_once_for_their_runs(self):
        """What a name asks of the runs is asked for all statements together."""
        half = self.compute("2026-04-01", "2026-04-15")
        runs = self.run_march + half

        def queries(runs):
            statements = self.env["customer.profitability"].search([("run_id", "in", runs.ids)])
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            statements.mapped("display_name")
            return self.cr.sql_log_count - before

        self.assertEqual(queries(runs), queries(half))
