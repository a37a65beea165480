"""The demo company, posted to Odoo: its books hold the golden year to the fen."""

from datetime import date
from unittest.mock import patch

from dateutil.relativedelta import relativedelta

from odoo.tests import TransactionCase, tagged

from .lumenway_ledger import COMPANY, comparisons, golden

TODAY = "2026-03-09"


@tagged("post_install", "-at_install")
class TestDemoLumenway(TransactionCase):
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

    def test_a_second_load_changes_nothing(self):
        before = self.env["account.move"].search_count([("company_id", "=", self.company.id)])
        self.assertEqual(self.env["customer.cost.demo"]._load_lumenway(), self.company.id)
        after = self.env["account.move"].search_count([("company_id", "=", self.company.id)])
        self.assertEqual(before, after)

    def test_the_administrator_works_in_the_demo_company(self):
        self.assertEqual(self.env.ref("base.user_admin").company_id.id, self.company.id)

    def test_the_year_is_the_twelve_full_months_before_today(self):
        dates = (
            self.env["account.move"].search([("company_id", "=", self.company.id)]).mapped("date")
        )
        first, last = min(dates), max(dates)
        self.assertEqual(first.day, 1)
        self.assertEqual((last + relativedelta(days=1)) - relativedelta(months=12), first)
        if self.loaded_here:
            self.assertEqual((first, last), (date(2025, 3, 1), date(2026, 2, 28)))
