from freezegun import freeze_time

from odoo.tests import tagged

from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetCourse(BudgetCase):
    """Budget, consumed, committed and forecast side by side, for who may read them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budget = cls.budget_in_force(
            {"planned": 1200, "category_id": cls.meals.id, "owner_id": cls.staff.id},
            {"planned": 120, "category_id": cls.gifts.id},
        )
        cls.dinners, cls.presents = cls.budget.line_ids
        cls.post_cost(90, "2026-02-10")
        cls.ledger._commit(cls.document, [cls.part(60)])
        cls.env.flush_all()
        cls.env.invalidate_all()

    def sums(self, line, user=None):
        course = self.env["customer.cost.budget.course"].with_user(user or self.controller)
        groups = course._read_group([("line_id", "=", line.id)], ["figure"], ["amount:sum"])
        return dict(groups)

    def test_forecast_and_use_are_what_the_line_ends_at(self):
        with freeze_time("2026-03-20"):
            # 90 + 60 in three months: 50 a month, nine months to come
            self.assertEqual(
                self.sums(self.dinners),
                {"budget": 1200, "consumed": 90, "committed": 60, "forecast": 450},
            )
            end = self.dinners._forecast(self.dinners._availability()[self.dinners])
            self.assertEqual(end.amount, (90 + 60 + 450) * 100)
            self.assertEqual(self.sums(self.presents), {"budget": 120})

    def test_month_by_month(self):
        with freeze_time("2026-03-20"):
            course = self.env["customer.cost.budget.course"]
            rows = course.search([("line_id", "=", self.dinners.id)])
            self.assertEqual(len(rows), len(set(rows.ids)))
            told = {(str(row.month)[:7], row.figure): row.amount for row in rows}
            self.assertEqual(told["2026-01", "budget"], 100)
            self.assertEqual(told["2026-02", "consumed"], 90)
            self.assertEqual(told["2026-03", "committed"], 60)
            months = sorted(month for month, figure in told if figure == "forecast")
            self.assertEqual((months[0], months[-1], len(months)), ("2026-04", "2026-12", 9))
            self.assertEqual(told["2026-04", "forecast"], 50)
            consumed = rows.filtered(lambda row: row.figure == "consumed")
            behind = self.ledger.search(consumed.action_open_movements()["domain"])
            self.assertEqual(sum(behind.mapped("amount")), 90)

    def test_nothing_is_forecast_for_what_is_over(self):
        with freeze_time("2027-01-05"):
            self.assertNotIn("forecast", self.sums(self.dinners))
        self.ledger._release(self.document)
        self.budget.with_user(self.controller).action_close()
        self.assertEqual(self.sums(self.dinners), {"budget": 1200, "consumed": 90})

    def test_owners_read_their_lines_and_others_nothing(self):
        self.assertTrue(self.sums(self.dinners, self.staff))
        self.assertFalse(self.sums(self.presents, self.staff))
        for user in (self.billing, self.compliance, self.customer_manager):
            self.assertFalse(self.sums(self.dinners, user))
        for user in (self.auditor, self.cost_accountant):
            self.assertTrue(self.sums(self.presents, user))
