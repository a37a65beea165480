from odoo import fields, models
from odoo.fields import Domain


class CustomerCostAttributionRule(models.Model):
    """Cost that is rebilled on a sales order belongs to the customer of the order."""

    _inherit = "customer.cost.attribution.rule"

    method = fields.Selection(
        selection_add=[("sale_order", "The customer of the sales order it is rebilled on")],
        # without Sales nobody knows the order: the rule is kept, and asks nothing any more
        ondelete={"sale_order": lambda rules: rules.write({"method": "line", "active": False})},
    )

    def _sentences(self, conditions, partner):
        return super()._sentences(conditions, partner) | {
            "sale_order": self.env._(
                "Items on %(conditions)s that are rebilled on a sales order → the customer of "
                "the order.",
                conditions=conditions,
            )
        }

    def _get_item_domain(self):
        domain = super()._get_item_domain()
        if self.method != "sale_order":
            return domain
        rebilled = Domain("analytic_line_ids.so_line", "!=", False)
        rebilled |= Domain("sale_line_ids", "!=", False)
        if "sale_order_id" in self.env["hr.expense"]._fields:
            rebilled |= Domain("expense_id.sale_order_id", "!=", False)
        return domain & rebilled
