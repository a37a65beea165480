from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Cost of sales of revenue that has no customer: counter sales and the like.

    An entry that books revenue without a customer and cost of sales beside it books the
    cost *of that revenue*.  It is known, so it is no timing difference: it stands beside its
    revenue, without a customer as that does.
    """

    _inherit = "customer.cost.run"

    def _capture(self):
        result = super()._capture()
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_cost_capture cost SET destination = 'cost_no_customer'
                  FROM account_move_line item
                 WHERE cost.run_id = %(run)s AND cost.destination = 'to_trace'
                   AND item.id = cost.move_line_id
                   AND item.move_id IN (
                           SELECT sold.move_id
                             FROM customer_cost_capture revenue
                             JOIN account_move_line sold ON sold.id = revenue.move_line_id
                            WHERE revenue.run_id = %(run)s
                              AND revenue.destination = 'no_customer')
                """,
                run=self.id,
            )
        )
        return result

    def _reconciliation_amounts(self, figures, allocation):
        amounts = super()._reconciliation_amounts(figures, allocation)
        amounts["cost_without_customer"] -= figures.without_customer["cost_no_customer"]
        return amounts
