from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """What the goods of an invoice line cost when they left the warehouse.

    Sales connects invoice lines with stock moves, through the sale order line.  The units of a
    sale order line are counted in the order in which they were invoiced and in which they were
    delivered; the n-th unit invoiced costs what the n-th unit delivered was worth.  So every unit
    delivered is charged once, whatever the number of invoices and deliveries and their months.

    A credit note without the invoice it reverses is counted along the returns in the same way.
    Units credited but not returned, and invoiced again, are still those delivered first.

    What is delivered for an order line moves in one or several *streams*: its product, or each
    component of a kit (``customer_cost_run_kits.py``).  A unit costs what it costs in all of
    them, and is delivered when it is in the last one.
    """

    _inherit = "customer.cost.run"

    def _knows_orders(self):
        """Whether Sales is installed, which alone leads from an invoice to its deliveries."""
        return "sale_line_id" in self.env["stock.move"]._fields

    def _sql_delivered_costs(self, which):
        if not self._knows_orders():
            return super()._sql_delivered_costs(which)
        return SQL(
            """
            WITH wanted AS (%(wanted)s),
                 sale_line AS (SELECT DISTINCT sale_line_id, product_id FROM wanted),
                 stream AS (%(streams)s),
                 moved AS (%(moved)s),
                 complete AS (%(complete)s),
                 invoiced AS (%(invoiced)s),
                 returned AS (SELECT sale_line_id, quantity FROM complete WHERE is_return)
            SELECT unit.id AS move_line_id,
                   sum(part.quantity * moved.unit_value) * moved.streams
                       / sum(part.quantity) AS unit_cost,
                   least(sum(part.quantity) / moved.streams / unit.quantity, 1) AS covered
              FROM wanted
              JOIN (%(units)s) unit ON unit.id = wanted.id
              JOIN complete ON complete.sale_line_id = unit.sale_line_id
                           AND complete.is_return = unit.is_return
              JOIN moved ON moved.sale_line_id = unit.sale_line_id
                        AND moved.is_return = unit.is_return
        CROSS JOIN LATERAL (
                       SELECT least(unit.stop, moved.stop, complete.quantity)
                              - greatest(unit.start, moved.stop - moved.quantity) AS quantity
                   ) part
             WHERE part.quantity > 0
          GROUP BY unit.id, unit.quantity, moved.streams
            """,
            wanted=self._sql_lines_of_orders(which),
            streams=self._sql_streams(),
            moved=self._sql_moves_of_orders(),
            complete=self._sql_complete_units(),
            invoiced=self._sql_invoiced_of_orders(),
            units=self._sql_invoiced_units(),
        )

    def _sql_lines_of_orders(self, which):
        """The goods lines that are asked for, each with its sale order line."""
        return SQL(
            """
            SELECT line.id, line.product_id, min(link.order_line_id) AS sale_line_id
              FROM %s
              JOIN sale_order_line_invoice_rel link ON link.invoice_line_id = line.id
             WHERE %s AND %s
          GROUP BY line.id
            """,
            self._sql_goods_lines(),
            which,
            self._sql_is_goods_line(),
        )

    def _sql_streams(self):
        """What is delivered for the order lines: how many of it are one unit of the line, and of
        how many streams it is one."""
        return SQL(
            """SELECT sale_line_id, product_id, NULL::int AS component_id,
                      1::numeric AS per_unit, 1::bigint AS streams FROM sale_line"""
        )

    def _sql_moves_of_stream(self):
        """Condition on the moves of an order line: they are about the goods of the stream."""
        return SQL("move.product_id = stream.product_id")

    def _sql_moves_of_orders(self):
        """Moves to and from the customer: quantity in units of the order line's product, value
        of one, and how many units had moved with them in their stream."""
        moves = [self._sql_valued_moves()]
        if "purchase_line_id" in self.env["stock.move"]._fields:
            moves.append(self._sql_dropshipped_moves())
        return SQL(
            """
            SELECT moved.*, value / quantity AS unit_value, sum(quantity) OVER (
                       PARTITION BY sale_line_id, component_id, is_return ORDER BY date, id
                   ) AS stop
              FROM (SELECT id, date, is_return, value, sale_line_id, component_id, streams,
                           -- so that two thirds, three times over, are two
                           CASE WHEN component_id IS NULL THEN quantity
                                ELSE round(quantity / per_unit, 6) END AS quantity
                      FROM (%s) move) moved
             WHERE quantity > 0
            """,
            SQL(" UNION ALL ").join(moves),
        )

    def _sql_complete_units(self):
        """How many units of an order line moved with all that belongs to them."""
        return SQL(
            """
            SELECT sale_line_id, is_return, min(quantity) AS quantity
              FROM (SELECT sale_line_id, component_id, is_return, streams,
                           sum(quantity) AS quantity
                      FROM moved
                  GROUP BY sale_line_id, component_id, is_return, streams) in_stream
          GROUP BY sale_line_id, is_return, streams HAVING count(*) = streams
            """
        )

    def _sql_valued_moves(self):
        """What left the stock, or came back.  Goods of another owner have no value."""
        return SQL(
            """
            SELECT move.id, move.date, stream.*, move.is_in AS is_return,
                   goods.quantity::numeric AS quantity, move.value::numeric AS value
              FROM stream
              JOIN stock_move move ON move.sale_line_id = stream.sale_line_id AND %s
              JOIN res_company company ON company.id = move.company_id
        CROSS JOIN LATERAL (
                       SELECT sum(part.quantity_product_uom) AS quantity
                         FROM stock_move_line part
                        WHERE part.move_id = move.id AND part.picked
                          AND (part.owner_id IS NULL OR part.owner_id = company.partner_id)
                   ) goods
             WHERE move.state = 'done' AND (move.is_in OR move.is_out) AND goods.quantity > 0
            """,
            self._sql_moves_of_stream(),
        )

    def _sql_dropshipped_moves(self):
        """What vendors sent to the customer, or got back, for the price of the purchase order:
        it was never in stock, so Inventory gives it no value."""
        return SQL(
            """
            SELECT move.id, move.date, stream.*, place.usage = 'customer' AS is_return,
                   goods.quantity::numeric AS quantity,
                   goods.quantity::numeric
                   * (bought.price_subtotal / bought.product_qty / purchase.currency_rate
                      / COALESCE(unit.factor / NULLIF(product_uom.factor, 0), 1))::numeric AS value
              FROM stream
              JOIN stock_move move ON move.sale_line_id = stream.sale_line_id AND %s
              JOIN stock_location place ON place.id = move.location_id
              JOIN purchase_order_line bought ON bought.id = move.purchase_line_id
               AND bought.product_id = move.product_id
               AND bought.product_qty > 0 AND bought.price_subtotal > 0
              JOIN purchase_order purchase ON purchase.id = bought.order_id
               AND purchase.currency_rate > 0
              JOIN product_product product ON product.id = move.product_id
              JOIN product_template template ON template.id = product.product_tmpl_id
         LEFT JOIN uom_uom unit ON unit.id = bought.product_uom_id
         LEFT JOIN uom_uom product_uom ON product_uom.id = template.uom_id
        CROSS JOIN LATERAL (
                       SELECT sum(part.quantity_product_uom) AS quantity
                         FROM stock_move_line part
                        WHERE part.move_id = move.id AND part.picked
                   ) goods
             WHERE move.state = 'done' AND move.is_dropship AND goods.quantity > 0
            """,
            self._sql_moves_of_stream(),
        )

    def _sql_invoiced_of_orders(self):
        """All posted lines of the sale order lines: quantity in the product's unit, whether it
        is taken back, and how many units had been invoiced and taken back with it; without
        credits on the price, which take nothing back."""
        return SQL(
            """
            SELECT item.*,
                   sum(quantity) FILTER (WHERE NOT is_return) OVER so_far AS invoiced,
                   sum(quantity) FILTER (WHERE is_return) OVER so_far AS credited
              FROM (SELECT line.id, line.date, sale_line.sale_line_id,
                           (move.move_type = 'out_refund') != (line.quantity < 0) AS is_return,
                           abs(line.quantity * %(units)s)::numeric AS quantity
                      FROM sale_line
                      JOIN sale_order_line_invoice_rel link
                        ON link.order_line_id = sale_line.sale_line_id
                      JOIN %(lines)s ON line.id = link.invoice_line_id
                     WHERE line.product_id = sale_line.product_id AND line.quantity != 0
                       AND line.parent_state = 'posted' AND line.display_type = 'product'
                       AND NOT %(price_credit)s) item
            WINDOW so_far AS (PARTITION BY sale_line_id ORDER BY date, id)
            """,
            units=self._sql_product_units(),
            lines=self._sql_goods_lines(),
            price_credit=self._sql_is_price_credit(),
        )

    def _sql_invoiced_units(self):
        """From which to which unit of its sale order line a line invoices or takes back."""
        return SQL(
            """
            SELECT invoiced.*, stop - invoiced.quantity AS start, stop
              FROM invoiced
         LEFT JOIN returned ON returned.sale_line_id = invoiced.sale_line_id
        CROSS JOIN LATERAL (
                       SELECT CASE WHEN is_return THEN credited
                                   ELSE invoiced.invoiced - greatest(
                                            COALESCE(credited, 0) - COALESCE(returned.quantity, 0),
                                            0) END AS stop
                   ) counted
            """
        )
