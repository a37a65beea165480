from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.platform.approval_seal import sealed
from .expense_control_case import ExpenseControlCase
from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestExpenseBudget(ExpenseControlCase, RequestBudgetCase):
    """An expense that no request covers asks the budgets itself, and once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gifts.budget_controlled = True

    def claim(self, amount=100, submit=True, **values):
        values = {"cost_category_id": self.meals.id, "date": self.day()} | values
        expense = self.expense(total_amount_currency=amount, **values)
        if submit:
            expense.action_submit()
        return expense

    def approve(self, expense):
        expense.with_user(self.manager)._do_approve()

    def post(self, expense):
        expense.sudo()._post_without_wizard()
        return expense.sudo().account_move_id

    # ------------------------------------------------------------------ from pending to consumed

    def test_from_pending_to_committed_to_released(self):
        line = self.line()
        expense = self.claim(submit=False)
        self.assertEqual(self.figures(line), (0, 0, 1000))
        expense.action_submit()
        self.assertEqual(self.figures(line), (100, 0, 1000))
        self.approve(expense)
        self.assertEqual(self.figures(line), (0, 100, 900))
        expense.with_user(self.manager).action_reset()
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_refused_changed_and_deleted_free_it(self):
        line = self.line()
        refused, changed, deleted = (self.claim() for _n in range(3))
        self.assertEqual(self.figures(line), (300, 0, 1000))
        refused.with_user(self.manager)._do_refuse("Private")
        self.assertEqual(self.figures(line), (200, 0, 1000))
        changed.sudo().total_amount_currency = 90
        self.assertEqual((changed.state, self.figures(line)), ("draft", (100, 0, 1000)))
        deleted.sudo().unlink()
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_its_entry_consumes_what_was_committed_for_it(self):
        line = self.line()
        expense = self.claim()
        self.approve(expense)
        entry = self.post(expense)
        self.assertEqual(self.figures(line), (0, 0, 900))
        movements = self.env["customer.cost.commitment"].search([("kind", "=", "consumed")])
        self.assertRecordValues(
            movements,
            [{"amount": 100, "unplanned": False, "origin_model": "hr.expense"}],
        )
        entry.button_draft()
        self.assertEqual(self.figures(line), (0, 100, 900))
        entry.action_post()
        entry._reverse_moves([{"invoice_date": self.day(), "date": self.day()}], cancel=True)
        self.assertEqual(self.figures(line), (0, 100, 900))
        expense.with_user(self.manager).action_reset()
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_a_step_of_a_rule_commits_as_well(self):
        line = self.line()
        self.approval_rule(self.colleague)
        expense = self.claim()
        self.assertEqual(self.figures(line), (100, 0, 1000))
        self.decide(expense, self.colleague)
        self.assertEqual(self.figures(line), (0, 100, 900))

    # ------------------------------------------------------------------ at the limit

    def test_a_line_that_blocks_refuses_submission_and_approval(self):
        self.line(150, reaction="block")
        with self.refuses(UserError, "Only .*150.* left"):
            self.claim(160)
        first, second = self.claim(), self.claim()
        self.approve(first)
        with self.refuses(UserError, "Only .*50.* left"):
            self.approve(second)
        with self.refuses(UserError, "Only .*50.* left"):
            sealed(second.sudo()).write({"approval_state": "approved"})

    def test_findings_and_a_reason_at_the_limit(self):
        self.line(50)
        self.approval_rule(self.director, over_budget="yes", lane="exception")
        expense = self.claim(submit=False)
        self.assertEqual([found["code"] for found in expense.findings], ["over_budget"])
        with self.refuses(UserError, "more than .* has left"):
            expense.action_submit()
        expense.cost_justification = "The renewal depends on it"
        expense.action_submit()
        self.assertEqual(self.waits_for(expense), self.director)
        [row] = self.env["customer.cost.exception"].search(
            [("res_model", "=", "hr.expense"), ("res_id", "=", expense.id)]
        )
        self.assertEqual(
            (row.kind, row.reason, row.outcome),
            ("budget", "The renewal depends on it", "waiting"),
        )
        with self.refuses(UserError, "nobody writes them"):
            expense.sudo().cost_over_budget = False
        card = expense.with_user(self.director).approval_card
        self.assertEqual([line["after"] for line in card["budget"]], [-50])

    def test_a_line_that_escalates_asks_its_owner(self):
        self.line(50, reaction="escalate")
        expense = self.claim(cost_justification="The renewal depends on it")
        self.assertEqual(self.waits_for(expense), self.controller)
        request = self.request(justification="So does this", submit=True)
        self.assertEqual(self.waits_for(request), self.controller)
        self.decide(request, self.controller)
        self.assertEqual(self.waits_for(request), self.lead)
        within = self.claim(40)
        self.assertFalse(self.waits_for(within))

    def test_only_who_may_use_a_line(self):
        self.line().sudo().user_ids = self.colleague
        with self.refuses(UserError, "not allowed to spend"):
            self.claim()

    # ------------------------------------------------------------------ with a request

    def test_within_its_request_nothing_is_asked_twice(self):
        line = self.line()
        request = self.approved_request()
        expense = self.claim(cost_request_id=request.id)
        self.assertEqual(self.figures(line), (0, 100, 900))
        self.approve(expense)
        self.assertEqual(self.figures(line), (0, 100, 900))
        self.post(expense)
        self.assertEqual(self.figures(line), (0, 0, 900))

    def test_a_meal_request_covers_no_gift(self):
        line = self.line()
        request = self.approved_request()
        self.approval_rule(self.colleague)
        gift = self.claim(cost_request_id=request.id, cost_category_id=self.gifts.id)
        self.assertEqual(self.waits_for(gift), self.colleague)
        self.assertEqual(self.figures(line), (100, 100, 900))
        self.decide(gift, self.colleague)
        self.post(gift)
        # 100 of the gift consumed, the 100 of the meal still kept for it
        self.assertEqual(self.figures(line), (0, 100, 800))

    def test_a_request_of_another_year_or_not_approved_yet_covers_nothing(self):
        later = self.approved_request(date=self.day(366))
        self.approval_rule(self.colleague)
        self.assertEqual(self.waits_for(self.claim(cost_request_id=later.id)), self.colleague)
        waiting = self.request(submit=True)
        self.assertEqual(self.waits_for(self.claim(cost_request_id=waiting.id)), self.colleague)

    def test_the_days_that_a_request_covers(self):
        request = self.approved_request().sudo()
        part = self.env["customer.cost.category"].create(
            {"name": "Dinners", "company_id": self.company.id, "parent_id": self.meals.id}
        )
        covers = [
            ("2026-05-10", "2026-05-20", "2026-04-01", True),
            ("2026-05-10", "2026-05-20", "2026-03-31", False),
            ("2026-05-10", "2026-05-20", "2026-06-30", True),
            ("2026-05-10", "2026-05-20", "2026-07-01", False),
            ("2026-05-10", "2026-07-15", "2026-07-01", True),
            ("2026-12-20", "2027-01-20", "2026-12-31", True),
            ("2026-12-20", "2027-01-20", "2027-01-01", False),
            ("2026-01-05", "2026-02-05", "2025-12-31", False),
        ]
        for date, valid_until, day, expected in covers:
            request._seal_and_write({"date": date, "valid_until": valid_until})
            found = request._covers(self.meals, fields.Date.to_date(day))
            self.assertEqual(found, expected, (date, valid_until, day))
        request._seal_and_write({"date": self.day(), "valid_until": self.day(9)})
        self.assertTrue(request._covers(part, self.day()))
        self.assertFalse(request._covers(self.gifts, self.day()))
        self.assertFalse(request._covers(self.meals.browse(), self.day()))
        request._seal_and_write({"state": "closed"})
        self.assertFalse(request._covers(self.meals, self.day()))

    def agree(self, expense):
        """Whoever is asked agrees."""
        while self.waits_for(expense):
            self.decide(expense, self.waits_for(expense)[0])
        if expense.state == "submitted":
            self.approve(expense)

    def test_beyond_its_request_the_difference_is_asked_for_and_committed(self):
        line = self.line()
        request = self.approved_request()
        expense = self.claim(500, cost_request_id=request.id)
        # the request has 100; the 400 beyond it are asked for, and promised once approved
        self.assertEqual(self.figures(line), (400, 100, 900))
        self.agree(expense)
        self.assertEqual((expense.state, self.figures(line)), ("approved", (0, 500, 500)))
        entry = self.post(expense)
        self.assertEqual(self.figures(line), (0, 0, 500))
        entry.button_draft()
        self.assertEqual(self.figures(line), (0, 500, 500))
        entry.action_post()
        entry._reverse_moves([{"invoice_date": self.day(), "date": self.day()}], cancel=True)
        expense.with_user(self.manager).action_reset()
        self.assertEqual(self.figures(line), (0, 100, 900))

    def test_two_expenses_within_reach_of_one_request(self):
        line = self.line()
        request = self.approved_request()
        first, second = (self.claim(80, cost_request_id=request.id) for _n in range(2))
        self.agree(first)
        self.assertEqual(self.figures(line), (60, 100, 900))
        self.agree(second)
        self.assertEqual(self.figures(line), (0, 160, 840))
        self.post(first)
        self.assertEqual(self.figures(line), (0, 80, 840))
        self.post(second)
        self.assertEqual(self.figures(line), (0, 0, 840))

    def test_beyond_a_request_a_line_that_blocks_refuses(self):
        self.line(300, reaction="block")
        request = self.approved_request()
        with self.refuses(UserError, "Only .*200.* left"):
            self.claim(500, cost_request_id=request.id)
        late = self.claim(250, cost_request_id=request.id)
        other = self.claim(150)
        self.approve(other)
        with self.refuses(UserError, "Only .*50.* left"):
            self.agree(late)

    # ------------------------------------------------------------------ after the fact

    def test_after_the_fact_one_level_higher_agrees(self):
        self.approval_rule("manager", automatic_limit=5000)
        on_time = self.request(submit=True)
        self.assertEqual(on_time.state, "approved")
        late = self.request(
            date=self.day(-1), after_reason="Came up", agreed_by_id=self.colleague.id, submit=True
        )
        self.assertEqual(self.waits_for(late), self.lead)
        self.decide(late, self.lead)
        self.assertEqual((late.state, self.waits_for(late)), ("submitted", self.director))
        [step] = late.sudo().approval_ids.filtered(lambda row: row.state == "waiting")
        self.assertIn("one level higher", step.why_words)
        self.decide(late, self.director)
        self.assertEqual(late.state, "approved")

    def test_beyond_a_late_request_the_expense_goes_one_higher_too(self):
        late = self.request(
            date=self.day(-1), after_reason="Came up", agreed_by_id=self.colleague.id, submit=True
        )
        for user in (self.lead, self.director):
            self.decide(late, user)
        expense = self.claim(500, cost_request_id=late.id, date=self.day(-1))
        self.assertEqual(self.waits_for(expense), self.lead)
        self.assertTrue(expense.with_user(self.lead).approval_card["after_the_fact"])
        self.decide(expense, self.lead)
        self.assertEqual(self.waits_for(expense), self.director)
        self.decide(expense, self.director)
        self.assertEqual(expense.state, "approved")

    # ------------------------------------------------------------------ tolerance

    def test_the_tolerance_is_the_budgets_else_the_companys(self):
        self.line(tolerance_percent=50, tolerance_amount=30)
        request = self.approved_request()
        first = self.claim(130, cost_request_id=request.id)
        self.assertFalse(first.cost_over_request)
        self.claim(1, submit=False, cost_request_id=request.id)
        first.invalidate_recordset()
        self.assertTrue(first.cost_over_request)

    def test_a_budget_without_tolerance_takes_the_companys(self):
        self.line()
        request = self.approved_request()
        first = self.claim(110, cost_request_id=request.id)
        self.assertFalse(first.cost_over_request)
        self.claim(1, submit=False, cost_request_id=request.id)
        first.invalidate_recordset()
        self.assertTrue(first.cost_over_request)
