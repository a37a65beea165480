from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

#: Accounts whose items are the profit and loss of the books.
PROFIT_AND_LOSS = SQL(
    "(account.account_type LIKE 'income%%' OR account.account_type LIKE 'expense%%')"
)


class CustomerCostRun(models.Model):
    """Where each entry went: every posted item of the period gets exactly one destination.

    The first that holds wins: closing entry; excluded account or company of this database;
    cost of sales booked by an invoice; customer typed on the item; revenue of the document's
    customer; attribution rule; cost of sales to be traced; production; pool rule; unassigned.

    Parts of an item are cut by cumulative rounding: round(balance × covered so far) less the
    same before, so that they always add up to the item.
    """

    _inherit = "customer.cost.run"

    # ------------------------------------------------------------------ what is captured

    def _capture(self):
        """Write the capture rows of this run; two statements, whatever the number of items."""
        self.ensure_one()
        self.env.flush_all()
        self._check_every_account_has_a_role()
        self.env.cr.execute(self._sql_capture_documents())
        self.env.cr.execute(self._sql_capture_items())
        self.env["customer.cost.capture"].invalidate_model()

    def _check_every_account_has_a_role(self):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.account_id, sum(line.balance)
                  FROM account_move_line line
                  JOIN account_account account ON account.id = line.account_id
                 WHERE %s AND %s AND NOT line.account_id = ANY(%s)
              GROUP BY line.account_id ORDER BY line.account_id
                """,
                self._sql_period(),
                PROFIT_AND_LOSS,
                [int(account) for account in self.snapshot["roles"]],
            )
        )
        if rows:
            accounts = self.env["account.account"].browse(row[0] for row in rows)
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
                       move.move_type IN ('out_invoice', 'out_refund', 'out_receipt') AS is_sale,
                       move.commercial_partner_id AS move_customer_id,
                       partner.commercial_partner_id AS line_customer_id,
                       typed.commercial_partner_id AS typed_customer_id,
                       line.move_id IN (SELECT move_id FROM closing) AS is_closing,
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
            period=self._sql_period(),
        )

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

    def _sql_document_decides(self):
        """Revenue and cost of sales that a document itself gives to its customer, on ``item``."""
        return SQL(
            """
            NOT is_closing AND NOT COALESCE(is_intercompany, FALSE)
            AND role NOT IN ('excluded', 'income_tax', 'other') AND typed_customer_id IS NULL
            AND (is_cogs AND move_customer_id IS NOT NULL
                 OR NOT is_cogs AND role IN ('revenue', 'deduction')
                    AND CASE WHEN is_sale THEN move_customer_id ELSE line_customer_id END
                        IS NOT NULL)
            """
        )

    def _sql_capture_documents(self):
        """One row per customer, account and destination, with the number of items in it."""
        return SQL(
            """
            WITH %(items)s
            INSERT INTO customer_cost_capture (
                        run_id, company_id, destination, rule, item_count, role, account_id,
                        partner_id, balance, gross_balance, refund_balance, invoiced)
            SELECT %(run)s, %(company)s,
                   CASE WHEN is_cogs THEN 'cost_of_sales' ELSE 'revenue' END AS destination,
                   'document', count(*), role, account_id,
                   CASE WHEN is_cogs OR is_sale THEN move_customer_id ELSE line_customer_id END
                       AS customer_id,
                   sum(balance),
                   sum(CASE WHEN move_type = 'out_refund' THEN 0
                            WHEN discount BETWEEN 0.01 AND 99.99
                            THEN round(balance / (1 - discount::numeric / 100), %(decimals)s)
                            ELSE balance END),
                   sum(CASE WHEN move_type = 'out_refund' THEN balance ELSE 0 END),
                   bool_and(is_sale)
              FROM item
             WHERE %(decides)s
          GROUP BY destination, role, account_id, customer_id
          ORDER BY customer_id, account_id
            """,
            items=self._sql_items(),
            run=self.id,
            company=self.company_id.id,
            decides=self._sql_document_decides(),
            decimals=self.currency_id.decimal_places,
        )

    # ------------------------------------------------------------------ item by item

    def _sql_capture_items(self):
        """Every other item, whole or in parts."""
        return SQL(
            """
            WITH %(items)s,
            open_item AS (
                SELECT item.*, counterpart.customer_id AS counterpart_customer_id,
                       CASE WHEN is_closing THEN 'closing'
                            WHEN role IN ('excluded', 'income_tax', 'other') THEN 'excluded'
                            WHEN is_intercompany THEN 'intercompany'
                            WHEN typed_customer_id IS NOT NULL THEN %(by_role)s
                       END AS decided
                  FROM item
             LEFT JOIN counterpart ON counterpart.move_id = item.move_id
                 WHERE NOT (%(decides)s)
            ),
            covered AS (
                SELECT open_item.id, part.customer_id, part.pool_id, part.category_id, part.rule,
                       part.share, sum(part.share) OVER (
                           PARTITION BY open_item.id ORDER BY part.position, part.customer_id
                       ) AS so_far
                  FROM open_item
            CROSS JOIN LATERAL (%(parts)s) part
                 WHERE open_item.decided IS NULL AND part.share > 0
            ),
            part AS (
                SELECT id, customer_id, pool_id, category_id, rule,
                       so_far - share AS start, least(so_far, 1) AS stop
                  FROM covered WHERE so_far - share < 1
            ),
            rest AS (SELECT id, max(stop) AS covered FROM part GROUP BY id)
            INSERT INTO customer_cost_capture (
                        run_id, company_id, destination, move_line_id, item_count, role, account_id,
                        partner_id, category_id, pool_id, rule, date, name, balance)
            SELECT %(run)s, %(company)s,
                   CASE WHEN part.pool_id IS NOT NULL THEN 'pool' ELSE %(by_role)s END,
                   item.id, 1, item.role, item.account_id, part.customer_id,
                   COALESCE(item.cost_category_id, part.category_id), part.pool_id, part.rule,
                   item.date, item.name,
                   round(item.balance * part.stop, %(decimals)s)
                       - round(item.balance * part.start, %(decimals)s)
              FROM part JOIN open_item item ON item.id = part.id
         UNION ALL
            SELECT %(run)s, %(company)s, COALESCE(item.decided, %(left_over)s),
                   item.id, 1, item.role, item.account_id,
                   CASE WHEN item.decided IN ('revenue', 'cost_of_sales', 'direct')
                        THEN item.typed_customer_id END,
                   item.cost_category_id, NULL,
                   CASE WHEN item.decided IN ('revenue', 'cost_of_sales', 'direct')
                        THEN 'typed' END,
                   item.date, item.name,
                   item.balance - round(item.balance * COALESCE(rest.covered, 0), %(decimals)s)
              FROM open_item item LEFT JOIN rest ON rest.id = item.id
             WHERE COALESCE(rest.covered, 0) < 1
            """,
            items=self._sql_items(),
            decides=self._sql_document_decides(),
            by_role=SQL(
                "CASE WHEN role IN ('revenue', 'deduction') THEN 'revenue' "
                "WHEN role = 'cost_of_sales' OR is_cogs THEN 'cost_of_sales' "
                "ELSE 'direct' END"
            ),
            left_over=SQL(
                "CASE WHEN %s THEN 'to_trace' WHEN role = 'production' THEN 'production' "
                "WHEN role = 'credit_loss' THEN 'excluded' "
                "WHEN role IN ('revenue', 'deduction') THEN 'no_customer' ELSE 'unassigned' END",
                self._sql_goods(),
            ),
            parts=self._sql_parts(),
            run=self.id,
            company=self.company_id.id,
            decimals=self.currency_id.decimal_places,
        )
