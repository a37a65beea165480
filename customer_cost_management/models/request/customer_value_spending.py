from odoo import api, fields, models

from ..platform.records_window import records_window

#: Requests that still lead to spending, or wait for a word.
OPEN = ("draft", "submitted", "approved", "spent")


class CustomerValue(models.Model):
    """Door: what is spent on the customer, beside what he is worth.

    Budget, requests and statements are read with the reader's own rights; nothing is stored.
    """

    _inherit = "customer.value"

    has_budget = fields.Boolean(compute="_compute_budget_left")
    budget_left = fields.Monetary(
        compute="_compute_budget_left",
        help="What may still be spent this month on budget lines that name the customer, those "
        "that you may see.",
    )
    budget_revised = fields.Monetary(
        "Budget", compute="_compute_budget_left", help="What these lines have in all."
    )
    budget_used_percent = fields.Float("Budget used", compute="_compute_budget_left")
    open_request_count = fields.Integer(
        "Open requests",
        compute="_compute_open_request_count",
        help="Not closed, refused or cancelled; those that you may see.",
    )
    relationship_this_year = fields.Monetary(
        "Relationship cost this year",
        compute="_compute_relationship_this_year",
        help="In the published months of this fiscal year.",
    )

    # no @api.depends: one card is read at a time
    def _compute_budget_left(self):
        today = fields.Date.context_today(self)
        for value in self:
            lines = value._budget_lines(today)
            left = lines._left_on(dict.fromkeys(lines, today))
            revised = sum(lines.mapped("revised"))
            used = sum(lines.mapped("committed")) + sum(lines.mapped("consumed"))
            value.has_budget = bool(lines)
            value.budget_left = sum(left.values())
            value.budget_revised = revised
            value.budget_used_percent = 100 * used / revised if revised else 0.0

    def _budget_lines(self, day):
        """Approved lines in force on a day that name the customer."""
        lines = self.env["customer.cost.budget.line"].search(
            [
                ("state", "=", "approved"),
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "child_of", self.company_id.ids),
            ]
        )
        return lines.filtered(lambda line: line._span()[0] <= day <= line._span()[1])

    def _compute_open_request_count(self):
        for value in self:
            value.open_request_count = self.env["customer.cost.request"].search_count(
                value._open_request_domain()
            )

    def _open_request_domain(self):
        return [
            ("partner_id", "in", self.partner_id.ids),
            ("company_id", "child_of", self.company_id.ids),
            ("state", "in", OPEN),
        ]

    def _compute_relationship_this_year(self):
        for value in self:
            value.relationship_this_year = sum(value._fiscal_year().mapped("relationship"))

    def _fiscal_year(self):
        """His figures of the fiscal year of today, as far as it is published."""
        years = self.env["customer.profitability.year"].search(
            [
                ("window_kind", "=", "fiscal_year"),
                ("partner_id", "in", self.partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ]
        )
        today = fields.Date.context_today(self)
        return years.filtered(
            lambda year: year.window_id.date_from <= today <= year.window_id.date_to
        )

    # ------------------------------------------------------------------ opening

    @api.readonly
    def action_open_budget_lines(self):
        self.ensure_one()
        lines = self._budget_lines(fields.Date.context_today(self))
        return self._spending_window(lines._name, self.env._("Budget"), [("id", "in", lines.ids)])

    @api.readonly
    def action_open_requests(self):
        self.ensure_one()
        name = self.env._("Open requests")
        return self._spending_window("customer.cost.request", name, self._open_request_domain())

    @api.readonly
    def action_open_relationship(self):
        """The entries that the relationship cost of the year is the sum of."""
        self.ensure_one()
        return self._fiscal_year()[:1].action_open_line("relationship")

    def _spending_window(self, model, name, domain):
        return records_window(model, f"{name} · {self.partner_id.display_name}", domain)
