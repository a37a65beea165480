from odoo import models
from odoo.exceptions import RedirectWarning, UserError

from ..budget.budget_finding import BudgetExceeded


class CustomerCostApproval(models.Model):
    """The budget was used up between the request and its approval: its owner may help."""

    _inherit = "customer.cost.approval"

    def _decide_alone(self, kind, **values):
        try:
            return super()._decide_alone(kind, **values)
        except BudgetExceeded as exceeded:
            raise RedirectWarning(
                self.env._(
                    "%(what)s: its budget was used up meanwhile. %(why)s Send it to the budget "
                    "owner?",
                    what=self.name,
                    why=exceeded,
                ),
                self.env.ref("customer_cost_management.customer_cost_approval_owner_action").id,
                self.env._("Send to the budget owner"),
                {"active_model": self._name, "active_id": self.id, "active_ids": self.ids},
            ) from exceeded

    def action_send_to_owner(self):
        """The owner of the budget is asked first; he can transfer money before he agrees."""
        self.ensure_one()
        document = self._document()
        document.check_access("read")
        # sudo: who owns a budget that the document uses is told to who decides on it
        owners = document.sudo()._budget_owners() - document._approval_barred()
        if not owners:
            raise UserError(
                self.env._(
                    "%(what)s: nobody but those it concerns owns its budget. Ask a controller.",
                    what=self.name,
                )
            )
        self._decide("add", people=owners.ids, before=True)
        return {"type": "ir.actions.client", "tag": "soft_reload"}
