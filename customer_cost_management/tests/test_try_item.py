from odoo.exceptions import AccessError
from odoo.tests import tagged

from .door_case import DoorCase


@tagged("post_install", "-at_install")
class TestTryOnOneItem(DoorCase):
    def answer(self, line, user=None):
        trial = self.env["customer.cost.try.item"].with_user(user or self.auditor)
        return trial.create({"move_line_id": line.id}).answer.split("\n")

    def test_the_winner_and_the_others_are_named(self):
        first = self.create_pool("First", accounts=self.expense_account)
        self.create_pool("Second", accounts=self.expense_account)
        first.rule_ids.sequence = 5
        line = self.cost_of(self.entry({}))
        self.assertEqual(
            self.answer(line),
            ["“First, rule 5” wins.", "“Second, rule 10” would also match."],
        )

    def test_an_item_with_a_customer_asks_no_rule(self):
        self.create_pool("First", accounts=self.expense_account)
        line = self.cost_of(self.entry({"cost_customer_id": self.lumber.id}))
        self.assertEqual(self.answer(line), ["No rule is asked: it goes to “Direct cost”."])

    def test_an_item_that_no_rule_takes(self):
        self.assertRegex(self.answer(self.cost_of(self.entry({})))[0], "^No rule matches")

    def test_others_try_nothing(self):
        with self.assertRaises(AccessError):
            self.answer(self.cost_of(self.entry({})), self.biller)
