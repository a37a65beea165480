from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestTierOverTime(ValueCase):
    """A ≥ 100 of the last twelve closed months, else B; evaluated after each month.

    ========  =======  ========  =====  =====  ==========================================
    customer  January  February  April  May    so
    ========  =======  ========  =====  =====  ==========================================
    Early         150      −100                B from February on, A until his quarter ends
    Late          150            −100          B in April, when the quarter is over
    Brief         150            −100   +100   B in April alone
    ========  =======  ========  =====  =====  ==========================================
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.early, cls.late, cls.brief = cls.create_customers("Early", "Late", "Brief")
        cls.tier_a, cls.tier_b = cls.create_tiers(("A", 100), ("B",))
        for customer in (cls.early, cls.late, cls.brief):
            cls.invoice(customer, 150, "2026-01-10")
        cls.invoice(cls.early, 100, "2026-02-10", "out_refund")
        cls.invoice(cls.late, 100, "2026-04-10", "out_refund")
        cls.invoice(cls.brief, 100, "2026-04-10", "out_refund")
        cls.invoice(cls.brief, 100, "2026-05-10")

    def evaluate_months(self, *months):
        for month in months:
            self.publish(2026, month)
            self.evaluate(f"2026-{month + 1:02}-05")

    def letter_and_reason(self, customer):
        value = self.value_of(customer)
        return value.tier_id.name, value.tier_reason

    def test_a_tier_is_valid_for_a_quarter(self):
        self.evaluate_months(1)
        value = self.value_of(self.early)
        self.assertEqual(self.letter_and_reason(self.early), ("A", "first_evaluation"))
        self.assertEqual(value.tier_valid_until, self.day("2026-04-29"))
        self.evaluate_months(2, 3)
        self.assertEqual(self.letter_and_reason(self.early), ("A", "still_valid"))
        value = self.value_of(self.early)
        self.assertEqual(value.candidate_tier_id, self.tier_b)
        self.assertEqual(value.candidate_since, self.day("2026-02-28"))
        self.assertIn("B since", value.tier_words)

    def test_a_tier_changes_when_two_months_agree_and_the_quarter_is_over(self):
        self.evaluate_months(1, 2, 3, 4)
        self.assertEqual(self.letter_and_reason(self.early), ("B", "changed_after_two_evaluations"))
        self.assertEqual(self.letter_and_reason(self.late), ("A", "waiting_for_second_evaluation"))
        self.evaluate_months(5)
        self.assertEqual(self.letter_and_reason(self.late), ("B", "changed_after_two_evaluations"))
        self.assertEqual(self.letter_and_reason(self.brief), ("A", "confirmed"))

    def test_evaluating_a_month_twice_is_one_evaluation(self):
        self.evaluate_months(1, 2, 3, 4)
        self.assertEqual(self.evaluate("2026-05-20"), 0)
        self.assertEqual(self.letter_and_reason(self.late), ("A", "waiting_for_second_evaluation"))

    def test_rules_may_be_tuned_within_the_month_of_the_evaluation(self):
        self.evaluate_months(1)
        self.tier_a.amount = 200
        self.evaluate("2026-02-06")
        self.assertEqual(self.letter_and_reason(self.early), ("B", "first_evaluation"))

    def test_a_new_version_of_a_tier_takes_the_place_of_the_old_one(self):
        self.evaluate_months(1)
        self.tier_a.date_to = "2026-01-31"
        new = self.tier_a.copy({"date_from": "2026-02-01", "date_to": False, "amount": 120})
        self.evaluate_months(2)
        late = self.value_of(self.late)
        self.assertEqual((late.tier_id, late.tier_reason), (new, "confirmed"))

    def test_a_run_freezes_the_tier_that_was_in_force_at_its_end(self):
        self.evaluate_months(1)
        march = self.publish(2026, 3)
        january = self.run_month("2026-01-01", "2026-01-31")
        self.assertFalse(self.statement(january, self.late).tier_id, "not yet evaluated then")
        self.invoice(self.late, 1, "2026-02-15")
        february = self.run_month("2026-02-01", "2026-02-28")
        self.assertEqual(self.statement(february, self.late).tier_id, self.tier_a)
        self.assertFalse(self.statement(march, self.late))
        groups = self.env["customer.profitability"]._read_group(
            [("run_id", "=", february.id)], ["tier_id"], ["__count"]
        )
        self.assertEqual(groups, [(self.tier_a, 2)])


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
        self.assertEqual(self.evaluate("2026-02-07"), 0)
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


@tagged("post_install", "-at_install")
class TestTierRules(ValueCase):
    def create(self, *rules):
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
        amount, rank, share, rest = self.create(
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
                self.create({"name": "A", "amount": 100}, second)
        with self.refuses(ValidationError, "Nobody reaches tier B"):
            self.create(
                {"name": "A", "basis": "share", "percent": 95},
                {"name": "B", "basis": "share", "percent": 80},
            )

    def test_everybody_else_comes_last(self):
        with self.refuses(ValidationError, "takes everybody else"):
            self.create({"name": "D", "basis": "rest"}, {"name": "A", "amount": 100})

    def test_percentages_lie_above_0_and_up_to_100(self):
        for percent, message in ((0, "above 0"), (101, "from 0 to 100")):
            with self.subTest(percent=percent), self.refuses(ValidationError, message):
                self.create(
                    {"name": "A", "basis": "rank", "percent": 5},
                    {"name": "B", "basis": "rank", "percent": percent},
                )

    def test_versions_of_a_tier_follow_one_another(self):
        old, new = self.create(
            {"name": "A", "amount": 100, "date_to": "2026-03-31"},
            {"name": "A", "amount": 120, "date_from": "2026-04-01"},
        )
        tiers = self.env["customer.cost.tier"]
        self.assertEqual(tiers._in_force(self.company, self.day("2026-03-31")), old)
        self.assertEqual(tiers._in_force(self.company, self.day("2026-04-01")), new)
        with self.refuses(ValidationError, "there twice"):
            new.date_from = "2026-03-31"

    def test_a_tier_that_customers_had_is_archived_not_deleted(self):
        tier, other = self.create({"name": "A", "amount": 1}, {"name": "B", "basis": "rest"})
        customer = self.create_customers("Acme")
        self.invoice(customer, 10)
        self.publish(2026, 3)
        self.evaluate("2026-04-05")
        with self.refuses(UserError, "Tier A: customers have it"):
            (other + tier).unlink()
        tier.active = False

    def test_who_may_read_and_change_tiers(self):
        [tier] = self.create({"name": "A", "amount": 1})
        for user in (self.staff, self.billing, self.compliance):
            with self.subTest(user=user.login), self.refuses(AccessError, "."):
                tier.with_user(user).read(["name"])
        for user in (self.customer_manager, self.auditor):
            tier.with_user(user).read(["name"])
            with self.subTest(user=user.login), self.refuses(AccessError, "."):
                tier.with_user(user).name = "Z"
        with Form(tier.with_user(self.cost_accountant)) as form:
            form.description = "Key customers"
