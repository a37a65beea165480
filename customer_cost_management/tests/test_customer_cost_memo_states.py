from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .correction_common import CorrectionCase


@tagged("post_install", "-at_install")
class TestMemoStates(CorrectionCase):
    """Who agrees to a correction, and what can then no longer be changed."""

    def test_nobody_approves_what_he_wrote_himself(self):
        mine = self.create_memos(self.prepare_correction(), user=self.controller)
        theirs = self.create_memos(self.prepare_correction())
        with self.refuses(UserError, "you wrote it yourself"):
            (theirs + mine).with_user(self.controller).action_approve()
        self.assertEqual((theirs.state, mine.state), ("draft", "draft"))
        with self.refuses(UserError, "you wrote it yourself"):
            mine.with_user(self.controller).sudo().action_approve()
        mine.with_user(self.second_controller).action_approve()
        self.assertRecordValues(
            mine, [{"state": "approved", "approved_by_id": self.second_controller.id}]
        )

    def test_who_changed_it_last_is_its_author(self):
        memo = self.create_memos(self.prepare_correction())
        memo.with_user(self.controller).amount = 16
        self.assertEqual(memo.author_id, self.controller)
        with self.refuses(UserError, "you wrote it yourself"):
            memo.with_user(self.controller).action_approve()

    def test_accountants_write_and_do_not_decide(self):
        memo = self.create_memos(self.prepare_correction())
        for action in ("action_approve", "action_cancel", "action_reset"):
            with self.refuses(AccessError, "Ask somebody with the role"):
                getattr(memo, action)()

    def test_states_are_moved_by_buttons_alone(self):
        memo = self.create_memos(self.prepare_correction())
        values = {"state": "approved", "author_id": self.staff.id}
        for name, value in values.items():
            with self.refuses(UserError, "Use the buttons"):
                memo.sudo().write({name: value})
            with self.refuses(UserError, "begins as a draft"):
                self.create_memos(
                    self.prepare_correction(), self.prepare_correction() | {name: value}
                )
        forged = self.env["customer.cost.memo"].with_context(
            default_state="approved", default_author_id=self.staff.id, customer_cost_engine=True
        )
        memo = forged.with_user(self.cost_accountant).create(self.prepare_correction())
        self.assertRecordValues(memo, [{"state": "draft", "author_id": self.cost_accountant.id}])
        with self.refuses(UserError, "Use the buttons"):
            memo.write({"state": "approved"})
        self.assertEqual(memo.copy().state, "draft")

    def test_approved_is_fixed(self):
        draft, memo = self.create_memos(self.prepare_correction(), self.prepare_correction())
        memo.with_user(self.controller).action_approve()
        for values in ({"amount": 1}, {"partner_id": self.other_customer.id}, {"kind": "memo"}):
            with self.refuses(UserError, "is no draft any more"):
                (draft + memo).write(values)
        with self.refuses(UserError, "is no draft any more"):
            (draft + memo).unlink()
        with self.refuses(UserError, "is Approved. This needs a correction that is: Draft"):
            memo.with_user(self.controller).action_approve()
        memo.with_user(self.controller).action_cancel()
        with self.refuses(UserError, "is Cancelled. This needs"):
            memo.with_user(self.controller).action_reset()

    def test_nobody_agrees_to_memo_costs(self):
        memo = self.create_memos(self.prepare_memo())
        for action in ("action_approve", "action_cancel", "action_reset"):
            with self.refuses(UserError, "is a memo cost. Nobody needs to agree"):
                getattr(memo.with_user(self.controller), action)()
        memo.amount = 5
        memo.unlink()

    def test_changes_are_noted_and_nobody_writes_to_the_customer(self):
        memo = self.create_memos(self.prepare_memo()).with_context(
            tracking_disable=False, mail_notrack=False
        )
        self.cr.flush()
        memo.amount = 4500
        self.cr.flush()
        values = memo.message_ids.sudo().tracking_value_ids
        self.assertIn((4000, 4500), values.mapped(lambda v: (v.old_value_float, v.new_value_float)))
        self.assertNotIn(self.customer, memo.message_partner_ids)
        self.assertFalse(memo._mail_get_partners()[memo.id])

    def test_a_customer_of_memos_stays(self):
        free, named = self.env["res.partner"].create([{"name": "Free"}, {"name": "Named"}])
        memo = self.create_memos(self.prepare_memo(partner_id=named.id))
        with self.refuses(UserError, "Named has memo costs or corrections"):
            (free + named).unlink()
        memo.unlink()
        self.create_memos(self.prepare_correction(**self.from_customer(named)))
        with self.refuses(UserError, "Named has memo costs or corrections"):
            (free + named).unlink()
        self.assertEqual((free + named).exists(), free + named)


@tagged("post_install", "-at_install")
class TestMemoHttp(CorrectionCase, HttpCase):
    def test_the_state_cannot_be_sent(self):
        memo = self.env["customer.cost.memo"].create(self.prepare_correction())
        self.authenticate("controller", "controller-password")
        for method, args, kwargs in (
            ("write", [memo.ids, {"state": "approved"}], {}),
            (
                "write",
                [memo.ids, {"state": "approved"}],
                {"context": {"customer_cost_engine": {"forged": 1}}},
            ),
            ("_move_on", [memo.ids, {"state": "approved"}], {}),
        ):
            with (
                self.assertLogs("odoo.http", "WARNING"),
                self.assertRaisesRegex(Exception, "UserError|AccessError"),
            ):
                self.make_jsonrpc_request(
                    f"/web/dataset/call_kw/customer.cost.memo/{method}",
                    {
                        "model": "customer.cost.memo",
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    },
                )
        self.assertEqual(memo.state, "draft")
