from odoo import models
from odoo.tools import SQL

from ..masters.profit_and_loss import closing_moves, sql_is_closing

#: Contacts of our own people: of employees and of users who are no guests, but no company.
SQL_OWN_PEOPLE = SQL(
    "(SELECT work_contact_id FROM hr_employee WHERE work_contact_id IS NOT NULL"
    " UNION SELECT partner_id FROM res_users WHERE share IS NOT TRUE"
    " EXCEPT SELECT partner_id FROM res_company)"
)
#: The customer that the contact of an item belongs to: looked up for the few items whose
#: entry does not say, instead of for all by a join.
SQL_COMMERCIAL_PARTNER = SQL(
    "(SELECT partner.commercial_partner_id FROM res_partner partner"
    " WHERE partner.id = line.partner_id)"
)


class CustomerCostRun(models.Model):
    """The journal items of a run's period, with the facts that decide where each goes.

    The ledger is read twice: once for the items that a document itself gives to its
    customer, which are most, and once for the others.  What can be said from the item
    alone is asked in the scan, before any join.
    """

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

    def _sql_facts(self, closing):
        """{name in a query: condition or list} that every reading of the items asks.

        :param closing: ids of closing entries
        """
        return {
            "is_sale": self._sql_is_sale(),
            "line_customer": self._sql_line_customer(),
            "is_closing": self._sql_is_closing(closing),
            "is_intercompany": self._sql_is_intercompany(),
            "moves": self._sql_moves_of_items(),
            "period": self._sql_period(),
            "accounts": self._accounts_with_role(),
            "is_of_document": self._sql_is_of_document(),
        }

    def _sql_moves_of_items(self):
        """The entries that the items of the period belong to, as a join on ``move``.

        An entry has the date of its items: so PostgreSQL reads those of the period alone.
        """
        return SQL(
            "JOIN account_move move ON move.id = line.move_id AND move.date BETWEEN %s AND %s",
            self.date_from,
            self.date_to,
        )

    def _accounts_with_role(self, *roles):
        """Ids of the accounts with one of the roles; of all without roles named."""
        return [
            int(account)
            for account, role in self.snapshot["roles"].items()
            if not roles or role in roles
        ]

    def _sql_roles(self):
        """CTE ``role``: the role of each account."""
        roles = self.snapshot["roles"]
        return SQL(
            "role(account_id, role) AS (SELECT * FROM unnest(%s::int[], %s::text[]))",
            [int(account) for account in roles],
            list(roles.values()),
        )

    # ------------------------------------------------------------------ facts of an item

    def _sql_is_of_document(self):
        """Whether a document may give an item to its customer, as far as the item says."""
        outside = self._accounts_with_role("excluded", "income_tax", "other")
        return SQL(
            """(line.cost_customer_id IS NULL
                AND (line.display_type = 'cogs' AND NOT line.account_id = ANY(%s)
                     OR line.display_type != 'cogs' AND line.account_id = ANY(%s)))""",
            outside,
            self._accounts_with_role("revenue", "deduction"),
        )

    def _sql_is_sale(self):
        return SQL("move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')")

    def _sql_is_stock(self):
        """Whether an item is about stock although neither its role nor its product says so,
        on ``line`` and ``move``; the glue addon for Inventory knows."""
        return SQL("FALSE")

    def _sql_is_closing(self, closing):
        """Whether the entry of an item closes the books.

        :param closing: ids of the entries that look like it
        """
        return sql_is_closing(closing)

    def _sql_is_intercompany(self):
        """Whether the partner of the entry, else of the item, is a company of this database.

        What our own people cost is not, though their contacts are kept below the company's;
        revenue from them is no customer's.
        """
        return SQL(
            """(COALESCE(COALESCE(move.commercial_partner_id, %s)
                             IN (SELECT partner_id FROM res_company), FALSE)
                AND (%s OR COALESCE(move.partner_id, line.partner_id) NOT IN %s))""",
            SQL_COMMERCIAL_PARTNER,
            self._sql_is_of_document(),
            SQL_OWN_PEOPLE,
        )

    def _sql_line_customer(self):
        """The partner of a vendor bill or an expense is never a customer."""
        return SQL(
            """CASE WHEN move.move_type IN ('in_invoice', 'in_refund', 'in_receipt')
                         OR line.expense_id IS NOT NULL
                    THEN NULL ELSE %s END""",
            SQL_COMMERCIAL_PARTNER,
        )

    # ------------------------------------------------------------------ facts of an entry

    def _closing_moves(self):
        """Moves with an item on an account that carries the result, whose others are all P&L."""
        return closing_moves(self.env, self._sql_period())

    def _sql_counterpart_customers(self):
        """Moves of ``item`` whose receivable items all belong to one customer, and the customer;
        ``is_of_document`` tells of which items of the move.

        An advance makes one of our own people no customer of a cost, as in
        ``_sql_is_intercompany``.
        """
        return SQL(
            """
            SELECT line.move_id, asked.is_of_document,
                   min(partner.commercial_partner_id) AS customer_id
              FROM account_move_line line
              JOIN (SELECT DISTINCT move_id, is_of_document FROM item) asked
                ON asked.move_id = line.move_id
         LEFT JOIN res_partner partner ON partner.id = line.partner_id
             WHERE %s AND line.account_id = ANY(ARRAY(
                       SELECT id FROM account_account WHERE account_type = 'asset_receivable'))
               AND (asked.is_of_document OR line.partner_id IS NULL OR line.partner_id NOT IN %s)
          GROUP BY line.move_id, asked.is_of_document
            HAVING min(partner.commercial_partner_id) = max(partner.commercial_partner_id)
               AND bool_and(line.partner_id IS NOT NULL)
            """,
            self._sql_period(),
            SQL_OWN_PEOPLE,
        )
