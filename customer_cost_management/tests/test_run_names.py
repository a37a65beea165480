from odoo.tests import tagged

from ..models.run.published_periods import published_warning
from .common import CustomerCostCommon


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
