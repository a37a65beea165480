from odoo import Command

from odoo.addons.customer_cost_management.tests.driver_case import DriverCase


class SaleCommon(DriverCase):
    """Verbs that quote, order and invoice on a given day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.goods = cls.create_product("Gauge", invoice_policy="order", product_type="service")
        cls.at_home, cls.abroad = cls.env.ref("base.cn"), cls.env.ref("base.de")
        cls.company.country_id = cls.at_home
        cls.customer.country_id = cls.at_home
        cls.other_customer.country_id = cls.at_home

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("sales_team.group_sale_manager")

    @classmethod
    def quote(cls, partner=None, day="2026-03-10", lines=1, goods=None, **values):
        return cls.env["sale.order"].create(
            {
                "partner_id": (partner or cls.customer).id,
                "company_id": cls.company.id,
                "date_order": f"{day} 08:00:00",
                "order_line": [
                    Command.create(
                        {
                            "product_id": (goods or cls.goods).id,
                            "product_uom_qty": 1,
                            "price_unit": 10,
                            "tax_ids": False,
                        }
                    )
                ]
                * lines,
            }
            | values
        )

    @classmethod
    def order(cls, partner=None, day="2026-03-10", **values):
        order = cls.quote(partner, day, **values)
        order.action_confirm()
        order.date_order = f"{day} 08:00:00"
        return order

    @classmethod
    def bill(cls, order, day="2026-03-12"):
        move = order._create_invoices()
        move.invoice_date = day
        move.action_post()
        return move
