from odoo import api, fields, models

from odoo.addons.customer_cost_management.models.measure.urgent_order import is_urgent

#: An ordinary delivery is 1; a carrier asks so many times as much for one in a hurry, or abroad.
EXPRESS, EXPORT = 3, 10
#: What tells of hurry, where Sales leads from a delivery to its order.
PROMISE = ("sale_id.commitment_date", "sale_id.date_order")


class StockPicking(models.Model):
    """Door: how dear it is to carry a delivery, so that a driver can add it up.

    As it was when the delivery was made: who moves abroad later was not delivered abroad.
    """

    _inherit = "stock.picking"

    cost_freight_factor = fields.Float(
        "Freight factor",
        compute="_compute_cost_freight_factor",
        store=True,
        help="How many ordinary shipments carrying it is worth: 10 to another country than the "
        "company's, 3 if the order was promised within two days, else 1.",
    )

    @api.model
    def _knows_promise(self):
        return "sale_id" in self._fields

    @api.depends(
        lambda self: ("partner_id", "company_id", *(PROMISE if self._knows_promise() else ()))
    )
    def _compute_cost_freight_factor(self):
        for picking in self:
            countries = picking.partner_id.country_id | picking.company_id.country_id
            if len(countries) > 1:
                picking.cost_freight_factor = EXPORT
            else:
                picking.cost_freight_factor = EXPRESS if picking._is_urgent() else 1

    def _is_urgent(self):
        order = self.sale_id if self._knows_promise() else None
        return bool(order) and is_urgent(order.date_order, order.commitment_date)
