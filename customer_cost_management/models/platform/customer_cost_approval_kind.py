from odoo import api, fields, models

KINDS = {
    "customer.cost.request": "request",
    "hr.expense": "expense",
    "customer.cost.bill": "bill",
    "customer.cost.budget": "budget",
    "customer.cost.budget.transfer": "budget_change",
}


class CustomerCostApproval(models.Model):
    """What kind of document a row is about, to choose by in the inbox."""

    _inherit = "customer.cost.approval"

    document_kind = fields.Selection(
        [
            ("request", "Request"),
            ("expense", "Expense"),
            ("bill", "Vendor bill"),
            ("budget", "Budget"),
            ("budget_change", "Budget change"),
        ],
        "Type",
        compute="_compute_document_kind",
        store=True,
    )

    @api.depends("res_model")
    def _compute_document_kind(self):
        for step in self:
            step.document_kind = KINDS.get(step.res_model)
