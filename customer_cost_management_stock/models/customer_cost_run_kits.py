from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """What a kit cost: nobody delivers the kit, its components leave the warehouse.

    Manufacturing keeps on the move of a component which line of the bill of materials asked for
    it.  How many of a component make one kit is read from that line and those above it, so that
    a move of components is one of kits: that makes ``_sql_delivered_costs`` count them, too.
    Components that are not stored were an expense when bought.
    """

    _inherit = "customer.cost.run"

    def _knows_kits(self):
        """Whether Manufacturing is installed, and with it kits."""
        return "bom_line_id" in self.env["stock.move"]._fields

    def _sql_stored_products(self):
        """Kits of stored components, too, whatever their own product is."""
        stored = super()._sql_stored_products()
        if not self._knows_kits():
            return stored
        return SQL(
            """
            WITH RECURSIVE recipe AS (%s),
                 stored (id) AS (
                     SELECT id FROM (%s) own
                      UNION
                     SELECT recipe.kit_id FROM recipe JOIN stored ON stored.id = recipe.product_id)
            SELECT id FROM stored
            """,
            self._sql_recipes(),
            stored,
        )

    def _sql_recipes(self):
        """Rows (kit_id, bom_id, line_id, product_id, quantity): how much of a component, in its
        own unit, one kit in its own unit asks for.

        Those of kits that are sold no more as well: their months stay what they are.
        """
        of_company = SQL("TRUE")
        if self.company_id:
            of_company = SQL(
                "(bom.company_id IS NULL OR bom.company_id = ANY(%s))", list(self._companies())
            )
        return SQL(
            """
            SELECT kit.id AS kit_id, bom.id AS bom_id, line.id AS line_id, line.product_id,
                   (line.product_qty * line_uom.factor / part_uom.factor)::numeric
                       / (bom.product_qty * bom_uom.factor / kit_uom.factor)::numeric AS quantity
              FROM mrp_bom bom
              JOIN product_product kit ON kit.product_tmpl_id = bom.product_tmpl_id
                                      AND COALESCE(bom.product_id, kit.id) = kit.id
              JOIN product_template kit_template ON kit_template.id = kit.product_tmpl_id
              JOIN mrp_bom_line line ON line.bom_id = bom.id
              JOIN product_product part ON part.id = line.product_id
              JOIN product_template part_template ON part_template.id = part.product_tmpl_id
              JOIN uom_uom bom_uom ON bom_uom.id = bom.product_uom_id
              JOIN uom_uom kit_uom ON kit_uom.id = kit_template.uom_id
              JOIN uom_uom line_uom ON line_uom.id = line.product_uom_id
              JOIN uom_uom part_uom ON part_uom.id = part_template.uom_id
             WHERE bom.type = 'phantom' AND bom.product_qty > 0 AND line.product_qty > 0 AND %s
            """,
            of_company,
        )

    def _sql_streams(self):
        """The components of the kits among the order lines; of all others, their product."""
        if not self._knows_kits():
            return super()._sql_streams()
        return SQL(
            """
            WITH component AS (%s)
            SELECT sale_line_id, NULL::int AS product_id, line_id AS component_id,
                   quantity AS per_unit, count(*) OVER (PARTITION BY sale_line_id) AS streams
              FROM component
             UNION ALL
            SELECT plain.* FROM (%s) plain
             WHERE NOT EXISTS (
                       SELECT FROM component WHERE component.sale_line_id = plain.sale_line_id)
            """,
            self._sql_components_of_orders(),
            super()._sql_streams(),
        )

    def _sql_moves_of_stream(self):
        if not self._knows_kits():
            return super()._sql_moves_of_stream()
        return SQL("(%s OR move.bom_line_id = stream.component_id)", super()._sql_moves_of_stream())

    def _sql_components_of_orders(self):
        """Rows (sale_line_id, line_id, quantity of one kit): the stored components that moves of
        an order line are about, by the bill of materials that explains most of them.

        A kit in a kit is taken apart; the same one may stand in several places of another.
        """
        return SQL(
            """
            WITH RECURSIVE recipe AS (%s),
                 part AS (
                     SELECT recipe.*, ARRAY[line_id] AS path FROM recipe
                      WHERE kit_id IN (SELECT product_id FROM sale_line)
                      UNION ALL
                     SELECT part.kit_id, part.bom_id, recipe.line_id, recipe.product_id,
                            part.quantity * recipe.quantity, path || recipe.line_id
                       FROM part JOIN recipe ON recipe.kit_id = part.product_id
                      WHERE recipe.line_id != ALL(path)),
                 moved_part AS (
                     SELECT DISTINCT move.sale_line_id, move.bom_line_id
                       FROM sale_line
                       JOIN stock_move move ON move.sale_line_id = sale_line.sale_line_id
                       JOIN product_product product ON product.id = move.product_id
                       JOIN product_template template ON template.id = product.product_tmpl_id
                      WHERE move.state != 'cancel' AND template.is_storable),
                 explained AS (
                     SELECT sale_line.sale_line_id, part.bom_id, part.line_id,
                            sum(part.quantity) AS quantity,
                            count(*) OVER (
                                PARTITION BY sale_line.sale_line_id, part.bom_id) AS lines
                       FROM sale_line
                       JOIN part ON part.kit_id = sale_line.product_id
                       JOIN moved_part ON moved_part.sale_line_id = sale_line.sale_line_id
                                      AND moved_part.bom_line_id = part.line_id
                   GROUP BY sale_line.sale_line_id, part.bom_id, part.line_id)
            SELECT sale_line_id, line_id, quantity
              FROM (SELECT explained.*,
                           rank() OVER (PARTITION BY sale_line_id ORDER BY lines DESC,
                                        bom.active DESC, bom.sequence, bom.id) AS place
                      FROM explained JOIN mrp_bom bom ON bom.id = explained.bom_id) choice
             WHERE place = 1
            """,
            self._sql_recipes(),
        )
