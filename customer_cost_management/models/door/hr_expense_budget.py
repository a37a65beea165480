from odoo import api, fields, models

from ..budget.customer_cost_commitment_post import AGREED
from ..platform.approval_seal import amount_in_minor_units, amount_of_minor_units, sealed
from ..request.customer_cost_request_clock import SPEND_SOON, TOOK_PLACE


class HrExpense(models.Model):
    """An expense and budgets: one that no approved request covers asks them itself.

    Submitted it is pending, approved it is committed in the transaction that approves it,
    refused or reset it is released; its entry consumes.  Within its request nothing is asked
    twice: the request has the money.  What is beyond the request and its tolerance asks the
    budgets like an expense of its own, and is committed with the request from approval on.
    """

    _inherit = "hr.expense"

    cost_over_budget = fields.Boolean(
        "Over budget",
        readonly=True,
        copy=False,
        help="It was submitted though its budget had less left; the exceptions register shows it.",
    )

    def _check_findings_are_found(self, names):
        """Nobody writes what budgets found, either."""
        more = {"findings_found"} if "cost_over_budget" in names else set()
        return super()._check_findings_are_found(more | set(names))

    def _covering_request(self):
        """Its request, if that was approved for cost of this category on this day."""
        # sudo: state and day of the request of the same employee
        expense = self.sudo()
        request = expense.cost_request_id
        covers = request and request._is_of(expense.company_id)
        covers = covers and request._covers(expense.cost_category_id, expense.date)
        return request if covers else request.browse()

    def _is_budget_known(self):
        return bool(
            self.date
            and self.company_id
            and self.cost_category_id
            and self._cost_amount() > 0
            and self._budget_amount()
        )

    def _budget_amount(self):
        """What it asks budgets for itself: all of it, or what is beyond its request."""
        amount = self._cost_amount()
        request = self._covering_request()
        if not request:
            return amount
        money = self.company_currency_id
        return min(amount, amount_of_minor_units(request._over_approved(), money))

    def _cost_in_request(self):
        """{customer: cost} by which its request has the money for it: that of gifts for the
        register, too."""
        if self._is_for_the_register():
            request = self.cost_request_id
            return request._customer_shares(self._cost_amount(), self.company_currency_id)
        return self._cost_by_customer()

    def _budget_parts(self):
        amount, money = self._budget_amount(), self.company_currency_id
        shares = self._cost_shares(amount, money) or {self._cost_customers()[:1]: amount}
        return [
            {
                "company_id": self.company_id.id,
                "date": self.date,
                "customer_id": customer.id,
                "category_id": self.cost_category_id.id,
                "product_id": self.product_id.id,
                "amount": amount,
            }
            for customer, amount in shares.items()
        ]

    # ------------------------------------------------------------------ what is recorded

    @api.model_create_multi
    def create(self, vals_list):
        expenses = super().create(vals_list)
        expenses.filtered("approval_state")._budget_follow()
        expenses._settle_requests()
        return expenses

    def _settle_requests(self):
        """An expense answers whether the day of its request took place."""
        # sudo: the request of the same employee
        self.sudo().cost_request_id._clock_settled(TOOK_PLACE, SPEND_SOON)

    def write(self, vals):
        moves = "approval_state" in vals
        before = {expense.id: expense.approval_state for expense in self} if moves else {}
        # sudo: the requests of the same employee
        left = "cost_request_id" in vals and self.sudo().cost_request_id
        result = super().write(vals)
        if left:
            left._budget_settle()
        if vals.get("cost_request_id"):
            self._settle_requests()
        if moves:
            self.filtered(lambda e: e.approval_state != before[e.id])._budget_follow()
        return result

    def unlink(self):
        # sudo: budgets follow the expense, whoever deletes it
        requests = self.sudo().cost_request_id
        self._budget_ledger()._release(self.sudo())
        result = super().unlink()
        requests._budget_settle()
        return result

    def _budget_follow(self):
        """Bring what budgets hold for these expenses in line with their approval.

        Comes last: what is committed is counted up in the transaction that approves it.
        """
        # sudo: budgets follow the approval, whoever decided
        expenses = self.sudo()
        asking = expenses.filtered(
            lambda e: e.approval_state in ("submitted", "approved") and e._is_budget_known()
        )
        (expenses - asking)._budget_let_go()
        for expense in asking.sorted("id"):
            if expense.approval_state == "submitted":
                over = expense._is_exception(expense._budget_pend())
                sealed(expense).cost_over_budget = over
            elif expense._covering_request():
                expense._budget_commit_beyond()
            else:
                expense._budget_commit()
        expenses.cost_request_id._budget_settle()

    def _budget_commit_beyond(self):
        """What is beyond its request is checked as a commitment is; the request holds it."""
        self._budget_ledger()._allow(self, self._budget_parts())
        self._budget_ledger()._release(self)
        self.cost_request_id._budget_settle()

    def _budget_take_over(self):
        """What their request had for them is theirs from now on: it was agreed to before."""
        for expense in self.sorted("id"):
            if expense._is_budget_known():
                expense._budget_ledger()._take_over(expense, expense._budget_parts())

    def _budget_let_go(self):
        """What others asked for goes back, by one reading for all of them."""
        if self:
            self._budget_ledger()._release(self)


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    @api.model
    def _budget_hints(self):
        """A booked expense uses what was promised to itself, before what its request has."""
        hints = super()._budget_hints()
        expenses = {
            item.id: item.expense_id
            for item in self
            if item.expense_id and item.expense_id._is_cost_controlled()
        }
        promised = self.env["customer.cost.commitment"]._promised_expenses(expenses.values())
        for item_id, expense in expenses.items():
            if expense.id in promised or item_id not in hints:
                hints[item_id] = {"origin_model": expense._name, "origin_id": expense.id}
        return hints


class CustomerCostRequest(models.Model):
    _inherit = "customer.cost.request"

    def _budget_settle(self):
        """Commit what it still needs, its approved expenses included."""
        if self:
            self._budget_ledger()._settle([(self._name, request.id) for request in self])


class CustomerCostCommitment(models.Model):
    _inherit = "customer.cost.commitment"

    @api.model
    def _take_over(self, document, parts):
        """``document`` holds these parts from now on, in the place of another that was promised
        them; nothing is judged again."""
        self._post(document, AGREED, self._rows_of(parts))
        self._settle([(document._name, document.id)])

    @api.model
    def _expected(self, documents):
        """Approved expenses of requests until they are booked, without money of their own."""
        expected = super()._expected(documents)
        requests = self.env["customer.cost.request"]
        ids = [res_id for model, res_id in documents if model == requests._name]
        if not ids:
            return expected
        # sudo: what colleagues spend on a request moves its budget, and is told to nobody
        expenses_sudo = self.env["hr.expense"].sudo()
        approved = expenses_sudo.search(
            [("cost_request_id", "in", ids), ("approval_state", "=", "approved")]
        ).filtered(lambda expense: expense.account_move_id.state != "posted")
        promised = self._promised_expenses(approved)
        for expense in approved:
            if expense.id in promised or not expense._covering_request():
                continue
            of_request = expected.setdefault((requests._name, expense.cost_request_id.id), {})
            for customer, amount in expense._cost_in_request().items():
                minor = amount_in_minor_units(amount, expense.company_currency_id)
                of_request[customer.id] = of_request.get(customer.id, 0) + max(minor, 0)
        return expected

    @api.model
    def _promised_expenses(self, expenses):
        """Ids of those of these expenses that hold money of their own."""
        keys = sorted({(expense._name, expense.id) for expense in expenses})
        return {movement.source[1] for movement in self._recorded(keys, ["agreed"])}
