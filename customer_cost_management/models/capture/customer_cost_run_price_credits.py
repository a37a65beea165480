from odoo import models
from odoo.tools import SQL

#: A unit price that is lower by a hundredth at most is the same one, rounded: a dozen's price
#: divided by twelve.
SAME_PRICE = 0.99


class CustomerCostRun(models.Model):
    """Credit notes about the price alone: no goods came back, so no cost does.

    Odoo's *Credit Note* copies the lines of the invoice.  Who grants an allowance types the
    allowance as unit price and leaves the quantity; who takes goods back types the quantity and
    leaves the price.  So a lower unit price than that of every line of the product on the
    invoice tells the first from the second, unless Inventory knows better.
    """

    _inherit = "customer.cost.run"

    def _sql_is_price_credit(self):
        """Whether a goods line credits the price of goods that stay with the customer."""
        return SQL(
            """(move.move_type = 'out_refund' AND move.reversed_entry_id IS NOT NULL
                AND %(credited)s > 0
                AND COALESCE(%(credited)s < %(same)s * (
                        SELECT min(sold.price)
                          FROM (SELECT %(sold)s AS price
                                  FROM account_move_line original
                             LEFT JOIN uom_uom original_uom
                                    ON original_uom.id = original.product_uom_id
                                 WHERE original.move_id = move.reversed_entry_id
                                   AND original.product_id = line.product_id
                                   AND original.display_type = 'product'
                                   AND original.currency_id = line.currency_id) sold
                         WHERE sold.price > 0), FALSE)
                AND NOT %(came_back)s)""",
            credited=self._sql_price_of_unit("line", "line_uom"),
            same=SAME_PRICE,
            sold=self._sql_price_of_unit("original", "original_uom"),
            came_back=self._sql_goods_came_back(),
        )

    def _sql_price_of_unit(self, line, unit):
        """Price of one unit of the product after discount, in the currency of the document.

        :param line: alias of the invoice line
        :param unit: alias of its unit
        """
        return SQL(
            "(%s * (1 - COALESCE(%s, 0) / 100.0) / %s)",
            SQL.identifier(line, "price_unit"),
            SQL.identifier(line, "discount"),
            self._sql_product_units(unit),
        )

    def _sql_goods_came_back(self):
        """Whether goods of a credited line were returned; the glue addon for Inventory knows."""
        return SQL("FALSE")
