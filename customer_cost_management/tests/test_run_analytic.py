from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..hooks import uninstall_hook
from .analytic_common import AnalyticCase


@tagged("post_install", "-at_install")
class TestRunAnalytic(AnalyticCase):
    """Allocated cost in the analytic ledger: what is posted where."""

    def test_entries_of_customers_and_their_counter_entry(self):
        """Other has no account: 750 are charged, 250 are left out."""
        wizard = self.open_wizard()
        self.assertEqual((wizard.charged, wizard.left_out), (750, 250))
        self.assertEqual((wizard.missing_count, wizard.missing_partner_ids), (1, self.other))
        self.assertFalse(self.run_march.analytic_state)
        action = wizard.action_post()
        views = self.env[action["res_model"]].with_user(self.controller).get_views(action["views"])
        self.assertIn(f'name="{self.column}"', views["views"]["list"]["arch"])
        lines = self.opened(action, self.controller)
        self.assertRecordValues(
            lines.sorted("id"),
            [
                {
                    "name": "Order handling · March 2026 · v1",
                    "amount": amount,
                    "partner_id": partner.id,
                    self.column: account.id,
                    "account_id": False,
                    "company_id": self.company.id,
                    "currency_id": self.company.currency_id.id,
                    "move_line_id": False,
                    "unit_amount": 0,
                    "user_id": self.controller.id,
                }
                for amount, partner, account in (
                    (-250, self.own, self.own_account),
                    (-500, self.team, self.team_account),
                    (750, self.env["res.partner"], self.relieved),
                )
            ],
        )
        self.assertEqual(set(lines.mapped("date")), {self.run_march.date_to})
        self.assertEqual(sum(lines.mapped("amount")), 0)
        self.assertRecordValues(
            self.run_march, [{"analytic_state": "posted", "analytic_line_count": 3}]
        )
        self.assertEqual((self.own_account.balance, self.relieved.balance), (-250, 750))

    def test_missing_accounts_are_created_if_wanted(self):
        self.post(create_missing=True)
        account = self.env["account.analytic.account"].search([("partner_id", "=", self.other.id)])
        self.assertRecordValues(
            account, [{"name": "Other", "plan_id": self.plan.id, "company_id": self.company.id}]
        )
        self.assertEqual(
            self.entries(), {"Relieved": 1000, "Own": -250, "Team": -500, "Other": -250}
        )

    def test_a_controller_finds_plan_and_account(self):
        """Odoo shows plans to accountants who write; a controller only has to choose one."""
        plans = self.env["account.analytic.plan"].with_user(self.controller)
        self.assertEqual(plans.name_search("Customers"), [(self.plan.id, "Customers")])
        self.assertFalse(plans.has_access("write"))
        found = self.relieved.with_user(self.controller).name_search("Relieved")
        self.assertEqual(found, [(self.relieved.id, "Relieved")])

    def test_nobody_has_an_account(self):
        (self.own_account + self.team_account).active = False
        with self.refuses(UserError, "no customer with allocated cost has an analytic account"):
            self.post()
        self.assertFalse(self.run_march.analytic_state)

    def test_which_of_several_accounts(self):
        """The customer's own before his contact's, the oldest; sub-plans count, other plans and
        other companies do not."""
        contact = self.env["res.partner"].create({"name": "Li Na", "parent_id": self.other.id})
        sub = self.env["account.analytic.plan"].create({"name": "North", "parent_id": self.plan.id})
        self.create_analytic_accounts(self.company, ("Elsewhere", self.other), plan=self.other_plan)
        self.create_analytic_accounts(self.other_company, ("Theirs", self.other))
        self.create_analytic_accounts(self.company, ("Li Na", contact))
        self.assertEqual(self.posted_for_other(), "Li Na")
        self.create_analytic_accounts(self.company, ("Oldest", self.other), plan=sub)
        self.create_analytic_accounts(self.company, ("Youngest", self.other))
        self.assertEqual(self.posted_for_other(), "Oldest")

    def posted_for_other(self):
        self.post()
        [line] = self.env["account.analytic.line"].search(
            [("cost_run_id", "=", self.run_march.id), ("partner_id", "=", self.other.id)]
        )
        name = line[self.column].name
        self.remove()
        return name

    def test_plan_and_account_are_remembered(self):
        self.post()
        wizard = self.env["customer.cost.analytic.post"].with_user(self.controller)
        with Form(wizard.with_context(default_run_id=self.run_march.id)) as form:
            self.assertEqual(form.plan_id, self.plan)
            self.assertEqual(form.relieved_account_id, self.relieved)

    def test_a_company_without_a_plan_is_asked_for_one(self):
        wizard = self.env["customer.cost.analytic.post"].with_user(self.controller)
        with (
            self.assertRaisesRegex(AssertionError, "plan_id is a required field"),
            Form(wizard.with_context(default_run_id=self.run_march.id)),
        ):
            pass

    def test_the_relieved_account_is_of_the_plan_and_no_customers(self):
        [elsewhere] = self.create_analytic_accounts(
            self.company, ("Sales", False), plan=self.other_plan
        )
        [theirs] = self.create_analytic_accounts(self.other_company, ("Theirs", False))
        for account in (elsewhere, self.own_account):
            with self.refuses(ValidationError, "cannot carry the counter entries"):
                self.open_wizard(relieved_account_id=account.id)
        with self.refuses(ValidationError, "Theirs belongs to Harbour"):
            self.open_wizard(relieved_account_id=theirs.id)

    def test_never_twice(self):
        self.post()
        for again in (self.post, self.run_march.with_user(self.controller).action_post_to_analytic):
            with self.refuses(UserError, "is in the analytic ledger already"):
                again()
        self.assertEqual(self.entries()["Own"], -250)

    def test_only_published_figures(self):
        run = self.compute_march()
        with self.refuses(UserError, "v2 is Computed"):
            self.post(run)

    def test_query_count_does_not_grow(self):
        self.open_wizard()  # warm
        wizard = self.open_wizard()
        self.env.flush_all()
        with self.assertQueryCount(60):
            wizard.action_post()

    # ------------------------------------------------------------------ companies, currencies

    def test_two_companies_post_beside_each_other(self):
        run = self.run_of(self.other_company, 100)
        [relieved] = self.create_analytic_accounts(self.other_company, ("Theirs relieved", False))
        self.post()
        self.post(
            run, user=self.put_in_both(), relieved_account_id=relieved.id, create_missing=True
        )
        self.assertEqual(self.entries(run), {"Theirs relieved": 100, "Own": -100})
        self.assertEqual(self.entries()["Own"], -250)

    def put_in_both(self):
        self.controller.company_ids += self.other_company
        return self.controller

    def run_of(self, company, wages):
        """A published March of a company with one customer and some wages."""
        account = self.create_account("610001", "Wages", company=company)
        bank = self.create_account("101999", "Bank", "asset_cash", company=company)
        income = self.env["account.account"].search(
            [("company_ids", "in", company.ids), ("internal_group", "=", "income")]
        )
        for each in income:
            self.create_role(each, "revenue", company_id=company.id)
        self.create_role(account, "operating", company_id=company.id)
        driver = self.create_driver("Visits", kind="typed", company_id=company.id)
        self.env["customer.cost.driver.volume"].create(
            {
                "driver_id": driver.id,
                "partner_id": self.own.id,
                "date": "2026-03-02",
                "quantity": 1,
            }
        )
        activity = self.create_activity("Visits", driver, company_id=company.id)
        self.create_pool("Wages", [(activity, 100)], account, company_id=company.id)
        self.post_entry("2026-03-31", (account, wages), (bank, -wages), company=company)
        run = self.env["customer.cost.run"].create(
            {"company_id": company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        run.action_compute()
        run.sudo().action_publish()
        return run

    def test_currencies_without_and_with_three_decimals(self):
        for code, wages in (("JPY", 101), ("KWD", 100.125)):
            with self.subTest(code):
                currency = self.env.ref(f"base.{code}")
                currency.active = True
                company = self.setup_other_company(name=code, currency_id=currency.id)["company"]
                run = self.run_of(company, wages)
                [relieved] = self.create_analytic_accounts(company, (code, False))
                self.controller.company_ids += company
                self.post(run, relieved_account_id=relieved.id, create_missing=True)
                self.assertEqual(self.entries(run), {code: wages, "Own": -wages})
                lines = self.env["account.analytic.line"].search([("cost_run_id", "=", run.id)])
                self.assertEqual(lines.currency_id, currency)

    def test_uninstalling_takes_the_entries_of_runs_along_and_no_others(self):
        kept = self.env["account.analytic.line"].create(
            {"name": "By hand", "amount": -5, self.column: self.own_account.id}
        )
        self.post()
        lines = self.env["account.analytic.line"].search([(self.column, "!=", False)])
        self.assertEqual((len(lines), sum(lines.mapped("amount"))), (4, -5))
        uninstall_hook(self.env)
        self.env.invalidate_all()
        self.assertEqual(
            self.env["account.analytic.line"].search([(self.column, "!=", False)]), kept
        )
