from odoo import fields, models

from ..platform.unchecked_many2one import UncheckedMany2one

#: Where the cost of one unit comes from.
COST_SOURCES = [
    ("reversed_invoice", "Invoice it reverses"),
    ("stock_move", "Stock move"),
    ("part_stock_move", "Stock move, the rest at the cost of the product"),
    ("order", "Cost when it was ordered"),
    ("product", "Cost of the product"),
    ("price_credit", "Credit on the price, no goods came back"),
]


class CustomerCostInvoiceCost(models.Model):
    """Unit cost of an invoice line under periodic valuation, frozen at its first computation.

    A month that is computed again takes the cost it had; a credit note takes the cost of
    the invoice it reverses, and none where it is about the price alone.
    """

    _name = "customer.cost.invoice.cost"
    _description = "Frozen Cost of an Invoice Line"
    _log_access = False

    move_line_id = UncheckedMany2one("account.move.line", required=True)
    company_id = UncheckedMany2one("res.company", required=True)
    product_id = UncheckedMany2one("product.product")
    unit_cost = fields.Float(
        digits=(16, 6), help="Cost of one unit of the product, in company currency."
    )
    source = fields.Selection(COST_SOURCES, required=True)

    _move_line_unique = models.UniqueIndex("(move_line_id)")
