from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL

from .run_common import CustomerCostRunCommon

TABLES = (
    "customer_cost_capture",
    "customer_cost_run_node",
    "customer_profitability",
    "customer_cost_reconciliation_line",
)


@tagged("post_install", "-at_install")
class TestBadInputs(CustomerCostRunCommon):
    """What cannot be computed says what is wrong and where, and leaves nothing behind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.wages = cls.create_account("719401", "Wages of the month")
        cls.roles_for_all_accounts()
        cls.invoice(cls.customer, 100)
        cls.march = cls.env["customer.cost.run"].create(
            {"company_id": cls.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )

    def post_wages(self, amount=100):
        self.post_entry("2026-03-31", (self.wages, amount), (self.bank, -amount))

    def assert_stops(self, *words):
        """The run stops with a message that has all words, and nothing is stored."""
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            self.march._run_period()
        for word in words:
            self.assertIn(word, str(caught.exception))
        for table in TABLES:
            [[count]] = self.env.execute_query(
                SQL(
                    "SELECT count(*) FROM %s WHERE run_id = %s",
                    SQL.identifier(table),
                    self.march.id,
                )
            )
            self.assertEqual(count, 0, table)

    def broken_driver(self, name, **values):
        """A driver that was right when it was written."""
        return self.force(self.create_driver(name), **values)

    def test_account_without_role(self):
        late = self.create_account("719402", "Opened yesterday")
        self.post_entry("2026-03-31", (late, 5), (self.bank, -5))
        self.assert_stops("719402 Opened yesterday", "Account Roles")

    def test_role_that_ended(self):
        """A role that held until February does not hold in March."""
        late = self.create_account("719402", "Opened yesterday")
        self.create_role(late, "operating", date_to="2026-02-28")
        self.post_entry("2026-03-31", (late, 5), (self.bank, -5))
        self.assert_stops("719402 Opened yesterday")

    def test_model_that_is_not_installed(self):
        self.broken_driver("Visits", model_name="no.such.model")
        self.assert_stops("Visits", "no.such.model", "not installed")

    def test_hop_that_is_not_stored(self):
        self.broken_driver("Invoices", partner_path="bank_partner_id")
        self.assert_stops("Invoices", "bank_partner_id")

    def test_hop_that_does_not_exist(self):
        self.broken_driver("Invoices", partner_path="partner_id.boss_id")
        self.assert_stops("Invoices", "boss_id", "res.partner")

    def test_way_that_does_not_end_at_a_contact(self):
        self.broken_driver("Invoices", partner_path="company_id")
        self.assert_stops("Invoices", "company_id")

    def test_no_way(self):
        self.broken_driver("Invoices", partner_path=False)
        self.assert_stops("Invoices")

    def test_date_field(self):
        for number, name in enumerate((False, "no_such_date", "partner_id")):
            driver = self.broken_driver(f"Invoices {number}", date_field=name)
            with self.subTest(name):
                self.assert_stops(f"Invoices {number}")
            self.force(driver, active=False)

    def test_measure_field(self):
        self.broken_driver("Weight", kind="sum", measure_field="tax_totals")
        self.assert_stops("Weight", "tax_totals", "integer, float, monetary")

    def test_bad_domain_of_a_driver(self):
        for number, domain in enumerate(("[('state', '=',", "[('no_field', '=', 1)]", "1 + 1")):
            driver = self.broken_driver(f"Invoices {number}", domain=domain)
            with self.subTest(domain):
                self.assert_stops(f"Invoices {number}", domain)
            self.force(driver, active=False)

    def test_bad_domain_of_a_pool_rule(self):
        pool = self.create_pool("Wages", (), self.wages, rest_unallocated=True)
        self.force(pool.rule_ids, domain="[('no_field', '=', 1)]")
        self.assert_stops("Wages", "no_field")

    def test_shares_not_100(self):
        activity = self.create_activity("Work", self.create_driver())
        self.create_pool("Wages", [(activity, 90)], self.wages)
        self.post_wages()
        self.assert_stops('"Wages" gives 90.0 %', "Add 10.0 %")

    def test_loop_among_support_pools(self):
        first = self.create_pool("Canteen", (), kind="support", sequence=1)
        second = self.create_pool("Garage", [(first, 100)], self.wages, kind="support", sequence=2)
        self.env["customer.cost.share"].create(
            {"pool_id": first.id, "to_pool_id": second.id, "share": 100}
        )
        self.post_wages()
        self.assert_stops("Canteen", "Garage", "order")

    def test_zero_practical_capacity(self):
        activity = self.create_activity("Work", self.create_driver(), timed=True, base_minutes=1)
        self.create_pool("Wages", [(activity, 1)], self.wages, basis="time")
        self.post_wages()
        self.assert_stops('"Wages": enter a practical capacity above 0')

    def test_activity_without_driver(self):
        activity = self.create_activity("Work", self.create_driver())
        self.create_pool("Wages", [(activity, 100)], self.wages)
        self.force(activity, driver_id=None)
        self.post_wages()
        self.assert_stops('"Work" has no driver')

    def test_archived_activity(self):
        activity = self.create_activity("Old work", self.create_driver())
        self.create_pool("Wages", [(activity, 100)], self.wages)
        activity.active = False
        self.post_wages()
        self.assert_stops("Wages", "Old work")

    def test_driver_that_stops_at_zero(self):
        driver = self.create_typed_driver("Visits", [], zero_total="stop")
        self.create_pool("Wages", [(self.create_activity("Work", driver), 100)], self.wages)
        self.post_wages()
        self.assert_stops("Work", "no volume")

    def test_negative_volume_that_stops(self):
        driver = self.create_typed_driver("Visits", [(self.customer, 1)], negative="stop")
        volumes = self.env["customer.cost.driver.volume"].search([("driver_id", "=", driver.id)])
        self.force(volumes, quantity=-1)
        self.create_pool("Wages", [(self.create_activity("Work", driver), 100)], self.wages)
        self.post_wages()
        self.assert_stops("Visits", "negative")

    def test_huge_amount(self):
        """Thirty trillion, or more digits than a 64-bit integer holds: a sentence, not SQL."""
        for amount in (3 * 10**13, 10**18):
            with self.subTest(amount), self.env.cr.savepoint() as savepoint:
                self.post_wages(amount)
                self.assert_stops("more than can be divided", "mistyped amount")
                savepoint.rollback()

    def test_huge_volumes(self):
        """Two volumes that a double holds and whose sum it does not: a sentence, nothing stored."""
        driver = self.create_typed_driver("Visits", [(self.customer, 1), (self.other_customer, 1)])
        volumes = self.env["customer.cost.driver.volume"].search([("driver_id", "=", driver.id)])
        self.create_pool("Wages", [(self.create_activity("Work", driver), 100)], self.wages)
        self.post_wages()
        for quantity, name in (("1e308", "Work"), ("Infinity", "Visits"), ("NaN", "Visits")):
            with self.subTest(quantity), self.env.cr.savepoint() as savepoint:
                self.force_number(volumes, quantity)
                self.assert_stops(f'"{name}"', "Look for a mistyped volume")
                savepoint.rollback()

    def force_number(self, volumes, quantity):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_cost_driver_volume SET quantity = %s::numeric WHERE id = ANY(%s)",
            [quantity, volumes.ids],
        )
        self.env.invalidate_all()

    def test_account_of_another_company(self):
        """On a batch of two rules the second is wrong: neither is made."""
        theirs = self.create_account("719403", "Theirs", company=self.other_company)
        pool = self.create_pool("Wages", (), self.wages)
        values = {"pool_id": pool.id, "account_ids": self.wages.ids}
        with self.assertRaisesRegex(UserError, "[Cc]ompan"), self.env.cr.savepoint():
            self.env["customer.cost.pool.rule"].create(
                [values, values | {"account_ids": theirs.ids}]
            )
        self.assertEqual(len(pool.rule_ids), 1)
