from odoo import api, fields, models


class CustomerCostBudgetSplitRow(models.TransientModel):
    """One line to be: its weight, its share, its amount."""

    _name = "customer.cost.budget.split.row"
    _description = "Row of a Split"

    split_id = fields.Many2one("customer.cost.budget.split", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="split_id.currency_id")
    path = fields.Char(required=True)
    name = fields.Char("For")
    weight = fields.Float(default=1.0, help="Typed where the last level goes by own numbers.")
    share = fields.Float("Share %")
    amount = fields.Monetary(help="Typed and locked, it stays; the other rows share the rest.")
    locked = fields.Boolean("Keep", help="The row keeps its amount.")

    @api.onchange("amount")
    def _onchange_amount(self):
        """Who types an amount means it."""
        self.locked = True
