from odoo import models
from odoo.tools import SQL

from .rule_preview import PREVIEWED_ENTRIES


class CustomerCostRun(models.Model):
    """Lets the statements of the capture look at some entries of a period only."""

    _inherit = "customer.cost.run"

    def _sql_period(self):
        period = super()._sql_period()
        entries = self.env.context.get(PREVIEWED_ENTRIES)
        return SQL("%s AND %s", period, entries) if isinstance(entries, SQL) else period

    def _left_by_documents(self, closing):
        """Ids of items that looked like a document's and are not: rules are asked about them."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH %s, item AS (%s)
                SELECT id FROM item WHERE (is_given AND customer_id IS NOT NULL) IS NOT TRUE
                """,
                self._sql_roles(),
                self._sql_items_of_documents(closing),
            )
        )
        return [item_id for (item_id,) in rows]
