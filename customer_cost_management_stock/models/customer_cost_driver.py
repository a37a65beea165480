from odoo import api, models

#: Values that all drivers on transfers share; done transfers only, of their own company.
TRANSFERS = {
    "kind": "count",
    "quality": "cause",
    "model_name": "stock.picking",
    "date_field": "date_done",
    "partner_path": "partner_id",
    "company_path": "company_id",
}


class CustomerCostDriver(models.Model):
    """What Inventory lets us count of the work for customers."""

    _inherit = "customer.cost.driver"

    @api.model
    def _proposals(self):
        """Shipments, not the internal steps before them, nor what a vendor ships himself."""
        return super()._proposals() + [
            TRANSFERS
            | {
                "code": "deliveries",
                "name": self.env._("Deliveries"),
                "unit": self.env._("delivery"),
                "domain": "[('state', '=', 'done'), ('picking_type_id.code', '=', 'outgoing')]",
            },
            TRANSFERS
            | {
                "code": "delivery_lines",
                "name": self.env._("Delivery Lines"),
                "unit": self.env._("line"),
                "model_name": "stock.move",
                "date_field": "date",
                "partner_path": "picking_id.partner_id",
                "domain": "[('state', '=', 'done'), ('picking_type_id.code', '=', 'outgoing')]",
            },
            TRANSFERS
            | {
                "code": "returns",
                "name": self.env._("Return Receipts"),
                "unit": self.env._("return"),
                "domain": "[('state', '=', 'done'), ('location_id.usage', '=', 'customer')]",
            },
        ]
