from datetime import date
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .budget_common import BudgetCase

CLOCK = "odoo.addons.customer_cost_management.models.platform.customer_cost_clock"


@tagged("post_install", "-at_install")
class TestBudgetAlerts(BudgetCase):
    """Who is told what: unplanned cost, lines that run out, customers who got little."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budget = cls.budget_in_force({"planned": 1000, "name": "Dinners"})
        cls.line = cls.budget.line_ids
        cls.env = cls.env(context={})  # tests are quiet by default
        cls.ledger = cls.env["customer.cost.commitment"]

    def told(self):
        """Subjects of what the owner of the line was told."""
        self.env.flush_all()
        notes = (
            self.env["mail.message"]
            .sudo()
            .search(
                [
                    ("model", "=", "customer.cost.budget"),
                    ("res_id", "=", self.budget.id),
                    ("message_type", "=", "user_notification"),
                    ("partner_ids", "in", self.controller.partner_id.ids),
                ]
            )
        )
        return sorted(notes.mapped("subject"))

    def on(self, day):
        return patch.object(fields.Date, "context_today", lambda *_args: day)

    def test_owners_hear_of_unplanned_cost_once(self):
        self.post_cost(240)
        self.assertEqual(self.told(), ["Unplanned cost: Care 2026"])
        self.ledger._commit(self.document, [self.part(10)])
        self.assertEqual(self.told(), ["Unplanned cost: Care 2026"])

    def test_owners_hear_once_at_eighty_percent_and_once_above(self):
        budgets = self.env["customer.cost.budget"]
        running_out = "Budget running out: Care 2026"
        for amount, times in ((799, 0), (800, 1), (1000, 1)):
            self.ledger._commit(self.document, [self.part(amount)])
            budgets._cron_alert()
            budgets._cron_alert()
            self.assertEqual(self.told(), [running_out] * times)
        self.post_cost(1)
        budgets._cron_alert()
        self.assertEqual(self.told().count(running_out), 2)
        self.assertEqual(self.line.alert_level, 100)

    def test_who_posts_cannot_keep_it_from_the_owner(self):
        keys = ("tracking_disable", "mail_notrack", "customer_cost_budget_quiet")
        move = self.post_cost(240)
        move.button_draft()
        move.with_context(**dict.fromkeys(keys, True)).action_post()
        self.assertEqual(self.told(), ["Unplanned cost: Care 2026"] * 2)

    def test_the_owner_reads_it_in_his_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.controller.lang = "zh_CN"
        with patch.object(type(self.env), "_", lambda env, source, **_values: env.lang):
            self.post_cost(240)
            self.post_cost(800)
            self.env["customer.cost.budget"]._cron_alert()
        self.assertEqual(set(self.told()), {"zh_CN"})

    def test_a_line_that_fails_keeps_nobody_else_from_being_told(self):
        other = self.budget_in_force({"planned": 100, "category_id": self.gifts.id}, name="Gifts")
        self.ledger._commit(self.document, [self.part(900)])
        self.ledger._commit(self.other_document, [self.part(90, category_id=self.gifts.id)])
        tell = type(self.line)._tell_owner_of_rest

        def fails_for_gifts(line, figures):
            if line.budget_id == other:
                raise ValueError("no mail server")
            tell(line, figures)

        with (
            patch.object(type(self.line), "_tell_owner_of_rest", fails_for_gifts),
            mute_logger(CLOCK),
        ):
            self.env["customer.cost.budget"]._cron_alert()
        self.assertEqual(self.told(), ["Budget running out: Care 2026"])
        self.assertEqual((self.line.alert_level, other.line_ids.alert_level), (80, 0))

    def test_the_pace_so_far_says_when_it_runs_out(self):
        self.ledger._commit(self.document, [self.part(400)])
        with self.on(date(2026, 3, 20)):
            # 400 in three months: 1,600 in the year; the 1,000 are short in the eighth month
            self.assertEqual(self.budget.forecast_percent, 160)
            self.assertEqual(
                self.budget.warning, '"Dinners" will run out in August 2026 at this pace.'
            )
