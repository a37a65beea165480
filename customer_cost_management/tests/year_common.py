from odoo.tools import SQL

from .run_common import CustomerCostRunCommon

#: Amounts whose sums the tests read again, one by one.
AMOUNTS = ("net_revenue", "cm1", "order_allocated", "customer_direct", "cm3", "cost_to_serve")


class YearCase(CustomerCostRunCommon):
    """Months of two customers, published by a controller; one pool gives by invoices.

    ``month(date, {customer: [prices]}, wages)`` posts a month; ``publish(date)`` computes
    and publishes a version of it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.wages = cls.create_account("610001", "Wages")
        cls.bank = cls.create_account("101999", "Bank of the case", "asset_cash")
        cls.roles_for_all_accounts()
        cls.handling = cls.create_activity("Order handling", cls.create_driver())
        cls.pool = cls.create_pool("Sales team", [(cls.handling, 100)], cls.wages)

    @classmethod
    def month(cls, date, revenues, wages=0):
        for customer, prices in revenues.items():
            for price in prices:
                cls.invoice(customer, price, date=date)
        if wages:
            cls.post_entry(date, (cls.wages, wages), (cls.bank, -wages))

    @classmethod
    def publish(cls, date, company=None):
        """A new version of the month of a date, published."""
        first = date[:8] + "01"
        cls.env.cr.execute(
            SQL(
                "SELECT (date_trunc('month', %s::date) + interval '1 month - 1 day')::date::text",
                date,
            )
        )
        company = company or cls.company
        run = cls.run_month(first, cls.env.cr.fetchone()[0], reason="Test", company_id=company.id)
        run._as_engine().state = "computed"
        run.with_user(cls.controller).with_company(company).action_publish()
        return run

    # -- what the years say

    def window(self, kind="last_twelve", company=None):
        return self.env["customer.profitability.window"].search(
            [("kind", "=", kind), ("company_id", "=", (company or self.company).id)]
        )

    def year(self, customer, kind="last_twelve"):
        return self.env["customer.profitability.year"].search(
            [("window_id", "in", self.window(kind).ids), ("partner_id", "=", customer.id)]
        )

    def assert_sums(self, *companies):
        """Every row is the sum of the published statements, as the test itself adds them up."""
        self.env.flush_all()
        orphans = self.env.execute_query(
            SQL(
                "SELECT id FROM customer_profitability_year "
                "WHERE window_id NOT IN (SELECT id FROM customer_profitability_window)"
            )
        )
        self.assertFalse(orphans, "rows of years that are gone")
        for company in companies or (self.company,):
            for window in self.env["customer.profitability.window"].search(
                [("company_id", "=", company.id)]
            ):
                self.assertEqual(self.sums_kept(window), self.sums_of_statements(window))
                self.assertEqual(window._find_differences(), [])

    def sums_kept(self, window):
        rows = self.env["customer.profitability.year"].search([("window_id", "=", window.id)])
        return {
            row.partner_id.id: (row.run_count, *(round(row[name], 3) for name in AMOUNTS))
            for row in rows
        }

    def sums_of_statements(self, window):
        groups = self.env["customer.profitability"]._read_group(
            [
                ("company_id", "=", window.company_id.id),
                ("run_id.state", "in", ("published", "closed")),
                ("run_id.kind", "=", "actual"),
                ("date", ">=", window.date_from),
                ("date", "<=", window.date_to),
            ],
            ["partner_id"],
            ["run_id:count_distinct", *(f"{name}:sum" for name in AMOUNTS)],
        )
        return {
            partner.id: (count, *(round(amount, 3) for amount in amounts))
            for partner, count, *amounts in groups
        }

    def places(self):
        """Where the rows lie: a row that is written again lies elsewhere."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT partner_id, array_agg(ctid::text ORDER BY window_id) "
            "FROM customer_profitability_year GROUP BY partner_id"
        )
        return dict(self.env.cr.fetchall())


class TwoMonthsCase(YearCase):
    """January: Lumber 100 and 200, Acme 300, wages 90 over three invoices: 30 each.
    February: Lumber 400, wages 50.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.month("2026-01-10", {cls.customer: [100, 200], cls.other_customer: [300]}, 90)
        cls.month("2026-02-10", {cls.customer: [400]}, 50)
