from odoo import models

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
        """Everything the ledger says by customer; whoever used a driver is a customer too.

        :param captured: :class:`..capture.captured_rows.CapturedRows`
        """
        import numpy as np

        from .ledger_figures import LedgerFigures

        billed = np.array([row[0] for row in computed if row[0] and not row[2]], np.int64)
        rows = list(captured.by_customer())
        customers = [row[3] for row in rows] + [ids for ids, _volumes in measured.values()]
        figures = LedgerFigures(np.unique(np.concatenate([billed, *customers])), captured)
        for destination, role, category, ids, amounts, invoiced in rows:
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
