from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestRunClosingMark(CustomerCostRunCommon):
    """An accountant may say what is a closing entry where the books do not show it."""

    def test_the_mark_on_an_entry_wins_over_its_accounts(self):
        rent = self.create_account("619001", "Rent")
        equity = self.create_account("309001", "Retained", "equity")
        earnings = self.env["account.account"].search(
            [("company_ids", "in", self.company.ids), ("account_type", "=", "equity_unaffected")],
            limit=1,
        )
        self.roles_for_all_accounts()
        marked = self.post_entry("2026-03-31", (rent, -70), (equity, 70))
        unmarked = self.post_entry("2026-03-31", (rent, -30), (earnings, 30))
        run = self.run_month()
        # as the accounts say: 70 is an ordinary credit of rent, 30 a closing entry
        lines = self.reconciliation(run)
        self.assertEqual((lines["closing_result"], lines["unassigned"]), (30, 70))
        marked.cost_closing_entry = "closing"
        unmarked.cost_closing_entry = "not_closing"
        lines = self.reconciliation(self.run_month())
        self.assertEqual((lines["closing_result"], lines["unassigned"]), (70, 30))

    def closing_result(self, account):
        """What a run leaves out when rent of 70 is closed to an account of equity."""
        rent = self.create_account("619001", "Rent")
        self.roles_for_all_accounts()
        self.post_entry("2026-03-31", (rent, -70), (account, 70))
        run = self.run_month()
        self.assert_ties(run)
        return self.reconciliation(run).get("closing_result", 0)

    def test_an_account_that_carries_the_result_by_its_name(self):
        """In the words of both scripts, whatever the language of the company."""
        account = self.create_account("309002", "Profit of the year", "equity")
        self.env["res.lang"]._activate_lang("zh_CN")
        account.with_context(lang="zh_CN").name = "本年利润"
        self.assertEqual(self.closing_result(account), 70)

    def test_an_account_of_the_appropriation_of_profit(self):
        account = self.create_account("309002", "利潤分配 - 未分配利潤", "equity")
        self.assertEqual(self.closing_result(account), 70)

    def test_an_account_that_carries_the_result_by_its_code(self):
        """3104 is one in the chart of small companies, in that of large ones 4104 is."""
        account = self.create_account("310401", "Appropriation", "equity")
        self.assertEqual(self.closing_result(account), 0)
        self.force(self.company, chart_template="cn_large_bis")
        self.assertEqual(self.reconciliation(self.run_month()).get("closing_result", 0), 0)
        self.force(self.company, chart_template="cn")
        self.assertEqual(self.reconciliation(self.run_month())["closing_result"], 70)

    def test_what_is_no_closing_entry(self):
        """Profit paid out, and capital paid in with its cost, are not; nor is a bank account with
        such a name."""
        profit = self.create_account("309002", "利润分配", "equity")
        capital = self.create_account("309003", "实收资本", "equity")
        account = self.create_account("101997", "Bank 本年利润", "asset_cash")
        bank = self.create_account("101998", "Bank of the month", "asset_cash")
        fee = self.create_account("619002", "Fees")
        self.post_entry("2026-03-20", (profit, 500), (bank, -500))
        self.post_entry("2026-03-20", (fee, 20), (capital, -1000), (bank, 980))
        self.post_entry("2026-03-20", (fee, 5), (profit, -30), (bank, 25))
        self.assertEqual(self.closing_result(account), 0)
