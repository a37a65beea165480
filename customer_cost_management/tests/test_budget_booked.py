from odoo import Command
from odoo.tests import tagged

from ..models.platform.approval_seal import sealed
from .budget_common import BudgetCase


@tagged("post_install", "-at_install")
class TestBudgetBooked(BudgetCase):
    """Posted items of budget-controlled categories consume, whoever posts them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.budget = cls.budget_in_force({"planned": 1000}, {"planned": 300, "stage": "acquire"})
        cls.line = cls.budget.line_ids[0]

    def consumed(self):
        return self.figures(self.line)[2]

    def test_post_consumes_and_reset_releases(self):
        entry = self.post_cost(240)
        self.assertEqual(self.figures(self.line), (1000, 0, 240, 760))
        entry.button_draft()
        self.assertEqual(self.figures(self.line), (1000, 0, 0, 1000))
        entry.action_post()
        self.assertEqual(self.consumed(), 240)
        entry.button_draft()
        entry.button_cancel()
        self.assertEqual(self.consumed(), 0)

    def test_a_reversal_gives_back(self):
        entry = self.post_cost(240)
        entry._reverse_moves([{"date": "2026-04-01"}], cancel=True)
        self.assertEqual(self.consumed(), 0)

    def test_never_refused_though_the_line_blocks(self):
        self.post_cost(1500)
        self.assertEqual(self.figures(self.line), (1000, 0, 1500, -500))
        movement = self.ledger.search([("kind", "=", "consumed")])
        self.assertRecordValues(
            movement,
            [
                {
                    "unplanned": True,
                    "partner_id": self.customer.id,
                    "category_id": self.meals.id,
                    "res_model": "account.move",
                    "amount": 1500,
                }
            ],
        )

    def test_only_controlled_cost_consumes(self):
        free = self.env["customer.cost.category"].create(
            {"name": "Commission", "company_id": self.company.id}
        )
        self.post_cost(50, category=free)
        prepaid = self.create_account("110999", "Prepaid", "asset_prepayments")
        item = {"cost_category_id": self.meals.id}
        self.post_entry("2026-03-10", (prepaid, 80, item.items()), (self.bank, -80))
        self.assertEqual(self.consumed(), 0)

    def test_a_closing_entry_consumes_nothing(self):
        earnings = self.env["account.account"].search(
            [("account_type", "=", "equity_unaffected"), ("company_ids", "in", self.company.ids)],
            limit=1,
        ) or self.create_account("310300", "Earnings", "equity_unaffected")
        self.post_cost(240)
        item = {"cost_category_id": self.meals.id}
        closing = self.post_entry("2026-12-31", (self.cost, -240, item.items()), (earnings, 240))
        self.assertEqual(self.consumed(), 240)
        closing.action_mark_not_closing_entry()
        self.assertEqual(self.consumed(), 0)

    def test_an_entry_that_closes_to_an_account_of_its_own_consumes_nothing(self):
        earnings = self.create_account("310399", "本年利润", "equity")
        self.post_cost(240)
        item = {"cost_category_id": self.meals.id}
        self.post_entry("2026-12-31", (self.cost, -240, item.items()), (earnings, 240))
        self.assertEqual(self.consumed(), 240)

    def test_changing_the_category_of_a_posted_item_moves_what_it_consumes(self):
        acquire = self.env["customer.cost.category"].create(
            {
                "name": "Pitches",
                "company_id": self.company.id,
                "budget_controlled": True,
                "stage": "acquire",
            }
        )
        entry = self.post_cost(240)
        item = entry.line_ids.filtered("cost_category_id")
        item.with_user(self.cost_accountant).write({"cost_category_id": acquire.id})
        self.assertEqual(self.consumed(), 0)
        self.assertEqual(self.figures(self.budget.line_ids[1]), (300, 0, 240, 60))

    def test_what_was_booked_before_approval_counts(self):
        line = self.create_budget({"planned": 500, "category_id": self.gifts.id}, name="Late")
        self.post_cost(70, category=self.gifts)
        self.assertEqual(self.figures(self.line)[2], 70)
        self.approve_budget(line)
        # the more specific line takes it over
        self.assertEqual(self.figures(line.line_ids), (500, 0, 70, 430))
        self.assertEqual(self.consumed(), 0)

    def test_an_expense_counts_on_its_own_day(self):
        employees = self.env["hr.employee"].sudo()
        employee = employees.create({"name": "Sam", "company_id": self.company.id})
        employee.work_contact_id = self.env["res.partner"].create({"name": "Sam"})
        product = self.env["product.product"].create(
            {"name": "Meal", "can_be_expensed": True, "standard_price": 0}
        )
        expense = (
            self.env["hr.expense"]
            .sudo()
            .create(
                {
                    "name": "Dinner",
                    "employee_id": employee.id,
                    "company_id": self.company.id,
                    "product_id": product.id,
                    "account_id": self.cost.id,
                    "payment_mode": "own_account",
                    "tax_ids": False,
                    "date": "2026-02-20",
                    "total_amount_currency": 90,
                    "cost_customer_id": self.customer.id,
                    "cost_category_id": self.meals.id,
                }
            )
        )
        expense.action_submit()
        sealed(expense)._do_approve(check=False)
        wizard = expense.env["hr.expense.post.wizard"].with_context(
            active_ids=expense.ids, company_paid_move_ids=[]
        )
        wizard.create({"accounting_date": "2026-03-31"}).action_post_entry()
        movement = self.ledger.search([("kind", "=", "consumed")])
        self.assertEqual((movement.amount, str(movement.month)), (90, "2026-02-01"))

    def test_a_bill_consumes_without_recoverable_tax(self):
        vendor = self.env["res.partner"].create({"name": "Restaurant"})
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": vendor.id,
                "invoice_date": "2026-03-05",
                "date": "2026-03-31",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Dinner",
                            "account_id": self.cost.id,
                            "price_unit": 200,
                            "tax_ids": [Command.set(self.tax_purchase_a.ids)],
                            "cost_customer_id": self.customer.id,
                            "cost_category_id": self.meals.id,
                        }
                    )
                ],
            }
        )
        bill.action_post()
        self.assertGreater(bill.amount_tax, 0)
        self.assertEqual(self.consumed(), 200)

    def test_an_entry_on_a_closed_and_an_open_budget_still_moves_the_open_one(self):
        gifts = self.budget_in_force({"planned": 500, "category_id": self.gifts.id}, name="Gifts")
        items = [
            (self.cost, amount, {"cost_customer_id": self.customer.id, "cost_category_id": of.id})
            for of, amount in ((self.meals, 100), (self.gifts, 60))
        ]
        entry = self.post_entry(
            "2026-03-10", *[(*item[:2], item[2].items()) for item in items], (self.bank, -160)
        )
        both = self.line | gifts.line_ids
        self.assertEqual([self.figures(line)[2] for line in both], [100, 60])
        self.budget.with_user(self.controller).action_close()
        entry.button_draft()
        self.assertEqual([self.figures(line)[2] for line in both], [100, 0])
        entry.action_post()
        self.assertEqual([self.figures(line)[2] for line in both], [100, 60])
        entry._reverse_moves([{"date": "2026-04-01"}], cancel=True)
        self.assertEqual([self.figures(line)[2] for line in both], [100, 0])

    def test_queries_do_not_grow_with_entries(self):
        def count(entries):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            entries._sync_budgets()
            return self.cr.sql_log_count - before

        few = self.post_cost(1) + self.post_cost(2)
        many = self.env["account.move"].union(*[self.post_cost(number) for number in range(3, 23)])
        count(few)
        self.assertEqual(count(many), count(few))
