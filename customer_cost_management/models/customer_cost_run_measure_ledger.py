from datetime import timedelta

from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Drivers that are not counted on records: balances, active customers, typed volumes."""

    _inherit = "customer.cost.run"

    def _sql_balance_driver(self, driver):
        """Average balance of accounts over the days of the period, by customer."""
        accounts = SQL(
            "ARRAY(SELECT id FROM account_account WHERE account_type = 'asset_receivable')"
        )
        if driver["account_ids"]:
            accounts = SQL("%s", driver["account_ids"])
        return SQL(
            """
            SELECT partner.commercial_partner_id,
                   sum(opening + moved / (%(stop)s - %(start)s)::numeric)
              FROM (SELECT partner_id,
                           COALESCE(sum(balance) FILTER (WHERE date < %(start)s), 0) AS opening,
                           COALESCE(sum(balance * (%(stop)s - date))
                                        FILTER (WHERE date >= %(start)s), 0) AS moved
                      FROM account_move_line line
                     WHERE parent_state = 'posted' AND company_id IN %(companies)s
                       AND date < %(stop)s AND account_id = ANY(%(accounts)s)
                  GROUP BY partner_id) line
              JOIN res_partner partner ON partner.id = line.partner_id
             WHERE %(customers)s
          GROUP BY partner.commercial_partner_id
            """,
            start=SQL("%s::date", self.date_from),
            stop=SQL("%s::date", self.date_to + timedelta(days=1)),
            companies=self._companies(),
            accounts=accounts,
            customers=self._sql_customers_only("partner"),
        )

    def _sql_active_driver(self, driver):
        """One for each customer with revenue in the period."""
        return SQL(
            """
            SELECT partner.commercial_partner_id, 1
              FROM customer_cost_capture capture
              JOIN res_partner partner ON partner.id = capture.partner_id
             WHERE capture.run_id = %s AND capture.destination = 'revenue' AND %s
          GROUP BY partner.commercial_partner_id HAVING bool_or(capture.balance != 0)
            """,
            self.id,
            self._sql_customers_only("partner"),
        )

    def _sql_typed_driver(self, driver):
        return SQL(
            """
            SELECT partner.commercial_partner_id, sum(volume.quantity)
              FROM customer_cost_driver_volume volume
              JOIN res_partner partner ON partner.id = volume.partner_id
             WHERE volume.driver_id = %s AND volume.date BETWEEN %s AND %s AND %s
          GROUP BY partner.commercial_partner_id
            """,
            driver["id"],
            self.date_from,
            self.date_to,
            self._sql_customers_only("partner"),
        )
