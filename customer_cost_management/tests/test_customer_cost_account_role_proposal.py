from odoo import fields
from odoo.tests import BaseCase, tagged

from ..models.masters.account_role_proposal import Account, propose_role
from .common import CustomerCostCommon


def role(chart, code, name="", account_type="expense", **facts):
    return propose_role(chart, Account(code, account_type, (name,), **facts))


@tagged("post_install", "-at_install")
class TestRoleTables(BaseCase):
    """The tables alone, so that Chinese charts are tested where they are not installed."""

    def assertRoles(self, chart, expected):
        for code, wanted in expected.items():
            with self.subTest(chart=chart, code=code):
                proposal = role(chart, code)
                self.assertEqual((proposal.role, proposal.confidence), (wanted, "certain"))

    def test_the_generic_chart(self):
        self.assertRoles(
            "generic_coa",
            {
                "400000": "revenue", "441000": "exchange", "442000": "other",
                "443000": "deduction", "450000": "other", "500000": "cost_of_sales",
                "600000": "operating", "610000": "cost_of_sales", "620000": "financial",
                "641000": "exchange", "643000": "deduction", "961000": "operating",
            },
        )  # fmt: skip

    def test_small_chinese_enterprises(self):
        self.assertRoles(
            "cn",
            {
                "500100": "revenue", "530100": "other", "530102": "exchange",
                "530104": "deduction", "540100": "cost_of_sales", "540310": "tax_on_sales",
                "400100": "production", "410100": "production", "560102": "operating",
                "560301": "financial", "560302": "exchange", "560303": "other",
                "560304": "deduction", "571101": "credit_loss", "571105": "other",
                "580100": "income_tax",
            },
        )  # fmt: skip

    def test_chinese_enterprises(self):
        self.assertRoles(
            "cn_large_bis",
            {
                "600100": "revenue", "605100": "revenue", "601100": "other",
                "606100": "exchange", "630100": "other", "630101": "other",
                "630102": "deduction", "640100": "cost_of_sales", "640300": "tax_on_sales",
                "500100": "production", "540100": "production", "660100": "operating",
                "660201": "operating", "660300": "financial", "671101": "other",
                "671102": "deduction", "672100": "credit_loss", "680100": "income_tax",
                "690100": "other",
            },
        )  # fmt: skip

    def test_a_code_means_nothing_without_its_chart(self):
        self.assertEqual(role("cn", "540100").role, "cost_of_sales")
        self.assertEqual(role("cn_large_bis", "540100").role, "production")
        self.assertEqual(role("de_skr03", "540100").role, "operating")

    def test_a_rebate_booked_as_revenue_or_expense_is_a_deduction(self):
        for code in ("600103", "660109"):
            self.assertEqual(role("cn_large_bis", code, "客户返利").role, "deduction")
        self.assertEqual(role("cn_large_bis", "640103", "采购折扣").role, "cost_of_sales")

    def test_names_decide_in_charts_without_a_table(self):
        for name, account_type, wanted in (
            ("销售折让", "income", "deduction"),
            ("銷貨折讓", "income", "deduction"),
            ("匯兌損失", "expense", "exchange"),
            ("壞帳費用", "expense", "credit_loss"),
            ("Income tax", "expense", "income_tax"),
            ("Interest received", "income", "other"),
            ("Interest paid", "expense", "financial"),
            ("Cost of goods sold", "expense", "cost_of_sales"),
            ("製造費用", "expense_direct_cost", "production"),
            ("Foreign exchange gain", "income_other", "exchange"),
        ):
            with self.subTest(name=name):
                proposal = role("any", "1", name, account_type)
                self.assertEqual((proposal.role, proposal.confidence), (wanted, "likely"))

    def test_the_type_alone_is_a_guess(self):
        for account_type, wanted in (
            ("expense", "operating"), ("expense_depreciation", "operating"),
            ("expense_direct_cost", "cost_of_sales"), ("income_other", "other"),
            ("income", "revenue"),
        ):  # fmt: skip
            proposal = role("any", "1", "Sundry", account_type)
            self.assertEqual((proposal.role, proposal.confidence), (wanted, "guess"))

    def test_income_is_revenue_if_half_of_it_is_invoiced(self):
        half = role("any", "1", "Sundry", "income", earned=1000.0, invoiced=500.0)
        less = role("any", "1", "Sundry", "income", earned=1000.0, invoiced=499.0)
        self.assertEqual((half.role, half.confidence), ("revenue", "likely"))
        self.assertEqual((less.role, less.confidence), ("other", "guess"))

    def test_the_companys_settings_are_beyond_doubt(self):
        proposal = role("cn", "540100", "Sundry", named_role="exchange")
        self.assertEqual((proposal.role, proposal.confidence), ("exchange", "certain"))

    def test_stock_variation_is_cost_of_sales_unless_the_chart_shares_the_account(self):
        self.assertEqual(role("any", "1", stock_variation=True).role, "cost_of_sales")
        # its selling expenses stay there; the lines of inventory are told apart one by one
        self.assertEqual(role("cn_large_bis", "660100", stock_variation=True).role, "operating")


@tagged("post_install", "-at_install")
class TestRoleProposal(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles = cls.env["customer.cost.account.role"]
        cls.roles.search([]).unlink()

    def role_of(self, account):
        return self.roles.search([("account_id", "=", account.id)])

    def test_every_profit_and_loss_account_gets_one_role_and_a_reason(self):
        created = self.roles._propose(self.company)
        accounts = self.env["account.account"].search(
            [
                ("company_ids", "in", self.company.ids),
                ("internal_group", "in", ("income", "expense")),
            ]
        )
        self.assertEqual(created.account_id, accounts)
        self.assertEqual(len(created), len(accounts))
        self.assertTrue(all(created.mapped("reason")))
        self.assertFalse(self.roles.search([("company_id", "=", self.other_company.id)]))

    def test_the_accounts_of_the_companys_settings(self):
        self.roles._propose(self.company)
        exchange = self.role_of(self.company.income_currency_exchange_account_id)
        self.assertRecordValues(exchange, [{"role": "exchange", "confidence": "certain"}])
        discount = self.role_of(self.company.account_journal_early_pay_discount_loss_account_id)
        self.assertRecordValues(discount, [{"role": "deduction", "confidence": "certain"}])

    def test_what_a_person_chose_stays_and_only_missing_roles_are_added(self):
        self.roles._propose(self.company)
        rent = self.create_account("612500", "Office rent")
        expense = self.role_of(self.company_data["default_account_expense"])
        expense.role = "excluded"
        self.assertEqual(self.roles._propose(self.company).account_id, rent)
        self.assertEqual(expense.role, "excluded")
        self.assertFalse(self.roles._propose(self.company))

    def test_income_that_is_mostly_invoiced_is_revenue(self):
        fees, sundry = (
            self.create_account(code, name, "income")
            for code, name in (("470000", "Fees"), ("480000", "Sundry"))
        )
        today = fields.Date.context_today(self.company)
        bank = self.company_data["default_account_payable"]
        for account in (fees, sundry):
            self.post_invoice(self.customer, today, 100.0, account_id=account.id)
        self.post_entry(today, (fees, -100.0), (sundry, -101.0), (bank, 201.0))
        self.roles._propose(self.company)
        self.assertRecordValues(
            self.role_of(fees) + self.role_of(sundry),
            [
                {
                    "role": "revenue",
                    "confidence": "likely",
                    "reason": "50 % of it is invoiced to customers",
                },
                {
                    "role": "other",
                    "confidence": "guess",
                    "reason": "Only 50 % of it is invoiced to customers",
                },
            ],
        )

    def test_the_proposal_takes_as_many_queries_for_many_accounts(self):
        self.roles._propose(self.company)
        for number in range(20):
            self.create_account(f"66{number:04}", f"Expense {number}")
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(80):
            self.roles._propose(self.company)
