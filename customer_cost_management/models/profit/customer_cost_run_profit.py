from collections import defaultdict

from odoo import models
from odoo.tools import SQL

#: Statement line of a direct cost by the role of its account, before its category is asked.
LINE_OF_ROLE = {
    "credit_loss": "credit_loss",
    "exchange": "exchange_difference",
    "tax_on_sales": "tax_on_sales",
    "cost_of_sales": "booked_cost_of_sales",
}
#: Statement line of a direct cost by the level of its category.
LINE_OF_LEVEL = {
    "unit": "direct_cost_of_sales",
    "order": "order_direct",
    "customer": "customer_direct",
}


class CustomerCostRun(models.Model):
    """What every customer earned: the captured items on the lines of his statement."""

    _inherit = "customer.cost.run"

    def _captured_by_customer(self):
        """Rows (destination, role, category, customers, amounts, invoiced), arrays of customers.

        Amounts are balance, gross and refunds in minor units, as the ledger signs them.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT destination, role, category_id,
                       array_agg(partner_id ORDER BY partner_id),
                       array_agg(balance ORDER BY partner_id),
                       array_agg(gross ORDER BY partner_id),
                       array_agg(refund ORDER BY partner_id),
                       array_agg(invoiced ORDER BY partner_id)
                  FROM (SELECT destination, role, category_id, partner_id,
                               (sum(balance) * %(minor)s)::bigint AS balance,
                               (sum(COALESCE(gross_balance, 0)) * %(minor)s)::bigint AS gross,
                               (sum(COALESCE(refund_balance, 0)) * %(minor)s)::bigint AS refund,
                               bool_and(COALESCE(invoiced, FALSE)) AS invoiced
                          FROM customer_cost_capture
                         WHERE run_id = %(run)s AND partner_id IS NOT NULL
                           AND destination IN ('revenue', 'cost_of_sales', 'direct')
                      GROUP BY destination, role, category_id, partner_id) by_customer
              GROUP BY destination, role, category_id
                """,
                minor=self._minor_units(),
                run=self.id,
            )
        )
        return [self._as_arrays(row) for row in rows]

    def _as_arrays(self, row):
        import numpy as np

        key, (customers, *amounts, invoiced) = row[:3], row[3:]
        amounts = np.array(amounts, np.int64).T
        return (*key, np.array(customers, np.int64), amounts, np.array(invoiced, bool))

    def _captured_without_customer(self):
        """{destination: result in minor units} of what is no customer's, signed like profit."""
        amounts = defaultdict(int)
        for destination, balance in self.env.execute_query(
            SQL(
                """
                SELECT destination, (sum(balance) * %s)::bigint FROM customer_cost_capture
                 WHERE run_id = %s AND partner_id IS NULL GROUP BY destination
                """,
                self._minor_units(),
                self.id,
            )
        ):
            amounts[destination] -= balance
        return amounts

    def _statement_line(self, destination, role, category_id):
        """Cost line of the statement, or the level above customers at which the cost stops."""
        if destination == "cost_of_sales":
            return "booked_cost_of_sales"
        if role in LINE_OF_ROLE:
            return LINE_OF_ROLE[role]
        category = self.snapshot["categories"].get(str(category_id), {})
        level = category.get("level", "customer")
        if level == "customer" and category.get("budget_controlled"):
            return "relationship"
        return LINE_OF_LEVEL.get(level, level)

    def _avoidable_share(self, destination, category_id):
        """Share, 0 to 1, of a captured cost that would go with its cause."""
        if destination == "cost_of_sales":
            return 1.0
        category = self.snapshot["categories"].get(str(category_id), {})
        return category.get("avoidable_percent", 100.0) / 100

    def _ledger_figures(self, captured, computed, measured):
        """Everything the ledger says by customer; whoever used a driver is a customer too."""
        import numpy as np

        from .ledger_figures import LedgerFigures

        billed = np.array([row[0] for row in computed if row[0] and not row[2]], np.int64)
        customers = [row[3] for row in captured] + [ids for ids, _volumes in measured.values()]
        figures = LedgerFigures(np.unique(np.concatenate([billed, *customers])))
        for destination, role, category, ids, amounts, invoiced in captured:
            if destination == "revenue":
                figures.add_revenue(ids, amounts, invoiced | (role == "deduction"))
                continue
            line = self._statement_line(destination, role, category)
            share = self._avoidable_share(destination, category)
            figures.add_cost(ids, line, amounts[:, 0], share)
        figures.add_computed(computed)
        return figures

    def _build_statement(self, figures, allocation):
        """The engine's statement of the customers, and what is remarkable about it."""
        from .engine_statement import build

        statement, problems = build(self.snapshot, self.currency_id.name, figures, allocation)
        self._stop_on(problems)
        return statement, problems
