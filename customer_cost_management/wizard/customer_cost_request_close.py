from odoo import api, fields, models

from ..models.request.customer_cost_request_outcome import RESULTS

OUTCOME_FIELDS = (
    "outcome_result",
    "outcome_note",
    "outcome_next",
    "outcome_next_date",
    "overspend_reason",
)


class CustomerCostRequestClose(models.TransientModel):
    """The outcome of a request."""

    _name = "customer.cost.request.close"
    _description = "Close with Outcome"

    request_id = fields.Many2one("customer.cost.request", required=True)
    currency_id = fields.Many2one(related="request_id.company_currency_id")
    cost = fields.Monetary(related="request_id.cost", string="Approved")
    spent = fields.Monetary(related="request_id.spent")
    outcome_result = fields.Selection(RESULTS, "Result")
    outcome_note = fields.Text("What came of it")
    outcome_next = fields.Char("Next step")
    outcome_next_date = fields.Date("Next step on")
    overspend_reason = fields.Char("Why more was spent")
    is_overspent = fields.Boolean(compute="_compute_is_overspent")

    @api.depends("spent", "cost")
    def _compute_is_overspent(self):
        for wizard in self:
            wizard.is_overspent = wizard.currency_id.compare_amounts(wizard.spent, wizard.cost) > 0

    def action_close(self):
        self.ensure_one()
        self.request_id._close({name: self[name] for name in OUTCOME_FIELDS})
        return self.request_id._approval_notice(self.request_id._closed_words())
