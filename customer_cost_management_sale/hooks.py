"""What has to happen before Odoo creates the columns."""

from odoo.tools import SQL

from odoo.addons.customer_cost_management.models.measure.urgent_order import URGENT_DAYS


def pre_init_hook(env):
    """Tell of the orders there are in one statement: Odoo then recomputes none of them."""
    env.cr.execute(
        """
        ALTER TABLE sale_order ADD COLUMN IF NOT EXISTS cost_is_urgent bool,
                               ADD COLUMN IF NOT EXISTS cost_is_export bool
        """
    )
    env.cr.execute(
        SQL(
            """
            UPDATE sale_order sale
               SET cost_is_urgent = COALESCE(
                       sale.commitment_date <= sale.date_order + %s * interval '1 day', FALSE),
                   cost_is_export = COALESCE(delivery.country_id != own.country_id, FALSE)
              FROM sale_order own_order
              JOIN res_company company ON company.id = own_order.company_id
              JOIN res_partner own ON own.id = company.partner_id
              JOIN res_partner delivery ON delivery.id = own_order.partner_shipping_id
             WHERE own_order.id = sale.id
            """,
            URGENT_DAYS,
        )
    )
