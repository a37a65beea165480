from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.tools import SQL

from odoo.addons.customer_cost_management.tests.driver_case import DriverCase


class StockCommon(DriverCase):
    """Verbs that buy, order, deliver, invoice and take back goods on a given day.

    Purchases and stock variation are cost of sales; a purchase is paid for on the day of its
    receipt, on the account that the way of valuation wants.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # what a product cost when it was ordered is another addon's thing
        run = cls.env.registry["customer.cost.run"]
        ordered = patch.object(run, "_sql_ordered_cost", lambda run: SQL("NULL::numeric"))
        cls.startClassPatcher(ordered)
        cls.stock = cls.company.account_stock_valuation_id
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.purchases = cls.company_data["default_account_expense"]
        cls.variation = cls.create_account("719101", "Stock variation")
        cls.selling = cls.create_account("719102", "Selling expenses")
        cls.stock.account_stock_variation_id = cls.variation
        cls.roles_for_all_accounts(cost_of_sales=cls.purchases | cls.variation)
        cls.warehouse = cls.env["stock.warehouse"].search(
            [("company_id", "=", cls.company.id)], limit=1
        )

    @classmethod
    def get_default_groups(cls):
        groups = "sales_team.group_sale_manager", "stock.group_stock_manager"
        return super().get_default_groups().union(*map(cls.env.ref, groups))

    # -- goods

    @classmethod
    def create_goods(cls, name, method, valuation="periodic", **values):
        category = cls.env["product.category"].create(
            {
                "name": f"{name}s",
                "property_cost_method": method,
                "property_valuation": valuation,
            }
        )
        values = {"is_storable": True, "categ_id": category.id, "invoice_policy": "order"} | values
        with freeze_time("2026-01-01"):  # a cost of a later day would outdo that of the receipts
            return cls.create_product(name, **values)

    @classmethod
    def receive(cls, goods, quantity, unit_cost, day):
        """Goods from a vendor, and what they cost: an expense, or stock where it is perpetual."""
        cost = quantity * unit_cost
        worth = {} if goods.cost_method == "standard" else {"value_manual": cost}
        vendors = cls.env.ref("stock.stock_location_suppliers")
        move = cls.move(goods, quantity, day, source=vendors, **worth)
        account = cls.stock if goods.valuation == "real_time" else cls.purchases
        cls.post_entry(day, (account, cost, {"product_id": goods.id}), (cls.bank, -cost))
        return move

    def buy(self, method, **values):
        """10 at 6 and 10 at 8, paid 140."""
        goods = self.create_goods("Gauge", method, **values)
        self.receive(goods, 10, 6, "2026-03-02")
        self.receive(goods, 10, 8, "2026-03-03")
        return goods

    def sell_fifteen(self, method, **values):
        """15 of them, delivered and invoiced in March."""
        order = self.order(self.buy(method, **values), 15)
        picking = self.ship(order, "2026-03-10")
        invoice = self.bill(order, "2026-03-12")
        return order, picking, invoice

    @classmethod
    def move(cls, goods, quantity, day, source=None, target=None, **values):
        """A done move; to stock, or from it."""
        inside = cls.warehouse.lot_stock_id
        with freeze_time(f"{day} 09:00:00"):
            move = cls.env["stock.move"].create(
                {
                    "product_id": goods.id,
                    "product_uom_qty": quantity,
                    "location_id": (source or inside).id,
                    "location_dest_id": (target or inside).id,
                    "company_id": cls.company.id,
                    "is_inventory": True,
                    "inventory_name": "By hand",
                }
                | values
            )
            move._action_confirm()
            move.quantity = quantity
            move.picked = True
            move._action_done()
            cls.env.flush_all()
        return move

    # -- sales

    @classmethod
    def order(cls, goods, quantity, price=10, **values):
        """A confirmed sales order of one line; ``values`` of the line."""
        order = cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.id,
                "company_id": cls.company.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": goods.id,
                            "product_uom_qty": quantity,
                            "price_unit": price,
                            "tax_ids": False,
                        }
                        | values
                    )
                ],
            }
        )
        order.action_confirm()
        return order

    @classmethod
    def ship(cls, order, day, quantity=None):
        """Deliver what is open, or a part of it with the rest on a backorder."""
        [picking] = order.picking_ids.filtered(lambda p: p.state not in ("done", "cancel"))
        with freeze_time(f"{day} 10:00:00"):
            for move in picking.move_ids:
                move.quantity = move.product_uom_qty if quantity is None else quantity
                move.picked = True
            picking._action_done()
            cls.env.flush_all()
        return picking

    @classmethod
    def take_back(cls, picking, quantity, day):
        with freeze_time(f"{day} 11:00:00"):
            wizard = (
                cls.env["stock.return.picking"]
                .with_context(active_id=picking.id, active_model="stock.picking")
                .create({})
            )
            wizard.product_return_moves.quantity = quantity
            action = wizard.action_create_returns()
            back = cls.env["stock.picking"].browse(action["res_id"])
            back.move_ids.quantity = quantity
            back.move_ids.picked = True
            back._action_done()
            cls.env.flush_all()
        return back

    @classmethod
    def bill(cls, order, day, quantity=None):
        """Invoice what is to be invoiced, or a part of it, or credit what came back."""
        with freeze_time(f"{day} 12:00:00"):
            move = order._create_invoices(final=True)
            move.invoice_date = day
            if quantity is not None:
                move.invoice_line_ids.quantity = quantity
            move.action_post()
            cls.env.flush_all()
        return move

    @classmethod
    def close_stock(cls, day):
        with freeze_time(f"{day} 20:00:00"):
            cls.company.action_close_stock_valuation(at_date=day, auto_post=True)
            cls.env.flush_all()

    # -- cost model

    def pool_by_number(self):
        """A pool that catches the selling expenses by their number."""
        pool = self.create_pool("Selling", rest_unallocated=True)
        return self.env["customer.cost.pool.rule"].create(
            {"pool_id": pool.id, "account_prefixes": "719102"}
        )

    # -- what a run says

    def april(self):
        return self.run_month("2026-04-01", "2026-04-30")

    def assert_cost(self, run, cost, difference=0, booked=0):
        """The customer's cost of sales, computed and booked, the difference in timing, and
        that everything ties to the books."""
        self.assert_ties(run)
        statement = self.statement(run, self.customer)
        self.assertEqual(
            (statement.computed_cost_of_sales, statement.booked_cost_of_sales), (cost, booked)
        )
        self.assertEqual(self.reconciliation(run).get("timing_difference", 0), difference)

    def sources(self):
        """Where the frozen costs came from, in the order of the invoice lines."""
        costs = self.env["customer.cost.invoice.cost"].search([])
        return costs.sorted(lambda cost: cost.move_line_id.id).mapped("source")
