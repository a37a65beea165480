from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestItemsBehindRows(CustomerCostRunCommon):
    """Revenue and booked cost of sales are captured by customer and account: *Journal items*
    opens exactly the items that such a row is the sum of."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101997", "Bank of the items", "asset_cash")
        cls.sales = cls.create_account("400901", "Sales", "income")
        cls.expenses = cls.company_data["default_account_expense"]
        cls.roles_for_all_accounts()
        cls.goods = cls.create_product("Gauge")
        cls.contact = cls.env["res.partner"].create(
            {"name": "Purchasing", "parent_id": cls.customer.id}
        )

    def sell(self, customer, price, date="2026-03-10", **values):
        return self.invoice(customer, price, date, account_id=self.sales.id, **values)

    def book_cost(self, invoice, account, amount):
        """Cost of sales beside the lines of an invoice, as perpetual valuation books it."""
        invoice.button_draft()
        values = {"move_id": invoice.id, "product_id": self.goods.id, "display_type": "cogs"}
        self.env["account.move.line"].create(
            [
                values | {"account_id": account.id, "balance": amount},
                values | {"account_id": self.bank.id, "balance": -amount},
            ]
        )
        invoice.action_post()
        return invoice

    def rows(self, run):
        """{(customer, account, destination): (balance, items)} of rows that stand for items,
        each compared with what it opens."""
        found = {}
        for row in self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("move_line_id", "=", False)]
        ):
            items = self.env["account.move.line"].search(row.action_open_journal_item()["domain"])
            key = (row.partner_id.name, row.account_id.name, row.destination)
            with self.subTest(row=key):
                self.assertEqual(round(sum(items.mapped("balance")), 2), round(row.balance, 2))
                self.assertEqual(len(items), row.item_count)
            found[key] = (round(row.balance, 2), row.item_count)
        return found

    def test_invoices_credit_notes_and_entries_on_a_contact(self):
        self.sell(self.customer, 100)
        self.sell(self.contact, 50)
        self.sell(self.customer, 30, move_type="out_refund")
        self.sell(self.customer, 7, "2026-04-02")
        self.sell(self.other_customer, 11)
        on_contact = {"partner_id": self.contact.id}
        self.post_entry("2026-03-31", (self.sales, -20, on_contact), (self.bank, 20))
        # a draft is in no row
        self.sell(self.customer, 5).button_draft()
        self.assertEqual(
            self.rows(self.run_month()),
            {
                ("Lumber Inc", "Sales", "revenue"): (-140, 4),
                ("Acme Corp", "Sales", "revenue"): (-11, 1),
            },
        )

    def test_an_item_typed_to_somebody_else_is_in_no_row_of_a_document(self):
        self.sell(self.customer, 100)
        away = self.sell(self.customer, 40)
        away.invoice_line_ids.cost_customer_id = self.other_customer
        self.sell(self.other_customer, 11)
        run = self.run_month()
        self.assertEqual(
            self.rows(run),
            {
                ("Lumber Inc", "Sales", "revenue"): (-100, 1),
                ("Acme Corp", "Sales", "revenue"): (-11, 1),
            },
        )
        # he has a row of its own, which opens itself
        [row] = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("rule", "=", "typed")]
        )
        [item] = self.env["account.move.line"].search(row.action_open_journal_item()["domain"])
        self.assertEqual((item.move_id, row.partner_id), (away, self.other_customer))

    def test_cost_of_sales_revenue_and_direct_cost_on_one_account(self):
        """The generic chart books the cost of goods to an account for expenses, too."""
        invoice = self.book_cost(self.sell(self.customer, 100), self.expenses, 60)
        self.book_cost(self.sell(self.customer, 70), self.sales, 9)
        typed = {"cost_customer_id": self.customer.id, "partner_id": self.customer.id}
        self.post_entry("2026-03-31", (self.expenses, 25, typed), (self.bank, -25))
        run = self.run_month()
        self.assertEqual(
            self.rows(run),
            {
                ("Lumber Inc", "Sales", "revenue"): (-170, 2),
                ("Lumber Inc", "Sales", "cost_of_sales"): (9, 1),
                ("Lumber Inc", self.expenses.name, "cost_of_sales"): (60, 1),
            },
        )
        self.assert_traced(run, invoice)

    def assert_traced(self, run, invoice):
        """Forward as backward: each item tells the row that it is a part of."""
        run._as_engine().state = "computed"
        page = self.env["customer.cost.trace"].get_trace("account.move", invoice.id)
        self.assertEqual(
            {(part["destination"], part["amount"]) for part in page["parts"]},
            {("Revenue", 100), ("Cost of sales", -60)},
        )

    def test_closing_and_intercompany_entries_are_in_no_row(self):
        self.sell(self.customer, 100)
        on_customer = {"partner_id": self.customer.id}
        earnings = self.env["account.account"].search(
            [
                ("account_type", "=", "equity_unaffected"),
                ("company_ids", "in", self.company.ids),
            ],
            limit=1,
        )
        self.post_entry("2026-03-31", (self.sales, 100, on_customer), (earnings, -100))
        marked = self.post_entry("2026-03-31", (self.sales, 8, on_customer), (self.bank, -8))
        marked.cost_closing_entry = "closing"
        kept = self.post_entry("2026-03-31", (self.sales, 3, on_customer), (earnings, -3))
        kept.cost_closing_entry = "not_closing"
        own = self.other_company.partner_id.id
        self.post_entry("2026-03-31", (self.sales, -6, on_customer), (self.bank, 6), partner_id=own)
        self.assertEqual(
            self.rows(self.run_month()), {("Lumber Inc", "Sales", "revenue"): (-97, 2)}
        )

    def test_a_changed_row_opens_the_items_of_today(self):
        self.sell(self.customer, 100)
        run = self.run_month()
        [row] = self.env["customer.cost.capture"].search([("run_id", "=", run.id)])
        change = (
            self.env["customer.cost.change"]
            .sudo()
            .create(
                {
                    "run_id": run.id,
                    "company_id": self.company.id,
                    "kind": "new",
                    "account_id": self.sales.id,
                    "partner_id": self.customer.id,
                    "destination": "revenue",
                    "after": 120,
                }
            )
        )
        late = self.post_entry(
            "2026-03-31", (self.sales, -20, {"partner_id": self.customer.id}), (self.bank, 20)
        )
        items = self.env["account.move.line"].search(change.action_open_journal_item()["domain"])
        self.assertIn(late, items.move_id)
        self.assertEqual(sum(items.mapped("balance")), -120)
        self.assertEqual(row.balance, -100)
