from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Goods that came back at a lower price than they were sold for, such as used ones: the
    return decides, not the price."""

    _inherit = "customer.cost.run"

    def _sql_goods_came_back(self):
        """Whether as much was returned for the order line of a credited one as all credit notes
        together take back: less is what one at the full price returned."""
        if not self._knows_orders():
            return super()._sql_goods_came_back()
        return SQL(
            """COALESCE(
                   (SELECT sum(part.quantity_product_uom)
                      FROM sale_order_line_invoice_rel link
                      JOIN stock_move back ON back.sale_line_id = link.order_line_id
                       AND back.product_id = line.product_id AND back.state = 'done'
                      JOIN stock_location place
                        ON place.id = back.location_id AND place.usage = 'customer'
                      JOIN stock_move_line part ON part.move_id = back.id AND part.picked
                     WHERE link.invoice_line_id = line.id)
                >= (SELECT sum(credited.quantity * %s)
                      FROM sale_order_line_invoice_rel link
                      JOIN sale_order_line_invoice_rel other
                        ON other.order_line_id = link.order_line_id
                      JOIN account_move_line credited ON credited.id = other.invoice_line_id
                       AND credited.product_id = line.product_id
                       AND credited.parent_state = 'posted'
                      JOIN account_move refund
                        ON refund.id = credited.move_id AND refund.move_type = 'out_refund'
                 LEFT JOIN uom_uom credited_uom ON credited_uom.id = credited.product_uom_id
                     WHERE link.invoice_line_id = line.id), FALSE)""",
            self._sql_product_units("credited_uom"),
        )
