from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """The customer of the sales order that an item of cost is rebilled on."""

    _inherit = "customer.cost.run"

    def _customers_by_method(self):
        return super()._customers_by_method() | {"sale_order": self._sql_customer_of_order()}

    def _sql_customer_of_order(self):
        """The only customer among the orders of ``item``: the one its expense names, those its
        analytic entries are rebilled on, those its invoice line stands for.

        Arrays instead of joins: each is found by its key, where a join would read all orders
        for each item, because a run joins tables whole.
        """
        return SQL(
            """(SELECT CASE WHEN count(DISTINCT contact.commercial_partner_id) = 1
                            THEN min(contact.commercial_partner_id) END
                  FROM res_partner contact
                 WHERE contact.id = ANY(ARRAY(
                       SELECT sale.partner_id FROM sale_order sale
                        WHERE sale.id = ANY(ARRAY(
                              SELECT ordered.order_id FROM sale_order_line ordered
                               WHERE ordered.id = ANY(ARRAY(
                                     SELECT entry.so_line FROM account_analytic_line entry
                                      WHERE entry.move_line_id = item.id
                                  UNION ALL
                                     SELECT link.order_line_id
                                       FROM sale_order_line_invoice_rel link
                                      WHERE link.invoice_line_id = item.id))) || %s))))""",
            self._sql_orders_of_expense(),
        )

    def _sql_orders_of_expense(self):
        """The order that an employee named on his expense, where that app is installed."""
        if "sale_order_id" not in self.env["hr.expense"]._fields:
            return SQL("ARRAY[]::int[]")
        return SQL(
            """ARRAY(SELECT expense.sale_order_id FROM hr_expense expense
                      WHERE expense.id = item.expense_id)"""
        )
