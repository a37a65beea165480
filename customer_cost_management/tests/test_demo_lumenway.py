"""The demo company, posted to Odoo: its books hold the golden year to the fen."""

from datetime import date
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.tests import tagged

from .browser_case import BrowserCase
from .lumenway_ledger import COMPANY, comparisons, first_month, golden
from .lumenway_stories_case import LumenwayStories
from .lumenway_tours_case import LumenwayTours

TODAY = "2026-03-09"
#: Line of a statement → line of the golden year.
STATEMENT = {
    "net_revenue": "net_revenue",
    "booked_cost_of_sales": "booked_cost_of_sales",
    "computed_cost_of_sales": "computed_cost_of_sales",
    "cm1": "cm1",
    "order_allocated": "order_allocated",
    "cm2": "cm2",
    "customer_allocated": "customer_allocated",
    "customer_direct": "commission",
    "relationship": "relationship",
    "credit_loss": "credit_loss",
    "exchange_difference": "exchange_difference",
    "cm3": "cm3",
}


def compute_year(company, first):
    """A run for each month, in order; those of the demo itself are used if they are there."""
    runs = company.env["customer.cost.run"]
    for month in range(12):
        start = first + relativedelta(months=month)
        end = start + relativedelta(months=1, days=-1)
        run = runs.search([("company_id", "=", company.id), ("date_from", "=", start)], limit=1)
        if not run:
            run = runs.create({"company_id": company.id, "date_from": start, "date_to": end})
        if run.state == "draft":
            run.action_compute()
        runs |= run
    return runs


@tagged("post_install", "-at_install")
class TestDemoLumenway(LumenwayStories, LumenwayTours, BrowserCase):
    allow_inherited_tests_method = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        company = cls.env.ref(COMPANY, raise_if_not_found=False)
        cls.loaded_here = not company
        if cls.loaded_here:
            with patch.dict("os.environ", {"DEMO_TODAY": TODAY}):
                cls.env["customer.cost.demo"]._load_lumenway()
            company = cls.env.ref(COMPANY)
        cls.company = company.with_context(allowed_company_ids=company.ids)
        cls.comparisons = comparisons(cls.company)
        list(cls.env["customer.cost.demo"]._tell_lumenway())
        cls.running = first_month(cls.company) + relativedelta(months=12)

    def assert_same(self, name):
        expected, found = self.comparisons[name]
        self.assertGreater(len(expected), 100)
        different = {
            key: (expected.get(key), found.get(key))
            for key in expected.keys() | found.keys()
            if expected.get(key) != found.get(key)
        }
        self.assertEqual(different, {})

    def test_each_account_and_month_is_the_golden_one(self):
        self.assert_same("accounts")

    def test_what_the_books_give_a_customer_themselves_is_the_golden_one(self):
        self.assert_same("customers")

    def test_typed_volumes_are_the_golden_ones(self):
        self.assert_same("volumes")

    def test_the_ledger_before_closing_is_what_the_reconciliation_accounts_for(self):
        _expected, found = self.comparisons["accounts"]
        self.assertEqual(-sum(found.values()), golden().summary()["posted_before_closing"])

    def test_the_closing_entry_leaves_no_profit_on_the_accounts(self):
        sums = self.env["account.move.line"]._read_group(
            [
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
                ("date", "<", self.running),
                ("account_id.internal_group", "in", ("income", "expense")),
            ],
            ["account_id"],
            ["balance:sum"],
        )
        self.assertEqual([round(balance, 2) for _account, balance in sums if round(balance, 2)], [])

    def test_every_account_that_moved_has_a_role(self):
        moved = self.env["account.move.line"]._read_group(
            [
                ("company_id", "=", self.company.id),
                ("account_id.internal_group", "in", ("income", "expense")),
            ],
            ["account_id"],
        )
        roles = self.env["customer.cost.account.role"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual([row[0].code for row in moved if row[0] not in roles.account_id], [])

    def test_subsidiaries_are_customers_of_their_own(self):
        holding = self.env.ref("customer_cost_management.customer_hengtai_holding_demo")
        self.assertEqual(len(holding.child_ids), 4)
        for subsidiary in holding.child_ids:
            self.assertEqual(subsidiary.commercial_partner_id, subsidiary)

    def test_customers_pay_when_their_days_are_over(self):
        """Open at the end: documents younger than his days, and what the insolvent owe."""
        first = first_month(self.company)
        end = first + relativedelta(months=12, days=-1)
        lines = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("move_id.move_type", "in", ("out_invoice", "out_refund")),
            ]
        )
        days = {one.code: int(one.kind["days"]) for one in golden().year()["customers"]}
        self.assertGreater(len(lines), 1500)
        for line in lines:
            paid_on = line.date + relativedelta(days=days[line.partner_id.ref])
            insolvent = line.partner_id.ref in ("tianyu", "jinda")
            stop = first + relativedelta(months=9) if insolvent else end + relativedelta(days=1)
            self.assertEqual(line.reconciled, paid_on < stop, line.move_name)

    def test_last_years_budget_is_used_to_the_last_yuan_but_six_thousand(self):
        """810,000 in lines and 31,000 of contingency are 835,000 spent and 6,000 that lapse."""
        budget = self.env.ref("customer_cost_management.budget_last_year_demo")
        self.assertEqual(budget.state, "closed")
        figures = budget.line_ids.sorted("id")._availability()
        found = [
            (of_line.planned, of_line.revised, of_line.consumed) for of_line in figures.values()
        ]
        self.assertEqual(
            found,
            [
                (330000, 374000, 374000),
                (190000, 101000, 101000),
                (85000, 105000, 105000),
                (70000, 78000, 78000),
                (120000, 168000, 168000),
                (15000, 15000, 9000),
            ],
        )
        self.assertEqual(budget.contingency_left, 59000)

    def test_a_second_load_changes_nothing(self):
        before = self.env["account.move"].search_count([("company_id", "=", self.company.id)])
        self.assertEqual(self.env["customer.cost.demo"]._load_lumenway(), self.company.id)
        after = self.env["account.move"].search_count([("company_id", "=", self.company.id)])
        self.assertEqual(before, after)

    def test_the_administrator_works_in_the_demo_company(self):
        self.assertEqual(self.env.ref("base.user_admin").company_id.id, self.company.id)

    def test_the_year_is_the_twelve_full_months_before_today(self):
        """What is booked later is of the running month and belongs to the stories."""
        moves = self.env["account.move"].search([("company_id", "=", self.company.id)])
        story = moves.filtered(lambda move: move.date >= self.running)
        dates = (moves - story).mapped("date")
        first, last = min(dates), max(dates)
        self.assertEqual(first.day, 1)
        self.assertEqual((last + relativedelta(days=1)) - relativedelta(months=12), first)
        self.assertLess(max(story.mapped("date")), self.running + relativedelta(months=1))
        if self.loaded_here:
            self.assertEqual((first, last), (date(2025, 3, 1), date(2026, 2, 28)))

    def test_the_runs_of_the_year_say_what_the_golden_year_says(self):
        """Every line of every customer in every month, to the fen."""
        made, first = golden().year(), first_month(self.company)
        runs = compute_year(self.company, first)
        self.assertEqual([run.difference for run in runs], [0.0] * 12)
        rows = self.env["customer.profitability"].search([("run_id", "in", runs.ids)])
        self.assertGreater(len(rows), 600)
        for row in rows:
            month = (row.date.year - first.year) * 12 + row.date.month - first.month
            line = made["lines"][row.partner_id.ref]
            for found, expected in STATEMENT.items():
                self.assertEqual(
                    round(row[found] * 100),
                    line[expected][month],
                    f"{row.partner_id.ref} M{month + 1} {found}",
                )

    def test_the_runs_reconcile_as_the_golden_year_does(self):
        kept = golden().summary()["reconciliation"]
        runs = compute_year(self.company, first_month(self.company))
        sums = self.env["customer.cost.reconciliation.line"]._read_group(
            [("run_id", "in", runs.ids)], ["line"], ["amount:sum"]
        )
        found = {line: round(amount * 100) for line, amount in sums}
        found["excluded"] = found.pop("excluded_result")
        for line, amount in kept.items():
            with self.subTest(line):
                self.assertEqual(found[line], amount)
