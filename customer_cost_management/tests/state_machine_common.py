"""Histories of requests and expenses: the moves, and what each document is, told by hand."""

from odoo import Command, fields

from .request_common import RequestCase

#: One euro costs two dollars.
EURO = 2
AMOUNTS = (100, 250, 400)
#: Planned on the lines: all customers this year, one customer this year, everybody next year.
PLANNED = {"all": 2000, "one": 800, "later": 1000}


class HistoryCase(RequestCase):
    """Everything that can happen to a request or an expense, each as one move by its person.

    A move returns nothing; one that is not possible raises, and the history goes on as if it
    had not been tried.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        cls.accountant = cls.create_user(
            "accountant", "account.group_account_manager", "hr_expense.group_hr_expense_manager"
        )
        cls.meals.budget_controlled = True
        cls.euro = cls.setup_other_currency("EUR", rates=[("2020-01-01", 1 / EURO)])
        cls.product_a.write({"can_be_expensed": True, "standard_price": 0})
        cls.product_a.supplier_taxes_id = False
        cls.approval_rule("manager")
        cls.today = cls.day()
        cls.next_year = cls.day(366)
        cls.lines = cls.budget_lines()

    @classmethod
    def budget_lines(cls):
        """{place: line}: two of this year, one of the next, all refusing more than they have."""
        this = fields.Date.start_of(cls.today, "year")
        following = fields.Date.add(this, years=1)
        first = cls.budget(
            this,
            {"planned": PLANNED["all"]},
            {"planned": PLANNED["one"], "partner_id": cls.other_customer.id},
        )
        second = cls.budget(following, {"planned": PLANNED["later"]})
        lines = [*first.line_ids.sorted("id"), second.line_ids]
        return dict(zip(PLANNED, lines, strict=True))

    @classmethod
    def budget(cls, start, *lines):
        budget = cls.env["customer.cost.budget"].create(
            {
                "name": f"Care {start.year}",
                "company_id": cls.company.id,
                "window": "year",
                "reaction": "block",
                "owner_id": cls.controller.id,
                "date_from": start,
                "date_to": fields.Date.end_of(start, "year"),
                "total": sum(line["planned"] for line in lines),
                "line_ids": [Command.create(line) for line in lines],
            }
        )
        budget.with_user(cls.controller).action_submit()
        budget.with_user(cls.second_controller).action_approve()
        return budget

    # ------------------------------------------------------------------ what there is

    def requests(self):
        return self.env["customer.cost.request"].sudo().search([("user_id", "=", self.rep.id)])

    def expenses(self):
        employee = self.rep.sudo().employee_id
        return self.env["hr.expense"].sudo().search([("employee_id", "=", employee.id)])

    def pick(self, records):
        """One of some records; there must be one."""
        if not records:
            raise LookupError
        return self.random.choice(records.sorted("id"))

    def some_request(self, user=None, states=()):
        """One of the requests, in the hands of somebody.

        :param states: mostly one in these states, so that histories get somewhere
        """
        return self.mostly(self.requests(), states).with_user(user or self.rep).sudo(False)

    def some_expense(self, user=None, states=()):
        return self.mostly(self.expenses(), states).with_user(user or self.rep).sudo(False)

    def mostly(self, documents, states):
        suitable = documents.filtered(lambda one: one.state in states)
        anyhow = self.random.random() < 0.15
        return self.pick(documents if anyhow or not states else suitable)

    def some_change(self):
        """A new amount, currency, date or customer; the names are the request's."""
        random = self.random
        return random.choice(
            [
                {"amount": random.choice(AMOUNTS)},
                {"currency_id": random.choice([self.euro, self.company.currency_id]).id},
                {"date": random.choice([self.today, self.next_year])},
                {"partner_id": random.choice([self.customer, self.other_customer]).id},
            ]
        )

    # ------------------------------------------------------------------ requests

    def request_new(self):
        values = {"date": self.today, "payment_mode": "own_account"}
        for _time in range(2):
            values |= self.some_change()
        self.request(**values)

    def request_submit(self):
        self.some_request(states=["draft"]).action_submit()

    def waiting(self, documents):
        """One that waits for the lead."""
        return self.pick(documents.filtered(lambda one: self.lead in self.waits_for(one)))

    def request_approve(self):
        request = self.waiting(self.requests())
        self.decide(request, self.lead)
        self.note(request)

    def request_refuse(self):
        self.decide(self.waiting(self.requests()), self.lead, "refuse")

    def request_return(self):
        self.decide(self.waiting(self.requests()), self.lead, "return")

    def request_withdraw(self):
        self.some_request(states=["submitted"]).action_withdraw()

    def request_reset(self):
        self.some_request().action_reset()

    def request_cancel(self):
        self.some_request().action_cancel()

    def request_spent(self):
        self.some_request(states=["approved"]).action_spent()

    def request_close(self):
        closing = {"outcome_result": "met", "overspend_reason": "Dearer"}
        request = self.some_request(states=["approved", "spent"])
        under_way = request.sudo().expense_ids.filtered(
            lambda one: (
                one.approval_state == "approved" and one.account_move_id.state in (False, "draft")
            )
        )
        request._close(closing)
        # they keep what the request had for them
        self.own |= dict.fromkeys(under_way.ids, True)

    def request_delete(self):
        self.some_request(states=["draft"]).unlink()

    def request_change(self):
        self.some_request(states=["draft"]).write(self.some_change())

    def request_split(self):
        both = self.customer | self.other_customer
        commands = [Command.create({"partner_id": one.id}) for one in both]
        self.some_request(states=["draft"]).split_ids = [Command.clear(), *commands]

    def request_forge(self):
        request = self.some_request(self.random.choice([self.rep, self.lead]))
        vals = self.random.choice([{"state": "approved"}, {"cost": 1}, {"approval_flow": {}}])
        self.random.choice([request, request.sudo()]).write(vals)

    def request_approve_own(self):
        request = self.some_request()
        request.action_approval_approve()
        self.decide(request, self.rep)
        self.note(request, by=self.rep)

    # ------------------------------------------------------------------ who agreed to what

    def facts(self, document):
        """What somebody agrees to."""
        document = document.sudo()
        if document._name == "hr.expense":
            return (
                document.total_amount_currency,
                document.currency_id.id,
                document.date,
                document.cost_customer_id.id,
                document.cost_category_id.id,
            )
        return (
            document.amount,
            document.currency_id.id,
            document.date,
            document.partner_id.id,
            tuple(document.split_ids.partner_id.ids),
        )

    def note(self, document, by=None):
        """Somebody's decision approved it: as it is now."""
        document.invalidate_recordset()
        if document.sudo().state in ("approved", "posted", "paid"):
            self.agreed[document._name, document.id] = (by or self.lead, self.facts(document))
            if document._name == "hr.expense":
                request = document.sudo().cost_request_id
                covers = request.state in ("approved", "spent") and request.date == document.date
                self.own[document.id] = not covers
