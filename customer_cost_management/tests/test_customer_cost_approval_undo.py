from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.platform.approval_seal import sealed
from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestUndo(RequestBudgetCase):
    """An approval is taken back by who gave it, at once, and while nothing followed."""

    def approved(self, user=None, **values):
        """A request that was approved in the inbox by one tap; its row."""
        user = user or self.lead
        request = self.request(submit=True, **values)
        step = request.with_user(user)._my_step()
        told = step.action_approve()
        self.assertEqual(told["params"]["undo"], step.ids)
        request.invalidate_recordset()
        return request, step

    def test_it_waits_for_him_again_and_the_budget_is_free(self):
        line = self.line()
        request, step = self.approved()
        self.assertEqual((request.state, self.figures(line)), ("approved", (0, 100, 900)))
        step.action_undo()
        request.invalidate_recordset()
        self.assertEqual((request.state, request.valid_until), ("submitted", False))
        self.assertEqual(self.figures(line), (100, 0, 1000))
        self.assertEqual(self.waits_for(request), self.lead)
        self.assertEqual(request.sudo().activity_ids.user_id, self.lead)
        self.decide(request, self.lead)
        self.assertEqual((request.state, self.figures(line)), ("approved", (0, 100, 900)))

    def test_it_stays_in_the_history(self):
        request, step = self.approved()
        step.action_undo()
        self.assertTrue(step.void)
        self.assertEqual((step.state, step.decided_by_id), ("approved", self.lead))
        self.assertIn("took the approval back", request.message_ids[0].body)
        self.assertIn(self.rep.partner_id, request.message_ids[0].notified_partner_ids)

    def test_of_another_it_is_not_taken_back(self):
        request, step = self.approved()
        for user in (self.rep, self.controller, self.compliance):
            with self.refuses(UserError, "your own approval alone"):
                step.with_user(user).action_undo()
        with self.assertRaises(AccessError):
            step.with_user(self.colleague).action_undo()
        self.assertEqual(request.state, "approved")

    def test_not_a_while_later(self):
        request, step = self.approved()
        past = fields.Datetime.subtract(fields.Datetime.now(), minutes=2)
        sealed(step.sudo()).decided_on = past
        with self.refuses(UserError, "a while ago"):
            step.action_undo()
        self.assertEqual(request.state, "approved")

    def test_not_after_the_next_step_decided(self):
        self.approval_rule("manager", self.director)
        request, step = self.approved()
        self.assertEqual(self.waits_for(request), self.director)
        self.decide(request, self.director)
        with self.refuses(UserError, "decided after you"):
            step.action_undo()
        self.assertEqual(request.state, "approved")

    def test_the_next_step_is_asked_no_more(self):
        self.approval_rule("manager", self.director)
        request, step = self.approved()
        step.action_undo()
        request.invalidate_recordset()
        self.assertEqual(self.waits_for(request), self.lead)
        later = request.sudo().approval_ids.filtered(lambda s: s.user_id == self.director)
        self.assertEqual((later.state, later.since), ("upcoming", False))

    def test_not_once_it_was_spent_on(self):
        request, step = self.approved()
        self.env["hr.expense"].with_user(self.rep).sudo().create(
            {
                "name": "Dinner",
                "employee_id": self.rep.sudo().employee_id.id,
                "cost_request_id": request.id,
                "total_amount_currency": 90,
            }
        )
        with self.refuses(UserError, "spent on already"):
            step.action_undo()

    def test_of_a_batch_nothing_if_the_second_must_not(self):
        first, step = self.approved()
        _second, other = self.approved()
        sealed(other.sudo()).decided_on = fields.Datetime.subtract(fields.Datetime.now(), minutes=2)
        with self.refuses(UserError, "a while ago"):
            (step | other).action_undo()
        self.assertEqual(first.state, "approved")

    def test_twice_it_is_not_taken_back(self):
        _request, step = self.approved()
        step.action_undo()
        with self.refuses(UserError, "your own approval alone"):
            step.action_undo()

    def test_a_substitute_takes_back_what_he_agreed_to(self):
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.lead.id,
                "substitute_id": self.colleague.id,
                "date_from": self.day(),
                "date_to": self.day(3),
                "company_id": self.company.id,
            }
        )
        request, step = self.approved(self.colleague)
        with self.refuses(UserError, "your own approval alone"):
            step.with_user(self.lead).action_undo()
        step.action_undo()
        request.invalidate_recordset()
        self.assertEqual(self.waits_for(request), self.lead)
