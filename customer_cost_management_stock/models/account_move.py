from odoo import models
from odoo.tools import SQL


class AccountMove(models.Model):
    """Door: the cost that an invoice books is for the customer that its line is for."""

    _inherit = "account.move"

    def _stock_account_prepare_realtime_out_lines_vals(self):
        items = super()._stock_account_prepare_realtime_out_lines_vals()
        accounts = self.env["account.account"].browse({item["account_id"] for item in items})
        # what leaves the stock account is nobody's cost yet
        costs = set(accounts.filtered(lambda account: account.internal_group == "expense").ids)
        for item in items:
            if item["account_id"] in costs:
                line = self.env["account.move.line"].browse(item.get("cogs_origin_id"))
                item["cost_customer_id"] = line.cost_customer_id.id
        return items


class AccountMoveLine(models.Model):
    """Door: who re-attributes a posted invoice line moves the cost that it booked, too.

    Odoo deletes that cost when an invoice goes back to draft and books it anew when it is
    posted, so that only posted ones need to follow.
    """

    _inherit = "account.move.line"

    def _change_cost(self, vals):
        booked = self.browse()
        if "cost_customer_id" in vals:
            booked = self._booked_costs_that_follow()
        result = super()._change_cost(vals)
        if booked:
            # the customer alone: the category of a sale is not that of its cost
            booked._change_cost({"cost_customer_id": vals["cost_customer_id"]})
        return result

    def _booked_costs_that_follow(self):
        """Cost of sales that these lines booked and that is for the same customer as they are;
        what somebody gave to another stays his.

        A reversal that cancels copies the cost without the line it comes from: it is found by
        its product, where one line alone sells that.
        """
        self.flush_model()
        query = SQL(
            """
            SELECT booked.id
              FROM account_move_line line
              JOIN account_move move
                ON move.id = line.move_id AND move.move_type = ANY(%s)
              JOIN account_move_line booked ON booked.move_id = line.move_id
              JOIN account_account account
                ON account.id = booked.account_id AND account.account_type LIKE 'expense%%'
             WHERE line.id = ANY(%s) AND line.display_type = 'product'
               AND booked.display_type = 'cogs'
               AND booked.cost_customer_id IS NOT DISTINCT FROM line.cost_customer_id
               AND (booked.cogs_origin_id = line.id
                    OR booked.cogs_origin_id IS NULL AND booked.product_id = line.product_id
                       AND (SELECT count(*) FROM account_move_line other
                             WHERE other.move_id = line.move_id
                               AND other.product_id = line.product_id
                               AND other.display_type = 'product') = 1)
            """,
            self.env["account.move"].get_sale_types(include_receipts=True),
            list(self.ids),
        )
        return self.browse(line_id for (line_id,) in self.env.execute_query(query))
