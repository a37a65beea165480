from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestTierRules(ValueCase):
    def create_tiers(self, *rules):
        return self.env["customer.cost.tier"].create(
            [
                {"sequence": place, "company_id": self.company.id, **rule}
                for place, rule in enumerate(rules)
            ]
        )

    def setUp(self):
        super().setUp()
        self.env["customer.cost.tier"].search([]).unlink()

    def test_a_company_starts_with_four_tiers_and_keeps_what_it_made_of_them(self):
        self.company._create_customer_cost_defaults()
        tiers = self.env["customer.cost.tier"].search([("company_id", "=", self.company.id)])
        self.assertEqual(tiers.mapped("name"), ["A", "B", "C", "D"])
        self.assertEqual(tiers.mapped("basis"), ["share", "share", "amount", "rest"])
        tiers[3].unlink()
        self.company._create_customer_cost_defaults()
        self.assertEqual(len(tiers.exists()), 3)

    def test_rules_read_as_sentences(self):
        amount, rank, share, rest = self.create_tiers(
            {"name": "A", "amount": 50000},
            {"name": "B", "basis": "rank", "percent": 10},
            {"name": "C", "basis": "share", "percent": 80},
            {"name": "D", "basis": "rest"},
        )
        self.assertIn("50,000.00", amount.sentence)
        self.assertEqual(rank.sentence, "The best 10 % of all customers.")
        self.assertIn("together bring 80 %", share.sentence)
        self.assertEqual(rest.sentence, "Every other customer.")

    def test_rules_go_from_strict_to_easy(self):
        for second, message in (
            ({"name": "B", "amount": 100}, "Nobody reaches tier B"),
            ({"name": "B", "amount": 150}, "Nobody reaches tier B"),
            ({"name": "A", "amount": 50}, "there twice"),
        ):
            with self.subTest(second=second), self.refuses(ValidationError, message):
                self.create_tiers({"name": "A", "amount": 100}, second)
        with self.refuses(ValidationError, "Nobody reaches tier B"):
            self.create_tiers(
                {"name": "A", "basis": "share", "percent": 95},
                {"name": "B", "basis": "share", "percent": 80},
            )

    def test_everybody_else_comes_last(self):
        with self.refuses(ValidationError, "takes everybody else"):
            self.create_tiers({"name": "D", "basis": "rest"}, {"name": "A", "amount": 100})

    def test_percentages_lie_above_0_and_up_to_100(self):
        for percent, message in ((0, "above 0"), (101, "from 0 to 100")):
            with self.subTest(percent=percent), self.refuses(ValidationError, message):
                self.create_tiers(
                    {"name": "A", "basis": "rank", "percent": 5},
                    {"name": "B", "basis": "rank", "percent": percent},
                )

    def test_versions_of_a_tier_follow_one_another(self):
        old, new = self.create_tiers(
            {"name": "A", "amount": 100, "date_to": "2026-03-31"},
            {"name": "A", "amount": 120, "date_from": "2026-04-01"},
        )
        tiers = self.env["customer.cost.tier"]
        self.assertEqual(tiers._in_force(self.company, self.day("2026-03-31")), old)
        self.assertEqual(tiers._in_force(self.company, self.day("2026-04-01")), new)
        with self.refuses(ValidationError, "there twice"):
            new.date_from = "2026-03-31"

    def test_a_tier_that_customers_had_is_archived_not_deleted(self):
        tier, other = self.create_tiers({"name": "A", "amount": 1}, {"name": "B", "basis": "rest"})
        customer = self.create_customers("Acme")
        self.invoice(customer, 10)
        self.publish(2026, 3)
        self.evaluate("2026-04-05")
        with self.refuses(UserError, "Tier A: customers have it"):
            (other + tier).unlink()
        tier.active = False

    def test_who_may_read_and_change_tiers(self):
        [tier] = self.create_tiers({"name": "A", "amount": 1})
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.refuses(AccessError, "."):
                tier.with_user(user).read(["name"])
        for user in (self.customer_manager, self.auditor):
            tier.with_user(user).read(["name"])
            with self.subTest(user=user.login), self.refuses(AccessError, "."):
                tier.with_user(user).name = "Z"
        with Form(tier.with_user(self.cost_accountant)) as form:
            form.description = "Key customers"
