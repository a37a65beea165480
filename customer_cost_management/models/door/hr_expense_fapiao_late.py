from odoo import api, fields, models
from odoo.exceptions import UserError

from ..platform.approval_seal import sealed
from ..policy.customer_cost_budgeted import ASKING
from ..policy.customer_cost_fapiao_fields import FAPIAO_FIELDS


class HrExpense(models.Model):
    """A fapiao that comes after its expense was submitted, as sellers send many of them.

    Filling in an empty one changes nothing that was agreed to.  One that rules would have asked
    about goes the ordinary way: the expense is reset, changed and submitted again.
    """

    _inherit = "hr.expense"

    fapiao_missing = fields.Boolean(
        compute="_compute_fapiao_missing",
        compute_sudo=True,
        help="Fapiao are written here, and this one has neither a number nor a reason why not.",
    )

    @api.depends("fapiao_number", "fapiao_type", "fapiao_reason", "company_id", "state")
    def _compute_fapiao_missing(self):
        for expense in self:
            excused = expense.fapiao_type == "none" and (expense.fapiao_reason or "").strip()
            wanted = expense.fapiao_shown and expense.state != "refused"
            expense.fapiao_missing = wanted and not expense.fapiao_number and not excused

    def _complete_fapiao(self, values):
        """Fill in the fapiao of an expense that has none, in whatever state that is.

        :param values: of the fields of a fapiao; nothing is written without any
        """
        self.ensure_one()
        values = {name: values[name] for name in FAPIAO_FIELDS if values.get(name)}
        if not values:
            return
        self._check_may_complete_fapiao()
        before = {(finding["rule"], finding["code"]) for finding in self._judge()}
        # sudo: the employee may fill in what is empty, which was checked
        sealed(self.sudo()).write(values)
        new = [
            finding
            for finding in self._judge()
            if finding["severity"] in ASKING and (finding["rule"], finding["code"]) not in before
        ]
        if new and self.approval_state:
            words = " ".join(word["message"] for word in self._findings_in_words(new))
            raise UserError(
                self.env._(
                    "%(expense)s: %(findings)s Have the expense reset to draft, and submit it "
                    "again with the reason.",
                    expense=self.name,
                    findings=words,
                )
            )
        if self.approval_state:
            self._tell_fapiao_completed()

    def _check_may_complete_fapiao(self):
        # sudo: which user the employee is, is no secret
        if self.employee_id.sudo().user_id != self.env.user:
            raise UserError(
                self.env._(
                    "%(expense)s: only the employee whose expense it is fills in its fapiao.",
                    expense=self.name,
                )
            )
        if not self.fapiao_missing:
            raise UserError(
                self.env._(
                    "%(expense)s has its fapiao. To change it, have the expense reset to draft.",
                    expense=self.name,
                )
            )

    def _tell_fapiao_completed(self):
        words = (
            self.env._("Fapiao %(number)s came later.", number=self.fapiao_number)
            if self.fapiao_number
            else self.env._("There is no fapiao: %(reason)s", reason=self.fapiao_reason or "")
        )
        # sudo: what he filled in stands in the chatter of his own expense
        self.sudo().message_post(body=words, author_id=self.env.user.partner_id.id)


class CustomerCostRequest(models.Model):
    """What the tax office needs for a request: the fapiao of its expenses and bills."""

    _inherit = "customer.cost.request"

    fapiao_words = fields.Text("Fapiao", compute="_compute_fapiao_words", compute_sudo=True)
    fapiao_missing_count = fields.Integer(
        "Fapiao missing", compute="_compute_fapiao_words", compute_sudo=True
    )

    @api.depends("expense_ids.fapiao_missing", "bill_line_ids.parent_state")
    @api.depends_context("lang")
    def _compute_fapiao_words(self):
        for request in self:
            expenses = request.expense_ids.filtered(
                lambda e: e.fapiao_shown and e.state != "refused"
            )
            bills = request._live_bill_lines().move_id.filtered("fapiao_shown")
            without = [move for move in bills if not move.fapiao_number]
            missing = len(expenses.filtered("fapiao_missing")) + len(without)
            request.fapiao_missing_count = missing
            request.fapiao_words = "\n".join(
                request._fapiao_sentence(document) for document in [*expenses, *bills]
            )

    def _fapiao_sentence(self, document):
        values = {"document": document.name or document.ref or self.env._("Draft bill")}
        if document.fapiao_number:
            return self.env._(
                "%(document)s: fapiao %(number)s", number=document.fapiao_number, **values
            )
        if document.fapiao_type == "none" and document.fapiao_reason:
            return self.env._(
                "%(document)s: none, %(reason)s", reason=document.fapiao_reason, **values
            )
        return self.env._("%(document)s: fapiao missing", **values)
