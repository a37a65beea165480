"""What has to happen before Odoo creates the column."""

from odoo.tools import SQL
from odoo.tools.sql import column_exists

from odoo.addons.customer_cost_management.models.measure.urgent_order import URGENT_DAYS


def pre_init_hook(env):
    """Tell of the deliveries there are in one statement: Odoo then recomputes none of them."""
    from .models.stock_picking import EXPORT, EXPRESS

    env.cr.execute("ALTER TABLE stock_picking ADD COLUMN IF NOT EXISTS cost_freight_factor float8")
    urgent = SQL("FALSE")
    if column_exists(env.cr, "stock_picking", "sale_id"):
        urgent = SQL(
            """EXISTS (SELECT FROM sale_order sale
                         WHERE sale.id = picking.sale_id
                           AND sale.commitment_date <= sale.date_order + %s * interval '1 day')""",
            URGENT_DAYS,
        )
    env.cr.execute(
        SQL(
            """
            UPDATE stock_picking picking
               SET cost_freight_factor = CASE WHEN place.country_id != own.country_id THEN %s
                                              WHEN %s THEN %s ELSE 1 END
              FROM stock_picking own_picking
         LEFT JOIN res_company company ON company.id = own_picking.company_id
         LEFT JOIN res_partner own ON own.id = company.partner_id
         LEFT JOIN res_partner place ON place.id = own_picking.partner_id
             WHERE own_picking.id = picking.id
            """,
            EXPORT,
            urgent,
            EXPRESS,
        )
    )
