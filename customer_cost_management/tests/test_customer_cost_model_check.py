from odoo import fields
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestModelCheck(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.cost.account.role"]._propose(cls.company)
        cls.invoices = cls.create_driver()
        cls.invoicing = cls.create_activity("Invoice", cls.invoices)
        cls.salaries = cls.create_account("660100", "Salaries")
        cls.travel = cls.create_account("660200", "Travel")
        for account in (cls.salaries, cls.travel):
            cls.create_role(account, "operating")
        cls.office = cls.create_pool("Office", [(cls.invoicing, 100)], cls.salaries)
        cls.payable = cls.company_data["default_account_payable"]
        cls.today = fields.Date.context_today(cls.company)

    def problems(self, *codes):
        found = self.company._check_customer_cost_model()
        return [problem for problem in found if not codes or problem["code"] in codes]

    def assertProblem(self, code, severity, record, message):
        [problem] = self.problems(code)
        self.assertEqual(
            (problem["severity"], problem["res_model"], problem["res_id"]),
            (severity, record._name, record.id),
        )
        self.assertIn(message, problem["message"])

    def test_a_sound_model_has_no_problem(self):
        self.post_entry(self.today, (self.salaries, 100.0), (self.payable, -100.0))
        self.assertEqual(self.problems(), [])

    def test_shares_that_miss_100_percent(self):
        self.office.share_ids.share = 97.5
        self.assertProblem(
            "shares_not_100",
            "error",
            self.office,
            '"Office" gives 97.5 %. Add 2.5 % or mark the rest as unallocated.',
        )
        self.office.rest_unallocated = True
        self.assertEqual(self.problems(), [])
        self.office.share_ids.share = 102.5
        self.assertProblem("shares_not_100", "error", self.office, "Take away 2.5 %.")

    def test_support_pools_that_only_serve_each_other(self):
        systems = self.create_pool("IT", kind="support", sequence=1)
        people = self.create_pool("HR", [(systems, 100)], kind="support", sequence=2)
        systems.share_ids = [(0, 0, self.prepare_share(people, 100))]
        [problem] = self.problems("closed_loop", "cyclic")
        self.assertEqual((problem["code"], problem["severity"]), ("closed_loop", "error"))
        self.assertIn("IT", problem["message"])
        self.assertIn("HR", problem["message"])

    def test_a_support_pool_that_gives_back_is_named(self):
        systems = self.create_pool("IT", kind="support", sequence=1)
        people = self.create_pool(
            "HR", [(systems, 50), (self.office, 50)], kind="support", sequence=2
        )
        systems.share_ids = [(0, 0, self.prepare_share(people, 100))]
        self.assertProblem("cyclic", "error", people, "may not give back")

    def test_an_activity_whose_driver_is_archived(self):
        self.invoices.active = False
        self.assertProblem("unknown_name", "error", self.invoicing, '"Invoice" uses something')

    def test_an_activity_without_driver(self):
        self.env.cr.execute(
            "UPDATE customer_cost_activity SET driver_id = NULL WHERE id = %s", [self.invoicing.id]
        )
        self.invoicing.invalidate_recordset()
        self.assertProblem("no_driver", "error", self.invoicing, '"Invoice" has no driver')

    def test_a_driver_whose_app_is_gone(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_cost_driver SET model_name = 'sale.ordr' WHERE id = %s",
            [self.invoices.id],
        )
        self.invoices.invalidate_recordset()
        self.assertProblem("driver_source", "error", self.invoices, "sale.ordr")

    def test_a_moving_account_without_role(self):
        rent = self.create_account("612500", "Office rent")
        self.post_entry(self.today, (rent, 60.0), (self.payable, -60.0))
        self.post_entry(self.today, (rent, 40.0), (self.payable, -40.0))
        self.assertProblem("no_role", "error", rent, "612500 Office rent has no account role: 2")
        self.create_role(rent, "operating", date_to="2000-01-01")
        self.assertProblem("no_role", "error", rent, "100.00")
        self.create_role(rent, "operating", date_from="2000-01-02")
        self.assertEqual(self.problems(), [])

    def test_rules_that_tie(self):
        other = self.create_pool("Other", [(self.invoicing, 100)], self.salaries)
        rule = other.rule_ids
        self.assertProblem("rule_overlap", "error", rule, "Office, rule 10 and Other, rule 10")
        rule.date_from = "2020-01-01"
        self.office.rule_ids.date_to = "2019-12-31"
        self.assertEqual(self.problems(), [])

    def test_rules_one_after_the_other(self):
        self.post_entry(
            self.today, (self.salaries, 100.0), (self.travel, 5.0), (self.payable, -105.0)
        )
        other = self.create_pool("Other", [(self.invoicing, 100)])
        other.rule_ids = [(0, 0, {"account_prefixes": "66", "sequence": 20})]
        self.assertProblem(
            "rule_order", "info", other.rule_ids, "Office, rule 10 takes 1 items, $\xa0100.00"
        )

    def test_a_guess_matters_above_one_percent_of_expense(self):
        small, large = (
            self.create_account(code, name) for code, name in (("670100", "A"), ("670200", "B"))
        )
        for account in (small, large):
            self.create_role(account, "operating", confidence="guess")
        self.post_entry(
            self.today,
            (self.salaries, 9889.0),
            (small, 100.0),
            (large, 111.0),
            (self.payable, -10100.0),
        )
        role = self.env["customer.cost.account.role"].search([("account_id", "=", large.id)])
        self.assertProblem("guessed_role", "warning", role, "670200 B: Operating is a guess")
