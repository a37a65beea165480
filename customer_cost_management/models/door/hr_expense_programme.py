from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import format_date


class CustomerCostProgramme(models.Model):
    """Which programmes run on a day."""

    _inherit = "customer.cost.programme"

    def _runs_on(self, day):
        self.ensure_one()
        return (self.date_from or day) <= day <= (self.date_to or day)


class HrExpense(models.Model):
    """The programme an expense without request belongs to, and the budget line that follows.

    With a request the programme is the request's.  The budget line is never chosen by hand: it
    is the one most specific line that is for customer, programme and category, or spending would
    look for the line that has most left.  All of them are sealed, so the line is.
    """

    _inherit = "hr.expense"

    cost_programme_id = fields.Many2one(
        "customer.cost.programme",
        "Programme",
        compute="_compute_cost_programme_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Campaign or season it belongs to, one that runs on the day of the expense. With a "
        "request it is that of the request.",
    )
    cost_budget_words = fields.Char(
        "Budget",
        compute="_compute_cost_budget_words",
        help="The budget line that controls it: the most specific one for its customer, "
        "programme and category. What is left, before and after it.",
    )

    @api.depends("cost_request_id.programme_id")
    def _compute_cost_programme_id(self):
        for expense in self:
            request = expense.cost_request_id
            expense.cost_programme_id = (
                request.programme_id if request else expense.cost_programme_id
            )

    @api.depends(
        "cost_customer_id",
        "cost_category_id",
        "cost_programme_id",
        "cost_request_id",
        "date",
        "untaxed_amount",
        "state",
    )
    @api.depends_context("uid", "lang")
    def _compute_cost_budget_words(self):
        for expense in self:
            asks = expense.state in ("draft", "submitted", "approved")
            card = expense._budget_card() if asks else []
            expense.cost_budget_words = expense._budget_in_words(card)

    @api.constrains("cost_programme_id", "date", "cost_request_id")
    def _check_cost_programme(self):
        for expense in self:
            programme = expense.cost_programme_id
            if not programme:
                continue
            # sudo: the programme of the request that the expense names
            request = expense.sudo().cost_request_id
            if request and programme != request.programme_id:
                raise ValidationError(
                    self.env._(
                        "%(expense)s: %(programme)s is not the programme of %(request)s. Leave "
                        "it to the request.",
                        expense=expense.name,
                        programme=programme.name,
                        request=request.name,
                    )
                )
            if not request and expense.date and not programme._runs_on(expense.date):
                raise ValidationError(
                    self.env._(
                        "%(expense)s: %(programme)s does not run on %(day)s. Choose one that "
                        "does, or none.",
                        expense=expense.name,
                        programme=programme.name,
                        day=format_date(self.env, expense.date),
                    )
                )

    def _cost_programme(self):
        """The programme of its request, else its own; as superuser."""
        # sudo: the request of an expense need not be known to who books it
        expense = self.sudo()
        request = expense.cost_request_id
        return request.programme_id if request else expense.cost_programme_id

    # ------------------------------------------------------------------ budgets

    def _budget_parts(self):
        programme = self._cost_programme().id
        return [{**part, "programme_id": programme} for part in super()._budget_parts()]

    @api.depends("cost_programme_id")
    def _compute_findings(self):
        return super()._compute_findings()


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    @api.model
    def _budget_hints(self):
        """What is booked for an expense is of its programme, whoever asked the budget for it."""
        hints = super()._budget_hints()
        for item in self:
            programme = item.expense_id and item.expense_id._cost_programme()
            if programme:
                hints[item.id] = {**hints.get(item.id, {}), "programme_id": programme.id}
        return hints
