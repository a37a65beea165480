from odoo import models
from odoo.tools import SQL

from ..platform.planning import JOINING_ALL, planned


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
        closing = self._closing_moves()
        with planned(self.env.cr, JOINING_ALL):
            documents = self._sql_capture_documents(closing)
            left = [row[0] for row in self.env.execute_query(documents)]
            self.env.cr.execute(self._sql_capture_items(closing, left))
        self.env["customer.cost.capture"].invalidate_model()

    # ------------------------------------------------------------------ item by item

    def _sql_capture_items(self, closing, left):
        """Every other item, whole or in parts.

        :param closing: ids of closing entries
        :param left: ids of items that looked like a document's and are not
        """
        return SQL(
            """
            WITH %(roles)s,
            item AS MATERIALIZED (%(items)s),
            counterpart AS (%(counterpart)s),
            open_item AS MATERIALIZED (%(open_items)s),
            %(offers)s,
            %(parts)s
            INSERT INTO customer_cost_capture (
                        run_id, company_id, destination, move_line_id, item_count, role, account_id,
                        partner_id, category_id, pool_id, rule, date, name, balance,
                        gross_balance, refund_balance, invoiced)
            %(captured_parts)s
         UNION ALL
            %(captured_rests)s
            """,
            roles=self._sql_roles(),
            items=self._sql_items(closing, left),
            counterpart=self._sql_counterpart_customers(),
            open_items=self._sql_open_items(),
            offers=self._sql_offers(),
            parts=self._sql_covered_parts(),
            captured_parts=self._sql_captured_parts(),
            captured_rests=self._sql_captured_rests(),
        )

    def _sql_items(self, closing, left):
        """The items that no document gave away, with all the facts that decide."""
        return SQL(
            """
            SELECT line.id, line.move_id, line.account_id, line.date, line.name, line.balance,
                   line.journal_id, line.product_id, line.analytic_distribution, line.discount,
                   line.cost_category_id, line.expense_id, role.role, move.move_type,
                   line.display_type = 'cogs' AS is_cogs, %(is_stock)s AS is_stock,
                   %(is_sale)s AS is_sale, move.commercial_partner_id AS move_customer_id,
                   %(line_customer)s AS line_customer_id,
                   CASE WHEN line.cost_customer_id IS NOT NULL THEN (
                        SELECT typed.commercial_partner_id FROM res_partner typed
                         WHERE typed.id = line.cost_customer_id) END AS typed_customer_id,
                   %(is_closing)s AS is_closing, %(is_intercompany)s AS is_intercompany,
                   %(is_of_document)s AS is_of_document
              FROM account_move_line line
                   %(moves)s
              JOIN role ON role.account_id = line.account_id
             WHERE %(period)s AND line.account_id = ANY(%(accounts)s)
               AND (NOT %(is_of_document)s OR line.id = ANY(%(left)s))
            """,
            is_stock=self._sql_is_stock(),
            **self._sql_facts(closing),
            left=left,
        )

    def _sql_destination_by_role(self):
        """What an item is to the customer it belongs to."""
        return SQL(
            "CASE WHEN role IN ('revenue', 'deduction') THEN 'revenue' "
            "WHEN role = 'cost_of_sales' OR is_cogs THEN 'cost_of_sales' "
            "ELSE 'direct' END"
        )

    def _sql_open_items(self):
        """The items, ``decided`` if a rule need not be asked, else with their class."""
        return SQL(
            """
            SELECT item.*, counterpart.customer_id AS counterpart_customer_id,
                   CASE WHEN is_closing THEN 'closing'
                        WHEN role IN ('excluded', 'income_tax', 'other') THEN 'excluded'
                        WHEN is_intercompany
                             OR move_customer_id IS NULL
                                AND counterpart.customer_id
                                    IN (SELECT partner_id FROM res_company)
                        THEN 'intercompany'
                        WHEN typed_customer_id IS NOT NULL THEN %s
                   END AS decided,
                   %s AS class, %s AS found_customers
              FROM item
         LEFT JOIN counterpart ON counterpart.move_id = item.move_id
               AND counterpart.is_of_document = item.is_of_document
            """,
            self._sql_destination_by_role(),
            self._sql_class(),
            self._sql_found_customers(),
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
              FROM part JOIN member ON member.alike_id = part.id
              JOIN open_item item ON item.id = member.item_id
            """,
            run=self._origin.id or None,
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
              FROM open_item item
         LEFT JOIN (SELECT item_id, covered FROM member JOIN rest ON rest.id = member.alike_id) rest
                ON rest.item_id = item.id
             WHERE COALESCE(rest.covered, 0) < 1
            """,
            run=self._origin.id or None,
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
