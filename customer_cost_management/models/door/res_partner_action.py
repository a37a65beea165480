from odoo import api, models
from odoo.exceptions import UserError


class ResPartner(models.Model):
    """Door: what one does with a customer from the menu of his form and of the list."""

    _inherit = "res.partner"

    def action_create_customer_actions(self):
        """An improvement action for each of these customers."""
        self.check_access("read")
        proposals = {partner: {} for partner in self.commercial_partner_id}
        return self.env["customer.cost.action"]._propose_for(proposals, self.env.company.root_id)

    def action_print_customer_statements(self):
        """The statements of the last twelve published months."""
        years = self.env["customer.profitability.year"].search(
            [
                ("partner_id", "in", self.commercial_partner_id.ids),
                ("company_id", "=", self.env.company.root_id.id),
                ("window_kind", "=", "last_twelve"),
            ]
        )
        if not years:
            raise UserError(
                self.env._(
                    "%(customer)s has no published figures that you may read.",
                    customer=self.commercial_partner_id[:1].display_name or self.env._("Nobody"),
                )
            )
        return years.action_print()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_customer_of_actions(self):
        # sudo: an action of another company, or of another manager, holds the customer as well
        actions_sudo = self.env["customer.cost.action"].sudo()
        found = actions_sudo.search([("partner_id", "in", self.ids)], limit=1)
        if found:
            raise UserError(
                self.env._(
                    "%(customer)s has actions such as %(action)s and cannot be deleted. Archive "
                    "it, or merge it with the right customer.",
                    customer=found.partner_id.name,
                    action=found.name,
                )
            )
