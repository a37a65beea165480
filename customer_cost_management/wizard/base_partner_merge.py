from odoo import api, models


class BasePartnerMerge(models.TransientModel):
    """Door: two customers who become one have one row a year.

    Odoo gives every row of the merged customers to the one that stays.  Statements are
    evidence and stay as they are; sums are made again.  The customers in frozen models follow,
    so that these can still be compared with the books.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    def _get_fk_on(self, table):
        """Odoo finds columns by their keys in the database; captured entries have none."""
        keys = super()._get_fk_on(table)
        return [*keys, ("customer_cost_capture", "partner_id")] if table == "res_partner" else keys

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        result = super()._update_foreign_keys(src_partners, dst_partner)
        partners = (src_partners | dst_partner).ids
        self.env["customer.profitability.window"]._rebuild_customers(partners)
        self.env["customer.cost.run"]._rekey_customers(src_partners.ids, dst_partner.id)
        return result
