from collections import defaultdict

from odoo import api, fields, models


class CustomerCostRequest(models.Model):
    """What a list of open requests would leave of their budgets, by one search for all of them."""

    _inherit = "customer.cost.request"

    budget_after = fields.Monetary(
        "Budget left after",
        compute="_compute_budget_after",
        currency_field="company_currency_id",
        help="What is left on the tightest of its budget lines once this request is approved.",
    )
    has_budget_after = fields.Boolean(compute="_compute_budget_after")

    @api.depends("partner_id", "split_ids.cost", "category_id", "date", "cost", "state")
    @api.depends_context("uid")
    def _compute_budget_after(self):
        needed = self._needed_on_lines()
        left = self._left_in_months(needed)
        for request in self:
            after = [
                left[line, request.date.replace(day=1)] - amount
                for line, amount in needed.get(request, {}).items()
                if (line, request.date.replace(day=1)) in left and request._may_know(line)
            ]
            request.budget_after = min(after, default=0.0)
            request.has_budget_after = bool(after)

    def _needed_on_lines(self):
        """{request: {line: cost}} of those that are not decided yet."""
        is_open = self.filtered(
            lambda r: (
                r.state in ("draft", "submitted") and r.partner_id and r.category_id and r.date
            )
        )
        parts = [(request, part) for request in is_open for part in request._budget_parts()]
        # sudo: which line controls a request is decided for the company
        lines = self.env["customer.cost.budget.line"].sudo()
        found = lines._match([part for _request, part in parts])
        needed = defaultdict(lambda: defaultdict(float))
        for (request, part), line in zip(parts, found, strict=True):
            if line:
                needed[request][line] += part["amount"]
        return needed

    @api.model
    def _left_in_months(self, needed):
        """{(line, first of a month): what is left}, asked once a month."""
        of_month = defaultdict(dict)
        for request, lines in needed.items():
            month = request.date.replace(day=1)
            of_month[month] |= dict.fromkeys(lines, request.date)
        # sudo: what is left of a line is told to those who may spend on it or decide
        lines = self.env["customer.cost.budget.line"].sudo()
        left = {}
        for month, days in of_month.items():
            of_lines = lines.browse(line.id for line in days)._left_on(days)
            left |= {(line, month): amount for line, amount in of_lines.items()}
        return left
