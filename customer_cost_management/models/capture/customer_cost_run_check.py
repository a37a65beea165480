from collections import Counter

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..masters.profit_and_loss import PROFIT_AND_LOSS


class CustomerCostRun(models.Model):
    """What must hold of the ledger before a run, and of the capture after it."""

    _inherit = "customer.cost.run"

    def _check_every_account_has_a_role(self, ledger):
        """:param ledger: {account id: balance} of the accounts that moved"""
        without = sorted(ledger.keys() - set(self._accounts_with_role()))
        if without:
            accounts = self.env["account.account"].browse(without)
            raise UserError(
                self.env._(
                    "These accounts moved in %(period)s and have no account role: %(accounts)s. "
                    "Give them one under Configuration ▸ Customer Costs ▸ Account Roles.",
                    period=self.display_name,
                    accounts=", ".join(
                        accounts.with_company(self.company_id).mapped("display_name")
                    ),
                )
            )

    def _ledger_by_account(self):
        """Balance of every P&L account of the period in minor units, from the ledger alone."""
        return Counter(
            {
                account: int(balance)
                for account, balance in self.env.execute_query(
                    SQL(
                        """
                        SELECT line.account_id, sum(line.balance) * %s
                          FROM account_move_line line
                         WHERE %s AND line.account_id = ANY(ARRAY(
                                   SELECT account.id FROM account_account account WHERE %s))
                      GROUP BY line.account_id
                        """,
                        self._minor_units(),
                        self._sql_period(),
                        PROFIT_AND_LOSS,
                    )
                )
            }
        )

    def _check_ledger_is_captured(self, ledger, captured):
        """Every account, and every single item, is captured once: never more, never less.

        :param ledger: {account id: balance in minor units}, from the ledger alone
        :param captured: :class:`.captured_rows.CapturedRows`
        """
        self._check_amounts_can_be_split(captured.turnover)
        lost = Counter(ledger)
        lost.subtract(captured.by_account())
        for account_id, amount in lost.items():
            if amount:
                account = self.env["account.account"].browse(account_id)
                self._stop_lost(amount, account.with_company(self.company_id).display_name)
        self._check_every_item_is_captured()

    def _check_every_item_is_captured(self):
        """Two errors on one account could hide each other; on one item they cannot."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.name, (line.balance - capture.balance) * %s
                  FROM (SELECT move_line_id, sum(balance) AS balance
                          FROM customer_cost_capture
                         WHERE run_id = %s AND move_line_id IS NOT NULL
                      GROUP BY move_line_id) capture
                  JOIN account_move_line line ON line.id = capture.move_line_id
                 WHERE %s AND line.balance != capture.balance LIMIT 1
                """,
                self._minor_units(),
                self.id,
                self._sql_period(),
            )
        )
        if rows:
            self._stop_lost(rows[0][1], rows[0][0])

    def _stop_lost(self, amount, place):
        raise UserError(
            self.env._(
                "Stopped: %(amount)s would be lost on account %(account)s. Nothing was "
                "stored. Send the log to your administrator.",
                amount=self.currency_id.format(float(amount) / self._minor_units()),
                account=place,
            )
        )

    def _check_amounts_can_be_split(self, turnover):
        """Beyond this size amounts could no longer be divided to the cent."""
        from ...engine.allocate.pools import MAXIMUM_CAPTURED

        if turnover > MAXIMUM_CAPTURED:
            raise UserError(
                self.env._(
                    "%(period)s: the entries are more than can be divided to the cent; together "
                    "they may be %(limit)s. Look for an entry with a mistyped amount.",
                    period=self.display_name,
                    limit=self.currency_id.format(MAXIMUM_CAPTURED / self._minor_units()),
                )
            )
