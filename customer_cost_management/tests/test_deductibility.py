from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.customer_cost_management.models.budget.budget_guard import as_ledger

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestDeductibility(BudgetCase):
    """What the tax office accepts: 60 % of entertainment, at most 0.5 % of sales; tax 25 %."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.cost.deduction.rate"].search([]).unlink()
        cls.rate = cls.env["customer.cost.deduction.rate"].create({"company_id": cls.company.id})
        cls.revenue = cls.create_account("600197", "Sales of the case", "income")
        cls.create_role(cls.revenue, "revenue")
        cls.meals.tax_class = "entertainment"
        cls.gifts.tax_class = "entertainment"
        cls.events = cls.meals.copy({"name": "Events", "tax_class": "other"})
        cls.logo = cls.meals.copy({"name": "With our logo", "tax_class": "promotion"})
        cls.today = fields.Date.today()
        cls.last_year = cls.today.year - 1

    def sell(self, amount, date):
        self.post_entry(date, (self.revenue, -amount), (self.bank, amount))

    def rows(self, year, user=None):
        """{tax class: row} of a calendar year."""
        tracker = self.env["customer.cost.deductibility"].with_user(user or self.controller)
        found = tracker.search([("date_to", "=", f"{year}-12-31")])
        return {row.tax_class: row for row in found if row.company_id == self.company}

    def figures(self, row):
        names = ("actual", "committed", "deductible", "not_deductible", "tax_effect")
        return tuple(row[name] for name in names)

    def test_the_year_of_the_demo_company(self):
        """835,000, of which entertainment 580,000: min(348,000; 191,520); 388,480; 97,120."""
        self.sell(38304000, f"{self.last_year}-06-30")
        for amount, category in ((430000, self.meals), (150000, self.gifts), (255000, self.events)):
            self.post_cost(amount, date=f"{self.last_year}-07-01", category=category)
        rows = self.rows(self.last_year)
        self.assertEqual(self.figures(rows["entertainment"]), (580000, 0, 191520, 388480, 97120))
        self.assertEqual(self.figures(rows["other"]), (255000, 0, 255000, 0, 0))
        self.assertEqual(self.figures(rows["promotion"]), (0, 0, 0, 0, 0))
        entertainment = rows["entertainment"]
        self.assertEqual(entertainment.sales, 38304000)
        # the year is over: it ends as it is
        self.assertEqual(
            (entertainment.forecast, entertainment.forecast_not_deductible), (580000, 388480)
        )
        self.assertEqual(sum(row.actual for row in rows.values()), 835000)

    def test_promotion_above_its_share_counts_in_later_years(self):
        """15 % of 1,000,000; no tax effect, because it is not lost."""
        self.sell(1000000, f"{self.last_year}-06-30")
        self.post_cost(200000, date=f"{self.last_year}-07-01", category=self.logo)
        row = self.rows(self.last_year)["promotion"]
        self.assertEqual(self.figures(row), (200000, 0, 150000, 50000, 0))

    def test_entries_that_close_the_books_change_nothing(self):
        date = f"{self.last_year}-12-31"
        self.sell(1000000, date)
        self.post_cost(4000, date=date)
        earnings = self.env["account.account"].search(
            [("account_type", "=", "equity_unaffected"), ("company_ids", "in", self.company.ids)],
            limit=1,
        )
        self.post_entry(
            date,
            (self.revenue, 1000000),
            (self.cost, -4000, {"cost_category_id": self.meals.id}),
            (earnings, -996000),
        )
        row = self.rows(self.last_year)["entertainment"]
        self.assertEqual((row.actual, row.sales), (4000, 1000000))
        self.assertEqual((row.deductible, row.not_deductible), (2400, 1600))

    def test_what_was_promised_counts_and_the_year_goes_on(self):
        """100,000 booked and 50,000 promised at sales of 10,000,000: 0.5 % is 50,000."""
        first = f"{self.today.year}-01-01"
        self.sell(10000000, first)
        self.post_cost(100000, date=first)
        budget = self.budget_in_force(
            {"planned": 500000, "category_id": self.meals.id},
            date_from=first,
            date_to=f"{self.today.year}-12-31",
        )
        movement = {
            "line_id": budget.line_ids.id,
            "month": first,
            "kind": "committed",
            "amount": 50000,
            "res_model": "res.partner",
            "res_id": self.customer.id,
            "category_id": self.meals.id,
        }
        as_ledger(self.env["customer.cost.commitment"].sudo()).create(movement)
        row = self.rows(self.today.year)["entertainment"]
        self.assertEqual(self.figures(row), (100000, 50000, 50000, 100000, 25000))
        months = self.today.month
        self.assertAlmostEqual(row.forecast, 150000 * 12 / months, delta=0.01)
        # sales go on at the same pace: a third of the cost is accepted at the end, too
        self.assertAlmostEqual(row.forecast_not_deductible, 100000 * 12 / months, delta=0.02)

    def test_new_rates_from_a_day_on(self):
        self.rate.date_to = f"{self.last_year - 1}-12-31"
        self.rate.copy({"date_from": f"{self.last_year}-01-01", "date_to": False}).write(
            {"entertainment_percent": 50, "sales_percent": 100, "tax_percent": 20}
        )
        for year in (self.last_year - 1, self.last_year):
            self.sell(1000000, f"{year}-06-30")
            self.post_cost(1000, date=f"{year}-07-01")
        before, after = (
            self.figures(self.rows(year)["entertainment"])
            for year in (self.last_year - 1, self.last_year)
        )
        self.assertEqual(before, (1000, 0, 600, 400, 100))
        self.assertEqual(after, (1000, 0, 500, 500, 100))

    def test_rates_are_percentages_and_do_not_overlap(self):
        rates = self.env["customer.cost.deduction.rate"]
        self.rate.date_to = "2019-12-31"
        good = {"company_id": self.company.id, "date_from": "2020-01-01", "date_to": "2020-12-31"}
        bad = good | {"date_from": "2021-01-01", "date_to": "2021-12-31"}
        with self.refuses(ValidationError, "percentage from 0 to 100"):
            rates.create([good, bad | {"sales_percent": 101}])
        with self.refuses(ValidationError, "already has rates at that time"):
            rates.create([good, bad | {"date_from": "2020-12-31"}])
        branch = self.env["res.company"].create({"name": "Branch", "parent_id": self.company.id})
        with self.refuses(ValidationError, "Branch is a branch"):
            rates.create([good, bad | {"company_id": branch.id}])

    def test_without_rates_nothing_is_tracked(self):
        self.rate.unlink()
        self.assertEqual(self.rows(self.last_year), {})

    def test_years_without_any_cost_are_left_out_but_the_running_one(self):
        self.assertEqual(self.rows(self.last_year), {})
        self.assertEqual(set(self.rows(self.today.year)), {"entertainment", "promotion", "other"})
        self.post_cost(1, date=f"{self.last_year}-07-01", category=self.events)
        self.assertEqual(set(self.rows(self.last_year)), {"entertainment", "promotion", "other"})

    def test_a_company_in_china_starts_with_its_law(self):
        china, france = self.env["res.company"].create(
            [
                {"name": name, "country_id": self.env.ref(f"base.{code}").id}
                for name, code in (("Lumenway", "cn"), ("Lumière", "fr"))
            ]
        )
        for company in (china, china, france):
            self.env["customer.cost.defaults"]._create_defaults(company)
        rates = self.env["customer.cost.deduction.rate"].search([])
        [rate] = rates.filtered(lambda rate: rate.company_id == china)
        self.assertEqual((rate.entertainment_percent, rate.sales_percent), (60, 0.5))
        self.assertFalse(rates.filtered(lambda rate: rate.company_id == france))

    def test_who_reads_it(self):
        self.post_cost(1000, date=f"{self.last_year}-07-01")
        for user in (self.controller, self.auditor, self.compliance):
            self.assertEqual(self.rows(self.last_year, user)["entertainment"].actual, 1000)
        tracker = self.env["customer.cost.deductibility"]
        for user in (self.staff, self.billing, self.customer_manager, self.cost_accountant):
            with self.refuses(AccessError, "not allowed"):
                tracker.with_user(user).search([])
        for user in (self.auditor, self.compliance, self.cost_accountant):
            with self.refuses(AccessError, "not allowed"):
                self.rate.with_user(user).write({"tax_percent": 1})

    def test_another_company_is_not_read(self):
        self.rate.copy({"company_id": self.other_company.id})
        tracker = self.env["customer.cost.deductibility"].with_user(self.auditor)
        self.assertEqual(tracker.search([]).company_id, self.company)

    def test_the_items_behind_a_figure(self):
        self.post_cost(1000, date=f"{self.last_year}-07-01")
        self.post_cost(70, date=f"{self.last_year}-07-01", category=self.events)
        for name, amount in (("entertainment", 1000), ("other", 70)):
            action = self.rows(self.last_year)[name].action_open_items()
            items = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(sum(items.mapped("balance")), amount)
