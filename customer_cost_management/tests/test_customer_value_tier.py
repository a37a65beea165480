from odoo.tests import tagged

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
        self.assertEqual(self.evaluate("2026-05-05"), 0)
        # on another day other receivables are due, and the tier is what it was
        self.evaluate("2026-05-20")
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
