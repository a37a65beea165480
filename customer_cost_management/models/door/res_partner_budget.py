from odoo import api, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Door: a customer that budgets name, or that moved one, stays."""

    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_budgets(self):
        # sudo: a budget of another company holds the customer as well
        lines = self.env["customer.cost.budget.line"].sudo()
        named = ["|", ("partner_id", "in", self.ids), ("group_id", "in", self.ids)]
        line = lines.search(named, limit=1)
        movements = self.env["customer.cost.commitment"].sudo()
        movement = movements.search([("partner_id", "in", self.ids)], limit=1)
        budget = (line or movement).budget_id
        if budget:
            raise UserError(
                self.env._(
                    "%(customer)s is in %(budget)s and cannot be deleted. Archive it, or merge it "
                    "with the right customer.",
                    customer=((line.partner_id | line.group_id | movement.partner_id) & self)[
                        :1
                    ].display_name,
                    budget=budget.display_name,
                )
            )
