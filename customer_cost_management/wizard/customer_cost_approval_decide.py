from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerCostApprovalDecide(models.TransientModel):
    """Agree with a reason, send back, refuse or pass on; always with words."""

    _name = "customer.cost.approval.decide"
    _description = "Decide"

    approval_ids = fields.Many2many("customer.cost.approval", required=True)
    decision = fields.Selection(
        [
            ("approve", "Approve with reason"),
            ("return", "Return"),
            ("refuse", "Refuse"),
            ("hand_over", "Pass on"),
        ],
        required=True,
    )
    reason = fields.Text(help="Who asked reads it, and it stays with the document.")
    user_id = fields.Many2one("res.users", "Decides instead", domain=[("share", "=", False)])
    names = fields.Char(compute="_compute_names")

    @api.depends("approval_ids")
    def _compute_names(self):
        for wizard in self:
            wizard.names = " · ".join(wizard.approval_ids.mapped("name"))

    def action_decide(self):
        self.ensure_one()
        if not (self.reason or "").strip() and self.decision != "hand_over":
            raise UserError(self.env._("%(names)s: say why. Who asked reads it.", names=self.names))
        if self.decision == "hand_over" and not self.user_id:
            raise UserError(self.env._("%(names)s: say who decides instead.", names=self.names))
        for step in self.approval_ids:
            step._decide(self.decision, self.reason or "", self.user_id.ids)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
