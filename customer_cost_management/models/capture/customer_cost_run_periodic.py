from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Cost of sales that nobody posts: under periodic valuation it is computed per invoice line."""

    _inherit = "customer.cost.run"

    # ------------------------------------------------------------------ unit costs, frozen

    def _freeze_invoice_costs(self, lines):
        """Give goods lines a unit cost, once and for all.

        Invoices first, also those of earlier periods that a credit note of this one
        reverses, so that the credit note finds the cost it takes back.

        :param lines: ids of the goods lines of the period
        """
        reversed_moves = self._moves_reversed_by(lines)
        these = SQL("line.id = ANY(%s)", lines)
        if reversed_moves:
            earlier = SQL("line.move_id = ANY(%s) AND line.parent_state = 'posted'", reversed_moves)
            self._freeze_costs_of(earlier)
        self._freeze_costs_of(SQL("%s AND move.reversed_entry_id IS NULL", these))
        if reversed_moves:
            self._freeze_costs_of(SQL("%s AND move.reversed_entry_id IS NOT NULL", these))

    def _moves_reversed_by(self, lines):
        """Ids of the entries that the entries of the lines reverse."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT move.reversed_entry_id
                  FROM account_move_line line JOIN account_move move ON move.id = line.move_id
                 WHERE line.id = ANY(%s) AND move.reversed_entry_id IS NOT NULL
                """,
                lines,
            )
        )
        return [row[0] for row in rows]

    def _freeze_costs_of(self, which):
        """Freeze the unit costs of goods lines; a line that changed its product, or had
        no cost yet, starts anew."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_cost_invoice_cost
                            (move_line_id, company_id, product_id, unit_cost, source)
                SELECT line.id, %(company)s, line.product_id,
                       CASE WHEN price.is_all THEN 0 ELSE round(
                           COALESCE(NULLIF(reversed.unit_cost, 0),
                                    NULLIF(delivered.covered * delivered.unit_cost, 0)
                                        + (1 - delivered.covered) * %(known_cost)s,
                                    %(known_cost)s), 6) END,
                       CASE WHEN price.is_all THEN 'price_credit'
                            WHEN reversed.unit_cost != 0 THEN 'reversed_invoice'
                            WHEN delivered.unit_cost != 0 AND delivered.covered < 1
                            THEN 'part_stock_move'
                            WHEN delivered.unit_cost != 0 THEN 'stock_move'
                            WHEN %(ordered_cost)s != 0 THEN 'order'
                            ELSE 'product' END
                  FROM %(lines)s
             LEFT JOIN LATERAL (
                           SELECT sum(cost.unit_cost * original.quantity * %(original_unit)s)
                                      / NULLIF(sum(original.quantity * %(original_unit)s), 0)
                                      AS unit_cost,
                                  bool_and(cost.source = 'price_credit') AS on_price
                             FROM account_move_line original
                             JOIN customer_cost_invoice_cost cost ON cost.move_line_id = original.id
                        LEFT JOIN uom_uom original_uom ON original_uom.id = original.product_uom_id
                            WHERE original.move_id = move.reversed_entry_id
                              AND cost.product_id = line.product_id
                       ) reversed ON TRUE
        CROSS JOIN LATERAL (
                           SELECT %(price_credit)s OR COALESCE(reversed.on_price, FALSE) AS is_all
                       ) price
             LEFT JOIN (%(delivered)s) delivered ON delivered.move_line_id = line.id
                 WHERE %(which)s AND %(goods)s
           ON CONFLICT (move_line_id) DO UPDATE
                   SET product_id = EXCLUDED.product_id, unit_cost = EXCLUDED.unit_cost,
                       source = EXCLUDED.source
                 WHERE customer_cost_invoice_cost.product_id IS DISTINCT FROM EXCLUDED.product_id
                    OR customer_cost_invoice_cost.unit_cost = 0
                """,
                company=self.company_id.id,
                known_cost=SQL(
                    "COALESCE(NULLIF(%s, 0), %s)",
                    self._sql_ordered_cost(),
                    self._sql_product_cost(),
                ),
                ordered_cost=self._sql_ordered_cost(),
                lines=self._sql_goods_lines(),
                price_credit=self._sql_is_price_credit(),
                original_unit=self._sql_product_units("original_uom"),
                delivered=self._sql_delivered_costs(which),
                which=which,
                goods=self._sql_is_goods_line(),
            )
        )

    def _sql_delivered_costs(self, which):
        """Rows (move_line_id, unit_cost, covered): what the deliveries behind goods lines cost,
        for the share of the quantity, 0 to 1, that they cover; in the product's own unit.
        The glue addon for Inventory knows them.

        :param which: condition on the goods lines that are asked for
        """
        return SQL(
            "SELECT NULL::int AS move_line_id, NULL::numeric AS unit_cost, "
            "NULL::numeric AS covered WHERE FALSE"
        )

    def _sql_ordered_cost(self):
        """What a goods line's product cost when it was ordered, in the product's own unit;
        the glue addon for Sales knows."""
        return SQL("NULL::numeric")

    def _sql_product_cost(self):
        """Cost of the product in its own unit; a branch without one has that of the company."""
        return SQL(
            """COALESCE((product.standard_price ->> line.company_id::text)::numeric,
                        (product.standard_price ->> %s)::numeric, 0)""",
            str(self.company_id.id),
        )

    # ------------------------------------------------------------------ figures

    def _computed_cost_of_sales(self):
        """Rows (customer id, computed cost in minor units, whether he is an own company)."""
        goods_lines = self._goods_lines()
        if not goods_lines:
            return []
        self._freeze_invoice_costs(goods_lines)
        return self.env.execute_query(
            SQL(
                """
                SELECT customer, sum(cost)::bigint, own
                  FROM (SELECT COALESCE(typed.commercial_partner_id, move.commercial_partner_id)
                                   AS customer,
                               %(cost)s AS cost,
                               COALESCE(move.commercial_partner_id
                                            IN (SELECT partner_id FROM res_company), FALSE) AS own
                          FROM %(lines)s
                          JOIN customer_cost_invoice_cost cost ON cost.move_line_id = line.id
                     LEFT JOIN res_partner typed ON typed.id = line.cost_customer_id
                         WHERE line.id = ANY(%(these)s)) computed
              GROUP BY customer, own ORDER BY customer
                """,
                cost=self._sql_line_cost(),
                lines=self._sql_goods_lines(),
                these=goods_lines,
            )
        )

    def _cost_of_sales_findings(self, net_revenue):
        """Products that were invoiced at cost 0, the largest revenue first.

        :param net_revenue: of all customers, in minor units
        """
        from ...engine.capture.periodic_cost import INCOMPLETE_ABOVE

        rows = self.env.execute_query(
            SQL(
                """
                SELECT line.product_id, -sum(line.balance) AS revenue
                  FROM %s JOIN customer_cost_invoice_cost cost ON cost.move_line_id = line.id
                 WHERE %s AND cost.unit_cost = 0 AND cost.source != 'price_credit'
              GROUP BY line.product_id ORDER BY revenue DESC, line.product_id
                """,
                self._sql_goods_lines(),
                self._sql_goods_lines_where(),
            )
        )
        if not rows:
            return []
        revenue = float(sum(row[1] for row in rows))
        share = revenue * self._minor_units() / net_revenue if net_revenue else 1.0
        incomplete = share > INCOMPLETE_ABOVE
        return [
            {
                "severity": "warning" if incomplete else "info",
                "code": "cost_of_sales_incomplete" if incomplete else "product_without_cost",
                "percent": 100 * share,
                "message": self._cost_of_sales_message([row[0] for row in rows], revenue),
            }
        ]

    def _cost_of_sales_message(self, product_ids, revenue):
        products = self.env["product.product"].browse(product_ids[:10])
        return self.env._(
            "%(count)s products were invoiced at cost 0, for %(revenue)s: %(products)s. "
            "Enter their cost and compute the run again.",
            count=len(product_ids),
            revenue=self.currency_id.format(revenue),
            products=", ".join(products.mapped("display_name")),
        )
