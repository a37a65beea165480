from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestPublishedCases(CustomerCostCommon):
    """Published worked examples, from posted entries to stored figures."""

    def roles_for_all_accounts(self, **roles):
        """Operating for every P&L account, unless said otherwise by account id."""
        accounts = self.env["account.account"].search(
            [
                ("company_ids", "in", self.company.ids),
                ("internal_group", "in", ("income", "expense")),
            ]
        )
        for account in accounts:
            default = "revenue" if account.internal_group == "income" else "operating"
            self.create_role(account, roles.get(str(account.id), default))

    def run_month(self, date_from="2026-03-01", date_to="2026-03-31", **values):
        run = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": date_from, "date_to": date_to, **values}
        )
        run._run_period()
        return run

    def create_typed_driver(self, name, volumes, **values):
        driver = self.create_driver(
            name,
            kind="typed",
            model_name=False,
            domain="[]",
            date_field=False,
            partner_path=False,
            company_path=False,
            **values,
        )
        self.env["customer.cost.driver.volume"].create(
            [
                {"driver_id": driver.id, "partner_id": c.id, "date": "2026-03-15", "quantity": q}
                for c, q in volumes
            ]
        )
        return driver

    def node(self, run, name):
        return self.env["customer.cost.run.node"].search(
            [("run_id", "=", run.id), ("name", "=", name)]
        )

    def test_time_driven_costing_hbr_2004(self):
        """Kaplan and Anderson, Harvard Business Review, November 2004: 560,000 of customer
        service, 700,000 practical minutes, 49,000 orders of 8, 1,400 inquiries of 44 and 2,500
        credit checks of 50 minutes; two customers with half of each."""
        wages = self.create_account("610001", "Customer service")
        bank = self.create_account("101999", "Bank of the case", "asset_cash")
        self.roles_for_all_accounts()
        activities = []
        for name, quantity, minutes in (
            ("Order", 49000, 8),
            ("Inquiry", 1400, 44),
            ("Credit check", 2500, 50),
        ):
            driver = self.create_typed_driver(
                name, [(self.customer, quantity / 2), (self.other_customer, quantity / 2)]
            )
            activities.append(self.create_activity(name, driver, timed=True, base_minutes=minutes))
        self.create_pool(
            "Customer service",
            [(a, 1) for a in activities],
            wages,
            basis="time",
            practical_minutes=700000,
        )
        self.post_entry("2026-03-31", (wages, 560000), (bank, -560000))
        run = self.run_month()
        self.assertEqual(run.difference, 0)
        self.assertRecordValues(
            self.node(run, "Customer service"),
            [
                {
                    "captured": 560000,
                    "given": 462880,
                    "unused": 97120,
                    "rate": 0.8,
                    "used_percent": 82.7,
                }
            ],
        )
        self.assertEqual(
            [self.node(run, a.name).given for a in activities], [313600, 49280, 100000]
        )
        statements = self.env["customer.profitability"].search([("run_id", "=", run.id)])
        self.assertEqual(statements.mapped("cm3"), [-231440, -231440])
        allocation = self.env["customer.cost.allocation"].search(
            [("run_id", "=", run.id), ("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(sorted(allocation.mapped("amount")), [24640, 50000, 156800])
        lines = self.env["customer.cost.reconciliation.line"].search([("run_id", "=", run.id)])
        self.assertEqual(len(lines), 16)
        self.assertEqual(sum(lines.mapped("amount")), run.ledger_result)
        self.assertEqual(lines.filtered(lambda line: line.line == "unused_capacity").amount, -97120)

    def test_rolling_capacity_spreads_a_quiet_month_over_the_year(self):
        """February costs as much as January but has half the minutes: its own rate would
        double.  Rolling: (600 + 600) ÷ (1000 + 500) = 0.80 a minute in February."""
        wages = self.create_account("610001", "Service")
        bank = self.create_account("101999", "Bank of the case", "asset_cash")
        self.roles_for_all_accounts()
        driver = self.create_typed_driver("Jobs", [])
        job = self.create_activity("Job", driver, timed=True, base_minutes=1)
        pool = self.create_pool("Service", [(job, 1)], wages, basis="time", practical_minutes=1000)
        for month, jobs in (("01", 900), ("02", 400)):
            self.post_entry(f"2026-{month}-28", (wages, 600), (bank, -600))
            self.env["customer.cost.driver.volume"].create(
                {
                    "driver_id": driver.id,
                    "partner_id": self.customer.id,
                    "date": f"2026-{month}-15",
                    "quantity": jobs,
                }
            )
        january = self.run_month("2026-01-01", "2026-01-31")
        january._as_engine().write({"state": "computed"})
        pool.practical_minutes = 500
        february = self.run_month("2026-02-01", "2026-02-28")
        self.assertRecordValues(
            self.node(january, "Service") + self.node(february, "Service"),
            [
                # 600 ÷ 1000 = 0.60: 900 × 0.60 = 540 given, 60 unused
                {"rate": 0.6, "given": 540, "unused": 60, "spending_variance": 0},
                # 0.80 × 400 = 320 given, 0.80 × 100 = 80 unused, 600 − 0.80 × 500 = 200 variance
                {"rate": 0.8, "given": 320, "unused": 80, "spending_variance": 200},
            ],
        )
        self.assertEqual(february.difference, 0)
