from datetime import timedelta

from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Freezes the sales teams into the statements of a run."""

    _inherit = "customer.cost.run"

    def _customer_dimensions(self, customers):
        """And the team of the salesperson; where there is none, that of the last order."""
        from odoo.addons.customer_cost_management.models.platform.binary_columns import read_columns

        self.env["res.users"].flush_model(["sale_team_id"])
        [teams] = read_columns(self.env.cr, self._sql_teams(customers.tolist()), "i")
        return super()._customer_dimensions(customers) | {"team_id": teams}

    def _sql_teams(self, customers):
        """The team of each customer, ascending, 0 where nobody sells to him; teams of other
        companies are nobody's here."""
        return SQL(
            """
            WITH seller AS (
                     SELECT partner.id, team.id AS team_id
                       FROM res_partner partner
                  LEFT JOIN res_users salesperson ON salesperson.id = partner.user_id
                  LEFT JOIN crm_team team ON team.id = salesperson.sale_team_id AND %(own_team)s
                      WHERE partner.id = ANY(%(customers)s)),
                 last_order AS (
                     SELECT DISTINCT ON (contact.commercial_partner_id)
                            contact.commercial_partner_id AS id, team.id AS team_id
                       FROM seller
                       JOIN res_partner contact ON contact.commercial_partner_id = seller.id
                       JOIN sale_order sale ON sale.partner_id = contact.id
                       JOIN crm_team team ON team.id = sale.team_id AND %(own_team)s
                      WHERE seller.team_id IS NULL AND sale.state = 'sale'
                        AND sale.company_id = ANY(%(companies)s) AND sale.date_order < %(stop)s
                   ORDER BY contact.commercial_partner_id, sale.date_order DESC, sale.id DESC)
            SELECT COALESCE(seller.team_id, last_order.team_id, 0)
              FROM seller LEFT JOIN last_order ON last_order.id = seller.id
          ORDER BY seller.id
            """,
            customers=customers,
            companies=list(self._companies()),
            own_team=SQL(
                "COALESCE(team.company_id = ANY(%s), TRUE)",
                list(self._companies()),
            ),
            stop=self._in_utc(self.date_to + timedelta(days=1)),
        )
