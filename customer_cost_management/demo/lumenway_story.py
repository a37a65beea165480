"""The verbs of a story: each thing is done by its person on its day, through Odoo's own models.

Days are days of the running month, the one after the twelve that are booked.
"""

from dateutil.relativedelta import relativedelta

from odoo import Command

from .lumenway_clock import on

RECEIPT = b"Receipt"


class Story:
    def __init__(self, book):
        self.book = book
        self.first = book.months[0] + relativedelta(years=1)

    def day(self, number):
        return self.first.replace(day=number)

    def on(self, number):
        """The clock stands at a day of the running month."""
        return on(self.day(number))

    def user(self, code):
        return self.book.get("user", code)

    def people(self, ours=(), guests=0, side="customer"):
        """Attendees: colleagues by their code, or by name if they have no user; and guests."""
        users = self.book.made["user"]
        return [
            *(
                {"side": "ours", "user_id": users[code].id}
                if code in users
                else {"side": "ours", "name": code}
                for code in ours
            ),
            *({"side": side, "name": f"Guest {number}"} for number in range(1, guests + 1)),
        ]

    # ------------------------------------------------------------------ requests

    def ask(self, code, user, day, submit=True, **values):
        """A request: ``customer`` and ``category`` by code, ``on`` the day it is for."""
        book = self.book
        attendees = values.pop("attendees", ())
        values = {
            "partner_id": book.get("customer", values.pop("customer")).id,
            "category_id": book.get("category", values.pop("category", "meals")).id,
            "date": self.day(values.pop("on", day)),
            "company_id": book.company.id,
            "currency_id": book.company.currency_id.id,
            "attendee_ids": [Command.create(attendee) for attendee in attendees],
            **values,
        }
        with self.on(day):
            requests = book.env["customer.cost.request"].with_user(self.user(user))
            request = requests.create(values)
            book.keep("request", {code: request.with_env(book.env)})
            if submit:
                request.action_submit()
        return request

    def decide(self, document, user, day, reason="", decision="approve"):
        with self.on(day):
            step = document.with_user(self.user(user))._checked_step()
            step._decide(decision, reason)
        document.invalidate_recordset()

    def close(self, request, day, result, note, **more):
        with self.on(day):
            request._close({"outcome_result": result, "outcome_note": note, **more})

    # ------------------------------------------------------------------ expenses

    def claim(self, code, user, day, amount, submit=True, request=None, **values):
        """A claim with its receipt, of the request or of ``customer`` and ``category``."""
        book = self.book
        category = values.pop("category", "meals")
        customer = values.pop("customer", None)
        of_request = {"cost_request_id": request.id} if request else {}
        attendees = values.pop("attendees", ())
        if customer:
            of_request["cost_customer_id"] = book.get("customer", customer).id
        values = {
            "name": values.pop("name"),
            "company_id": book.company.id,
            "employee_id": book.get("employee", user).id,
            "product_id": book.get("product", category).id,
            "payment_mode": "own_account",
            "tax_ids": False,
            "date": self.day(values.pop("on", day)),
            "total_amount_currency": amount,
            "cost_category_id": book.get("category", category).id,
            "cost_attendee_ids": [Command.create(attendee) for attendee in attendees],
            **of_request,
            **values,
        }
        with self.on(day):
            expense = book.env["hr.expense"].with_user(self.user(user)).create(values)
            book.keep("claim", {code: expense.with_env(book.env)})
            book.env["ir.attachment"].create(
                {
                    "name": "Receipt",
                    "raw": RECEIPT,
                    "res_model": expense._name,
                    "res_id": expense.id,
                }
            )
            expense.invalidate_recordset()
            if submit:
                expense.action_submit()
        return expense

    def book_claims(self, expenses, approver, day):
        """Odoo's approver looks at the receipts, the books take them."""
        book = self.book
        with self.on(day):
            for expense in expenses:
                expense.with_user(self.user(approver))._do_approve()
            wizards = book.env["hr.expense.post.wizard"].with_context(
                active_ids=expenses.ids, company_paid_move_ids=[]
            )
            wizards.create(
                {
                    "accounting_date": self.day(day),
                    "employee_journal_id": book.journal("purchase"),
                }
            ).action_post_entry()

    # ------------------------------------------------------------------ budget

    def line(self, code, category):
        """A line of this year's budget, by the class it is for."""
        tag, wanted = self.book.get("budget_tag", code), self.book.get("category", category)
        return self.book.get("budget", "this_year").line_ids.filtered(
            lambda line: line.tag_id == tag and line.category_id == wanted
        )

    def change(self, user, day, kind, code, category, amount, reason, giving=None):
        """A change of this year's budget that somebody asks for."""
        with self.on(day):
            changes = self.book.env["customer.cost.budget.transfer"].with_user(self.user(user))
            change = changes.create(
                {
                    "kind": kind,
                    "budget_id": self.book.get("budget", "this_year").id,
                    "line_id": self.line(code, category).id,
                    "from_line_id": self.line(giving, category).id if giving else False,
                    "amount": amount,
                    "reason": reason,
                }
            )
            change.action_ask()
        return change
