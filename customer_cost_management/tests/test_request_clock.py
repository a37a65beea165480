from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.request.customer_cost_request_clock import SPEND_SOON, TOOK_PLACE
from .bill_case import BillBudgetCase

CLOCK = "odoo.addons.customer_cost_management.models.request.customer_cost_request_clock"


@tagged("post_install", "-at_install")
class TestRequestClock(BillBudgetCase):
    """What the clock does with requests, each by itself; and who may settle them for others."""

    def approved(self, day=-1, valid=20, **values):
        request = self.approved_request(payment_mode="own_account", **values)
        days = {"submitted_on": self.day(-30), "date": self.day(day)}
        request._seal_and_write(days | {"valid_until": self.day(valid)})
        return request

    def tick(self):
        self.env["customer.cost.request"].sudo()._cron_requests()

    def asked(self, request):
        """Kinds of activity that who asked has."""
        activities = request.sudo().activity_ids
        self.assertLessEqual(set(activities.user_id), {self.rep})
        kinds = {self.env.ref(kind): kind for kind in (TOOK_PLACE, SPEND_SOON)}
        return [kinds[activity.activity_type_id] for activity in activities.sorted("id")]

    # ------------------------------------------------------------------ asked and reminded

    def test_the_day_after_its_day_who_asked_is_asked_once(self):
        over, today = self.approved(), self.approved(day=0)
        self.tick()
        self.assertEqual((self.asked(over), self.asked(today)), ([TOOK_PLACE], []))
        over.sudo().activity_ids.unlink()
        self.tick()
        self.assertEqual(self.asked(over), [])

    def test_reminded_some_days_before_its_budget_is_released_once(self):
        soon, later = self.approved(day=0, valid=5), self.approved(day=0, valid=6)
        self.tick()
        self.tick()
        self.assertEqual((self.asked(soon), self.asked(later)), ([SPEND_SOON], []))

    def test_settled_by_an_expense_a_state_or_a_new_day(self):
        claimed, cancelled, moved = (self.approved(valid=3) for _n in range(3))
        self.tick()
        self.assertEqual(self.asked(claimed), [TOOK_PLACE, SPEND_SOON])
        self.expense(cost_request_id=claimed.id, cost_category_id=self.meals.id)
        self.assertEqual(self.asked(claimed), [])
        cancelled.action_cancel()
        self.assertEqual(self.asked(cancelled), [])
        moved._move_to(self.day(2))
        self.assertEqual((moved.state, self.asked(moved)), ("approved", [SPEND_SOON]))
        self.assertFalse(moved.asked_on)

    def test_nobody_who_left_is_asked(self):
        request = self.approved()
        self.rep.sudo().active = False
        self.tick()
        self.assertFalse(request.sudo().activity_ids)

    # ------------------------------------------------------------------ released

    def test_the_rest_of_a_spent_request_is_released_after_its_time(self):
        self.company.customer_cost_outcome_days = 14
        request = self.approved(valid=-14)
        bill = self.bill_on(request, price=60)
        bill.invoice_date = self.day()
        bill.action_post()
        self.assertEqual((request.state, self.figures()), ("spent", (40, 60, 900)))
        self.tick()
        self.assertEqual(self.figures(), (40, 60, 900), "the last of the days")
        request._seal_and_write({"valid_until": self.day(-15)})
        draft = self.bill_on(request, price=10)
        self.tick()
        self.assertEqual(self.figures(), (40, 60, 900), "a bill is on its way")
        draft.unlink()
        self.tick()
        self.assertEqual((request.state, self.figures()), ("spent", (0, 60, 940)))
        told = request.message_ids.mapped("body")
        self.assertEqual(sum("went back to the budget" in body for body in told), 1)
        self.tick()
        self.assertEqual(len(request.message_ids), len(told))

    def test_one_that_fails_undoes_nothing_of_the_others(self):
        first, broken, last = (self.approved(valid=-1) for _n in range(3))
        expire = type(first)._expire

        def fails_once(request):
            expire(request)
            if request.id == broken.id:
                raise ValueError("disk full")

        with patch.object(type(first), "_expire", fails_once), mute_logger(CLOCK):
            self.tick()
        states = [request.state for request in (first, broken, last)]
        self.assertEqual(states, ["cancelled", "approved", "cancelled"])
        self.assertEqual(self.figures(), (100, 0, 900))

    def test_queries_of_what_is_due_do_not_grow(self):
        counts = []
        for _round in range(2):
            requests = self.env["customer.cost.request"].sudo()
            for _n in range(3):
                self.approved()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            list(requests._due_today())
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    # ------------------------------------------------------------------ settled for others

    def test_a_controller_settles_for_who_left(self):
        closed, cancelled = self.approved(), self.approved()
        for user in (self.lead, self.compliance):
            for settle in (
                lambda user=user: closed.with_user(user)._close({"outcome_result": "met"}),
                lambda user=user: cancelled.with_user(user).action_cancel(),
            ):
                with self.refuses(UserError, "or a controller may do this"):
                    settle()
        wizards = self.env["customer.cost.request.close"].with_user(self.controller)
        wizards.create({"request_id": closed.id, "outcome_result": "not"}).action_close()
        cancelled.with_user(self.controller).action_cancel()
        self.assertEqual((closed.state, cancelled.state), ("closed", "cancelled"))
        self.assertEqual(self.figures(), (0, 0, 1000))
        for request in (closed, cancelled):
            self.assertIn(self.controller.name, request.message_ids[0].body)
            self.assertIn(self.rep.partner_id, request.message_ids[0].notified_partner_ids)
        with self.refuses(UserError, "alone may do this"):
            self.approved().with_user(self.controller).action_reset()

    # ------------------------------------------------------------------ without asking

    def test_one_that_was_returned_uses_the_months_limit_too(self):
        self.approval_rule("manager", to=500, automatic_limit=250)
        returned = self.request(amount=300, submit=True)
        self.decide(returned, self.lead, "return")
        returned.amount = 200
        returned.action_submit()
        self.assertEqual(returned.state, "approved")
        second = self.request(submit=True)
        self.assertEqual(self.waits_for(second), self.lead)
