from odoo import models

from .account_move_spending import UNDER_WAY


class AccountMove(models.Model):
    """Door: the fapiao of a bill, held while it is posted or its approval is under way."""

    _name = "account.move"
    _inherit = ["account.move", "customer.cost.fapiao.document"]

    _fapiao_state_fields = frozenset({"state", "move_type"})

    def _fapiao_holds(self):
        if not self.is_purchase_document(include_receipts=True):
            return False
        if self.state == "draft":
            # sudo: see customer.cost.bill
            return self.env["customer.cost.bill"].sudo()._current(self).state in UNDER_WAY
        return self.state == "posted"

    def _fapiao_holder(self):
        return f"account.move,{self._origin.id}"

    def _fapiao_claim(self):
        return self.amount_total

    def _compute_fapiao_shown(self):
        """On bills alone; an expense shows its own."""
        result = super()._compute_fapiao_shown()
        for move in self:
            if not move.is_purchase_document(include_receipts=True) or move.expense_ids:
                move.fapiao_shown = False
        return result
