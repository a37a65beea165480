from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestPeriodicCost(CustomerCostRunCommon):
    """Cost of sales that nobody posts: computed, frozen, and reconciled with the purchases."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.purchases = cls.create_account("719201", "Purchases")
        cls.selling = cls.create_account("719202", "Selling expenses")
        cls.roles_for_all_accounts(cost_of_sales=cls.purchases)
        cls.goods = cls.create_product("Gauge", cost=6)

    def sell(self, quantity, date="2026-03-10", **values):
        values = {"product_id": self.goods.id, "quantity": quantity} | values
        return self.invoice(self.customer, 10, date, **values)

    def buy(self, amount, date):
        self.post_entry(date, (self.purchases, amount), (self.bank, -amount))

    def test_timing_over_two_months(self):
        """Bought 900 in March, nothing in April; sold 50 and 100 at 6: the difference of
        +600 and −600 is neither the customer's nor a pool's, and over both months 0."""
        self.buy(900, "2026-03-02")
        self.sell(50)
        self.sell(100, "2026-04-10")
        march, april = self.run_month(), self.run_month("2026-04-01", "2026-04-30")
        for run, quantity, difference in ((march, 50, -600), (april, 100, 600)):
            self.assert_ties(run)
            self.assertRecordValues(
                self.statement(run, self.customer),
                [{"computed_cost_of_sales": 6 * quantity, "cm1": 4 * quantity}],
            )
            self.assertEqual(self.reconciliation(run)["timing_difference"], difference)

    def test_cost_is_frozen(self):
        """A new cost of the product changes no month that was computed; the next has it."""
        self.sell(50)
        run = self.run_month()
        self.goods.standard_price = 9
        self.env.flush_all()
        run._run_period()
        self.assertEqual(self.statement(run, self.customer).computed_cost_of_sales, 300)
        again = self.run_month()
        self.assertEqual(self.statement(again, self.customer).computed_cost_of_sales, 300)
        self.sell(10, "2026-04-10")
        april = self.run_month("2026-04-01", "2026-04-30")
        self.assertEqual(self.statement(april, self.customer).computed_cost_of_sales, 90)

    def test_credit_note_takes_back_the_cost_of_its_invoice(self):
        """Also when the month of the invoice was never computed before the cost changed
        twice: what counts is that both have the same cost."""
        invoice = self.sell(50)
        self._reverse_invoice(invoice, date="2026-04-05", reason="Broken", post=True)
        april = self.run_month("2026-04-01", "2026-04-30")
        self.goods.standard_price = 9
        march = self.run_month()
        self.assertEqual(self.statement(march, self.customer).computed_cost_of_sales, 300)
        self.assertEqual(self.statement(april, self.customer).computed_cost_of_sales, -300)
        self.assert_ties(april)

    def test_credit_note_of_lines_at_different_costs(self):
        """10 at 6 and 10 at 9 taken back as a whole: all of the 150, not twice the first."""
        invoice = self.sell(10)
        invoice.button_draft()
        invoice.invoice_line_ids.copy({"move_id": invoice.id})
        invoice.action_post()
        self.run_month()
        costs = self.env["customer.cost.invoice.cost"].search([])
        self.assertEqual(len(costs), 2)
        self.force(costs[0], unit_cost=9)
        self._reverse_invoice(invoice, date="2026-04-05", reason="All back", post=True)
        run = self.run_month("2026-04-01", "2026-04-30")
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.customer).computed_cost_of_sales, -150)

    def test_credit_note_of_lines_in_different_units(self):
        """A dozen at 6 a piece and 10 pieces at 9 taken back as a whole: 72 + 90 = 162, so that
        nothing of the month is left."""
        dozen = self.env.ref("uom.product_uom_dozen")
        invoice = self.sell(1, product_uom_id=dozen.id)
        invoice.button_draft()
        piece = {"product_uom_id": self.env.ref("uom.product_uom_unit").id, "quantity": 10}
        invoice.invoice_line_ids.copy({"move_id": invoice.id, **piece})
        invoice.action_post()
        self.run_month()
        pieces = invoice.invoice_line_ids.filtered(lambda line: line.quantity == 10)
        costs = self.env["customer.cost.invoice.cost"].search([])
        self.force(costs.filtered(lambda cost: cost.move_line_id == pieces), unit_cost=9)
        self._reverse_invoice(invoice, date="2026-04-05", reason="All back", post=True)
        march, april = self.run_month(), self.run_month("2026-04-01", "2026-04-30")
        self.assertEqual(self.statement(march, self.customer).computed_cost_of_sales, 162)
        self.assertEqual(self.statement(april, self.customer).computed_cost_of_sales, -162)

    def test_unit_of_the_invoice_line(self):
        """Two dozen at 6 a piece cost 144; a piece taken back gives 6."""
        dozen = self.env.ref("uom.product_uom_dozen")
        invoice = self.sell(2, product_uom_id=dozen.id)
        refund = self._reverse_invoice(invoice, date="2026-03-20", reason="One broken")
        refund.invoice_line_ids.write(
            {"product_uom_id": self.env.ref("uom.product_uom_unit").id, "quantity": 1}
        )
        refund.action_post()
        run = self.run_month()
        self.assertEqual(self.statement(run, self.customer).computed_cost_of_sales, 138)

    def test_another_product_on_the_same_line(self):
        """An invoice reset, corrected and posted again has the cost of its new product."""
        invoice = self.sell(10)
        run = self.run_month()
        invoice.button_draft()
        other = self.create_product("Lamp", cost=2)
        invoice.invoice_line_ids.product_id = other
        invoice.action_post()
        run._run_period()
        self.assertEqual(self.statement(run, self.customer).computed_cost_of_sales, 20)

    def test_product_without_cost(self):
        """It is listed with its revenue; above 5 % of revenue cost of sales is incomplete.
        When its cost is entered, computing again takes it."""
        self.sell(100)
        free = self.create_product("Adapter")
        self.sell(4, product_id=free.id)
        run = self.run_month()
        [problem] = run.problems
        self.assertEqual(problem["code"], "product_without_cost")
        self.sell(40, product_id=free.id)
        run._run_period()
        [problem] = run.problems
        self.assertEqual(problem["code"], "cost_of_sales_incomplete")
        self.assertEqual(problem["severity"], "warning")
        self.assertAlmostEqual(problem["percent"], 100 * 440 / 1440)
        self.assertIn("Adapter", problem["message"])
        self.assertIn("440", problem["message"])
        free.standard_price = 1
        run._run_period()
        self.assertFalse(run.problems)
        self.assertEqual(self.statement(run, self.customer).computed_cost_of_sales, 644)

    def test_economic_customer_bears_the_cost(self):
        invoice = self.sell(10)
        invoice.invoice_line_ids.cost_customer_id = self.other_customer
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.statement(run, self.other_customer).cm1, 40)
        self.assertFalse(self.statement(run, self.customer))

    def test_goods_sold_to_an_own_company(self):
        """Revenue and cost are intercompany; the own company is no customer."""
        self.buy(60, "2026-03-02")
        values = {"product_id": self.goods.id, "quantity": 10}
        self.invoice(self.other_company.partner_id, 10, **values)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"intercompany_result": 40})
        self.assertEqual(run.customer_count, 0)

    def test_goods_on_an_account_that_is_excluded(self):
        """An asset sold is no revenue; its cost is not the customer's either."""
        gain = self.create_account("719203", "Disposals", "income_other")
        self.create_role(gain, "other")
        self.sell(1, account_id=gain.id)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"excluded_result": 10})

    def test_stock_variation_on_a_selling_account(self):
        """Items of stored goods do not enter a pool that catches the account by its number,
        but one that names the account."""
        pool = self.create_pool("Selling", rest_unallocated=True)
        rule = self.env["customer.cost.pool.rule"].create(
            {"pool_id": pool.id, "account_prefixes": "7192"}
        )
        variation = (self.selling, 400, {"product_id": self.goods.id})
        self.post_entry("2026-03-31", variation, (self.bank, -400))
        self.post_entry("2026-03-31", (self.selling, 70), (self.bank, -70))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 400, "pool": 70})
        self.assertEqual(self.reconciliation(run)["timing_difference"], -400)
        rule.account_ids = self.selling
        run._run_period()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"pool": 470})

    def test_price_difference_on_a_vendor_bill(self):
        """Odoo books it like the cost of an invoice, with the vendor as partner: he is no
        customer, and the difference is to be traced."""
        stock = self.create_account("110198", "Goods in stock", "asset_current")
        values = {"product_id": self.goods.id, "account_id": stock.id, "move_type": "in_invoice"}
        bill = self.invoice(self.other_customer, 100, **values)
        bill.button_draft()
        values = {"move_id": bill.id, "product_id": self.goods.id, "display_type": "cogs"}
        self.env["account.move.line"].create(
            [
                values | {"account_id": self.selling.id, "balance": 20},
                values | {"account_id": stock.id, "balance": -20},
            ]
        )
        bill.action_post()
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"to_trace": 20})
        self.assertFalse(self.statement(run, self.other_customer))

    def test_production(self):
        """What is left on a production account is shown, never pooled."""
        progress = self.create_account("719301", "Work in progress")
        self.create_role(progress, "production")
        self.create_pool("All", (), progress, rest_unallocated=True)
        self.post_entry("2026-03-31", (progress, 90), (self.bank, -90))
        self.post_entry("2026-03-31", (progress, -50), (self.bank, 50))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"production_not_transferred": -40})

    def test_a_production_item_goes_to_the_customer_a_rule_names(self):
        """Attribution comes before production; pool rules never take it."""
        progress = self.create_account("719301", "Work in progress")
        self.create_role(progress, "production")
        self.create_pool("All", (), progress, rest_unallocated=True)
        self.env["customer.cost.attribution.rule"].create(
            {
                "company_id": self.company.id,
                "method": "fixed",
                "partner_id": self.customer.id,
                "product_ids": self.goods.ids,
            }
        )
        self.post_entry(
            "2026-03-31", (progress, 90, {"product_id": self.goods.id}), (self.bank, -90)
        )
        self.post_entry("2026-03-31", (progress, 50), (self.bank, -50))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.captured(run), {"direct": 90, "production": 50})
        self.assertEqual(self.statement(run, self.customer).cm3, -90)
