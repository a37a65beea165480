from odoo import api, fields, models
from odoo.tools import SQL

from ..platform.records_window import records_window


class CustomerCostCapture(models.Model):
    """From a captured entry to the journal item it copies and to the customers it reached."""

    _inherit = "customer.cost.capture"

    result = fields.Monetary(
        "Effect on the result",
        compute="_compute_result",
        aggregator="sum",
        help="What this part adds to the result: revenue adds, cost deducts. The balance of the "
        "ledger with the other sign.",
    )

    @api.depends("name", "account_id")
    def _compute_display_name(self):
        for item in self:
            item.display_name = item.name or item.account_id.display_name or ""

    @api.depends("balance")
    def _compute_result(self):
        for item in self:
            item.result = -item.balance

    def _read_group_select(self, aggregate_spec, query):
        name, _colon, function = aggregate_spec.partition(":")
        if name != "result" or function not in ("sum", "sum_currency"):
            return super()._read_group_select(aggregate_spec, query)
        return SQL("-(%s)", super()._read_group_select(f"balance:{function}", query))

    def action_open_journal_item(self):
        """The journal items as they are today, read with the reader's own rights."""
        self.ensure_one()
        name = self.env._("Journal items")
        return records_window("account.move.line", name, self._journal_item_domain())

    def _journal_item_domain(self):
        """One item, or all that a row of revenue or cost of sales stands for."""
        if self.move_line_id:
            return [("id", "=", self.move_line_id.id)]
        return self.run_id._document_items(self.account_id, self.partner_id, self.destination)

    def action_open_customers_reached(self):
        """The share of each customer in this entry."""
        return self.env["customer.cost.trace"]._open(self)
