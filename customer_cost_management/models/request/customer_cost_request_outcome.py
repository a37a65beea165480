from odoo import api, fields, models
from odoo.exceptions import UserError

RESULTS = [("met", "Met"), ("partly", "Partly met"), ("not", "Not met")]


class CustomerCostRequest(models.Model):
    """What became of a request: the money and the outcome."""

    _inherit = "customer.cost.request"

    expense_ids = fields.One2many("hr.expense", "cost_request_id", "Expenses")
    expense_count = fields.Integer(compute="_compute_spent", compute_sudo=True)
    expense_words = fields.Char(compute="_compute_expense_words")
    spent = fields.Monetary(
        compute="_compute_spent",
        compute_sudo=True,
        currency_field="company_currency_id",
        help="Cost of its expenses that are not refused, without tax; what comes back, once it is "
        "booked.",
    )
    outcome_result = fields.Selection(RESULTS, "Result", readonly=True, copy=False)
    outcome_note = fields.Text("What came of it", readonly=True, copy=False)
    outcome_next = fields.Char("Next step", readonly=True, copy=False)
    outcome_next_date = fields.Date("Next step on", readonly=True, copy=False)
    overspend_reason = fields.Char("Why more was spent", readonly=True, copy=False)
    closed_on = fields.Date(readonly=True, copy=False)
    can_settle = fields.Boolean(compute="_compute_can_settle")
    outcome_due = fields.Date(compute="_compute_outcome_due", search="_search_outcome_due")

    @api.depends(
        "expense_ids.untaxed_amount", "expense_ids.state", "expense_ids.account_move_id.state"
    )
    def _compute_spent(self):
        for request in self:
            live = request.expense_ids.filtered(lambda expense: expense.state != "refused")
            request.expense_count = len(request.expense_ids)
            request.spent = sum(
                expense._cost_amount()
                for expense in live
                # money that comes back counts once it is booked: a draft hides nothing
                if expense._cost_amount() > 0 or expense.account_move_id.state == "posted"
            )

    @api.depends("expense_count")
    @api.depends_context("lang")
    def _compute_expense_words(self):
        for request in self:
            request.expense_words = self.env._("Expenses: %(count)s", count=request.expense_count)

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_can_settle(self):
        controls = self.env.user.has_group("customer_cost_management.group_controller")
        for request in self:
            request.can_settle = controls or request.user_id == self.env.user

    @api.depends("state", "date", "company_id.customer_cost_outcome_days")
    def _compute_outcome_due(self):
        for request in self:
            due = request.state in ("approved", "spent") and request.date
            # sudo: a setting of the company
            days = request.company_id.sudo().customer_cost_outcome_days
            request.outcome_due = due and fields.Date.add(due, days=days)

    def _search_outcome_due(self, operator, value):
        """Requests that wait for their outcome: due before a day."""
        if operator not in ("<", "<="):
            return NotImplemented
        days = self.env.company.customer_cost_outcome_days
        day = fields.Date.subtract(fields.Date.to_date(value), days=days)
        return [("state", "in", ("approved", "spent")), ("date", operator, day)]

    def action_create_expense(self):
        """An expense that this request pays for, filled in from it."""
        self.ensure_one()
        self._check_in_state("approved", "spent")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Create Expense"),
            "res_model": "hr.expense",
            "view_mode": "form",
            "context": {
                f"default_{name}": value for name, value in self._prepare_expense_values().items()
            },
        }

    def _prepare_expense_values(self):
        payment_mode = self.payment_mode if self.payment_mode != "bill" else "company_account"
        return {
            "name": self.name,
            "cost_request_id": self.id,
            **self._values_of_cost(),
            # sudo: the expense product of a category
            "product_id": self.category_id.sudo().product_ids[:1].id,
            "date": fields.Date.to_string(self.date),
            "currency_id": self.currency_id.id,
            "total_amount_currency": self.amount,
            "payment_mode": payment_mode,
        }

    def action_open_expenses(self):
        self.ensure_one()
        return self.expense_ids._get_records_action(name=self.env._("Expenses"))

    def _check_may_settle(self):
        """Who asked, or a controller for one who left or forgot: its money is not kept for ever."""
        self.check_access("read")
        if not self.can_settle:
            raise UserError(
                self.env._(
                    "%(request)s was asked for by %(user)s; he alone or a controller may do this.",
                    request=self.display_name,
                    user=self.user_id.name,
                )
            )

    def _tell_settled(self, body):
        """Who asked hears of it if somebody else did it."""
        if self.user_id != self.env.user:
            # sudo: who may settle it may read it, and speaks in its chatter
            self.sudo()._tell(body)

    def action_close(self):
        """The outcome, in at most three fields."""
        self.ensure_one()
        self._check_may_settle()
        self._check_in_state("approved", "spent")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close with Outcome"),
            "res_model": "customer.cost.request.close",
            "view_mode": "form",
            "target": "new",
            "context": {"default_request_id": self.id},
        }

    def _close(self, outcome):
        """Close with an outcome; what was not spent goes back to the budget.

        :param outcome: ``outcome_*`` values and ``overspend_reason``
        """
        self._check_may_settle()
        self._check_in_state("approved", "spent")
        needs_outcome = self.cost > self.company_id.customer_cost_outcome_from
        if needs_outcome and not outcome.get("outcome_result"):
            raise UserError(
                self.env._("%(request)s: say what came of it.", request=self.display_name)
            )
        too_much = self.company_currency_id.compare_amounts(self.spent, self.cost) > 0
        if too_much and not (outcome.get("overspend_reason") or "").strip():
            raise UserError(
                self.env._(
                    "%(request)s cost %(spent)s, more than the %(cost)s approved. Say why.",
                    request=self.display_name,
                    spent=self.company_currency_id.format(self.spent),
                    cost=self.company_currency_id.format(self.cost),
                )
            )
        self._check_nothing_under_way("submitted")
        agreed = self._expenses_under_way("approved")
        today = fields.Date.context_today(self)
        self._seal_and_write({**outcome, "state": "closed", "closed_on": today})
        self._budget_release()
        agreed._budget_take_over()
        self._tell_settled(self.env._("Closed by %(name)s.", name=self.env.user.name))

    def _expenses_under_way(self, *states):
        """Expenses that stand on its approval and are not booked yet; as superuser."""
        # sudo: whose expense it is, and what became of its entry, does not matter to the money
        return self.sudo().expense_ids.filtered(
            lambda expense: (
                expense.approval_state in states
                and expense.account_move_id.state in (False, "draft")
                and expense._covering_request()
            )
        )

    def _check_nothing_under_way(self, *states):
        """What was agreed within it keeps the approval and the money it stands on."""
        expense = self._expenses_under_way(*states or ("submitted", "approved"))[:1]
        if expense:
            raise UserError(
                self.env._(
                    "%(expense)s stands on the approval of %(request)s. Have it booked, refused "
                    "or reset to draft first.",
                    expense=expense.name,
                    request=self.display_name,
                )
            )

    def _closed_words(self):
        """What goes back to the budget, in a sentence."""
        saved = max(self.cost - self.spent, 0)
        if not saved or not self._budget_lines():
            return self.env._("Closed.")
        return self.env._(
            "Closed. %(amount)s went back to the budget.",
            amount=self.company_currency_id.format(saved),
        )

    def _approval_check_unused(self):
        """An approval that was spent on stays."""
        # sudo: whether anything was spent, by whom ever
        if self.sudo().expense_ids or self.sudo()._live_bill_lines():
            raise UserError(
                self.env._(
                    "%(request)s has been spent on already. Its approval stays.",
                    request=self.display_name,
                )
            )
