from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestAttributionRule(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bad_debt = cls.create_account("641500", "Bad debts")
        cls.travel = cls.create_account("660200", "Travel")

    def create_rules(self, *vals_list):
        return self.env["customer.cost.attribution.rule"].create(
            [{"company_id": self.company.id} | vals for vals in vals_list]
        )

    def test_a_given_customer_is_given(self):
        with self.refuses(ValidationError, "Rule two names no customer"):
            self.create_rules(
                {"method": "fixed", "partner_id": self.customer.id, "name": "Rule one"},
                {"method": "fixed", "name": "Rule two"},
            )

    def test_a_given_customer_is_not_deleted(self):
        """Nor that of an archived rule, of another company; the rule would catch nothing."""
        self.create_rules(
            {
                "name": "Rent of the shop",
                "method": "fixed",
                "partner_id": self.other_customer.id,
                "company_id": self.other_company.id,
                "active": False,
            }
        )
        with self.refuses(UserError, "Acme Corp is the customer of .* rule Rent of the shop"):
            (self.customer + self.other_customer).unlink()
        self.customer.unlink()

    def test_a_given_customer_who_is_merged(self):
        """The rule gives to the one who stays."""
        [rule] = self.create_rules({"method": "fixed", "partner_id": self.customer.id})
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.customer + self.other_customer).ids, self.other_customer
        )
        self.env.invalidate_all()
        self.assertFalse(self.customer.exists())
        self.assertEqual(rule.partner_id, self.other_customer)
        self.assertEqual(rule.sentence, "Items on any account → Acme Corp.")

    def test_a_rule_ends_after_it_begins(self):
        with self.refuses(ValidationError, "Rule two ends on"):
            self.create_rules(
                {"name": "Rule one"},
                {"name": "Rule two", "date_from": "2026-02-01", "date_to": "2026-01-31"},
            )

    def test_accounts_of_an_other_company_are_refused(self):
        foreign = self.create_account("660200", "Harbour travel", company=self.other_company)
        with self.refuses(UserError, "Harbour travel"):
            self.create_rules({}, {"account_ids": foreign.ids})

    def test_the_sentence_says_which_items_and_whose(self):
        given, analytic = self.create_rules(
            {
                "method": "fixed",
                "partner_id": self.customer.id,
                "account_ids": self.travel.ids,
            },
            {"method": "analytic"},
        )
        self.assertEqual(given.sentence, "Items on accounts 660200 → Lumber Inc.")
        self.assertEqual(given.display_name, given.sentence)
        self.assertEqual(
            analytic.sentence,
            "Items on any account whose analytic account has a customer → that customer.",
        )

    def test_the_preview_counts_what_the_method_can_find(self):
        today = fields.Date.context_today(self.bad_debt)
        receivable = self.company_data["default_account_receivable"]
        payable = self.company_data["default_account_payable"]
        plan = self.env["account.analytic.plan"].create({"name": "Customers"})
        analytic_account = self.env["account.analytic.account"].create(
            {"name": "Lumber", "plan_id": plan.id, "partner_id": self.customer.id}
        )
        self.post_entry(
            today,
            (self.bad_debt, 50.0),
            (receivable, -50.0, {"partner_id": self.customer.id}),
        )
        distribution = {str(analytic_account.id): 100.0}
        self.post_entry(
            today, (self.travel, 30.0, {"analytic_distribution": distribution}), (payable, -30.0)
        )
        counterpart, analytic, given = self.create_rules(
            {"method": "counterpart"},
            {"method": "analytic"},
            {"method": "fixed", "partner_id": self.customer.id},
        )
        self.assertRegex(counterpart.would_catch, r"^1 items, .*50\.00")
        self.assertRegex(analytic.would_catch, r"^1 items, .*30\.00")
        self.assertRegex(given.would_catch, r"^0 items, .*0\.00")
