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
