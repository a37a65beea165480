from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .run_common import CustomerCostRunCommon

STORED = {
    "customer_cost_capture": "destination, move_line_id, item_count, role, account_id, partner_id, "
    "category_id, pool_id, rule, date, name, balance, gross_balance, refund_balance, invoiced",
    "customer_cost_run_node": "name, kind, captured, received, given, unused, unallocated, "
    "spending_variance, rate_variance, avoidable, volume, rate",
    "customer_profitability": "*",
    "customer_cost_reconciliation_line": "line, amount",
}


@tagged("post_install", "-at_install")
class TestInvariants(CustomerCostRunCommon):
    """What may happen around a run without changing a figure."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719601", "Wages")
        cls.roles_for_all_accounts()
        cls.goods = cls.create_product("Gauge", cost=6)

    def build_month(self, customers, direct=10):
        """Invoices, direct cost and a pool by invoices; the customers in the given order."""
        driver = self.create_driver()
        activity = self.create_activity("Invoicing", driver)
        self.create_pool("Wages", [(activity, 100)], self.wages)
        self.post_entry("2026-03-31", (self.wages, 100), (self.bank, -100))
        for customer, price in customers:
            self.invoice(customer, price, product_id=self.goods.id)
            typed = {"cost_customer_id": customer.id}
            self.post_entry("2026-03-12", (self.wages, direct, typed), (self.bank, -direct))

    def stored(self, run):
        """Every stored row of a run, without ids."""
        rows = {}
        for table, columns in STORED.items():
            rows[table] = self.env.execute_query(
                SQL(
                    "SELECT to_jsonb(kept) - 'id' FROM (SELECT %s FROM %s WHERE run_id = %s) kept "
                    "ORDER BY 1",
                    SQL(columns),
                    SQL.identifier(table),
                    run.id,
                )
            )
            self.assertTrue(rows[table], table)
        return rows

    def test_a_second_computation_gives_identical_rows(self):
        self.build_month([(self.customer, 100), (self.other_customer, 77.77)])
        run = self.run_month()
        before = self.stored(run)
        run._run_period()
        self.assertEqual(self.stored(run), before)

    def test_order_of_creation(self):
        """Three customers share 100 by thirds: the odd cent follows the customer, not the order
        in which his documents were made."""
        customers = self.env["res.partner"].create([{"name": name} for name in "ABC"])
        figures = []
        for order in (customers, customers[::-1]):
            with self.env.cr.savepoint() as savepoint:
                self.build_month([(customer, 100) for customer in order])
                run = self.run_month()
                self.assert_ties(run)
                figures.append({c.name: self.statement(run, c).cm3 for c in customers})
                savepoint.rollback()
            self.env.invalidate_all(flush=False)
        self.assertEqual(figures[0], figures[1])
        self.assertEqual(sorted(figures[0].values()), [50.66, 50.67, 50.67])

    def test_merge_of_two_customers(self):
        """Totals stay, every view can be read, and computing again gives the sum."""
        self.build_month([(self.customer, 100), (self.other_customer, 80)])
        run = self.run_month()
        contribution = run.contribution
        amounts = sum(amount for *_r, amount in self.allocated(run, self.other_customer).values())
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.customer + self.other_customer).ids, self.other_customer)
        self.assertFalse(self.customer.exists())
        rows = self.statement(run, self.other_customer)
        self.assertEqual(len(rows), 2)
        self.assertEqual(sum(rows.mapped("cm3")), contribution)
        for model in ("customer.profitability", "customer.cost.allocation"):
            records = self.env[model].search([("run_id", "=", run.id)])
            self.assertEqual(set(records.mapped("partner_id.name")), {"Acme Corp"})
            records.web_read({"partner_id": {"fields": {"display_name": {}}}})
        view = self.env["customer.cost.allocation"].search([("run_id", "=", run.id)])
        self.assertEqual(sum(view.mapped("amount")), 2 * amounts)
        capture = self.env["customer.cost.capture"].search([("run_id", "=", run.id)])
        self.assertLessEqual(set(capture.mapped("partner_id.name")), {"Acme Corp"})
        run._run_period()
        self.assert_ties(run)
        self.assertEqual(run.contribution, contribution)
        self.assertEqual(self.statement(run, self.other_customer).cm3, contribution)

    def test_customer_in_use_cannot_be_deleted(self):
        """Also when only a run's evidence names him; the batch's other partner stays, too."""
        free, used = self.env["res.partner"].create([{"name": "Free"}, {"name": "Used"}])
        self.create_typed_driver("Visits", [(used, 1)])
        self.run_month()
        self.env["customer.cost.driver.volume"].search([]).unlink()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaisesRegex(UserError, "Used"),
            self.env.cr.savepoint(),
        ):
            (free + used).unlink()
        self.assertTrue((free + used).exists() == free + used)

    def test_archived_customer(self):
        """A customer archived before or after the run is still shown."""
        self.build_month([(self.customer, 100)])
        self.customer.active = False
        run = self.run_month()
        self.assert_ties(run)
        statement = self.statement(run, self.customer)
        self.assertEqual(statement.net_revenue, 100)
        self.assertEqual(statement.partner_id.display_name, "Lumber Inc")

    def test_deleted_item_leaves_its_evidence(self):
        """An entry reset and deleted after the run: name, date, account, amount stay."""
        entry = self.post_entry(
            "2026-03-12", (self.wages, 40, {"name": "Dinner"}), (self.bank, -40)
        )
        run = self.run_month()
        entry.button_draft()
        entry.with_context(force_delete=True).unlink()
        self.env.flush_all()
        self.env.invalidate_all()
        row = self.env["customer.cost.capture"].search([("run_id", "=", run.id)])
        self.assertRecordValues(
            row, [{"name": "Dinner", "balance": 40, "account_id": self.wages.id}]
        )
        names = ("name", "balance", "move_line_id", "account_id")
        self.assertFalse(row.read(names)[0]["move_line_id"])
        specification = {name: {} for name in names}
        specification["move_line_id"] = {"fields": {"display_name": {}}}
        [read] = row.web_read(specification)
        self.assertFalse(read["move_line_id"])

    def test_month_without_entries(self):
        """Nothing happened: no customer, every line at 0.00."""
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(run.customer_count, 0)
        self.assertFalse(self.reconciliation(run))

    def test_pool_without_customers(self):
        """Cost and nobody to give it to: it stays unallocated."""
        activity = self.create_activity("Invoicing", self.create_driver())
        self.create_pool("Wages", [(activity, 100)], self.wages)
        self.post_entry("2026-03-31", (self.wages, 100), (self.bank, -100))
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.reconciliation(run), {"unallocated_pools": -100})

    def test_currencies_without_and_with_three_decimals(self):
        """100 units of wages by thirds: yen have no cent, dinar a thousandth."""
        customers = self.env["res.partner"].create([{"name": name} for name in "ABC"])
        for code, shares, sale in (
            ("JPY", [33, 33, 34], 1000),
            ("KWD", [33.333, 33.333, 33.334], 10.125),
        ):
            with self.subTest(code):
                currency = self.env.ref(f"base.{code}")
                currency.active = True
                company = self.setup_other_company(name=code, currency_id=currency.id)["company"]
                self.build_month_of(company, customers, sale)
                run = self.run_month(company_id=company.id)
                self.assert_ties(run)
                statements = [self.statement(run, customer) for customer in customers]
                self.assertEqual(sorted(s.order_allocated for s in statements), shares)
                self.assertEqual([s.net_revenue for s in statements], [sale] * 3)
                rows = self.env["customer.cost.allocation"].search([("run_id", "=", run.id)])
                self.assertEqual(sorted(rows.mapped("amount")), shares)

    def build_month_of(self, company, customers, sale):
        wages = self.create_account("719602", "Wages", company=company)
        bank = self.create_account("101995", "Bank", "asset_cash", company=company)
        self.roles_for_all_accounts(company)
        mine = {"company_id": company.id}
        driver = self.create_typed_driver("Visits", [(c, 1) for c in customers], **mine)
        activity = self.create_activity("Visits", driver, **mine)
        self.create_pool("Wages", [(activity, 100)], wages, **mine)
        self.post_entry("2026-03-31", (wages, 100), (bank, -100), company=company)
        for customer in customers:
            self.invoice(customer, sale, company=company)
