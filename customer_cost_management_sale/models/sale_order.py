from odoo import api, fields, models

from odoo.addons.customer_cost_management.models.measure.urgent_order import is_urgent


class SaleOrder(models.Model):
    """Door: what makes the work on an order dearer than usual, so that a driver can count it.

    As it was when the order was made: who moves abroad later did not order from abroad.
    """

    _inherit = "sale.order"

    cost_is_urgent = fields.Boolean(
        "Urgent order",
        compute="_compute_cost_is_urgent",
        store=True,
        precompute=True,
        help="Promised within two days of the order.",
    )
    cost_is_export = fields.Boolean(
        "Export order",
        compute="_compute_cost_is_export",
        store=True,
        precompute=True,
        help="Delivered to another country than the company's.",
    )

    @api.depends("commitment_date", "date_order")
    def _compute_cost_is_urgent(self):
        for order in self:
            order.cost_is_urgent = is_urgent(order.date_order, order.commitment_date)

    @api.depends("partner_shipping_id", "company_id")
    def _compute_cost_is_export(self):
        for order in self:
            countries = order.partner_shipping_id.country_id | order.company_id.country_id
            order.cost_is_export = len(countries) > 1
