from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .request_budget_case import RequestBudgetCase


@tagged("post_install", "-at_install")
class TestRequestBudget(RequestBudgetCase):
    """Asked for is pending, approved is committed, what is not spent is free again."""

    def test_from_pending_to_committed_to_released(self):
        line = self.line()
        request = self.request(submit=True)
        self.assertEqual(self.figures(line), (100, 0, 1000))
        self.decide(request, self.lead)
        self.assertEqual(self.figures(line), (0, 100, 900))
        request.action_cancel()
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_refused_returned_withdrawn_and_taken_back_free_it(self):
        line = self.line()
        for decision in ("refuse", "return"):
            request = self.request(submit=True)
            self.decide(request, self.lead, decision)
            self.assertEqual(self.figures(line), (0, 0, 1000), decision)
        request.action_submit()
        request.action_withdraw()
        self.assertEqual(self.figures(line), (0, 0, 1000))
        request.action_submit()
        self.decide(request, self.lead)
        request.action_reset()
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_expired_and_closed_free_the_rest(self):
        line = self.line()
        expired, closed = self.request(submit=True), self.request(submit=True)
        for request in expired, closed:
            self.decide(request, self.lead)
        self.assertEqual(self.figures(line), (0, 200, 800))
        expired._seal_and_write({"valid_until": self.day(-1)})
        self.env["customer.cost.request"].sudo()._cron_requests()
        closed._close({"outcome_result": "met"})
        self.assertEqual(self.figures(line), (0, 0, 1000))

    def test_several_customers_use_the_budget_once(self):
        line = self.line()
        both = self.customer | self.other_customer
        self.request(
            split_ids=[Command.create({"partner_id": one.id}) for one in both], submit=True
        )
        self.assertEqual(self.figures(line)[0], 100)

    def test_more_than_is_left_is_an_exception(self):
        self.line(50)
        request = self.request()
        self.assertIn("over_budget", [finding["code"] for finding in request.findings])
        with self.refuses(UserError, "Say why"):
            request.action_submit()
        request.justification = "The renewal depends on it"
        self.approval_rule(self.director, over_budget="yes", lane="exception")
        request.action_submit()
        self.assertTrue(request.over_budget)
        self.assertEqual(self.waits_for(request), self.director)

    def test_nothing_is_asked_for_on_a_day_whose_budget_is_closed(self):
        line = self.line()
        request = self.request()
        line.budget_id.with_user(self.controller).action_close()
        with self.refuses(UserError, "Care is closed. Pick a day after"):
            request.action_submit()
        self.meals.budget_controlled = False
        request.action_submit()
        self.assertEqual(request.state, "submitted")

    def test_what_each_would_leave_stands_in_the_list(self):
        line = self.line()
        self.decide(self.request(submit=True), self.lead)
        asked = self.request(amount=300, submit=True)
        draft, gift = self.request(amount=950), self.request(category_id=self.gifts.id)
        requests = asked | draft | gift
        self.assertEqual(requests.mapped("budget_after"), [600, -50, 0])
        self.assertEqual(requests.mapped("has_budget_after"), [True, True, False])
        line.user_ids = self.director
        requests.invalidate_recordset()
        self.assertEqual(requests.mapped("has_budget_after"), [False, False, False])
        self.assertEqual(asked.with_user(self.lead).budget_after, 600, "who decides may know")

    def test_figures_above_the_budgets_are_those_of_their_reader(self):
        self.line()
        self.decide(self.request(submit=True), self.lead)
        budgets = self.env["customer.cost.budget"]
        strip = budgets.with_user(self.controller).get_figure_strip([])
        figures = {figure["key"]: figure["value"] for figure in strip["figures"]}
        expected = {"lines_total": 1000, "committed": 100, "consumed": 0, "available": 900}
        self.assertEqual(figures, expected)
        for user in (self.rep, self.lead, self.compliance):
            self.assertFalse(budgets.with_user(user).get_figure_strip([])["figures"], user.name)

    def test_queries_of_the_list_do_not_grow_with_its_rows(self):
        self.line()
        requests = self.env["customer.cost.request"].concat(*(self.request() for _n in range(12)))
        counts = []
        for size in (2, 12):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            requests[:size].mapped("budget_after")
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_a_line_that_blocks_refuses(self):
        self.line(50, reaction="block")
        request = self.request(justification="x")
        with self.refuses(UserError, "left"):
            request.action_submit()

    def test_the_owner_of_the_budget_decides_where_a_rule_says_so(self):
        self.line()
        self.approval_rule("budget_owner")
        self.assertEqual(self.waits_for(self.request(submit=True)), self.controller)

    def test_left_is_told_while_it_is_written(self):
        self.line()
        card = self.request().budget_card
        self.assertEqual([(line["left"], line["after"]) for line in card], [(1000, 900)])

    def test_only_who_may_use_a_line(self):
        line = self.line()
        line.sudo().user_ids = self.colleague
        with self.refuses(UserError, "not allowed to spend"):
            self.request(submit=True)
        self.assertFalse(self.request().budget_card)
        self.assertTrue(self.request(user=self.colleague, submit=True))

    def test_what_is_left_for_others_is_not_told_to_who_asks_too_much(self):
        self.line(name="Key accounts").user_ids = self.director
        asked = self.request(amount=5000)
        found = " ".join(finding["message"] for finding in asked.findings)
        self.assertIn("not allowed to spend on", found)
        self.assertNotIn("4,000", found)
        self.assertNotIn("4,000", " ".join(asked._budget_asks_why()))
        seen = asked.with_user(self.director)
        self.assertIn("4,000", " ".join(finding["message"] for finding in seen.findings))
