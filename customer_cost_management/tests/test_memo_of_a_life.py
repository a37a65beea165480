from odoo.exceptions import AccessError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestMemoOfALife(ResultsCase):
    """Own was won with 200 in 2019 and 30 on the last day before March, the first month that was
    computed; 4,000 came in March and 9 after it.  Corrections and Other's 70 are not his."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        memo = {"reason": "Pursuit", "partner_id": cls.own.id}
        cls.memos = cls.env["customer.cost.memo"].create(
            [
                memo | {"amount": 200, "date": "2019-06-30"},
                memo | {"amount": 30, "date": "2026-02-28"},
                memo | {"amount": 4000, "date": "2026-03-01"},
                memo | {"amount": 9, "date": "2026-04-01"},
            ]
        )
        cls.env["customer.cost.memo"].create(
            [
                memo | {"amount": 70, "date": "2026-02-01", "partner_id": cls.other.id},
                memo
                | {
                    "kind": "correction",
                    "amount": 3,
                    "date": "2026-03-31",
                    "account_id": cls.sundry.id,
                },
            ]
        )

    def test_costs_before_the_first_run_are_told_beside_the_total(self):
        for user in (self.customer_manager, self.controller, self.auditor):
            page = self.statement_of(self.own).with_user(user).get_whole_life()
            with self.subTest(user=user.login):
                self.assertEqual(page["memo"], {"total": 4239, "before": 230})
                self.assertEqual((page["total"]["cm3"], page["periods"]), (690, 1))

    def test_a_click_opens_them(self):
        statement = self.statement_of(self.own).with_user(self.customer_manager)
        action = statement.action_open_life_memos()
        self.assertEqual(self.opened(action, self.customer_manager), self.memos.sorted())

    def test_without_any_nothing_is_said(self):
        self.assertIsNone(self.statement_of(self.team).get_whole_life()["memo"])

    def test_others_learn_nothing(self):
        statement = self.statement_of(self.own)
        for user in (self.staff, self.billing, self.seller, self.compliance):
            for name in ("get_whole_life", "action_open_life_memos"):
                self.env.invalidate_all()
                with self.subTest(name, user=user.login), self.assertRaises(AccessError):
                    getattr(statement.with_user(user), name)()
