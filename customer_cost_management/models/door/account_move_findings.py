from odoo import fields, models

from ..expense.customer_cost_bill import BILL_TYPES
from ..platform.approval_seal import amount_in_minor_units
from ..policy.customer_cost_budgeted import ASKING


class AccountMove(models.Model):
    """Door: what rules found on a bill whose reason was enough, and what budgets had not left for
    it, kept for the exceptions register.

    A bill that somebody else had to agree to keeps it in its approval.
    """

    _inherit = "account.move"

    cost_findings_found = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Codes and numbers of spending rules, as judged when it was posted.",
    )

    cost_budget_found = fields.Json(
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="Budget lines that had less left when it was posted, and how much less.",
    )

    _cost_budget_found_idx = models.Index("(id) WHERE cost_budget_found IS NOT NULL")
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
            controlled = bill._is_controlled_bill()
            bill.cost_findings_found = controlled and bill._bill_findings() or False
            bill.cost_budget_found = controlled and bill._budget_found() or False
        return result

    def _budget_found(self):
        """``{line, excess}`` of each budget line that wants to know why; minor units."""
        money = self.company_id.currency_id
        return [
            {"line": finding.line.id, "excess": amount_in_minor_units(finding.excess, money)}
            for finding in self._bill_over_budget()
            if finding.code == "over_budget" and finding.reaction in ASKING
        ]
