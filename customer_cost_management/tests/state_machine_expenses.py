"""Histories of expenses and their entries: the moves."""

from .state_machine_common import AMOUNTS, HistoryCase


class ExpenseHistoryCase(HistoryCase):
    """What can happen to an expense beside what can happen to a request."""

    def expense_new(self):
        open_ones = self.requests().filtered(lambda one: one.state in ("approved", "spent"))
        request = self.random.choice([False, *open_ones, *self.requests()[:1]])
        values = {
            "name": "Dinner",
            "employee_id": self.rep.sudo().employee_id.id,
            "product_id": self.product_a.id,
            "cost_customer_id": self.customer.id,
            "cost_category_id": self.meals.id,
            "company_id": self.company.id,
            "date": self.today,
            "total_amount_currency": self.random.choice(AMOUNTS),
            "payment_mode": self.random.choice(["own_account", "company_account"]),
            "tax_ids": False,
        }
        if request:
            values |= {"cost_request_id": request.id, "cost_customer_id": request.partner_id.id}
        self.env["hr.expense"].with_user(self.rep).create(values)

    def expense_submit(self):
        self.some_expense(states=["draft"]).action_submit()

    def expense_approve(self):
        """By the step that waits, or, where nobody was asked, by Odoo's own approver."""
        submitted = self.expenses().filtered(lambda one: one.state == "submitted")
        expense = self.pick(submitted)
        if self.waits_for(expense):
            self.decide(self.waiting(expense), self.lead)
            self.note(expense)
        else:
            expense.with_user(self.accountant).sudo(False)._do_approve()
            self.note(expense, by=self.accountant)

    def expense_refuse(self):
        self.some_expense(self.accountant, ["submitted", "approved"])._do_refuse("Private")

    def expense_reset(self):
        self.some_expense(self.accountant).action_reset()

    def expense_post(self):
        expense = self.some_expense(self.accountant, ["approved"])
        action = expense.action_post()
        if action:
            wizards = self.env["hr.expense.post.wizard"].with_user(self.accountant)
            wizard = wizards.with_context(**action["context"]).browse(action["res_id"])
            wizard.accounting_date = self.today
            wizard.action_post_entry()

    def entry_in(self, state):
        """The entry of one of the expenses, in the hands of the accountant."""
        booked = self.expenses().filtered(lambda one: one.account_move_id.state == state)
        return self.pick(booked).with_user(self.accountant).sudo(False).account_move_id

    def entry_reverse(self):
        self.entry_in("posted")._reverse_moves([{"invoice_date": self.today}], cancel=True)

    def entry_reset(self):
        self.entry_in("posted").button_draft()

    def entry_post(self):
        self.entry_in("draft").action_post()

    def entry_cancel(self):
        self.entry_in("draft").button_cancel()

    def expense_delete(self):
        self.some_expense(self.random.choice([self.rep, self.accountant])).unlink()

    def expense_change(self):
        names = {"amount": "total_amount_currency", "partner_id": "cost_customer_id"}
        vals = {names.get(name, name): value for name, value in self.some_change().items()}
        expense = self.some_expense(self.random.choice([self.rep, self.accountant]))
        self.random.choice([expense, expense.sudo()]).write(vals)

    def expense_change_request(self):
        request = self.random.choice([self.pick(self.requests()).id, False])
        self.some_expense(self.accountant).cost_request_id = request

    def expense_split(self):
        expense = self.some_expense(self.accountant)
        action = expense.action_split_wizard()
        wizard = self.env["hr.expense.split.wizard"].with_user(self.accountant)
        wizard.browse(action["res_id"]).action_split_expense()

    def expense_forge(self):
        expense = self.some_expense(self.random.choice([self.rep, self.lead]))
        vals = self.random.choice(
            [{"state": "paid"}, {"approval_state": "approved"}, {"state": "approved"}]
        )
        self.random.choice([expense, expense.sudo()]).write(vals)
        self.note(expense, by=self.rep)
