from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Where each entry went: every posted item of the period gets exactly one destination.

    The first that holds wins: closing entry; excluded account or company of this database;
    customer typed on the item; cost of sales booked by an invoice; revenue of the document's
    customer; attribution rule; cost of sales to be traced; production; pool rule; unassigned.
    A customer that somebody typed wins over the document's, on cost of sales as on revenue.

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

    # ------------------------------------------------------------------ documents, added up

    def _sql_document_decides(self):
        """Revenue and cost of sales that a document itself gives to its customer, on ``item``."""
        return SQL(
            """
            NOT is_closing AND NOT COALESCE(is_intercompany, FALSE)
            AND role NOT IN ('excluded', 'income_tax', 'other') AND typed_customer_id IS NULL
            AND (is_cogs AND is_sale AND move_customer_id IS NOT NULL
                 OR NOT is_cogs AND role IN ('revenue', 'deduction')
                    AND CASE WHEN is_sale THEN move_customer_id ELSE line_customer_id END
                        IS NOT NULL)
            """
        )

    def _sql_gross(self):
        """Revenue before the discount of the invoice line; a deduction is all discount."""
        return SQL(
            """
            CASE WHEN move_type = 'out_refund' OR role = 'deduction' THEN 0
                 WHEN discount BETWEEN 0.01 AND 99.99
                 THEN round(balance / (1 - discount::numeric / 100), %s)
                 ELSE balance END
            """,
            self.currency_id.decimal_places,
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
                   sum(balance), sum(%(gross)s),
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
            gross=self._sql_gross(),
        )

    # ------------------------------------------------------------------ item by item

    def _sql_capture_items(self):
        """Every other item, whole or in parts."""
        return SQL(
            """
            WITH %(items)s,
            open_item AS (%(open_items)s),
            %(parts)s
            INSERT INTO customer_cost_capture (
                        run_id, company_id, destination, move_line_id, item_count, role, account_id,
                        partner_id, category_id, pool_id, rule, date, name, balance,
                        gross_balance, refund_balance, invoiced)
            %(captured_parts)s
         UNION ALL
            %(captured_rests)s
            """,
            items=self._sql_items(),
            open_items=self._sql_open_items(),
            parts=self._sql_covered_parts(),
            captured_parts=self._sql_captured_parts(),
            captured_rests=self._sql_captured_rests(),
        )

    def _sql_destination_by_role(self):
        """What an item is to the customer it belongs to."""
        return SQL(
            "CASE WHEN role IN ('revenue', 'deduction') THEN 'revenue' "
            "WHEN role = 'cost_of_sales' OR is_cogs THEN 'cost_of_sales' "
            "ELSE 'direct' END"
        )

    def _sql_open_items(self):
        """Items that no document gave away, ``decided`` if a rule need not be asked."""
        return SQL(
            """
            SELECT item.*, counterpart.customer_id AS counterpart_customer_id,
                   CASE WHEN is_closing THEN 'closing'
                        WHEN role IN ('excluded', 'income_tax', 'other') THEN 'excluded'
                        WHEN is_intercompany
                             OR move_customer_id IS NULL
                                AND counterpart.customer_id IN (SELECT partner_id FROM own)
                        THEN 'intercompany'
                        WHEN typed_customer_id IS NOT NULL THEN %s
                   END AS decided
              FROM item
         LEFT JOIN counterpart ON counterpart.move_id = item.move_id
             WHERE NOT (%s)
            """,
            self._sql_destination_by_role(),
            self._sql_document_decides(),
        )

    def _sql_covered_parts(self):
        """CTEs ``part``: from where to where of an item each rule takes; ``rest``: what is left.

        Shares are rounded to twelve decimals; what then misses the whole by less than a
        billionth is noise of a division, not a part.
        """
        return SQL(
            """
            covered AS (
                SELECT open_item.id, part.customer_id, part.pool_id, part.category_id, part.rule,
                       part.share, sum(part.share) OVER (
                           PARTITION BY open_item.id ORDER BY part.position, part.customer_id
                       ) AS so_far
                  FROM open_item
            CROSS JOIN LATERAL (%s) part
                 WHERE open_item.decided IS NULL AND part.share > 0
                   AND (part.pool_id IS NOT NULL
                        OR part.customer_id NOT IN (SELECT partner_id FROM own))
            ),
            part AS (
                SELECT id, customer_id, pool_id, category_id, rule, so_far - share AS start,
                       CASE WHEN so_far > 1 - 1e-9 THEN 1 ELSE so_far END AS stop
                  FROM covered WHERE so_far - share < 1 - 1e-9
            ),
            rest AS (SELECT id, max(stop) AS covered FROM part GROUP BY id)
            """,
            self._sql_parts(),
        )

    def _sql_captured_parts(self):
        return SQL(
            """
            SELECT %(run)s, %(company)s,
                   CASE WHEN part.pool_id IS NOT NULL THEN 'pool' ELSE %(by_role)s END,
                   item.id, 1, item.role, item.account_id, part.customer_id,
                   COALESCE(item.cost_category_id, part.category_id), part.pool_id, part.rule,
                   item.date, item.name,
                   round(item.balance * part.stop, %(decimals)s)
                       - round(item.balance * part.start, %(decimals)s),
                   0, 0, FALSE
              FROM part JOIN open_item item ON item.id = part.id
            """,
            run=self.id,
            company=self.company_id.id,
            by_role=self._sql_destination_by_role(),
            decimals=self.currency_id.decimal_places,
        )

    def _sql_captured_rests(self):
        return SQL(
            """
            SELECT %(run)s, %(company)s, COALESCE(item.decided, %(left_over)s),
                   item.id, 1, item.role, item.account_id,
                   CASE WHEN %(is_typed)s THEN item.typed_customer_id END,
                   item.cost_category_id, NULL, CASE WHEN %(is_typed)s THEN 'typed' END,
                   item.date, item.name,
                   item.balance - round(item.balance * COALESCE(rest.covered, 0), %(decimals)s),
                   CASE WHEN decided = 'revenue' THEN %(gross)s ELSE 0 END,
                   CASE WHEN decided = 'revenue' AND move_type = 'out_refund'
                        THEN balance ELSE 0 END,
                   decided = 'revenue' AND is_sale
              FROM open_item item LEFT JOIN rest ON rest.id = item.id
             WHERE COALESCE(rest.covered, 0) < 1
            """,
            run=self.id,
            company=self.company_id.id,
            is_typed=SQL("item.decided IN ('revenue', 'cost_of_sales', 'direct')"),
            left_over=SQL(
                "CASE WHEN role = 'production' THEN 'production' WHEN %s THEN 'to_trace' "
                "WHEN role = 'credit_loss' THEN 'excluded' "
                "WHEN role IN ('revenue', 'deduction') THEN 'no_customer' ELSE 'unassigned' END",
                self._sql_goods(),
            ),
            gross=self._sql_gross(),
            decimals=self.currency_id.decimal_places,
        )
