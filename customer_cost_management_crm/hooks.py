"""What has to happen before Odoo creates the column."""


def pre_init_hook(env):
    """Tell of the opportunities there are in one statement: Odoo then recomputes none."""
    env.cr.execute("ALTER TABLE crm_lead ADD COLUMN IF NOT EXISTS cost_is_pursuit bool")
    env.cr.execute(
        """
        UPDATE crm_lead lead
           SET cost_is_pursuit = lead.partner_id IS NOT NULL AND NOT EXISTS (
                   SELECT FROM res_partner contact
                     JOIN account_move move
                       ON move.commercial_partner_id = contact.commercial_partner_id
                    WHERE contact.id = lead.partner_id AND move.move_type = 'out_invoice'
                      AND move.state = 'posted' AND move.invoice_date < lead.create_date::date
                      AND (lead.company_id IS NULL OR move.company_id = lead.company_id))
        """
    )
