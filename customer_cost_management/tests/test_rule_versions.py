from odoo.exceptions import UserError
from odoo.tests import tagged

from .expense_control_case import ExpenseControlCase


@tagged("post_install", "-at_install")
class TestRuleVersions(ExpenseControlCase):
    """On every day one version of a rule is in force; if not, nothing passes."""

    def another(self, rule, **values):
        version = rule.browse(rule.action_new_version()["res_id"])
        version.write(values)
        return version

    def codes(self, **values):
        return [f["code"] for f in self.request(**values)._judge()]

    def test_one_turned_off_and_replaced_on_the_same_day_leaves_one(self):
        dear, cash = self.spending_rule("per_head", amount=30), self.spending_rule("cash")
        dear.action_turn_off()
        newer = self.another(dear)
        (cash | newer).action_turn_on()
        self.assertEqual((dear.state, dear.date_to), ("ended", self.day(-1)))
        self.assertEqual(self.codes(date=self.day(), guests=2), ["per_head_exceeded"])

    def test_one_that_ends_next_month_gives_way_to_another_today(self):
        rule = self.spending_rule("per_head", amount=30)
        later = self.another(rule, date_from=self.day(30))
        later.action_turn_on()
        self.assertEqual((rule.state, rule.date_to), ("ended", self.day(29)))
        later.action_turn_off()
        self.assertEqual(later.state, "draft")
        self.another(rule, amount=40).action_turn_on()
        self.assertEqual(rule.date_to, self.day(-1))
        self.assertEqual(self.codes(date=self.day(3), guests=2), ["per_head_exceeded"])

    def test_a_version_of_the_past_does_not_come_back_into_the_past(self):
        rule = self.spending_rule("per_head", amount=30, date_from=self.day(-30))
        newer = self.another(rule)
        newer.action_turn_on()
        newer._write_state({"state": "draft", "date_from": self.day(-20)})
        rule._write_state({"state": "ended", "date_to": self.day(-10)})
        newer.action_turn_on()
        self.assertEqual((newer.date_from, rule.date_to), (self.day(), self.day(-10)))

    def test_turned_off_it_does_not_run_longer_than_it_would(self):
        rule = self.spending_rule("cash", date_from=self.day(-9), date_to=self.day(-5))
        rule.action_turn_off()
        self.assertEqual(rule.date_to, self.day(-5))

    def test_rules_that_contradict_themselves_let_nothing_pass(self):
        """However two versions came to be in force: not to judge is not to allow."""
        rule = self.spending_rule("cash")
        self.another(rule)._write_state({"state": "on"})
        good = self.request(self.colleague)
        for document in (good, self.request(), self.expense()):
            with self.refuses(UserError, "contradicts itself"):
                document.action_submit()
        self.assertEqual(good.findings[0]["severity"], "block")
