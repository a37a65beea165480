from odoo import models
from odoo.tools import SQL

from ..platform.planning import JOINING_ALL, planned


class CustomerCostRun(models.Model):
    """Sales lines of goods whose cost no invoice books: which they are, and what they cost."""

    _inherit = "customer.cost.run"

    def _sql_goods_lines(self):
        return SQL(
            """account_move_line line
               JOIN account_move move ON move.id = line.move_id
               JOIN product_product product ON product.id = line.product_id
               JOIN product_template template ON template.id = product.product_tmpl_id
          LEFT JOIN uom_uom line_uom ON line_uom.id = line.product_uom_id
          LEFT JOIN uom_uom product_uom ON product_uom.id = template.uom_id"""
        )

    def _sql_is_goods_line(self, booked=None):
        """Sales lines of goods whose revenue counts and whose cost the invoice does not book.

        :param booked: condition on where that cost could be booked, on alias ``booked``
        """
        return SQL(
            "%s AND line.account_id = ANY(%s)",
            self._sql_is_sale_of_goods(booked),
            self._accounts_with_role("revenue", "deduction"),
        )

    def _sql_is_sale_of_goods(self, booked=None):
        """The same on accounts of any role.

        Cost that an invoice books without a product is that of all its goods.
        """
        return SQL(
            """line.display_type = 'product' AND line.product_id IN (%s)
               AND %s
               AND NOT EXISTS (
                       SELECT FROM account_move_line booked
                        WHERE booked.move_id = line.move_id AND booked.display_type = 'cogs'
                          AND (booked.product_id = line.product_id OR booked.product_id IS NULL)
                          AND %s)""",
            self._sql_stored_products(),
            self._sql_is_sale(),
            booked or SQL("TRUE"),
        )

    def _sql_goods_lines_where(self):
        """The goods lines of the period; an entry has the date of its items."""
        days = (self.date_from, self.date_to)
        return SQL(
            "%s AND move.date BETWEEN %s AND %s AND %s",
            self._sql_period(),
            *days,
            self._sql_is_goods_line(SQL("booked.date BETWEEN %s AND %s", *days)),
        )

    def _goods_lines(self):
        """Ids of the goods lines of the period; none where every invoice books its cost."""
        self.env.flush_all()
        query = SQL(
            "SELECT line.id FROM %s WHERE %s",
            self._sql_goods_lines(),
            self._sql_goods_lines_where(),
        )
        with planned(self.env.cr, JOINING_ALL):
            return [row[0] for row in self.env.execute_query(query)]

    def _sql_product_units(self, unit="line_uom"):
        """How many of the product's own unit are in the unit of a line.

        :param unit: alias of the line's unit
        """
        return SQL(
            "COALESCE(%s / NULLIF(product_uom.factor, 0), 1)::numeric",
            SQL.identifier(unit, "factor"),
        )

    def _sql_goods_quantity(self):
        """Quantity of a goods line in the product's own unit; a credit note takes it back."""
        return SQL(
            """line.quantity * %s
               * CASE WHEN move.move_type = 'out_refund' THEN -1 ELSE 1 END""",
            self._sql_product_units(),
        )

    def _sql_line_cost(self):
        """Cost of a goods line in minor units; a credit note takes it back."""
        return SQL(
            "round((%s * cost.unit_cost)::numeric, %s) * %s",
            self._sql_goods_quantity(),
            self.currency_id.decimal_places,
            self._minor_units(),
        )
