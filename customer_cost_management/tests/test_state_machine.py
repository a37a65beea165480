"""Any history of requests and expenses, through Odoo: budgets and approvals stay right.

The engine's part of it, with many more histories: ``engine/tests/test_properties_state_machine``.
"""

from collections import Counter
from random import Random

from odoo.exceptions import UserError
from odoo.tests import tagged

from .state_machine_common import EURO, PLANNED
from .state_machine_expenses import ExpenseHistoryCase

HISTORIES = 25
STEPS = 60
#: How often each move is tried beside the others.
MOVES = {
    "request_new": 5,
    "request_submit": 7,
    "request_approve": 7,
    "request_refuse": 1,
    "request_return": 1,
    "request_withdraw": 1,
    "request_reset": 2,
    "request_cancel": 1,
    "request_spent": 1,
    "request_close": 1,
    "request_delete": 1,
    "request_change": 3,
    "request_split": 1,
    "request_forge": 1,
    "request_approve_own": 1,
    "expense_new": 6,
    "expense_submit": 6,
    "expense_approve": 6,
    "expense_refuse": 1,
    "expense_reset": 2,
    "expense_post": 9,
    "entry_reverse": 3,
    "entry_reset": 7,
    "entry_post": 9,
    "entry_cancel": 9,
    "expense_delete": 1,
    "expense_change": 3,
    "expense_change_request": 1,
    "expense_split": 2,
    "expense_forge": 1,
}


@tagged("post_install", "-at_install")
class TestStateMachine(ExpenseHistoryCase):
    def test_histories(self):
        """Each is a seed of its own; what one does is undone before the next."""
        tried, reached = Counter(), Counter()
        for seed in range(HISTORIES):
            with self.subTest(seed=seed), self.cr.savepoint() as savepoint:
                self.random, self.agreed, self.own, self.told = Random(seed), {}, {}, []
                for _step in range(STEPS):
                    tried[self.step()] += 1
                    self.check()
                reached.update(("request", one.state) for one in self.requests())
                reached.update(("expense", one.state) for one in self.expenses())
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertReached(tried, reached)

    def step(self):
        """One move; the name of it if it took place."""
        name = self.random.choices(list(MOVES), MOVES.values())[0]
        try:
            with self.cr.savepoint():
                getattr(self, name)()
                self.env.flush_all()
        except (UserError, LookupError):
            self.env.invalidate_all()
            return f"not {name}"
        self.env.invalidate_all()
        self.told.append(name)
        return name

    def assertReached(self, tried, reached):
        """The histories went everywhere; what was forged or approved by its author, nowhere."""
        never = {"request_forge", "request_approve_own", "expense_forge"}
        self.assertEqual({name for name in MOVES if tried[name]}, set(MOVES) - never)
        for state in ("draft", "submitted", "approved", "refused", "cancelled", "closed"):
            self.assertTrue(reached["request", state], state)
        for state in ("draft", "submitted", "approved", "posted", "paid"):
            self.assertTrue(reached["expense", state], state)

    # ------------------------------------------------------------------ what must hold

    def check(self):
        for requests in (self.requests(), self.expenses()):
            for document in requests:
                self.check_agreed(document)
        found = {place: line._availability()[line].available for place, line in self.lines.items()}
        self.assertEqual(found, self.left_by_hand(), self.told)

    def check_agreed(self, document):
        """What is approved, somebody else agreed to, as it is now."""
        if document.state not in ("approved", "spent", "closed", "posted", "paid", "in_payment"):
            return
        self.assertIn(
            (document._name, document.id), self.agreed, (document, document.state, self.told)
        )
        user, facts = self.agreed[document._name, document.id]
        self.assertNotEqual(user, self.rep, self.told)
        self.assertEqual(facts, self.facts(document), self.told)
        if user == self.lead:
            agreed = document.approval_ids.filtered(
                lambda row: row.state == "approved" and not row.void
            )
            self.assertEqual(agreed.decided_by_id, self.lead, self.told)

    def left_by_hand(self):
        """Planned, less what the books say and what live requests and expenses still keep."""
        left = Counter(PLANNED)
        spent = self.spent_by_hand()
        for (_payer, place), amount in spent.items():
            left[place] -= amount
        for request in self.requests():
            if request.state in ("approved", "spent"):
                claimed, waiting = self.claimed_by_hand(request), self.waiting_by_hand(request)
                for place, cost in claimed.items():
                    left[place] -= max(cost - max(spent[request, place], 0), waiting[place], 0)
        for expense in self.own_payers():
            place = self.place(expense.cost_customer_id, expense.date)
            left[place] -= max(expense.total_amount - max(spent[expense, place], 0), 0)
        return dict(left)

    def own_payers(self):
        """Approved expenses that no request covered when they were."""
        return self.expenses().filtered(
            lambda one: one.approval_state == "approved" and self.own.get(one.id)
        )

    def waiting_by_hand(self, request):
        """{place: cost} of approved expenses on it that are not booked yet."""
        customers = request.split_ids.partner_id or request.partner_id
        waiting = Counter()
        for expense in self.expenses():
            if (
                expense.cost_request_id == request
                and expense.approval_state == "approved"
                and not self.own.get(expense.id)
                and expense.account_move_id.state != "posted"
                and expense.date.year == request.date.year
            ):
                customer = expense.cost_customer_id
                customer = customer if customer in customers else customers[0]
                waiting[self.place(customer, request.date)] += expense.total_amount
        return waiting

    def claimed_by_hand(self, request):
        """{place: cost} of what a request asks for; amounts are even, so halves are whole."""
        cost = request.amount * (EURO if request.currency_id == self.euro else 1)
        customers = request.split_ids.partner_id or request.partner_id
        claimed = Counter()
        for customer in customers:
            claimed[self.place(customer, request.date)] += cost / len(customers)
        return claimed

    def spent_by_hand(self):
        """{(request or expense that has the money, place): cost} of what is posted."""
        items = self.env["account.move.line"].search(
            [
                ("company_id", "=", self.company.id),
                ("parent_state", "=", "posted"),
                ("cost_category_id", "=", self.meals.id),
                ("account_id.internal_group", "=", "expense"),
            ]
        )
        spent, own = Counter(), self.own_payers()
        for item in items:
            day = item.expense_id.date or item.move_id.invoice_date or item.date
            place = self.place(item.cost_customer_id, day)
            payer = item.expense_id if item.expense_id in own else item.cost_request_id
            spent[payer, place] += item.balance
        return spent

    def place(self, customer, day):
        if day.year != self.today.year:
            return "later"
        return "one" if customer == self.other_customer else "all"
