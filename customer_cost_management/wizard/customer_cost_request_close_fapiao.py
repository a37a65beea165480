from odoo import api, fields, models

from ..models.policy.customer_cost_fapiao_fields import FAPIAO_FIELDS


class CustomerCostRequestClose(models.TransientModel):
    """The fapiao of a request's expenses, completed while it is closed."""

    _inherit = "customer.cost.request.close"

    fapiao_ids = fields.One2many("customer.cost.request.close.fapiao", "close_id")
    fapiao_missing_count = fields.Integer(related="request_id.fapiao_missing_count")
    fapiao_words = fields.Text(related="request_id.fapiao_words")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        request = self.env["customer.cost.request"].browse(values.get("request_id"))
        if "fapiao_ids" in fields_list and request.user_id == self.env.user:
            missing = request.expense_ids.filtered("fapiao_missing")
            values["fapiao_ids"] = [(0, 0, {"expense_id": expense.id}) for expense in missing]
        return values

    def action_close(self):
        for line in self.fapiao_ids:
            line.expense_id._complete_fapiao({name: line[name] for name in FAPIAO_FIELDS})
        return super().action_close()


class CustomerCostRequestCloseFapiao(models.TransientModel):
    """A fapiao that is still missing, to be scanned or typed; left empty it goes on missing."""

    _name = "customer.cost.request.close.fapiao"
    _description = "Fapiao of a Request That Is Closed"
    _inherit = ["customer.cost.fapiao.fields"]

    close_id = fields.Many2one("customer.cost.request.close", required=True, ondelete="cascade")
    expense_id = fields.Many2one("hr.expense", required=True, ondelete="cascade")
    name = fields.Char("Expense", related="expense_id.name")
    currency_id = fields.Many2one(related="expense_id.currency_id")
    amount = fields.Monetary(related="expense_id.total_amount_currency", string="Paid")
