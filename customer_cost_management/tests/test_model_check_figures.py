from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestModelCheckFigures(CustomerCostRunCommon):
    """What volumes, costs and entries of a month say about the model before it is computed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719101", "Wages")
        cls.rent = cls.create_account("719102", "Rent")
        cls.progress = cls.create_account("719103", "Work in progress")
        cls.fines = cls.create_account("719104", "Fines")
        cls.roles_for_all_accounts(production=cls.progress, excluded=cls.fines)
        cls.visits = cls.create_typed_driver("Visits", [(cls.customer, 3)])
        cls.caring = cls.create_activity("Care", cls.visits)
        cls.pool = cls.create_pool("Service", [(cls.caring, 100)], cls.wages)
        cls.invoice(cls.customer, 1000)

    def post(self, account, amount):
        self.post_entry("2026-03-31", (account, amount), (self.bank, -amount))

    def draft(self, date_from="2026-03-01", date_to="2026-03-31"):
        return (
            self.env["customer.cost.run"]
            .with_user(self.cost_accountant)
            .create({"company_id": self.company.id, "date_from": date_from, "date_to": date_to})
        )

    def findings(self, *codes):
        """{code: (severity, message)} of a check of March; nothing is stored."""
        run = self.draft()
        before = self.env["customer.cost.capture"].search_count([])
        run.action_check_model()
        self.assertEqual(self.env["customer.cost.capture"].search_count([]), before)
        return {
            finding["code"]: (finding["severity"], finding["message"].replace("\xa0", ""))
            for finding in run.model_check["findings"]
            if not codes or finding["code"] in codes
        }

    def test_coverage_is_told_and_amber_above_ten_percent(self):
        """80 in a pool, 10 excluded, 10 unassigned: 10 % are no warning yet, 12.5 % are."""
        for account, amount in ((self.wages, 80), (self.fines, 10), (self.rent, 10)):
            self.post(account, amount)
        severity, message = self.findings()["coverage"]
        self.assertEqual(severity, "info")
        self.assertIn(
            "Of $100.00 of expenses 0.0 % go to customers directly, 80.0 % into pools; 10.0 % "
            "are excluded and 10.0 % unassigned.",
            message,
        )
        self.post(self.rent, 20)
        self.assertEqual(self.findings()["coverage"][0], "warning")

    def test_drivers_that_nobody_used(self):
        """Volumes of February are none of March; a driver that no activity uses is not asked."""
        calls = self.create_typed_driver("Calls", [(self.customer, 5)], date="2026-02-15")
        self.create_typed_driver("Idle", [])
        self.assertNotIn("driver_without_volume", self.findings())
        self.create_activity("Talk", calls)
        severity, message = self.findings()["driver_without_volume"]
        self.assertEqual(severity, "warning")
        self.assertIn("Calls has no volume from 03/01/2026 to 03/31/2026", message)
        self.assertNotIn("Idle", message)

    def test_a_driver_that_cannot_be_measured_does_not_end_the_check(self):
        with patch.object(
            type(self.visits), "_measure_in", side_effect=UserError("Field is missing")
        ):
            self.assertNotIn("driver_without_volume", self.findings())

    def test_archived_customers_keep_their_share_and_are_named(self):
        self.customer.active = False
        severity, message = self.findings()["archived_customers"]
        self.assertEqual(severity, "info")
        self.assertIn("1 archived customers have volume", message)
        self.assertIn("Lumber Inc", message)
        self.post(self.wages, 90)
        run = self.run_month()
        self.assertEqual(self.statement(run, self.customer).cm3, 910)

    def test_goods_at_cost_zero(self):
        """100 of 2,000 of goods are 5 %: to know; 200 of 2,100 are too much."""
        paid = self.create_product("Gauge", cost=6)
        free = self.create_product("Adapter")
        self.invoice(self.customer, 1900, product_id=paid.id)
        self.assertNotIn("product_without_cost", self.findings())
        self.invoice(self.customer, 100, product_id=free.id)
        severity, message = self.findings()["product_without_cost"]
        self.assertEqual(severity, "info")
        self.assertRegex(message, "1 products were invoiced at cost 0, for .*100.00: Adapter")
        self.invoice(self.customer, 100, product_id=free.id)
        self.assertEqual(self.findings()["product_without_cost"][0], "warning")

    def test_production_not_transferred(self):
        self.post(self.progress, 70)
        severity, message = self.findings()["production_not_transferred"]
        self.assertEqual(severity, "warning")
        self.assertIn("$70.00 of production cost were not transferred", message)
        self.assertIn("Work in progress", message)
        self.post(self.progress, -70)
        self.assertNotIn("production_not_transferred", self.findings())

    def test_cost_by_ability_is_amber_above_a_quarter(self):
        """Of 100 by cause and 25 by ability a fifth; of 100 and 40 more than a quarter."""
        self.assertNotIn("ability", self.findings())
        share = self.create_typed_driver("Revenue share", [(self.customer, 1)], quality="ability")
        self.create_pool("Brand", [(self.create_activity("Brand", share), 100)], self.rent)
        self.visits.quality = "cause"
        self.post(self.wages, 100)
        self.post(self.rent, 25)
        run = self.run_month()
        run._as_engine().state = "computed"
        severity, message = self.findings()["ability"]
        self.assertEqual(severity, "info")
        self.assertIn("80.0 % of the allocated cost rested on drivers that measure its", message)
        self.assertIn("20.0 % on ability to bear", message)
        self.visits.quality = "usage"
        run._run_period()
        self.assertIn("80.0 % on estimates of use, 20.0 %", self.findings()["ability"][1])
        self.post(self.rent, 15)
        run._run_period()
        self.assertEqual(self.findings()["ability"][0], "warning")

    def test_none_of_it_stops_a_computation(self):
        self.post(self.progress, 70)
        self.post(self.rent, 500)
        self.env["customer.cost.driver.volume"].search([]).unlink()
        run = self.draft()
        run.action_compute()
        self.assertEqual(run.state, "computed")

    # ------------------------------------------------------------------ validity

    def test_a_role_that_changes_inside_the_month_stops_it(self):
        role = self.env["customer.cost.account.role"].search([("account_id", "=", self.rent.id)])
        role.date_to = "2026-03-14"
        self.create_role(self.rent, "excluded", date_from="2026-03-15")
        run = self.draft()
        with self.assertRaisesRegex(UserError, "719102 Rent: Operating changes on 03/15/2026"):
            run.action_compute()
        self.draft("2026-02-01", "2026-02-28").action_compute()
        self.env["customer.cost.account.role"].search(
            [("date_from", "=", "2026-03-15")]
        ).date_from = "2026-04-01"
        role.date_to = "2026-03-31"
        run.action_compute()
        self.assertEqual(run.state, "computed")

    def test_of_two_pool_rules_the_one_inside_the_period_is_named(self):
        rule = self.pool.rule_ids
        other = self.create_pool("Other", (), self.rent, rest_unallocated=True).rule_ids
        rule.date_from = "2026-03-01"
        other.date_to = "2026-03-30"
        with self.assertRaisesRegex(UserError, "fix 1 problems.*\nOther.* changes on 03/31/2026"):
            self.draft().action_compute()

    def test_months_computed_together_may_not_be_divided(self):
        self.pool.rule_ids.date_from = "2026-02-01"
        self.draft("2026-02-01", "2026-02-28").unlink()
        with self.assertRaisesRegex(UserError, "changes on 02/01/2026, inside a period"):
            self.draft("2026-01-01", "2026-03-31").action_compute()

    def test_without_a_run_every_change_inside_a_month_is_found(self):
        self.pool.rule_ids.date_to = "2099-06-29"
        codes = [problem["code"] for problem in self.company._check_customer_cost_model()]
        self.assertIn("changes_inside", codes)
        self.pool.rule_ids.date_to = "2099-06-30"
        codes = [problem["code"] for problem in self.company._check_customer_cost_model()]
        self.assertNotIn("changes_inside", codes)
