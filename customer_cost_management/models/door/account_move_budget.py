from collections import defaultdict

from odoo import api, models
from odoo.tools import SQL

from ..masters.profit_and_loss import LOOKS_CLOSING

#: Changes of an entry that change what it consumes.
CONSUMING_FIELDS = {"state", "cost_closing_entry"}


class AccountMove(models.Model):
    """Door: what is posted consumes budgets, whoever posts it; it is never refused."""

    _inherit = "account.move"

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & CONSUMING_FIELDS:
            self.filtered(lambda move: move.line_ids.cost_category_id)._sync_budgets()
        return result

    def unlink(self):
        keys = [(self._name, move_id) for move_id in self.ids]
        result = super().unlink()
        self.env["customer.cost.commitment"]._sync_booked(keys, {})
        return result

    def _sync_budgets(self):
        """Let each entry consume what its posted items of budget-controlled categories cost."""
        if not self:
            return
        items = self.env.execute_query_dict(self._sql_items_of_budgets())
        # sudo: the request behind an item need not be known to who posts it
        hints = self.line_ids.sudo()._budget_hints()
        parts = defaultdict(list)
        for item in items:
            key = (self._name, item.pop("move_id"))
            parts[key].append({**item, **hints.get(item["item_id"], {})})
        keys = [(self._name, move_id) for move_id in self.ids]
        unplanned = self.env["customer.cost.commitment"]._sync_booked(keys, parts)
        self.env["customer.cost.budget"]._tell_unplanned(unplanned)

    def _sql_items_of_budgets(self):
        """Posted cost of budget-controlled categories in these entries, without closing entries.

        The day is that of the expense or the bill; ``booked_on`` the accounting date.
        """
        self.flush_recordset(["state", "invoice_date", "cost_closing_entry"])
        self.line_ids.flush_recordset()
        self.env["customer.cost.category"].flush_model(["budget_controlled"])
        return SQL(
            """
            SELECT line.id AS item_id, line.move_id, line.company_id, line.balance AS amount,
                   line.cost_customer_id AS customer_id, line.cost_category_id AS category_id,
                   line.product_id, COALESCE(expense.date, move.invoice_date, line.date) AS date,
                   line.date AS booked_on
              FROM account_move_line line
              JOIN account_move move ON move.id = line.move_id
              JOIN account_account account ON account.id = line.account_id
              JOIN customer_cost_category category ON category.id = line.cost_category_id
         LEFT JOIN hr_expense expense ON expense.id = line.expense_id
             WHERE line.move_id = ANY(%(moves)s)
               AND move.state = 'posted'
               AND category.budget_controlled
               AND account.account_type LIKE 'expense%%'
               AND line.balance != 0
               AND move.cost_closing_entry IS DISTINCT FROM 'closing'
               AND (move.cost_closing_entry = 'not_closing' OR move.id NOT IN (
                       SELECT other.move_id
                         FROM account_move_line other
                         JOIN account_account account ON account.id = other.account_id
                        WHERE other.move_id = ANY(%(moves)s)
                     GROUP BY other.move_id HAVING %(looks_closing)s))
          ORDER BY line.id
            """,
            moves=self.ids,
            looks_closing=LOOKS_CLOSING,
        )


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    @api.model
    def _budget_hints(self):
        """{item id: what is known of it beyond the books}; the request room fills it in.

        Keys: ``origin_model`` and ``origin_id`` of the document that asked for it, and any of
        ``line_id``, ``programme_id``, ``stage``.
        """
        return {}

    def _store_cost(self, vals):
        result = super()._store_cost(vals)
        self.move_id._sync_budgets()
        return result

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        booked = lines.filtered(
            lambda item: item.cost_category_id and item.parent_state == "posted"
        )
        booked.move_id._sync_budgets()
        return lines

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"balance", "debit", "credit", "account_id", "product_id"}:
            booked = self.filtered(
                lambda item: item.cost_category_id and item.parent_state == "posted"
            )
            booked.move_id._sync_budgets()
        return result
