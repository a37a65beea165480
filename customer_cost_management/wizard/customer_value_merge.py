from odoo import api, models
from odoo.tools import SQL


class BasePartnerMerge(models.TransientModel):
    """Door: of two customers who become one, the evaluation of the one that stays is in force."""

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env["customer.value"].flush_model()
        self.env.cr.execute(
            SQL(
                """UPDATE customer_value given SET current = FALSE
                    WHERE given.current AND given.partner_id = ANY(%(from)s)
                      AND EXISTS (SELECT FROM customer_value kept
                                   WHERE kept.current AND kept.company_id = given.company_id
                                     AND (kept.partner_id = %(to)s
                                          OR kept.partner_id = ANY(%(from)s)
                                             AND (kept.date, kept.id) > (given.date, given.id)))""",
                **{"from": src_partners.ids, "to": dst_partner.id},
            )
        )
        self.env["customer.value"].invalidate_model()
        return super()._update_foreign_keys(src_partners, dst_partner)
