from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import format_date


class CustomerCostRequest(models.Model):
    """A request and its budget: pending when submitted, committed when approved, released when
    nothing more comes of it.  What is booked for it is consumed by the entries themselves."""

    _inherit = "customer.cost.request"

    programme_id = fields.Many2one(
        "customer.cost.programme", check_company=True, help="Campaign or season it belongs to."
    )
    budget_card = fields.Json(compute="_compute_budget_card")
    budget_words = fields.Char(
        "Budget", compute="_compute_budget_card", help="What is left, before and after it."
    )

    def _budget_parts(self):
        """What it costs on whom, as budget lines ask for it."""
        self.ensure_one()
        common = {
            "company_id": self.company_id.id,
            "date": self.date,
            "category_id": self.category_id.id,
            "programme_id": self.programme_id.id,
        }
        if not self.split_ids:
            return [{**common, "customer_id": self.partner_id.id, "amount": self.cost}]
        return [
            {**common, "customer_id": line.partner_id.id, "amount": line.cost}
            for line in self.split_ids
            if line.cost
        ]

    def _is_budget_known(self):
        return bool(self.partner_id and self.category_id and self.date and self.company_id)

    # ------------------------------------------------------------------ what is shown

    @api.depends("partner_id", "split_ids.cost", "category_id", "date", "cost", "programme_id")
    @api.depends_context("uid", "lang")
    def _compute_budget_card(self):
        for request in self:
            card = request._budget_card()
            request.budget_card = card
            request.budget_words = request._budget_in_words(card)

    # ------------------------------------------------------------------ what is recorded

    def _budget_ask(self):
        """Pending from now on; a line that blocks, or that is not his, refuses."""
        self._check_budget_is_open()
        self._seal_and_write({"over_budget": self._is_exception(self._budget_pend())})

    def _check_budget_is_open(self):
        """Nothing is asked for on a day whose budget is closed."""
        # sudo: whether a category is controlled, and until when a budget ran, is no secret
        request = self.sudo()
        if request._budget_lines() or not request.category_id.budget_controlled:
            return
        closed = request.env["customer.cost.budget"].search(
            [
                ("company_id", "=", request.company_id.root_id.id),
                ("state", "=", "closed"),
                ("date_from", "<=", request.date),
                ("date_to", ">=", request.date),
            ],
            limit=1,
        )
        if closed:
            raise UserError(
                self.env._(
                    "%(budget)s is closed. Pick a day after %(day)s.",
                    budget=closed.name,
                    day=format_date(self.env, closed.date_to),
                )
            )

    def _budget_wait(self):
        self._budget_ledger()._pend(self.sudo(), self._budget_parts())

    def unlink(self):
        self._budget_release()
        return super().unlink()
