from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestTierOverride(ValueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acme, cls.lumber = cls.create_customers("Acme", "Lumber")
        cls.tier_a, cls.tier_b = cls.create_tiers(("A", 100), ("B",))
        cls.invoice(cls.acme, 50, "2026-01-10")
        cls.publish(2026, 1)
        cls.value.sudo()._evaluate(cls.company, cls.day("2026-02-05"))

    def override(self, customers, user=None, **values):
        values = {
            "tier_id": self.tier_a.id,
            "reason": "Reference of the region",
            "until": "2026-03-31",
        } | values
        wizard = self.env["customer.value.override"].with_user(user or self.cost_accountant)
        wizard = wizard.create(
            {"partner_ids": customers.ids, "company_id": self.company.id, **values}
        )
        return wizard.action_override()

    @freeze_time("2026-02-06")
    def test_an_override_says_who_why_and_until_when(self):
        self.override(self.acme)
        old, new = self.history_of(self.acme)
        self.assertEqual((old.tier_id, old.current), (self.tier_b, False))
        self.assertRecordValues(
            new,
            [
                {
                    "tier_id": self.tier_a.id,
                    "rule_tier_id": self.tier_b.id,
                    "tier_reason": "overridden",
                    "override_reason": "Reference of the region",
                    "override_user_id": self.cost_accountant.id,
                    "override_date": self.day("2026-02-06"),
                    "override_until": self.day("2026-03-31"),
                    "cm3": 50,
                    "current": True,
                }
            ],
        )
        self.assertIn("Reference of the region. Tier by rule: B.", new.tier_words)

    @freeze_time("2026-02-06")
    def test_evaluations_keep_an_override_until_it_ends(self):
        self.override(self.acme)
        self.assertEqual(self.evaluate("2026-02-05"), 0)
        self.publish(2026, 2)
        self.evaluate("2026-03-31")
        self.assertEqual(self.value_of(self.acme).tier_id, self.tier_a)
        self.assertEqual(self.value_of(self.acme).override_user_id, self.cost_accountant)
        self.evaluate("2026-04-01")
        value = self.value_of(self.acme)
        self.assertEqual((value.tier_id, value.override_tier_id.id), (self.tier_b, False))
        self.assertFalse(value.override_reason)

    @freeze_time("2026-02-06")
    def test_an_override_is_taken_back_by_leaving_the_tier_empty(self):
        self.override(self.acme)
        self.override(self.acme, tier_id=False)
        value = self.value_of(self.acme)
        self.assertEqual((value.tier_id, value.is_overridden), (self.tier_b, False))
        self.assertEqual(len(self.history_of(self.acme)), 3)

    @freeze_time("2026-02-06")
    def test_a_customer_without_figures_can_have_a_tier(self):
        contact = self.env["res.partner"].create({"name": "Ms Li", "parent_id": self.lumber.id})
        self.override(contact)
        value = self.value_of(self.lumber)
        self.assertEqual((value.tier_id, value.date_to), (self.tier_a, False))
        self.assertIn("0 closed months", value.reliability)
        self.evaluate("2026-02-07")
        self.assertEqual(self.value_of(self.lumber).tier_id, self.tier_a)

    @freeze_time("2026-02-06")
    def test_an_override_needs_reason_end_and_a_tier_of_the_company(self):
        foreign = self.env["customer.cost.tier"].create(
            {"name": "A", "company_id": self.other_company.id}
        )
        for values, message in (
            ({"reason": "  "}, "say why"),
            ({"until": "2026-02-05"}, "today or later"),
            ({"until": False}, "today or later"),
            ({"tier_id": foreign.id}, "belongs to"),
        ):
            with self.subTest(values=values), self.refuses(ValidationError, message):
                self.override(self.acme, self.env.user, **values)

    @freeze_time("2026-02-06")
    def test_only_cost_accountants_override_and_evaluate(self):
        for user in (self.staff, self.customer_manager, self.auditor, self.compliance):
            with self.subTest(user=user.login):
                with self.refuses(AccessError, "."):
                    self.override(self.acme, user)
                with self.refuses(AccessError, "Cost Accountant"):
                    self.value.with_user(user).action_evaluate()
                with self.refuses(AccessError, "Cost Accountant"):
                    self.acme.with_user(user).action_override_customer_tier()
        self.value.with_user(self.cost_accountant).action_evaluate()

    @freeze_time("2026-02-06")
    def test_only_the_newest_evaluation_is_overridden(self):
        self.override(self.acme)
        old, _new = self.history_of(self.acme)
        with self.refuses(UserError, "not the newest"):
            old.with_user(self.cost_accountant).action_override()

    @freeze_time("2026-02-06")
    def test_no_tier_is_overridden_in_a_company_one_does_not_work_in(self):
        """Neither with a tier nor without: both begin an evaluation there."""
        foreign = self.env["customer.cost.tier"].create(
            {"name": "A", "company_id": self.other_company.id}
        )
        there = [("company_id", "=", self.other_company.id)]
        for tier in (foreign, foreign.browse()):
            with self.subTest(tier=tier), self.refuses(AccessError, "Harbour"):
                self.override(self.acme, tier_id=tier.id, company_id=self.other_company.id)
            self.assertFalse(self.value.search(there))
        with self.refuses(AccessError, "Harbour"):
            self.value.with_user(self.cost_accountant)._in_force(self.acme, self.other_company)
        # who works there may
        self.cost_accountant.company_ids += self.other_company
        wizards = self.env["customer.value.override"].with_user(self.cost_accountant)
        wizard = wizards.with_context(allowed_company_ids=self.other_company.ids).create(
            {
                "partner_ids": self.acme.ids,
                "company_id": self.other_company.id,
                "tier_id": foreign.id,
                "reason": "Known there",
                "until": "2026-03-31",
            }
        )
        wizard.action_override()
        self.assertEqual(self.value.search([*there, ("current", "=", True)]).tier_id, foreign)

    @freeze_time("2026-02-06")
    def test_one_evaluation_of_a_customer_is_in_force(self):
        value = self.value_of(self.acme)
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env.cr.execute(
                "INSERT INTO customer_value (company_id, partner_id, date, current) "
                "SELECT company_id, partner_id, date, TRUE FROM customer_value WHERE id = %s",
                [value.id],
            )
