from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .stock_common import StockCommon


@tagged("post_install", "-at_install")
class TestPerpetual(StockCommon):
    """Perpetual valuation: invoices book their cost, stock entries the rest."""

    def perpetual(self, method="fifo", **values):
        goods = self.create_goods("Gauge", method, "real_time", **values)
        self.receive(goods, 10, 6, "2026-03-02")
        self.receive(goods, 10, 8, "2026-03-03")
        return goods

    def sell(self, goods, quantity=15):
        order = self.order(goods, quantity)
        picking = self.ship(order, "2026-03-10")
        return picking, self.bill(order, "2026-03-12")

    def test_perpetual_valuation(self):
        """The invoice books what was delivered, 100 or 105 or 90: nothing is computed, and
        nothing is left over."""
        for method, cost in (("fifo", 100), ("average", 105), ("standard", 90)):
            with self.subTest(method=method), self.cr.savepoint() as savepoint:
                self.sell(self.perpetual(method, cost=6 if method == "standard" else 0))
                self.assert_cost(self.run_month(), 0, booked=cost)
                savepoint.rollback()
                self.env.invalidate_all(flush=False)

    def test_perpetual_return_and_credit_note(self):
        """5 of the 15 back in April, at the 6.67 that Odoo kept of the invoice."""
        picking, invoice = self.sell(self.perpetual())
        self.take_back(picking, 5, "2026-04-03")
        refund = self._reverse_invoice(invoice, date="2026-04-05", reason="Broken")
        refund.invoice_line_ids.filtered("sale_line_ids").quantity = 5
        refund.action_post()
        booked = sum(refund.line_ids.filtered(self.is_booked_cost).mapped("balance"))
        self.assertAlmostEqual(booked, -33.33, delta=0.03)
        self.assert_cost(self.run_month(), 0, booked=100)
        self.assert_cost(self.april(), 0, booked=booked)

    @staticmethod
    def is_booked_cost(item):
        return item.display_type == "cogs" and item.account_id.internal_group == "expense"

    def test_perpetual_price_difference(self):
        """Goods at a standard of 6 paid 140 for 20: the closing books the 20 that they are not
        worth, which is nobody's cost."""
        self.sell(self.perpetual("standard", cost=6))
        self.close_stock("2026-03-31")
        self.assert_cost(self.run_month(), 0, -20, booked=90)

    def test_perpetual_correction_after_the_sale(self):
        """The first receipt turns out to be worth 20 more after its goods were sold and their
        cost booked: the closing books the 20, and nobody's month changes."""
        goods = self.create_goods("Gauge", "fifo", "real_time")
        receipt = self.receive(goods, 10, 6, "2026-03-02")
        self.receive(goods, 10, 8, "2026-03-03")
        self.sell(goods, 5)
        with freeze_time("2026-03-20 09:00:00"):
            receipt.value_manual = 80
        self.post_entry("2026-03-20", (self.stock, 20, {"product_id": goods.id}), (self.bank, -20))
        self.assertEqual(goods.total_value, 120)
        self.close_stock("2026-03-31")
        self.assert_cost(self.run_month(), 0, -10, booked=30)

    def test_goods_used_by_the_company_itself(self):
        """Goods that go to a place with an account of its own leave stock by an entry at once:
        to be traced, unless a pool names the account or somebody names the customer."""
        goods = self.perpetual()
        samples = self.env["stock.location"].create(
            {
                "name": "Samples",
                "usage": "inventory",
                "company_id": self.company.id,
                "valuation_account_id": self.selling.id,
            }
        )
        rule = self.pool_by_number()
        move = self.move(goods, 2, "2026-03-15", target=samples)
        self.assertEqual(move.account_move_id.journal_id, self.company.account_stock_journal_id)
        self.force(move.account_move_id, date="2026-03-15")
        self.force(move.account_move_id.line_ids, date="2026-03-15")
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 12})
        rule.account_ids = self.selling
        run._run_period()
        self.assertEqual(self.captured(run), {"pool": 12})
        cost = move.account_move_id.line_ids.filtered(lambda item: item.balance > 0)
        cost.cost_customer_id = self.customer
        run._run_period()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 12})

    def test_freight_in_is_part_of_the_goods(self):
        """A bill for freight that the stock takes over as landed cost: to be traced like the
        entry that takes it over, never a pool."""
        self.pool_by_number()
        freight = self.create_product(
            "Freight in",
            product_type="service",
            landed_cost_ok=True,
            property_account_expense_id=self.selling.id,
        )
        vendor = self.other_customer
        bill = self.invoice(vendor, 30, move_type="in_invoice", product_id=freight.id)
        bill.button_draft()
        bill.invoice_line_ids.is_landed_costs_line = True
        bill.action_post()
        goods = self.create_goods("Gauge", "fifo", "real_time")
        receipt = self.receive(goods, 10, 6, "2026-03-02")
        landed = self.env["stock.landed.cost"].create(
            {
                "date": "2026-03-20",
                "company_id": self.company.id,
                "picking_ids": [Command.set(self.picking_of(receipt).ids)],
                "account_journal_id": self.company.account_stock_journal_id.id,
                "cost_lines": [
                    Command.create(
                        {
                            "product_id": freight.id,
                            "price_unit": 20,
                            "split_method": "by_quantity",
                            "account_id": self.selling.id,
                        }
                    )
                ],
            }
        )
        landed.button_validate()
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 10})

    def picking_of(self, move):
        picking = self.env["stock.picking"].create(
            {
                "picking_type_id": self.warehouse.in_type_id.id,
                "location_id": move.location_id.id,
                "location_dest_id": move.location_dest_id.id,
            }
        )
        move.picking_id = picking
        return picking
