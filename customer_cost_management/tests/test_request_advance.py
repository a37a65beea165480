from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .expense_control_case import ExpenseControlCase
from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestRequestAdvance(ExpenseControlCase, RequestBudgetCase):
    """Cash needed before the day: no spending, open until its request is closed."""

    def card(self, document, user=None):
        document.invalidate_recordset()
        return document.with_user(user or self.lead).approval_card

    def test_it_uses_no_budget(self):
        line = self.line()
        request = self.request(submit=True, advance=60)
        self.assertEqual(self.figures(line), (100, 0, 1000))
        self.decide(request, self.lead)
        self.assertEqual(self.figures(line), (0, 100, 900))

    def test_open_ones_of_the_same_person_are_on_the_card(self):
        first, second = (self.request(submit=True, advance=amount) for amount in (60, 40))
        self.assertEqual((self.card(second)["advance"], self.card(second)["advances"]), (40, []))
        self.decide(first, self.lead)
        found = [{"date": str(self.day()), "amount": 60}]
        self.assertEqual(self.card(second)["advances"], found)
        of_colleague = self.request(user=self.colleague, submit=True)
        self.assertEqual(self.card(of_colleague)["advances"], [])
        first._close({"outcome_result": "met"})
        self.assertEqual(self.card(second)["advances"], [], "settled")

    def test_and_on_that_of_an_expense(self):
        self.approval_rule(self.director, document_type="expense")
        first = self.request(submit=True, advance=60)
        self.decide(first, self.waits_for(first))
        values = {"cost_category_id": self.meals.id, "date": self.day()}
        expense = self.expense(**values)
        expense.action_submit()
        card = self.card(expense, self.director)
        self.assertEqual([one["amount"] for one in card["advances"]], [60])
        self.assertFalse(card["advance"])

    def test_in_company_currency(self):
        currency = self.setup_other_currency("EUR", rates=[("1900-01-01", 0.5)])
        request = self.request(submit=True, currency_id=currency.id, amount=100, advance=30)
        self.assertEqual(self.card(request)["advance"], 60)

    def test_what_is_refused_in_a_batch(self):
        good, bad = self.request(amount=100), self.request(amount=20)
        with self.refuses(ValidationError, "at most the amount"):
            (good | bad).write({"advance": 50})
        with self.refuses(ValidationError, "at most the amount"):
            good.advance = -1
        with self.refuses(ValidationError, "what you pay yourself"):
            self.request(payment_mode="bill", advance=10)

    def test_another_way_of_paying_clears_it(self):
        request = self.request(advance=50)
        with Form(request) as form:
            form.payment_mode = "company_account"
        self.assertEqual(request.advance, 0)

    def test_it_is_sealed_with_the_request_and_not_repeated(self):
        request = self.request(submit=True, advance=50)
        with self.refuses(UserError, "sealed"):
            request.advance = 90
        self.decide(request, self.lead)
        self.assertEqual(request.copy({"date": self.day()}).advance, 0)
