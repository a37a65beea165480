from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Whose project an analytic account belongs to."""

    _inherit = "customer.cost.run"

    def _sql_customers_of_accounts(self):
        return SQL(
            """%s UNION ALL
               SELECT 'project', account_id, partner_id FROM project_project
                WHERE partner_id IS NOT NULL AND account_id IS NOT NULL""",
            super()._sql_customers_of_accounts(),
        )
