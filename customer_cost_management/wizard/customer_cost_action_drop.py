from odoo import fields, models


class CustomerCostActionDrop(models.TransientModel):
    """Why actions are dropped."""

    _name = "customer.cost.action.drop"
    _description = "Drop Actions"

    action_ids = fields.Many2many("customer.cost.action", required=True)
    reason = fields.Char(help="Why it is not done, in a sentence that others can learn from.")

    def action_drop(self):
        self.ensure_one()
        self.action_ids._drop(self.reason)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
