from odoo import fields, models

from .account_move_spending import BILL_TYPES


class AccountMove(models.Model):
    """Door: what rules found on a bill whose reason was enough, kept for the exceptions register.

    A bill that somebody else had to agree to keeps it in its approval.
    """

    _inherit = "account.move"

    cost_findings_found = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Codes and numbers of spending rules, as judged when it was posted.",
    )

    _cost_findings_found_idx = models.Index("(id) WHERE cost_findings_found IS NOT NULL")

    def _check_bills_may_be_posted(self):
        result = super()._check_bills_may_be_posted()
        bills = self.filtered(
            lambda move: (
                move.move_type in BILL_TYPES
                and move.state != "posted"
                and (move.cost_justification or "").strip()
            )
        )
        # sudo: what rules found is written by the rules
        for bill in bills.sudo():
            bill.cost_findings_found = bill._is_controlled_bill() and bill._bill_findings() or False
        return result
