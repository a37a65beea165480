from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestRequestDay(RequestBudgetCase):
    """The day came: took place, cancelled, moved; and asking again by a tap."""

    def approved(self, **values):
        request = self.request(submit=True, **values)
        self.decide(request, self.lead)
        return request

    def move(self, request, days, user=None):
        move = self.env["customer.cost.request.move"].with_user(user or self.rep)
        told = move.create({"request_id": request.id, "date": self.day(days)}).action_move()
        request.invalidate_recordset()
        return told["params"]["message"]

    def test_asked_on_the_day_of_who_asked_alone(self):
        today, tomorrow = self.approved(), self.approved(date=self.day(1))
        self.assertEqual((today.is_day_over, tomorrow.is_day_over), (True, False))
        for user in (self.lead, self.controller):
            self.assertFalse(today.with_user(user).is_day_over)

    def test_took_place_leads_to_the_expense(self):
        request = self.approved()
        action = request.action_took_place()
        self.assertEqual(action["res_model"], "hr.expense")
        self.assertEqual(action["context"]["default_cost_request_id"], request.id)
        self.assertEqual(action["context"]["default_cost_customer_id"], self.customer.id)
        self.assertEqual(action["context"]["default_total_amount_currency"], 100)
        billed = self.approved(payment_mode="bill")
        billed.action_took_place()
        self.assertEqual(billed.state, "spent")
        with self.refuses(UserError, "alone may do this"):
            request.with_user(self.lead).action_took_place()

    def test_moved_and_nothing_else_changes(self):
        line = self.line()
        request = self.approved()
        self.assertIn("approval holds", self.move(request, 2))
        self.assertEqual((request.state, request.date), ("approved", self.day(2)))
        self.assertEqual(self.figures(line), (0, 100, 900))
        self.assertFalse(request.is_after_the_fact)
        message = request.message_ids[0]
        self.assertIn(self.lead.partner_id, message.notified_partner_ids)

    def test_moved_to_where_a_rule_finds_something_it_is_asked_again(self):
        line = self.line()
        request = self.approved()
        self.spending_rule("tender_other", severity="justify", date_from=self.day(2))
        sealed_values = {"open_tender": True}
        request._seal_and_write(sealed_values)
        self.assertIn("approval holds", self.move(request, 1))
        self.assertIn("submit it again", self.move(request, 3))
        self.assertEqual((request.state, request.date), ("draft", self.day(3)))
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_not_moved_by_others_nor_out_of_its_time(self):
        request = self.approved()
        with self.refuses(UserError, "alone may do this"):
            self.move(request, 2, self.lead)
        with self.assertRaises(AccessError):
            self.move(request, 2, self.colleague)
        for days in (-1, 400):
            with self.refuses(UserError, "Choose a day"):
                self.move(request, days)
        draft = self.request()
        with self.refuses(UserError, "not possible any more"):
            self.move(draft, 2)
        self.assertEqual(request.date, self.day())

    def test_the_last_request_once_more(self):
        mine = self.env["customer.cost.request"].with_user(self.rep)
        with self.refuses(UserError, "not asked for anything"):
            mine.action_repeat_last()
        guest = Command.create({"name": "Ann", "gift_value": 50})
        self.request(amount=70, date=self.day(5), attendee_ids=[guest], submit=True)
        again = mine.browse(mine.action_repeat_last()["res_id"])
        self.assertEqual((again.state, again.amount, again.date), ("draft", 70, self.day()))
        self.assertEqual(again.attendee_ids.mapped("name"), ["Ann"])
        self.assertFalse(again.attendee_ids.gift_value)
        with self.refuses(UserError, "alone may do this"):
            again.with_user(self.controller).action_repeat()

    def test_customers_asked_for_last(self):
        mine = self.env["customer.cost.request"]
        partners = self.env["res.partner"].create([{"name": f"C{n}"} for n in range(6)])
        for partner in (*partners, partners[0]):
            self.request(partner_id=partner.id)
        names = [row["display_name"] for row in mine.with_user(self.rep).get_recent_customers()]
        self.assertEqual(names, ["C0", "C5", "C4", "C3", "C2"])
        partners[5].active = False
        self.request(user=self.colleague)
        names = [row["display_name"] for row in mine.with_user(self.rep).get_recent_customers()]
        self.assertEqual(names, ["C0", "C4", "C3", "C2", "C1"])

    def test_told_whom_it_was_sent_to_and_what_went_back(self):
        self.line()
        request = self.request()
        self.assertEqual(request.action_submit()["params"]["message"], f"Sent to {self.lead.name}.")
        self.assertIn(self.lead.name, request.approval_words)
        self.decide(request, self.lead)
        self.assertFalse(request.approval_words)
        close = self.env["customer.cost.request.close"].with_user(self.rep)
        told = close.create({"request_id": request.id, "outcome_result": "met"}).action_close()
        self.assertIn("100.00", told["params"]["message"])
        self.assertIn("went back to the budget", told["params"]["message"])
