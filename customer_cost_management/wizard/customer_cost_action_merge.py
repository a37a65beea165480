from odoo import api, models


class BasePartnerMerge(models.TransientModel):
    """Door: of two customers who become one, actions are measured on what both did before."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        # Odoo gave everything to the one that stays behind the back of the cache
        self.env.invalidate_all()
        # sudo: whoever merges customers need not see what is done about them
        actions_sudo = self.env["customer.cost.action"].sudo()
        actions_sudo.search([("partner_id", "=", dst_partner.id)])._freeze_baseline()
        return result
