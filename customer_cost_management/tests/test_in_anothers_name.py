from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .bill_case import BillCase
from .expense_control_case import ExpenseControlCase


@tagged("post_install", "-at_install")
class TestInAnothersName(ExpenseControlCase):
    """Nobody decides, asks or agrees in the name of somebody who did not say so."""

    # ------------------------------------------------------------------ substitutes

    def substitutes(self, user):
        """Two delegations of a person, who lets the colleague decide for him."""
        delegations = self.env["customer.cost.delegation"].with_user(user)
        values = {
            "substitute_id": self.colleague.id,
            "company_id": self.company.id,
            "date_from": self.day(),
        }
        return delegations.create([values | {"date_to": self.day(days)} for days in (2, 9)])

    def test_nobody_makes_himself_the_substitute_of_another(self):
        first, second = self.substitutes(self.rep)
        stolen = {"user_id": self.director.id, "substitute_id": self.rep.id}
        with self.assertRaises(AccessError), self.cr.savepoint():
            second.write(stolen)
        with self.assertRaises(AccessError), self.cr.savepoint():
            (first | second).write(stolen)
        self.env.invalidate_all()
        self.assertEqual((first | second).user_id, self.rep)
        second.date_to = self.day(3)
        second.substitute_id = self.lead
        self.assertEqual(second.substitute_id, self.lead)

    def test_nor_decides_on_what_waits_for_him(self):
        self.approval_rule(self.director)
        request = self.request(self.colleague, submit=True)
        [mine, _other] = self.substitutes(self.rep)
        with self.assertRaises(AccessError), self.cr.savepoint():
            mine.write({"user_id": self.director.id, "substitute_id": self.rep.id})
        self.assertFalse(request.with_user(self.director)._my_step().with_user(self.rep).is_mine)

    def test_a_controller_names_substitutes_for_others(self):
        first = self.substitutes(self.rep)[0].with_user(self.controller)
        first.user_id = self.lead
        self.assertEqual(first.user_id, self.lead)

    # ------------------------------------------------------------------ requests

    def test_a_draft_is_not_put_in_anothers_name(self):
        first, second = self.request(), self.request()
        second.write({"user_id": self.rep.id})
        for drafts in (first | second, second.sudo()):
            with self.refuses(UserError, "stays his"):
                drafts.write({"user_id": self.colleague.id})
        self.assertEqual((first | second).user_id, self.rep)

    # ------------------------------------------------------------------ agreed before

    def returned(self, document):
        """One that the lead agreed to and the director sent back."""
        document.action_submit()
        self.decide(document, self.lead)
        self.decide(document, self.director, "return", "Explain it")
        return document

    def test_what_was_agreed_to_is_not_agreed_to_for_another_customer(self):
        self.approval_rule("manager", self.director)
        changes = [
            {"partner_id": self.other_customer.id},
            {"date": self.day(3)},
            {"category_id": self.gifts.id},
            {"split_ids": [Command.create({"partner_id": self.customer.id})]},
            {"attendee_ids": [Command.create({"name": "Somebody"})]},
        ]
        for change in changes:
            request = self.returned(self.request())
            request.write(change)
            self.assertTrue(request.is_returned, change)
            request.action_submit()
            self.assertEqual(self.waits_for(request), self.lead, change)

    def test_who_agreed_is_not_asked_again_for_a_better_reason(self):
        self.approval_rule("manager", self.director)
        request = self.returned(self.request())
        request.write({"amount": 90, "justification": "As asked", "date": request.date})
        request.action_submit()
        self.assertEqual(self.waits_for(request), self.director)

    def test_nor_an_expense_for_another_customer(self):
        self.approval_rule("manager", self.director)
        expense = self.returned(self.expense())
        expense.total_amount_currency = 90
        expense.cost_justification = "As asked"
        expense.action_submit()
        self.assertEqual(self.waits_for(expense), self.director)
        for change in (
            {"cost_customer_id": self.other_customer.id},
            {"cost_attendee_ids": [Command.create({"name": "Somebody"})]},
        ):
            expense = self.returned(self.expense())
            expense.write(change)
            expense.action_submit()
            self.assertEqual(self.waits_for(expense), self.lead, change)

    # ------------------------------------------------------------------ refused

    def test_an_expense_refused_by_a_step_begins_anew_as_a_draft(self):
        self.approval_rule("manager", self.director)
        expense = self.expense()
        expense.action_submit()
        self.decide(expense, self.lead)
        self.decide(expense, self.director, "refuse", "Private")
        self.assertEqual(expense.state, "refused")
        expense.with_user(self.manager).action_reset()
        self.assertEqual(expense.state, "draft")
        expense.action_submit()
        self.assertEqual(self.waits_for(expense), self.lead, "asked from the beginning")


@tagged("post_install", "-at_install")
class TestBillReturned(BillCase):
    def test_a_returned_bill_is_agreed_to_anew_for_another_customer(self):
        self.company.customer_cost_bill_limit = 50
        self.approval_rule("manager", self.director)
        less, other = self.returned(), self.returned()
        less.invoice_line_ids.price_unit = 90
        self.assertEqual(self.waits_for(self.ask(less)), self.director)
        other.invoice_line_ids.cost_customer_id = self.other_customer
        self.assertEqual(self.waits_for(self.ask(other)), self.lead)

    def returned(self):
        """One that the lead agreed to and the director sent back."""
        bill = self.bill()
        document = self.ask(bill)
        self.decide(document, self.lead)
        self.decide(document, self.director, "return", "Explain it")
        return bill
