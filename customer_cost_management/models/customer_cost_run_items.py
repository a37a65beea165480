from odoo import models
from odoo.tools import SQL

from .profit_and_loss import PROFIT_AND_LOSS


class CustomerCostRun(models.Model):
    """The journal items of a run's period, with all the facts that decide where each goes."""

    _inherit = "customer.cost.run"

    def _sql_period(self):
        """Posted items of the company, its branches and the period, on alias ``line``."""
        return SQL(
            "line.parent_state = 'posted' AND line.company_id IN %s "
            "AND line.date BETWEEN %s AND %s",
            self._companies(),
            self.date_from,
            self.date_to,
        )

    def _sql_items(self):
        """CTEs ``role``, ``closing``, ``counterpart`` and ``item``: one row per item with all
        the facts that decide, and ``decided`` = its destination as far as the document says."""
        roles = self.snapshot["roles"]
        return SQL(
            """
            role(account_id, role) AS (
                SELECT * FROM unnest(%(accounts)s::int[], %(roles)s::text[])
            ),
            own(partner_id) AS (SELECT partner_id FROM res_company),
            closing(move_id) AS (%(closing)s),
            counterpart(move_id, customer_id) AS (%(counterpart)s),
            item AS (
                SELECT line.id, line.move_id, line.account_id, line.date, line.name, line.balance,
                       line.journal_id, line.product_id, line.analytic_distribution, line.discount,
                       line.cost_category_id, line.expense_id, role.role, move.move_type,
                       COALESCE(line.display_type, '') = 'cogs' AS is_cogs,
                       %(is_stock)s AS is_stock,
                       move.move_type IN ('out_invoice', 'out_refund', 'out_receipt') AS is_sale,
                       move.commercial_partner_id AS move_customer_id,
                       -- the partner of a vendor bill or an expense is never a customer
                       CASE WHEN move.move_type IN ('in_invoice', 'in_refund', 'in_receipt')
                                 OR line.expense_id IS NOT NULL
                            THEN NULL ELSE partner.commercial_partner_id
                       END AS line_customer_id,
                       typed.commercial_partner_id AS typed_customer_id,
                       CASE move.cost_closing_entry
                            WHEN 'closing' THEN TRUE
                            WHEN 'not_closing' THEN FALSE
                            ELSE line.move_id IN (SELECT move_id FROM closing)
                       END AS is_closing,
                       COALESCE(move.commercial_partner_id, partner.commercial_partner_id)
                           IN (SELECT partner_id FROM own) AS is_intercompany
                  FROM account_move_line line
                  JOIN account_move move ON move.id = line.move_id
                  JOIN role ON role.account_id = line.account_id
             LEFT JOIN res_partner partner ON partner.id = line.partner_id
             LEFT JOIN res_partner typed ON typed.id = line.cost_customer_id
                 WHERE %(period)s
            )
            """,
            accounts=[int(account) for account in roles],
            roles=list(roles.values()),
            closing=self._sql_closing_moves(),
            counterpart=self._sql_counterpart_customers(),
            is_stock=self._sql_is_stock(),
            period=self._sql_period(),
        )

    def _sql_is_stock(self):
        """Whether an item is about stock although neither its role nor its product says so,
        on ``line`` and ``move``; the glue addon for Inventory knows."""
        return SQL("FALSE")

    def _sql_closing_moves(self):
        """Moves with an item on an unaffected-earnings account whose other items are all P&L."""
        return SQL(
            """
            SELECT line.move_id
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE line.move_id IN (
                       SELECT line.move_id
                         FROM account_move_line line
                         JOIN account_account account ON account.id = line.account_id
                        WHERE %(period)s AND account.account_type = 'equity_unaffected')
          GROUP BY line.move_id
            HAVING bool_and(account.account_type = 'equity_unaffected' OR %(profit_and_loss)s)
               AND bool_or(%(profit_and_loss)s)
            """,
            period=self._sql_period(),
            profit_and_loss=PROFIT_AND_LOSS,
        )

    def _sql_counterpart_customers(self):
        """Moves whose receivable items all belong to one customer, with that customer."""
        return SQL(
            """
            SELECT line.move_id, min(partner.commercial_partner_id)
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
         LEFT JOIN res_partner partner ON partner.id = line.partner_id
             WHERE %s AND account.account_type = 'asset_receivable'
          GROUP BY line.move_id
            HAVING min(partner.commercial_partner_id) = max(partner.commercial_partner_id)
               AND bool_and(line.partner_id IS NOT NULL)
            """,
            self._sql_period(),
        )
