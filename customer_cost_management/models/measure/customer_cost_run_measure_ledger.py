from datetime import timedelta

from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Drivers that are not counted on records: balances, active customers, typed volumes."""

    _inherit = "customer.cost.run"

    def _sql_balance_driver(self, driver):
        """Average balance of accounts over the days of the period, by contact."""
        return SQL(
            """
            SELECT partner_id,
                   COALESCE(sum(balance) FILTER (WHERE date < %(start)s), 0)
                   + COALESCE(sum(balance * (%(stop)s - date)) FILTER (WHERE date >= %(start)s), 0)
                     / (%(stop)s - %(start)s)::numeric
              FROM account_move_line
             WHERE parent_state = 'posted' AND company_id IN %(companies)s
               AND date < %(stop)s AND account_id = ANY(%(accounts)s)
          GROUP BY partner_id
            """,
            start=SQL("%s::date", self.date_from),
            stop=SQL("%s::date", self.date_to + timedelta(days=1)),
            companies=self._companies(),
            accounts=self._sql_accounts_of(driver),
        )

    def _sql_accounts_of(self, driver):
        """Array of the accounts of a driver, all receivable ones where it names none."""
        if driver["account_ids"]:
            return SQL("%s", driver["account_ids"])
        return SQL("ARRAY(SELECT id FROM account_account WHERE account_type = 'asset_receivable')")

    def _sql_active_driver(self, driver):
        """One for each customer with revenue in the period."""
        return SQL(
            """
            SELECT partner_id, 1 FROM customer_cost_capture
             WHERE run_id = %s AND destination = 'revenue'
          GROUP BY partner_id HAVING bool_or(balance != 0)
            """,
            self.id,
        )

    def _sql_typed_driver(self, driver):
        return SQL(
            """
            SELECT partner_id, sum(quantity) FROM customer_cost_driver_volume
             WHERE driver_id = %s AND date BETWEEN %s AND %s GROUP BY partner_id
            """,
            driver["id"],
            self.date_from,
            self.date_to,
        )
