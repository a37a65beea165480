from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
@freeze_time("2026-02-06")
class TestTierPreview(ValueCase):
    """Whom a tier would take as it is typed: A from 200, B from 100, C the rest.

    ========  ============  ====
    customer  contribution  tier
    ========  ============  ====
    First              300  A
    Second             200  A
    Third              150  B
    Fourth              90  C
    Fifth               40  C
    ========  ============  ====
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customers = cls.create_customers("First", "Second", "Third", "Fourth", "Fifth")
        cls.tier_a, cls.tier_b, cls.tier_c = cls.create_tiers(("A", 200), ("B", 100), ("C",))
        for customer, amount in zip(cls.customers, (300, 200, 150, 90, 40), strict=True):
            cls.invoice(customer, amount, "2026-01-10")
        cls.publish(2026, 1)
        cls.value.sudo()._evaluate(cls.company, cls.day("2026-02-05"))

    def names(self, tier, values=None):
        """Who would have the tier, who moves up and who down, as the figures open them."""
        preview = tier.preview(values or {}, self.company.id)
        found = []
        for line in preview["lines"]:
            window = tier.open_preview(values or {}, line["key"], self.company.id)
            rows = self.env["customer.value"].search(window["domain"]).sorted("cm3", reverse=True)
            self.assertEqual(line["text"], str(len(rows)))
            self.assertEqual(line["opens"], bool(rows))
            found.append(rows.partner_id.mapped("name"))
        return found

    def test_rules_as_they_are_move_nobody(self):
        self.assertEqual(self.names(self.tier_a), [["First", "Second"], [], []])
        self.assertEqual(self.names(self.tier_b), [["Third"], [], []])
        self.assertEqual(self.names(self.tier_c), [["Fourth", "Fifth"], [], []])

    def test_an_easier_rule_moves_customers_up_and_a_stricter_one_down(self):
        expected = [["First", "Second", "Third"], ["Third"], []]
        self.assertEqual(self.names(self.tier_a, {"amount": 140}), expected)
        self.assertEqual(self.names(self.tier_a, {"amount": 250}), [["First"], [], ["Second"]])
        self.assertEqual(
            self.names(self.tier_b, {"amount": 80}), [["Third", "Fourth"], ["Fourth"], []]
        )
        self.assertEqual(self.names(self.tier_b, {"amount": 180}), [[], [], ["Third"]])

    def test_parts_of_the_customers_and_of_the_contribution(self):
        # 60 % of five are three; 500 of 780 are 64.1 %
        best = {"basis": "rank", "percent": 60}
        self.assertEqual(self.names(self.tier_a, best)[0], ["First", "Second", "Third"])
        share = {"basis": "share", "percent": 64}
        self.assertEqual(self.names(self.tier_a, share)[0], ["First", "Second"])

    def test_a_new_tier_takes_from_those_it_stands_above(self):
        tiers = self.env["customer.cost.tier"]
        values = {"name": "S", "sequence": -1, "basis": "amount", "amount": 250}
        self.assertEqual(self.names(tiers, values), [["First"], ["First"], []])

    def test_who_is_overridden_stays(self):
        wizard = self.env["customer.value.override"].create(
            {
                "partner_ids": self.customers[2].ids,
                "company_id": self.company.id,
                "tier_id": self.tier_c.id,
                "reason": "Pays late",
                "until": "2026-03-31",
            }
        )
        wizard.action_override()
        self.assertEqual(self.names(self.tier_a, {"amount": 140}), [["First", "Second"], [], []])
        self.assertEqual(self.names(self.tier_c)[0], ["Third", "Fourth", "Fifth"])

    def test_nothing_is_written_and_queries_do_not_grow_with_the_customers(self):
        before = self.value.search_count([])
        self.tier_a.preview({"amount": 140})
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        self.tier_a.preview({"amount": 140})
        queries = self.cr.sql_log_count - start
        self.assertEqual((self.tier_a.amount, self.value.search_count([])), (200, before))
        for customer in self.create_customers(*(f"More {number}" for number in range(9))):
            self.invoice(customer, 500, "2026-01-10")
        self.publish(2026, 1)
        self.evaluate("2026-02-06")
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        preview = self.tier_a.preview({"amount": 140})
        self.assertLessEqual(self.cr.sql_log_count - start, queries)
        self.assertEqual(preview["lines"][0]["text"], "12")

    def test_a_tier_that_has_ended_or_takes_nobody_says_so(self):
        ended = self.tier_a.preview({"date_to": "2026-01-31"})
        self.assertIn("Tier A is no longer in force", ended["error"])
        nobody = self.tier_a.preview({"basis": "rank", "percent": 0})
        self.assertIn("nobody is among the best 0 %", nobody["error"])

    def test_only_who_sees_all_customers_is_told(self):
        self.assertEqual(self.tier_a.with_user(self.auditor).preview({})["lines"][0]["text"], "2")
        with self.refuses(AccessError, "Cost Accountant"):
            self.tier_a.with_user(self.customer_manager).preview({})
        with self.refuses(AccessError, "."):
            self.tier_a.with_user(self.auditor).preview({"amount": 1})
