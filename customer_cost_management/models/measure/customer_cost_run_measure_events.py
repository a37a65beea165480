from datetime import timedelta

from odoo import models
from odoo.tools import SQL

from ..masters.customer_cost_driver import OVERDUE_DAYS, USUAL_MODELS

#: Activities that people do with customers.
CALLS = ("phonecall", "meeting")


class CustomerCostRun(models.Model):
    """Drivers that need more than records and a date: what was open then, who was new, who was
    called.

    All of them say of a past month what they would have said at its end, so that a month that
    is computed again finds the same.
    """

    _inherit = "customer.cost.run"

    # ------------------------------------------------------------------ overdue items

    def _sql_overdue_driver(self, driver):
        """Receivable items open long past their due date at the end of a month, by contact: one
        for each such month.

        What was open then is what is open now and what was reconciled since.
        """
        return SQL(
            """
            WITH month AS (%(months)s),
                 settled AS (
                     SELECT debit_move_id AS id, max_date, amount FROM account_partial_reconcile
                      WHERE max_date > (SELECT min(stop) FROM month)),
                 item AS (%(items)s)
            SELECT late.partner_id, count(*)
              FROM (SELECT item.partner_id
                      FROM item
                      JOIN month ON item.date <= month.stop
                                AND item.date_maturity + %(days)s < month.stop
                 LEFT JOIN settled ON settled.id = item.id AND settled.max_date > month.stop
                  GROUP BY item.id, item.partner_id, item.amount_residual, month.stop
                    HAVING item.amount_residual + COALESCE(sum(settled.amount), 0) > 0) late
          GROUP BY late.partner_id
            """,
            months=self._sql_ends_of_months(),
            items=self._sql_items_to_chase(driver),
            days=OVERDUE_DAYS,
        )

    def _sql_ends_of_months(self):
        """The last day of each month of the period, the last of the period instead of a later
        one."""
        return SQL(
            """
            SELECT least((first + interval '1 month')::date - 1, %(stop)s) AS stop
              FROM generate_series(date_trunc('month', %(start)s::timestamp), %(stop)s::timestamp,
                                   interval '1 month') first
            """,
            start=SQL("%s::date", self.date_from),
            stop=SQL("%s::date", self.date_to),
        )

    def _sql_items_to_chase(self, driver):
        """Items that may have been open: those that are, and those reconciled since.  Money paid
        back to a customer is nothing to chase."""
        return SQL(
            """
            SELECT id, partner_id, date, date_maturity, amount_residual
              FROM account_move_line
             WHERE id IN (SELECT id FROM account_move_line
                           WHERE reconciled IS NOT TRUE AND account_id = ANY(%(accounts)s)
                       UNION SELECT id FROM settled)
               AND account_id = ANY(%(accounts)s) AND company_id IN %(companies)s
               AND parent_state = 'posted' AND balance > 0 AND payment_id IS NULL
               AND date_maturity + %(days)s < (SELECT max(stop) FROM month)
            """,
            accounts=self._sql_accounts_of(driver),
            companies=self._companies(),
            days=OVERDUE_DAYS,
        )

    # ------------------------------------------------------------------ new customers

    def _sql_first_driver(self, driver):
        """One for each customer whose first posted invoice is in the period."""
        return SQL(
            """
            SELECT contact.commercial_partner_id, 1
              FROM account_move move
              JOIN res_partner contact ON contact.id = move.partner_id
             WHERE move.move_type = 'out_invoice' AND move.state = 'posted'
               AND move.company_id IN %s AND move.date <= %s
          GROUP BY 1 HAVING min(move.date) >= %s
            """,
            self._companies(),
            self.date_to,
            self.date_from,
        )

    # ------------------------------------------------------------------ calls and meetings

    def _sql_activity_driver(self, driver):
        """Calls and meetings that were planned on a customer or his documents, and done; those
        of users of the company."""
        return SQL(
            """
            SELECT document.partner_id, count(*)
              FROM mail_activity activity
              JOIN mail_activity_type kind ON kind.id = activity.activity_type_id
              JOIN res_users worker ON worker.id = activity.user_id
              JOIN (%(documents)s) document(model, id, partner_id)
                ON document.model = activity.res_model AND document.id = activity.res_id
             WHERE activity.active IS NOT TRUE AND kind.category IN %(calls)s
               AND worker.company_id IN %(companies)s
               AND activity.date_done >= %(start)s AND activity.date_done < %(stop)s
          GROUP BY document.partner_id
            """,
            documents=SQL(" UNION ALL ").join(self._sql_documents_of_customers()),
            calls=CALLS,
            companies=self._companies(),
            start=self.date_from,
            stop=self.date_to + timedelta(days=1),
        )

    def _sql_documents_of_customers(self):
        """One query a model: its name, the id of a record, and the contact that it names."""
        yield SQL("SELECT 'res.partner', id, id FROM res_partner")
        for name in USUAL_MODELS:
            model = self.env.get(name)
            field = model is not None and model._fields.get("partner_id")
            if field and field.store and field.type == "many2one":
                yield SQL("SELECT %s, id, partner_id FROM %s", name, SQL.identifier(model._table))
