from odoo import api, models

from ..policy.customer_cost_fapiao_fields import JUDGED_FIELDS


class HrExpense(models.Model):
    """Door: the fapiao of an expense, held from submission on by its employee."""

    _name = "hr.expense"
    _inherit = ["hr.expense", "customer.cost.fapiao.document"]

    _fapiao_state_fields = frozenset({"approval_state", "employee_id"})

    def _fapiao_holds(self):
        return self.approval_state in ("submitted", "approved")

    def _fapiao_holder(self):
        return f"hr.employee,{self.employee_id.id}"

    def _fapiao_claim(self):
        return self.total_amount_currency

    @api.depends("employee_id")
    def _compute_fapiao_duplicate(self):
        return super()._compute_fapiao_duplicate()

    def _get_split_values(self):
        written = self._fapiao_values()
        return [{**values, **written} for values in super()._get_split_values()]

    # ------------------------------------------------------------------ as spending rules see it

    @api.depends(*JUDGED_FIELDS)
    def _compute_findings(self):
        return super()._compute_findings()

    def _spending_of(self, attendees, **values):
        return super()._spending_of(
            attendees,
            seller=self._fapiao_seller_key() or None,
            fapiao=self._fapiao_uses(),
            **values,
        )

    def _spending_around(self, spending):
        history = super()._spending_around(spending)
        known = {other.key for other in history}
        near = self._fapiao_neighbours()
        return [*history, *(other for other in near if other.key not in known)]

    def _fapiao_spendings(self):
        spending = self._engine_spending(tier=False)
        return [spending] if spending else []
