from odoo import models
from odoo.tools import SQL


class CustomerCostRun(models.Model):
    """Cost of sales that nobody posts: under periodic valuation it is computed per invoice line."""

    _inherit = "customer.cost.run"

    def _freeze_invoice_costs(self):
        """Give every invoiced goods line of the period a unit cost, once and for all."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO customer_cost_invoice_cost (move_line_id, company_id, unit_cost, source)
                SELECT line.id, %(company)s, COALESCE(reversed.unit_cost, %(product_cost)s),
                       CASE WHEN reversed.unit_cost IS NULL THEN 'product'
                            ELSE 'reversed_invoice' END
                  FROM %(lines)s
             LEFT JOIN LATERAL (
                           SELECT cost.unit_cost
                             FROM account_move_line original
                             JOIN customer_cost_invoice_cost cost ON cost.move_line_id = original.id
                            WHERE original.move_id = move.reversed_entry_id
                              AND original.product_id = line.product_id
                         ORDER BY original.id LIMIT 1
                       ) reversed ON TRUE
                 WHERE %(where)s
           ON CONFLICT DO NOTHING
                """,
                company=self.company_id.id,
                product_cost=self._sql_product_cost(),
                lines=self._sql_goods_lines(),
                where=self._sql_goods_lines_where(),
            )
        )

    def _sql_product_cost(self):
        """Cost of the product per unit of the invoice line, in company currency."""
        return SQL(
            """COALESCE((product.standard_price ->> %s)::numeric, 0)
               * COALESCE(line_uom.factor / NULLIF(product_uom.factor, 0), 1)""",
            str(self.company_id.id),
        )

    def _sql_goods_lines(self):
        return SQL(
            """account_move_line line
               JOIN account_move move ON move.id = line.move_id
               JOIN product_product product ON product.id = line.product_id
               JOIN product_template template ON template.id = product.product_tmpl_id
          LEFT JOIN uom_uom line_uom ON line_uom.id = line.product_uom_id
          LEFT JOIN uom_uom product_uom ON product_uom.id = template.uom_id"""
        )

    def _sql_goods_lines_where(self):
        """Posted sales lines of goods whose cost the invoice itself does not book."""
        return SQL(
            """%s AND line.display_type = 'product' AND template.type = 'consu'
               AND move.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
               AND NOT EXISTS (
                       SELECT FROM account_move_line booked
                        WHERE booked.move_id = line.move_id AND booked.display_type = 'cogs')""",
            self._sql_period(),
        )

    def _computed_cost_of_sales(self):
        """Rows (customer id, computed cost in minor units, revenue of lines at cost 0)."""
        self._freeze_invoice_costs()
        return self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(typed.commercial_partner_id, move.commercial_partner_id),
                       (sum(round((line.quantity * cost.unit_cost * %(sign)s)::numeric,
                                  %(decimals)s)) * %(minor)s)::bigint,
                       (sum(CASE WHEN cost.unit_cost = 0 THEN -line.balance ELSE 0 END)
                           * %(minor)s)::bigint
                  FROM %(lines)s
                  JOIN customer_cost_invoice_cost cost ON cost.move_line_id = line.id
             LEFT JOIN res_partner typed ON typed.id = line.cost_customer_id
                 WHERE %(where)s
              GROUP BY 1
                """,
                sign=SQL("CASE WHEN move.move_type = 'out_refund' THEN -1 ELSE 1 END"),
                decimals=self.currency_id.decimal_places,
                minor=self._minor_units(),
                lines=self._sql_goods_lines(),
                where=self._sql_goods_lines_where(),
            )
        )
