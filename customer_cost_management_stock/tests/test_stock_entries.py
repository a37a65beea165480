from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestStockEntries(StockCommon):
    """Entries of the stock are cost of sales to be traced, wherever Odoo books them."""

    def stock_entry(self, *lines, **values):
        journal = self.company.account_stock_journal_id
        return self.post_entry("2026-03-31", *lines, journal_id=journal.id, **values)

    # ------------------------------------------------------------------ variation

    def test_variation_on_a_selling_expense_account(self):
        """As both Chinese charts book it: 20 bought for 140, 10 sold, 80 stay.  The −80 belong to
        cost of sales, the 300 of wages on the same account to the pool."""
        self.stock.account_stock_variation_id = self.selling
        rule = self.pool_by_number()
        goods = self.create_goods("Gauge", "fifo")
        self.receive(goods, 10, 6, "2026-03-02")
        self.receive(goods, 10, 8, "2026-03-03")
        order = self.order(goods, 10)
        self.ship(order, "2026-03-10")
        self.bill(order, "2026-03-12")
        self.close_stock("2026-03-31")
        self.post_entry("2026-03-31", (self.selling, 300), (self.bank, -300))
        run = self.run_month()
        self.assert_cost(run, 60)
        self.assertEqual(
            self.captured(run, account_id=self.selling), {"to_trace": -80, "pool": 300}
        )
        rule.account_ids = self.selling
        run._run_period()
        self.assert_ties(run)
        self.assertEqual(self.captured(run, account_id=self.selling), {"pool": 220})

    def test_another_entry_in_the_stock_journal(self):
        """Whoever books wages there by mistake still has them in the pool."""
        self.stock.account_stock_variation_id = self.selling
        self.pool_by_number()
        self.stock_entry((self.selling, 300), (self.bank, -300))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run, account_id=self.selling), {"pool": 300})

    def test_entry_between_variation_and_expense(self):
        """The closing of a continental chart moves cost from one to the other: both sides or
        none, else the pool would gain what cost of sales loses."""
        self.pool_by_number()
        expense = self.create_account("719103", "Goods used")
        self.create_role(expense, "operating")
        self.stock.write(
            {"account_stock_variation_id": self.selling, "account_stock_expense_id": expense.id}
        )
        self.stock_entry((expense, 50), (self.selling, -50))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 0})

    def test_stock_entry_in_another_journal_is_what_its_account_says(self):
        """Samples that somebody takes out of stock by hand are a selling expense."""
        self.pool_by_number()
        self.post_entry("2026-03-31", (self.selling, 40), (self.stock, -40))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"pool": 40})

    def test_journal_and_account_of_a_product_category(self):
        journal = self.env["account.journal"].create(
            {"name": "Gauges", "code": "GAU", "type": "general", "company_id": self.company.id}
        )
        account = self.create_account("110199", "Gauges in stock", "asset_current")
        category = self.create_goods("Gauge", "fifo").categ_id
        self.pool_by_number()
        entry = (self.selling, 70), (account, -70)
        self.post_entry("2026-03-31", *entry, journal_id=journal.id)
        run = self.run_month()
        self.assertEqual(self.captured(run), {"pool": 70})
        category.write(
            {
                "property_stock_journal": journal.id,
                "property_stock_valuation_account_id": account.id,
            }
        )
        run._run_period()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 70})

    def test_stock_entry_of_a_branch(self):
        branch = self.env["res.company"].create(
            {
                "name": "Branch",
                "parent_id": self.company.id,
                "country_id": self.company.country_id.id,
            }
        )
        self.cr.precommit.run()  # the chart of accounts
        journal = self.env["account.journal"].create(
            {"name": "Stock", "code": "BST", "type": "general", "company_id": branch.id}
        )
        branch.account_stock_journal_id = journal
        self.pool_by_number()
        self.post_entry(
            "2026-03-31",
            (self.selling, 70),
            (self.stock, -70),
            company=branch,
            journal_id=journal.id,
        )
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 70})
