from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.run.chosen_period import months_covered
from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestRules(CustomerCostRunCommon):
    """Analytic distributions, pool rules in sequence, capacity: who takes which part."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719101", "Wages")
        cls.roles_for_all_accounts()
        plans = cls.env["account.analytic.plan"].create([{"name": "Project"}, {"name": "Team"}])
        cls.project_plan, cls.team_plan = plans
        cls.project = cls.create_analytic("Lumber's project", plans[0], partner_id=cls.customer.id)
        cls.other_project = cls.create_analytic(
            "Acme's project", plans[0], partner_id=cls.other_customer.id
        )
        cls.desk = cls.create_analytic("Desk", plans[1])
        cls.field = cls.create_analytic("Field", plans[1])

    @classmethod
    def create_analytic(cls, name, plan, **values):
        return cls.env["account.analytic.account"].create(
            {"name": name, "plan_id": plan.id, "company_id": cls.company.id} | values
        )

    def post_wages(self, amount, distribution=None, **values):
        """Wages with ``{(analytic accounts): percent}``."""
        keys = {
            ",".join(str(a.id) for a in accounts): percent
            for accounts, percent in (distribution or {}).items()
        }
        values |= {"analytic_distribution": keys}
        return self.post_entry("2026-03-31", (self.wages, amount, values), (self.bank, -amount))

    def create_analytic_rule(self, **values):
        return self.env["customer.cost.attribution.rule"].create(
            {"name": "Projects", "method": "analytic", "company_id": self.company.id} | values
        )

    def create_analytic_pool(self, name, accounts, sequence, **values):
        pool = self.create_pool(name, sequence=sequence, rest_unallocated=True, **values)
        self.env["customer.cost.pool.rule"].create(
            {
                "pool_id": pool.id,
                "sequence": sequence,
                "analytic_account_ids": accounts.ids,
            }
        )
        return pool

    def in_pools(self, run):
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("pool_id", "!=", False)]
        )
        return {row.pool_id.name: row.balance for row in rows}

    # ------------------------------------------------------------------ attribution

    def test_part_of_an_item_to_a_project(self):
        """60 % to a customer's project: the rest goes on to the pool."""
        self.create_analytic_rule()
        self.create_pool("Wages", (), self.wages, rest_unallocated=True)
        self.post_wages(100.01, {(self.project,): 60})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 60.01, "pool": 40.0})
        self.assertEqual(self.statement(run, self.customer).customer_direct, 60.01)

    def test_thirds_add_up(self):
        """33.33 + 33.33 + 33.34 % of 100 leave nothing over."""
        third = self.env["res.partner"].create({"name": "Third"})
        project = self.create_analytic("Third's project", self.project_plan, partner_id=third.id)
        self.create_analytic_rule()
        self.post_wages(
            100, {(self.project,): 33.33, (self.other_project,): 33.33, (project,): 33.34}
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 100})
        customers = (self.customer, self.other_customer, third)
        direct = [self.statement(run, customer).customer_direct for customer in customers]
        self.assertEqual(direct, [33.33, 33.33, 33.34])

    def test_more_than_the_whole(self):
        """90 % and 30 % of an item: cut down in proportion, three quarters and one."""
        self.create_analytic_rule()
        self.post_wages(100, {(self.project,): 90, (self.other_project,): 30})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 100})
        self.assertEqual(self.statement(run, self.customer).customer_direct, 75)
        self.assertEqual(self.statement(run, self.other_customer).customer_direct, 25)

    def test_project_of_an_own_company(self):
        """An internal project, whose contact is the company, makes the company no customer."""
        self.project.partner_id = self.company.partner_id
        self.create_analytic_rule()
        self.post_wages(100, {(self.project,): 100})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"unassigned": 100})

    # ------------------------------------------------------------------ pool rules

    def test_two_rules_of_one_plan(self):
        """60 % desk, 30 % field: each gets its part, 10 % is left over."""
        self.create_analytic_pool("Desk", self.desk, 1)
        self.create_analytic_pool("Field", self.field, 2)
        self.post_wages(1000, {(self.desk,): 60, (self.field,): 30})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.in_pools(run), {"Desk": 600, "Field": 300})
        self.assertEqual(self.reconciliation(run)["unassigned"], -100)

    def test_items_that_do_not_name_the_account(self):
        """A rule by analytic account takes nothing of an item with another account or none."""
        self.create_analytic_pool("Desk", self.desk, 1)
        self.post_wages(1000, {(self.field,): 100})
        self.post_wages(500)
        self.post_wages(20, {(self.desk,): 100})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"unassigned": 1500, "pool": 20})

    def test_two_rules_of_different_plans(self):
        """70 % of a project, 50 % of the desk, written apart: first come, first served."""
        self.create_analytic_pool("Project", self.project, 1)
        self.create_analytic_pool("Desk", self.desk, 2)
        self.post_wages(1000, {(self.project,): 70, (self.desk,): 50})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.in_pools(run), {"Project": 700, "Desk": 300})

    def test_a_key_of_two_plans_belongs_to_the_first_rule(self):
        """60 % of the project at the desk: the desk's rule does not take it a second time."""
        self.create_analytic_pool("Project", self.project, 1)
        self.create_analytic_pool("Desk", self.desk, 2)
        self.post_wages(1000, {(self.project, self.desk): 60})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.in_pools(run), {"Project": 600})
        self.assertEqual(self.reconciliation(run)["unassigned"], -400)

    def test_a_rule_that_does_not_hold_takes_no_key(self):
        """The first rule is for another journal: the key is free for the second."""
        first = self.create_analytic_pool("Project", self.project, 1)
        first.rule_ids.journal_ids = self.company_data["default_journal_sale"]
        self.create_analytic_pool("Desk", self.desk, 2)
        self.post_wages(1000, {(self.project, self.desk): 60})
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.in_pools(run), {"Desk": 600})

    def test_prefix_domain_and_sequence(self):
        """The lowest sequence wins: wages named "bonus" first, then all of 7191."""
        second = self.create_pool("Wages", (), rest_unallocated=True)
        first = self.create_pool("Bonus", (), rest_unallocated=True)
        self.env["customer.cost.pool.rule"].create(
            [
                {"pool_id": second.id, "sequence": 20, "account_prefixes": "7191, 99"},
                {"pool_id": first.id, "sequence": 10, "domain": "[('name', 'ilike', 'bonus')]"},
            ]
        )
        self.post_wages(100, name="March")
        self.post_wages(25, name="Bonus of March")
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.in_pools(run), {"Wages": 100, "Bonus": 25})

    def test_role_on_the_balance_sheet(self):
        """An account that became one of the balance sheet captures nothing, whatever its role."""
        self.bank.account_type = "expense"
        self.create_role(self.bank, "operating")
        self.force(self.bank, account_type="asset_cash")
        self.post_wages(100)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"unassigned": 100})

    # ------------------------------------------------------------------ capacity

    def create_timed_pool(self, **values):
        """1,000 of wages and 100 practical minutes; 60 and 90 minutes are used."""
        driver = self.create_typed_driver(
            "Minutes", [(self.customer, 60), (self.other_customer, 90)]
        )
        activity = self.create_activity("Service", driver, timed=True, base_minutes=1)
        self.create_pool(
            "Service", [(activity, 1)], self.wages, basis="time", practical_minutes=100, **values
        )
        self.post_wages(1000)

    def test_over_capacity_keeps_the_rate(self):
        """150 of 100 minutes at 10: 1,500 are charged, −500 is over capacity."""
        self.create_timed_pool(over_capacity="keep")
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run), {"customer_contribution": -1500, "unused_capacity": 500}
        )
        self.assertIn("over_capacity", [problem["code"] for problem in run.problems])

    def test_capacity_of_a_quarter_is_that_of_three_months(self):
        """150 of 300 minutes at 1,000 ÷ 300: 500 are charged, 500 are unused."""
        self.create_timed_pool(over_capacity="keep")
        run = self.run_month("2026-01-01", "2026-03-31")
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run), {"customer_contribution": -500, "unused_capacity": -500}
        )

    def test_a_standard_cost_of_a_quarter_is_that_of_three_months(self):
        """600 a month: 1,800 ÷ 300 minutes; 900 are charged and 900 unused, 800 less was spent."""
        self.create_timed_pool(budgeted_cost=600)
        run = self.run_month("2026-01-01", "2026-03-31")
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": -900, "unused_capacity": -900, "spending_variance": 800},
        )

    def test_a_part_of_a_month_has_its_part_of_the_capacity(self):
        """15 of April's 30 days; February and half of March."""
        self.assertEqual(months_covered(date(2026, 4, 1), date(2026, 4, 15)), 0.5)
        self.assertEqual(months_covered(date(2026, 1, 1), date(2026, 3, 31)), 3)
        self.assertEqual(months_covered(date(2026, 4, 16), date(2026, 5, 31)), 1.5)
        self.assertEqual(months_covered(date(2025, 4, 1), date(2026, 3, 31)), 12)

    def test_over_capacity_raises_the_rate(self):
        """No: 1,000 ÷ 150 minutes, 400 and 600."""
        self.create_timed_pool(over_capacity="raise_rate")
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).cm3, -400)
        self.assertEqual(self.reconciliation(run), {"customer_contribution": -1000})

    def test_over_capacity_stops(self):
        self.create_timed_pool(over_capacity="stop")
        with self.assertRaisesRegex(UserError, '"Service" was used above'):
            self.run_month()

    def test_budgeted_rate(self):
        """Budget 800 ÷ 100 = 8 a minute: 1,200 charged, −400 over capacity, 200 overspent."""
        self.create_timed_pool(budgeted_cost=800)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run),
            {"customer_contribution": -1200, "unused_capacity": 400, "spending_variance": -200},
        )
