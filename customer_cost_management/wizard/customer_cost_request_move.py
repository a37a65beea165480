from odoo import fields, models


class CustomerCostRequestMove(models.TransientModel):
    """An approved request moves to another day."""

    _name = "customer.cost.request.move"
    _description = "Move to Another Day"

    request_id = fields.Many2one("customer.cost.request", required=True)
    valid_until = fields.Date(related="request_id.valid_until")
    date = fields.Date("New day", required=True)

    def action_move(self):
        self.ensure_one()
        request = self.request_id
        if request._move_to(self.date):
            return request._approval_notice(self.env._("Moved. Its approval holds."))
        return request._approval_notice(
            self.env._("Moved. On that day others have to decide: submit it again.")
        )
