from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestPoolRule(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salaries = cls.create_account("660100", "Salaries")
        cls.travel = cls.create_account("660200", "Travel")
        cls.pool = cls.create_pool("Sales force")

    def create_rules(self, *vals_list):
        return self.env["customer.cost.pool.rule"].create(
            [{"pool_id": self.pool.id} | vals for vals in vals_list]
        )

    def assertRefused(self, message, error=ValidationError, **values):
        good = {"account_prefixes": "6601"}
        with self.refuses(error, message):
            self.create_rules(good, {"sequence": 20} | values)

    def test_a_rule_has_a_condition(self):
        self.assertRefused("Sales force, rule 20 has no condition")
        self.assertRefused("Sales force, rule 20 has no condition", domain="[]")
        self.assertRefused("Sales force, rule 20 has no condition", account_prefixes=" , ")

    def test_prefixes_are_written_as_codes_are(self):
        for wrong in ("66%", "66-01", "66_1", "办公"):
            with self.subTest(prefix=wrong):
                self.assertRefused(
                    f'rule 20: "{wrong}" is not the beginning', account_prefixes=f"6601, {wrong}"
                )

    def test_prefixes_with_dots_and_letters(self):
        """Two accounts begin with 6601.01, and one with 66A; a dot stands for itself alone."""
        accounts = [
            self.create_account(code, code)
            for code in ("6601.01", "6601.01.2", "66A100", "6601.1", "6601001")
        ]
        [rule] = self.create_rules({"account_prefixes": "6601.01，66A"})
        found = self.env["account.account"].search(rule._get_code_domain())
        self.assertEqual(set(found), set(accounts[:3]))
        run = self.env["customer.cost.run"].new({"company_id": self.company.id})
        run.snapshot = {"roles": {str(account.id): "operating" for account in accounts}}
        caught = run._accounts_with_prefix(rule._get_prefixes())
        self.assertEqual(set(caught), set(found.ids))

    def test_a_rule_ends_after_it_begins(self):
        self.assertRefused(
            "rule 20 ends on", account_prefixes="66", date_from="2026-02-01", date_to="2026-01-01"
        )

    def test_analytic_accounts_are_of_one_plan(self):
        plans = self.env["account.analytic.plan"].create([{"name": "Teams"}, {"name": "Regions"}])
        accounts = self.env["account.analytic.account"].create(
            [{"name": plan.name, "plan_id": plan.id} for plan in plans]
        )
        self.assertRefused(
            "rule 20: .* plans Teams, Regions|Regions, Teams", analytic_account_ids=accounts.ids
        )

    def test_further_conditions_are_on_stored_fields_of_items(self):
        self.assertRefused("the filter .* cannot be read", domain="['name']")
        self.assertRefused('Try "name"', domain="[('nam', '=', 'x')]")
        self.assertRefused("is not stored", domain="[('payment_date', '=', '2026-01-01')]")
        self.create_rules({"domain": "[('move_id.ref', 'ilike', 'rent')]"})

    def test_accounts_of_an_other_company_are_refused(self):
        foreign = self.create_account("660100", "Harbour wages", company=self.other_company)
        self.assertRefused("Harbour wages", UserError, account_ids=foreign.ids)

    def test_the_sentence_lists_the_conditions(self):
        journal = self.company_data["default_journal_misc"]
        department = self.env["hr.department"].sudo().create({"name": "Service"})
        rule = self.create_rules(
            {
                "account_ids": (self.salaries + self.travel).ids,
                "account_prefixes": "61, 62",
                "journal_ids": journal.ids,
                "department_ids": department.ids,
                "domain": "[('name', 'ilike', 'x')]",
            }
        )
        self.assertEqual(
            rule.sentence,
            "Takes accounts beginning with 61, 62, accounts 660100, 660200, "
            f"journals {journal.name}, departments Service, further conditions.",
        )

    def test_the_preview_counts_the_items_of_the_last_twelve_months(self):
        today = fields.Date.context_today(self.pool)
        bank = self.company_data["default_account_payable"]
        self.post_entry(today, (self.salaries, 100.0), (self.travel, 20.0), (bank, -120.0))
        self.post_entry(today, (self.salaries, 30.0), (bank, -30.0))
        self.post_entry(
            today - relativedelta(years=1), (self.salaries, 7.0), (bank, -7.0)
        )  # a day too old
        one, both, none = self.create_rules(
            {"account_ids": self.salaries.ids},
            {"account_prefixes": "6601,6602"},
            {"account_prefixes": "6609"},
        )
        self.assertRegex(one.would_catch, r"^2 items, .*130\.00")
        # the salaries are the first rule's: only travel is left
        self.assertRegex(both.would_catch, r"^1 items, .*20\.00")
        self.assertRegex(none.would_catch, r"^0 items, .*0\.00")

    def test_the_preview_takes_as_many_queries_for_one_rule_as_for_many(self):
        rules = self.create_rules(*({"account_prefixes": f"66{n}"} for n in range(4)))
        counts = []
        self.env.invalidate_all()
        rules.mapped("would_catch")  # whatever Odoo caches once
        for some in (rules[:1], rules):
            self.env.invalidate_all()
            rules.mapped("account_prefixes")
            before = self.cr.sql_log_count
            some.mapped("would_catch")
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_a_department_takes_its_employees_expenses(self):
        department = self.env["hr.department"].sudo().create({"name": "Service"})
        rule = self.create_rules({"department_ids": department.ids})
        self.assertRegex(rule.would_catch, "^0 items")
