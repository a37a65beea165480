from odoo.exceptions import AccessError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestInvoicedGoods(CustomerCostRunCommon):
    """Computed cost of sales opens the invoice lines it is the sum of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.bank = cls.create_account("101996", "Bank of the goods", "asset_cash")
        cls.tax = cls.create_account("719403", "Tax on sales")
        cls.roles_for_all_accounts(tax_on_sales=cls.tax)
        cls.goods = cls.create_product("Gauge", cost=6)
        cls.dozen = cls.env.ref("uom.product_uom_dozen")
        cls.sell(cls.customer, 50)
        cls.sell(cls.customer, 2, product_uom_id=cls.dozen.id)
        cls.sell(cls.customer, 3, move_type="out_refund")
        cls.sell(cls.customer, 7, "2026-04-10")
        cls.sell(cls.other_customer, 10)
        cls.sell(cls.other_company.partner_id, 4)
        cls.sell(cls.other_customer, 5).invoice_line_ids.cost_customer_id = cls.customer
        # work is no goods: nothing is computed
        cls.invoice(cls.customer, 10, product_id=cls.create_product("Visit", 3, "service").id)
        cls.march = cls.run_month()
        # a cost with more decimals than the currency, as an average of purchases has
        cls.force(cls.env["customer.cost.invoice.cost"].search([]), unit_cost=6.005)
        cls.march._run_period()
        cls.march._as_engine().state = "computed"

    @classmethod
    def sell(cls, customer, quantity, date="2026-03-10", **values):
        values = {"product_id": cls.goods.id, "quantity": quantity} | values
        return cls.invoice(customer, 10, date, **values)

    def opened(self, action, user=None):
        rows = self.env[action["res_model"]].with_user(user or self.auditor)
        return rows.search(action["domain"])

    def test_the_lines_of_a_customer_are_his_computed_cost(self):
        """50, 24 and −3 at 6.005 and 5 typed to him: 300.25 + 144.12 − 18.02 + 30.03."""
        statement = self.statement(self.march, self.customer).with_user(self.auditor)
        self.assertEqual(statement.computed_cost_of_sales, 456.38)
        self.assertIn("computed_cost_of_sales", statement.statement["opens"])
        rows = self.opened(statement.action_open_line("computed_cost_of_sales"))
        self.assertEqual(
            sorted(zip(rows.mapped("quantity"), rows.mapped("cost"), strict=True)),
            [(-3, -18.02), (5, 30.03), (24, 144.12), (50, 300.25)],
        )
        self.assertEqual(set(rows.mapped("source")), {"product"})
        self.assertEqual(rows.partner_id, self.customer)
        [(total,)] = rows._read_group([("id", "in", rows.ids)], [], ["cost:sum"])
        self.assertEqual(round(total, 2), 456.38)

    def test_parts_of_the_reconciliation_open_the_lines(self):
        page = self.march.with_user(self.auditor).get_reconciliation()
        [line] = [each for each in page["lines"] if each["key"] == "timing_difference"]
        parts = {part["key"]: part for part in line["parts"]}
        for key in ("timing_computed", "timing_without"):
            records = parts[key]["records"]
            rows = self.env[records["model"]].with_user(self.auditor).search(records["domain"])
            self.assertEqual(round(sum(rows.mapped("cost")), 2), parts[key]["amount"], key)
        # 456.38 and 10 × 6.005 of the other customer; not the goods of the own company
        self.assertEqual(parts["timing_computed"]["amount"], 516.43)

    def test_an_invoice_that_books_its_cost_is_not_among_them(self):
        invoice = self.sell(self.customer, 1)
        self.march._run_period()
        rows = self.env["customer.cost.invoiced.goods"]
        self.assertEqual(rows.search_count([("move_id", "=", invoice.id)]), 1)
        invoice.button_draft()
        stock = self.create_account("110397", "Goods", "asset_current")
        values = {"move_id": invoice.id, "product_id": self.goods.id, "display_type": "cogs"}
        expense = self.company_data["default_account_expense"]
        self.env["account.move.line"].create(
            [
                values | {"account_id": expense.id, "balance": 6},
                values | {"account_id": stock.id, "balance": -6},
            ]
        )
        self.assertEqual(rows.search_count([("move_id", "=", invoice.id)]), 0)
        invoice.action_post()
        self.assertEqual(rows.search_count([("move_id", "=", invoice.id)]), 0)

    def test_cost_that_is_booked_without_a_product_is_that_of_all_goods(self):
        """Booked 6 for two products; computed beside it, the customer would bear them twice."""
        before = self.run_month()
        invoice = self.sell(self.customer, 1)
        invoice.button_draft()
        self.env["account.move.line"].create(
            {
                "move_id": invoice.id,
                "product_id": self.create_product("Sensor", cost=4).id,
                "account_id": self.company_data["default_account_revenue"].id,
                "quantity": 1,
                "price_unit": 0,
            }
        )
        stock = self.create_account("110398", "Goods of all kinds", "asset_current")
        values = {"move_id": invoice.id, "display_type": "cogs"}
        expense = self.company_data["default_account_expense"]
        self.env["account.move.line"].create(
            [
                values | {"account_id": expense.id, "balance": 6},
                values | {"account_id": stock.id, "balance": -6},
            ]
        )
        invoice.action_post()
        after = self.run_month()
        was, now = (self.statement(run, self.customer) for run in (before, after))
        self.assertEqual(now.computed_cost_of_sales, was.computed_cost_of_sales)
        self.assertEqual(now.booked_cost_of_sales - was.booked_cost_of_sales, 6)

    def test_only_accountants_and_auditors_of_the_company_read_them(self):
        statement = self.statement(self.march, self.customer)
        action = statement.action_open_line("computed_cost_of_sales")
        self.assertEqual(len(self.opened(action, self.cost_accountant)), 4)
        for user in (self.staff, self.billing, self.customer_manager, self.compliance):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.opened(action, user)
        self.auditor.write(
            {
                "company_ids": [(6, 0, self.other_company.ids)],
                "company_id": self.other_company.id,
            }
        )
        self.assertFalse(self.opened(action, self.auditor))

    def test_tax_on_sales_opens_its_entries(self):
        typed = {"cost_customer_id": self.customer.id}
        self.post_entry("2026-03-31", (self.tax, 12, typed), (self.bank, -12))
        self.march._run_period()
        self.march._as_engine().state = "computed"
        statement = self.statement(self.march, self.customer).with_user(self.auditor)
        self.assertIn("tax_on_sales", statement.statement["opens"])
        [row] = self.opened(statement.action_open_line("tax_on_sales"))
        self.assertEqual((row.balance, row.account_id), (12, self.tax))

    def test_a_tax_that_an_activity_gives_stands_in_the_row_of_the_activity(self):
        driver = self.create_driver()
        activity = self.create_activity(
            "Stamp duty", driver, statement_line="cost_of_sales", tax_on_sales=True
        )
        pool = self.create_account("719404", "Duty")
        self.create_role(pool, "operating")
        self.create_pool("Duties", [(activity, 100)], pool)
        self.post_entry("2026-03-31", (pool, 30), (self.bank, -30))
        self.march._run_period()
        statement = self.statement(self.march, self.customer)
        rows = {row["key"]: row["amount"] for row in statement.statement["rows"]}
        self.assertLess(rows["tax_on_sales"], 0)
        self.assertEqual(rows[f"activity_{activity.id}_tax_on_sales"], rows["tax_on_sales"])
        self.assertNotIn("tax_on_sales", statement.statement["opens"])
