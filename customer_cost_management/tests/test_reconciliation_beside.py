from odoo import Command
from odoo.tests import tagged

from .results_common import ResultsCase
from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestReconciliationBeside(ResultsCase):
    """Another run, its reasons, and why a figure is not 0."""

    def page(self, run, other=None):
        run = run.with_user(self.auditor)
        return run.get_reconciliation(other.id if other else False)

    def test_another_run_beside(self):
        late = self.post_entry("2026-03-30", (self.sundry, 5), (self.bank, -5))
        self.assertTrue(late)
        second = self.env["customer.cost.run"].browse(
            self.run_march.action_recompute_as_new_version()["res_id"]
        )
        page = self.page(second, self.run_march)
        self.assertEqual(page["other"]["label"], "March 2026 · v1")
        self.assertEqual(page["other"]["amounts"]["unassigned"], -40)
        self.assertEqual(page["other"]["amounts"]["ledger"], 1110)
        lines = {line["key"]: line["amount"] for line in page["lines"]}
        self.assertEqual(lines["unassigned"], -45)
        self.assertFalse(self.page(second)["other"])
        self.assertFalse(self.page(second, second)["other"])

    def test_contribution_by_salesperson_adds_up(self):
        lines = {line["key"]: line for line in self.page(self.run_march)["lines"]}
        _by_tier, by_salesperson = lines["customer_contribution"]["parts"]
        parts = {part["label"]: part["amount"] for part in by_salesperson["parts"]}
        names = [user.name for user in (self.customer_manager, self.seller, self.stranger)]
        self.assertEqual(parts, dict(zip(names, (690, 500, -10), strict=True)))

    def test_contribution_by_tier_adds_up(self):
        tier = self.env["customer.cost.tier"].create({"name": "A", "company_id": self.company.id})
        self.env.cr.execute(
            "UPDATE customer_profitability SET tier_id = %s WHERE run_id = %s AND cm3 = 690",
            [tier.id, self.run_march.id],
        )
        self.env["customer.profitability"].invalidate_model()
        line = next(
            each
            for each in self.page(self.run_march)["lines"]
            if each["key"] == "customer_contribution"
        )
        by_tier, _by_salesperson = line["parts"]
        self.assertEqual(by_tier["amount"], 1180)
        self.assertEqual(
            [(part["label"], part["amount"], part["items"]) for part in by_tier["parts"]],
            [(tier.display_name, 690, 1), ("No tier", 490, 2)],
        )

    def test_revenue_moved_to_the_customer_typed_on_it(self):
        """The 300 of *Other* are for *Own*: shown below the contribution, with its entries."""
        self.invoice.invoice_line_ids.cost_customer_id = self.own
        action = self.run_march.action_recompute_as_new_version()
        run = self.env["customer.cost.run"].browse(action["res_id"])
        lines = {line["key"]: line for line in self.page(run)["lines"]}
        *_dimensions, part = lines["customer_contribution"]["parts"]
        self.assertEqual((part["key"], part["amount"], part["items"]), ("typed_revenue", 300, 1))
        found = self.env[part["records"]["model"]].search(part["records"]["domain"])
        self.assertEqual(found.partner_id, self.own)
        self.assertEqual(found.move_line_id, self.invoice.invoice_line_ids)

    def test_several_months_add_up(self):
        self.post_entry("2026-04-20", (self.sundry, 5), (self.wages, 7), (self.bank, -12))
        april = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-04-01", "date_to": "2026-04-30"}
        )
        april.action_compute()
        year, *named = self.page(april)["periods"]
        self.assertEqual(year["ids"], [self.run_march.id, april.id])
        self.assertEqual(year["label"], "March 2026 – April 2026 · 2 runs")
        # a quarter of one run is that run
        self.assertEqual(named, [{"ids": year["ids"], "label": "Fiscal year 2026 · 2 runs"}])
        page = self.page(self.env["customer.cost.run"].browse(year["ids"]))
        self.assertEqual(page["run"]["customer_count"], 3)
        amounts = {line["key"]: line["amount"] for line in page["lines"] if line["amount"]}
        self.assertEqual(
            amounts,
            {
                "customer_contribution": 1180,
                "unallocated_pools": -7,
                "unassigned": -45,
                "excluded_result": -30,
            },
        )
        self.assertEqual((page["ledger"]["amount"], page["accounted"]), (1098, 1098))
        self.assertEqual(page["difference"], 0)
        for row in page["matrix"]["rows"]:
            self.assertEqual(row["difference"], 0, row["label"])
        unassigned = next(line for line in page["lines"] if line["key"] == "unassigned")
        rows = self.env["customer.cost.capture"].search(unassigned["records"]["domain"])
        self.assertEqual(sum(rows.mapped("result")), -45)

    def test_the_reason_of_an_incomplete_publication_is_shown(self):
        run = self.env["customer.cost.run"].browse(
            self.run_march.action_recompute_as_new_version()["res_id"]
        )
        run.reason = "Rent follows"
        run.with_user(self.controller).action_publish()
        self.assertEqual(self.page(run)["run"]["reason"], "Rent follows")
        [note] = self.statement_of(self.own, run).notes
        self.assertEqual(note["text"], "March 2026 published with a reason: Rent follows")

    def test_each_pool_says_why_it_keeps_cost(self):
        quiet = self.create_activity(
            "Visits",
            self.create_driver(
                "Visits",
                kind="typed",
                model_name=False,
                domain="[]",
                date_field=False,
                partner_path=False,
                company_path=False,
            ),
        )
        self.create_pool("Care", [(quiet, 75)], self.sundry, rest_unallocated=True)
        run = self.env["customer.cost.run"].browse(
            self.run_march.action_recompute_as_new_version()["res_id"]
        )
        line = next(row for row in self.page(run)["lines"] if row["key"] == "unallocated_pools")
        self.assertEqual(line["amount"], -40)
        self.assertEqual(
            {part["label"]: part["amount"] for part in line["parts"]},
            {
                "Visits: no customer has volume of its driver": -30,
                "Care: left unallocated by its shares": -10,
            },
        )
        for part in line["parts"]:
            [node] = self.opened(
                {"res_model": part["records"]["model"], "domain": part["records"]["domain"]}
            )
            self.assertEqual(-node.unallocated, part["amount"])


@tagged("post_install", "-at_install")
class TestCostWithoutCustomer(CustomerCostRunCommon):
    """Cost booked with revenue without a customer is the cost of that revenue."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.create_account("510001", "Cost of goods", "expense_direct_cost")
        cls.sales = cls.create_account("400101", "Counter sales", "income")
        cls.bank = cls.create_account("101997", "Till", "asset_cash")
        cls.roles_for_all_accounts(cost_of_sales=cls.goods)

    def test_counter_sales_stand_beside_their_cost(self):
        self.post_entry(
            "2026-03-28",
            (self.sales, -100),
            (self.goods, 60),
            (self.bank, 40),
        )
        self.post_entry("2026-03-29", (self.goods, 25), (self.bank, -25))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(
            self.reconciliation(run),
            {
                "revenue_without_customer": 100,
                "cost_without_customer": -60,
                "timing_difference": -25,
            },
        )
        lines = {line["key"]: line for line in run.get_reconciliation()["lines"]}
        [part] = lines["cost_without_customer"]["parts"]
        rows = self.env[part["records"]["model"]].search(part["records"]["domain"])
        self.assertEqual((part["amount"], sum(rows.mapped("result"))), (-60, -60))
        timing = {part["key"]: part["amount"] for part in lines["timing_difference"]["parts"]}
        self.assertEqual(timing, {"timing_booked": -25, "timing_computed": 0, "timing_without": 0})

    def test_cost_of_sales_of_an_entry_with_a_customer_is_to_be_traced_as_before(self):
        self.post_entry(
            "2026-03-28",
            (self.sales, -100, {"partner_id": self.customer.id}),
            (self.goods, 60),
            (self.bank, 40),
        )
        self.assertEqual(
            self.reconciliation(self.run_month()),
            {"customer_contribution": 100, "timing_difference": -60},
        )


@tagged("post_install", "-at_install")
class TestReconciliationOfTwoCompanies(CustomerCostRunCommon):
    """Two companies side by side; one sold the other something for 50."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.euro = cls.env.ref("base.EUR")
        cls.books = {}
        for company in (cls.company, cls.other_company):
            code = "1" if company == cls.company else "2"
            accounts = {
                "sales": cls.create_account(f"40010{code}", "Sales", "income", company),
                "cost": cls.create_account(f"61010{code}", "Cost", "expense", company),
                "bank": cls.create_account(f"10199{code}", "Bank", "asset_cash", company),
            }
            cls.roles_for_all_accounts(company)
            cls.books[company] = accounts
        cls.auditor.company_ids = [Command.set([cls.company.id, cls.other_company.id])]

    def sell(self, company, partner, amount):
        books = self.books[company]
        self.post_entry(
            "2026-03-10",
            (books["sales"], -amount, {"partner_id": partner.id}),
            (books["bank"], amount),
            company=company,
            company_id=company.id,
        )

    def buy(self, company, partner, amount):
        books = self.books[company]
        self.post_entry(
            "2026-03-10",
            (books["cost"], amount, {"partner_id": partner.id}),
            (books["bank"], -amount),
            company=company,
            company_id=company.id,
        )

    def compute(self, company):
        run = self.run_month(company_id=company.id)
        run._as_engine().state = "computed"
        return run

    def page(self, run, *companies):
        run = run.with_user(self.auditor).with_context(
            allowed_company_ids=[company.id for company in companies]
        )
        return run.get_reconciliation()

    def test_each_company_is_a_column_and_the_pair_shows_its_mismatch(self):
        self.sell(self.company, self.customer, 100)
        self.sell(self.company, self.other_company.partner_id, 50)
        self.buy(self.other_company, self.company.partner_id, 45)
        first, second = (self.compute(company) for company in self.books)
        self.assertFalse(self.page(first, self.company)["group"])
        group = self.page(first, self.company, self.other_company)["group"]
        self.assertEqual([column["run_id"] for column in group["columns"]], [first.id, second.id])
        self.assertEqual(
            [column["presented"]["intercompany_result"] for column in group["columns"]], [50, -45]
        )
        self.assertEqual([column["presented"]["ledger"] for column in group["columns"]], [150, -45])
        [pair] = group["intercompany"]
        self.assertEqual(sorted(pair["amounts"]), [-45, 50])
        self.assertEqual(pair["mismatch"], 5)

    def test_a_branch_is_its_company(self):
        """1,000 sold to a branch of the other company, and 200 to that itself; both booked them."""
        branch = self.env["res.company"].create(
            {"name": "Harbour North", "parent_id": self.other_company.id, "country_id": False}
        )
        self.env.user.company_ids |= branch
        self.sell(self.company, branch.partner_id, 1000)
        self.sell(self.company, self.other_company.partner_id, 200)
        journal = self.env["account.journal"].search(
            [("company_id", "=", self.other_company.id), ("type", "=", "general")], limit=1
        )
        for company, amount in ((branch, 1000), (self.other_company, 200)):
            books = self.books[self.other_company]
            self.post_entry(
                "2026-03-12",
                (books["cost"], amount, {"partner_id": self.company.partner_id.id}),
                (books["bank"], -amount),
                company=self.other_company,
                company_id=company.id,
                journal_id=journal.id,
            )
        first, _second = (self.compute(company) for company in self.books)
        [pair] = self.page(first, self.company, self.other_company)["group"]["intercompany"]
        self.assertEqual((pair["amounts"], pair["mismatch"]), ([1200, -1200], 0))

    def test_another_currency_is_presented_at_the_average_rate_of_the_month(self):
        self.other_company.currency_id = self.euro
        self.env["res.currency.rate"].search([("currency_id", "=", self.euro.id)]).unlink()
        # 1 dollar = 0.5 euro for 10 days, 0.4 for 21: a euro is 2 × 10 ÷ 31 + 2.5 × 21 ÷ 31
        self.env["res.currency.rate"].create(
            [
                {"currency_id": self.euro.id, "name": date, "rate": rate, "company_id": company.id}
                for date, rate in (("2026-03-01", 0.5), ("2026-03-11", 0.4))
                for company in (self.company,)
            ]
        )
        self.sell(self.other_company, self.customer, 100)
        self.sell(self.company, self.customer, 10)
        first, _second = (self.compute(company) for company in self.books)
        group = self.page(first, self.company, self.other_company)["group"]
        column = group["columns"][1]
        self.assertEqual(column["amounts"]["ledger"], 100)
        self.assertAlmostEqual(column["presented"]["ledger"], 100 * (20 + 52.5) / 31, places=2)
        self.assertIn("average rate of the period: 1 EUR = 2.33", column["rate"])

    def test_a_quarter_is_presented_at_the_average_rate_of_its_days(self):
        """1 euro = 2 dollars for the 31 days of January, 2.5 for the 59 that follow."""
        self.other_company.currency_id = self.euro
        self.env["res.currency.rate"].search([("currency_id", "=", self.euro.id)]).unlink()
        self.env["res.currency.rate"].create(
            [
                {
                    "currency_id": self.euro.id,
                    "name": date,
                    "rate": rate,
                    "company_id": self.company.id,
                }
                for date, rate in (("2026-01-01", 0.5), ("2026-02-01", 0.4))
            ]
        )
        ours, theirs = (
            self.env["customer.cost.run"].create(
                {"company_id": company.id, "date_from": "2026-01-01", "date_to": "2026-03-31"}
            )
            for company in (self.company, self.other_company)
        )
        self.assertAlmostEqual(ours._average_rate(theirs), (31 * 2 + 59 * 2.5) / 90)
