from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """What a product cost when it was ordered: nearer to the sale than what it costs today."""

    _inherit = "customer.cost.run"

    def _sql_ordered_cost(self):
        """The cost that Margins keeps on order lines, in the company's currency and the
        product's own unit."""
        if "purchase_price" not in self.env["sale.order.line"]._fields:
            return super()._sql_ordered_cost()
        return SQL(
            """(SELECT avg(ordered.purchase_price::numeric / sale.currency_rate::numeric
                           / COALESCE(unit.factor / NULLIF(product_uom.factor, 0), 1)::numeric)
                  FROM sale_order_line_invoice_rel link
                  JOIN sale_order_line ordered ON ordered.id = link.order_line_id
                   AND ordered.product_id = line.product_id AND ordered.purchase_price != 0
                  JOIN sale_order sale ON sale.id = ordered.order_id AND sale.currency_rate != 0
             LEFT JOIN uom_uom unit ON unit.id = ordered.product_uom_id
                 WHERE link.invoice_line_id = line.id)"""
        )
