from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

SALES = ("out_invoice", "out_refund", "out_receipt")
PURCHASES = ("in_invoice", "in_refund", "in_receipt")


class CustomerCostRun(models.Model):
    """Capture of revenue and cost of sales that a document itself gives to its customer.

    These are most items of a ledger: they are added up, not copied one by one.
    """

    _inherit = "customer.cost.run"

    def _sql_capture_documents(self, closing):
        """One row per customer, account and destination, with the number of items in it.

        Returns the ids of items that no document gives to a customer after all.

        :param closing: ids of closing entries
        """
        return SQL(
            """
            WITH %(roles)s,
            item AS (%(items)s),
            total AS (
                SELECT is_cogs, account_id, CASE WHEN is_given THEN customer_id END AS customer_id,
                       count(*) AS item_count, sum(balance) AS balance,
                       sum(%(gross)s) AS gross_balance,
                       sum(CASE WHEN move_type = 'out_refund' THEN balance ELSE 0 END)
                           AS refund_balance,
                       bool_and(is_sale) AS invoiced,
                       array_agg(id) FILTER (WHERE (is_given AND customer_id IS NOT NULL)
                                                   IS NOT TRUE) AS left_over
                  FROM item GROUP BY 1, 2, 3
            ),
            captured AS (
                INSERT INTO customer_cost_capture (
                            run_id, company_id, destination, rule, item_count, role, account_id,
                            partner_id, balance, gross_balance, refund_balance, invoiced)
                SELECT %(run)s, %(company)s,
                       CASE WHEN is_cogs THEN 'cost_of_sales' ELSE 'revenue' END, 'document',
                       item_count, role.role, account_id, customer_id,
                       balance, gross_balance, refund_balance, invoiced
                  FROM total JOIN role USING (account_id)
                 WHERE customer_id IS NOT NULL
              ORDER BY customer_id, account_id, is_cogs
            )
            SELECT unnest(left_over) FROM total WHERE customer_id IS NULL
            """,
            roles=self._sql_roles(),
            items=self._sql_items_of_documents(closing),
            gross=self._sql_gross(),
            run=self.id,
            company=self.company_id.id,
        )

    def _sql_items_of_documents(self, closing):
        """Items that may be their document's, with its customer, and whether he gets them."""
        return SQL(
            """
            SELECT line.id, line.account_id, line.balance, line.discount, move.move_type,
                   line.display_type = 'cogs' AS is_cogs, %(is_sale)s AS is_sale,
                   CASE WHEN line.display_type = 'cogs' OR %(is_sale)s
                        THEN move.commercial_partner_id ELSE %(line_customer)s
                   END AS customer_id,
                   NOT (%(is_closing)s) AND NOT %(is_intercompany)s
                       AND (line.display_type != 'cogs' OR %(is_sale)s) AS is_given
              FROM account_move_line line
                   %(moves)s
             WHERE %(period)s AND line.account_id = ANY(%(accounts)s) AND %(is_of_document)s
            """,
            **self._sql_facts(closing),
        )

    def _sql_gross(self):
        """Revenue before the discount of the invoice line; a deduction is all discount."""
        return SQL(
            """
            CASE WHEN move_type = 'out_refund' OR account_id = ANY(%s) THEN 0
                 WHEN discount BETWEEN 0.01 AND 99.99
                 THEN round(balance / (1 - discount::numeric / 100), %s)
                 ELSE balance END
            """,
            self._accounts_with_role("deduction"),
            self.currency_id.decimal_places,
        )

    # ------------------------------------------------------------------ back to the items

    def _document_items(self, account, customer, destination):
        """Domain on the journal items that the row of a customer, account and destination is
        the sum of: what ``_sql_items_of_documents`` asks of an item, as conditions.

        :param account: the account, or one that is gone
        :param destination: ``revenue`` or ``cost_of_sales``
        """
        # sudo: the period and the companies of a run are no secret to who reads what it captured
        run_sudo = self.sudo()
        by_document = Domain("move_id.move_type", "in", SALES) & Domain(
            "move_id.commercial_partner_id", "=", customer.id
        )
        if destination == "cost_of_sales":
            belongs = Domain("display_type", "=", "cogs") & by_document
        else:
            belongs = Domain("display_type", "!=", "cogs") & (
                by_document | self._items_of_contact(customer)
            )
        return list(
            Domain("account_id", "=", account.id)
            & Domain("company_id", "in", run_sudo._companies())
            & Domain("parent_state", "=", "posted")
            & Domain("date", ">=", run_sudo.date_from)
            & Domain("date", "<=", run_sudo.date_to)
            # what somebody typed a customer on stands in a row of its own
            & Domain("cost_customer_id", "=", False)
            & belongs
            & run_sudo._items_of_no_closing_entry()
        )

    def _items_of_contact(self, customer):
        """Items of entries that are no document of a sale: those on the customer himself."""
        # sudo: which contacts are companies of this database is no secret
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        own = companies.search([]).partner_id  # pylint: disable=no-search-all
        return (
            Domain("move_id.move_type", "not in", (*SALES, *PURCHASES))
            & Domain("expense_id", "=", False)
            & Domain("partner_id.commercial_partner_id", "=", customer.id)
            & Domain("move_id.commercial_partner_id", "not in", own.ids)
        )

    def _items_of_no_closing_entry(self):
        looks = Domain("move_id", "in", self._closing_moves())
        marked = "move_id.cost_closing_entry"
        return Domain(marked, "!=", "closing") & (~looks | Domain(marked, "=", "not_closing"))

    def _row_of_document(self, item):
        """Conditions on the captured row that an item is in if its document gives it away."""
        is_cogs = item.display_type == "cogs"
        move = item.move_id
        customer = item.partner_id.commercial_partner_id
        if is_cogs or move.move_type in SALES:
            customer = move.commercial_partner_id
        return [
            ("run_id", "in", self.ids),
            ("rule", "=", "document"),
            ("destination", "=", "cost_of_sales" if is_cogs else "revenue"),
            ("account_id", "=", item.account_id.id),
            ("partner_id", "=", customer.id),
        ]
