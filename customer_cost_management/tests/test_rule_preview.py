from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestRulePreview(CustomerCostRunCommon):
    """Wages: 100 open, 40 with a customer typed, 60 in a closing entry, 30 of an excluded
    account; travel: 20 open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env.user)
        cls.wages = cls.create_account("660100", "Wages")
        cls.travel = cls.create_account("660200", "Travel")
        cls.fines = cls.create_account("660300", "Fines")
        cls.create_role(cls.fines, "excluded")
        cls.counter = cls.company_data["default_account_payable"]
        cls.post(cls.wages, 100)
        cls.post(cls.wages, 40, cost_customer_id=cls.customer.id)
        cls.post(cls.fines, 30)
        cls.post(cls.travel, 20)
        cls.pool, cls.rest = cls.create_pool("Sales force"), cls.create_pool("Rest")
        cls.rule = cls.create_rule(cls.pool, "6601,6603", 10)
        cls.later = cls.create_rule(cls.rest, "660", 20)
        cls.auditor = cls.create_user("preview_auditor", "group_auditor")
        cls.accountant = cls.create_user("preview_accountant", "group_cost_accountant")

    @classmethod
    def post(cls, account, amount, **values):
        cls.post_entry(cls.today, (account, amount, values), (cls.counter, -amount))

    @classmethod
    def create_rule(cls, pool, prefixes, sequence):
        return cls.env["customer.cost.pool.rule"].create(
            {"pool_id": pool.id, "account_prefixes": prefixes, "sequence": sequence}
        )

    def ends(self, rule, values=None, user=None):
        answer = rule.with_user(user or self.accountant).preview(values or {}, self.company.id)
        self.assertNotIn("error", answer)
        return {line["key"]: line["text"].replace("\xa0", " ") for line in answer["lines"]}

    def test_a_preview_says_where_the_items_of_a_rule_end(self):
        self.assertEqual(
            self.ends(self.rule),
            {
                "caught": "1 items, $ 100.00",
                "direct": "1 items, $ 40.00",
                "elsewhere": "1 items, $ 30.00",
            },
        )
        self.assertEqual(
            self.ends(self.later),
            {
                "caught": "1 items, $ 20.00",
                "direct": "1 items, $ 40.00",
                "taken": "1 items, $ 100.00 → “Sales force, rule 10”",
                "elsewhere": "1 items, $ 30.00",
            },
        )

    def test_a_rule_is_previewed_as_it_is_typed(self):
        changed = self.ends(self.later, {"sequence": 5})
        self.assertEqual(changed["caught"], "2 items, $ 120.00")
        self.assertNotIn("taken", changed)
        new = self.env["customer.cost.pool.rule"]
        values = {"pool_id": self.rest.id, "account_prefixes": "6602", "sequence": 15}
        self.assertEqual(self.ends(new, values), {"caught": "1 items, $ 20.00"})
        self.assertEqual(self.ends(self.later)["caught"], "1 items, $ 20.00")

    def test_a_rule_with_a_mistake_says_it(self):
        answer = self.rule.with_user(self.accountant).preview({"domain": "[('nam', '=', 'x')]"})
        self.assertRegex(answer["error"], 'Try "name"')

    def test_an_attribution_rule_goes_before_the_pools(self):
        rule = self.env["customer.cost.attribution.rule"].create(
            {
                "name": "Wages of Acme",
                "method": "fixed",
                "partner_id": self.other_customer.id,
                "account_ids": self.wages.ids,
            }
        )
        self.assertEqual(
            self.ends(rule), {"caught": "1 items, $ 100.00", "direct": "1 items, $ 40.00"}
        )
        self.assertRegex(self.ends(self.rule)["taken"], "→ “Wages of Acme”$")

    def test_a_part_of_an_item_goes_on_to_the_next_rule(self):
        plan = self.env["account.analytic.plan"].create({"name": "Teams"})
        north = self.env["account.analytic.account"].create({"name": "North", "plan_id": plan.id})
        self.rule.write({"account_prefixes": False, "analytic_account_ids": north.ids})
        self.post(self.travel, 10, analytic_distribution={str(north.id): 30})
        self.assertEqual(self.ends(self.rule), {"caught": "1 items, $ 3.00"})
        self.assertEqual(self.ends(self.later)["caught"], "3 items, $ 127.00")

    def test_a_preview_says_what_the_run_then_does(self):
        self.roles_for_all_accounts_but_fines()
        (self.pool + self.rest).rest_unallocated = True
        first = self.today.replace(day=1)
        run = self.run_month(first, fields.Date.end_of(self.today, "month"))
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("pool_id", "!=", False)]
        )
        self.assertEqual(
            {row.rule: row.balance for row in rows},
            {f"pool-{self.rule.id}": 100, f"pool-{self.later.id}": 20},
        )

    def roles_for_all_accounts_but_fines(self):
        role = self.env["customer.cost.account.role"].search([("account_id", "=", self.fines.id)])
        role.unlink()
        self.roles_for_all_accounts(excluded=[self.fines])

    def test_a_figure_opens_its_items(self):
        action = self.later.with_user(self.auditor).open_preview({}, "taken", self.company.id)
        items = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual((items.account_id, items.balance), (self.wages, 100))

    def test_a_pool_shows_its_rules_in_one_table(self):
        pool = self.rest.with_user(self.auditor)
        [row] = pool.preview({})["table"]["rows"]
        self.assertEqual(
            [cell["text"][:7] for cell in row], ["Takes a", "1 items"] * 1 + ["1 items"] * 2
        )
        action = pool.open_preview({}, row[1]["key"])
        self.assertEqual(
            self.env[action["res_model"]].search(action["domain"]).account_id, self.travel
        )

    def test_each_rule_of_a_pool_shows_beside_its_sentence_what_it_would_catch(self):
        """One answer for all of them; a new rule by the name that the form gave it."""
        pool = self.rest.with_user(self.accountant)
        rule = pool.rule_ids
        typed = [(0, "virtual_7", {"account_prefixes": "9999", "sequence": 99})]
        lines = pool.preview({"rule_ids": typed})["by_line"]
        self.assertEqual(set(lines), {rule.id, "virtual_7"})
        self.assertEqual(lines[rule.id]["text"][:7], "1 items")
        self.assertTrue(lines[rule.id]["opens"])
        self.assertEqual(lines["virtual_7"]["text"][:7], "0 items")
        self.assertFalse(lines["virtual_7"]["opens"])

    def test_the_rules_of_a_pool_are_counted_by_as_many_queries_however_many(self):
        pool = self.rest.with_user(self.auditor)
        counts = []
        for number in (0, 3):
            for place in range(number):
                self.rest.rule_ids[:1].copy({"sequence": 200 + place})
            self.env.flush_all()
            pool.preview({})
            before = self.cr.sql_log_count
            pool.preview({})
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_only_readers_of_the_cost_model_preview(self):
        manager = self.create_user("preview_manager", "group_customer_manager")
        with self.assertRaises(AccessError):
            self.rule.with_user(manager).preview({})
        with self.assertRaises(AccessError):
            self.env["customer.cost.pool.rule"].with_user(manager).preview(
                {"account_prefixes": "66"}, self.company.id
            )

    def test_nobody_previews_the_books_of_an_other_company(self):
        new = self.env["customer.cost.pool.rule"].with_user(self.accountant)
        with self.assertRaises(AccessError):
            new.preview({"account_prefixes": "6"}, self.other_company.id)
        rule = self.env["customer.cost.attribution.rule"].with_user(self.accountant)
        theirs = {"company_id": self.other_company.id, "method": "line"}
        with self.assertRaises(AccessError):
            rule.preview(theirs)
        with self.assertRaises(AccessError):
            rule.open_preview(theirs, "caught")
