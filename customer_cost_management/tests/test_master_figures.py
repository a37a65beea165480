from odoo.exceptions import UserError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestMasterFigures(CustomerCostRunCommon):
    """Two customers with 1 and 3 visits; a pool of 800 a month that visits take whole."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wages = cls.create_account("660100", "Wages")
        cls.roles_for_all_accounts()
        cls.counter = cls.company_data["default_account_payable"]
        volumes = [(cls.customer, 1), (cls.other_customer, 3)]
        cls.visits = cls.create_typed_driver("Visits", volumes)
        cls.visit = cls.create_activity("Visit", cls.visits)
        cls.pool = cls.create_pool("Sales force", [(cls.visit, 100)], cls.wages)
        cls.category = cls.env["customer.cost.category"].create({"name": "Care"})
        cls.gifts = cls.env["customer.cost.category"].create(
            {"name": "Gifts", "parent_id": cls.category.id}
        )
        for customer in (cls.customer, cls.other_customer):
            cls.invoice(customer, 1000)
        cls.post_entry("2026-03-10", (cls.wages, 800.0), (cls.counter, -800.0))
        cls.post_entry(
            "2026-03-11",
            (
                cls.wages,
                50.0,
                {"cost_customer_id": cls.customer.id, "cost_category_id": cls.gifts.id},
            ),
            (cls.counter, -50.0),
        )

    def compute(self):
        run = self.run_month()
        run._as_engine().state = "computed"
        self.env.flush_all()
        self.env.invalidate_all()
        return run

    def test_figures_come_from_the_latest_versions_of_the_last_twelve_months(self):
        self.compute()
        self.post_entry("2026-03-12", (self.wages, 200.0), (self.counter, -200.0))
        self.compute()
        self.assertEqual(self.pool.cost_year, 1000)
        self.assertEqual(self.pool.activity_ids, self.visit)
        self.assertRecordValues(
            self.visit, [{"cost_year": 1000, "rate_last": 250, "volume_last": 4}]
        )
        self.assertRecordValues(self.visits, [{"volume_last": 4, "customers_last": 2}])

    def test_volumes_of_a_driver_that_only_minutes_are_made_of_are_known(self):
        lines = self.create_typed_driver("Lines", [(self.customer, 7)])
        self.create_typed_driver("Calls", [(self.customer, 7)], date="2026-02-15")
        self.env["customer.cost.driver.volume"].create(
            {
                "driver_id": lines.id,
                "partner_id": self.other_customer.id,
                "date": "2026-02-15",
                "quantity": 50,
            }
        )
        self.visit.write(
            {
                "timed": True,
                "base_minutes": 5,
                "term_ids": [(0, 0, {"driver_id": lines.id, "minutes": 1})],
            }
        )
        self.compute()
        self.assertRecordValues(lines, [{"volume_last": 7, "customers_last": 1}])
        self.assertRecordValues(self.visits, [{"volume_last": 4, "customers_last": 2}])

    def test_a_month_a_year_before_the_last_one_does_not_count(self):
        self.run_month("2025-03-01", "2025-03-31")._as_engine().state = "computed"
        self.compute()
        self.assertEqual(self.pool.cost_year, 800)

    def test_simulations_and_failed_runs_do_not_count(self):
        self.run_month(kind="simulation")._as_engine().state = "computed"
        self.run_month()._as_engine().state = "failed"
        self.env.invalidate_all()
        self.assertEqual(self.pool.cost_year, 0)
        self.assertFalse(self.visit.in_last_run)

    def test_a_category_shows_what_was_spent_on_its_parts(self):
        self.compute()
        self.assertEqual((self.category + self.gifts).mapped("spent_year"), [50, 50])

    def test_employees_do_not_read_what_was_spent(self):
        self.compute()
        staff = self.create_user("figures_staff")
        self.assertEqual(self.category.with_user(staff).name, "Care")
        self.assertNotIn("spent_year", self.category.with_user(staff).fields_get())
        with self.assertRaises(UserError):
            self.category.with_user(staff).read(["spent_year"])
        auditor = self.create_user("figures_auditor", "group_auditor")
        self.assertEqual(self.category.with_user(auditor).spent_year, 50)
        self.assertEqual(self.pool.with_user(auditor).cost_year, 800)

    def test_unused_capacity_of_a_pool_is_shared_among_its_activities_to_the_cent(self):
        quote = self.create_activity("Quote", self.visits, timed=True, base_minutes=30)
        self.visit.write({"timed": True, "base_minutes": 10})
        self.pool.write(
            {
                "basis": "time",
                "practical_minutes": 400,
                "capacity_basis": "month",
                "share_ids": [
                    (5,),
                    (0, 0, {"activity_id": self.visit.id, "share": 1}),
                    (0, 0, {"activity_id": quote.id, "share": 1}),
                ],
            }
        )
        self.compute()
        # 4 visits: 40 and 120 of 400 minutes used at 2.00, 240 unused = 480 of 800
        self.assertEqual(self.pool.unused_year, 480)
        self.assertEqual(self.pool.used_percent_last, 40)
        activities = self.visit + quote
        self.assertEqual(activities.mapped("unused_year"), [120, 360])
        self.assertEqual(activities.mapped("used_percent_last"), [40, 40])

    def test_figures_take_as_many_queries_for_one_row_as_for_many(self):
        self.compute()
        activities = self.visit
        for number in range(5):
            activities += self.create_activity(f"Work {number}", self.visits)
        pools = self.pool + self.create_pool("Rent") + self.create_pool("Freight")
        self.env.flush_all()
        for records, fields in (
            (activities, ["cost_year", "rate_last", "unused_year"]),
            (pools, ["cost_year", "unused_year"]),
        ):
            counts = []
            records.read(fields)  # whatever Odoo caches once
            for some in (records[:1], records):
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                some.read(fields)
                counts.append(self.cr.sql_log_count - before)
            self.assertEqual(*counts)

    # -- used in runs

    def test_runs_that_used_a_part_are_listed_and_forbid_deleting_it(self):
        run = self.compute()
        role = self.env["customer.cost.account.role"].search([("account_id", "=", self.wages.id)])
        rule = self.env["customer.cost.attribution.rule"].create({"name": "Late"})
        for part in (self.pool, self.visit, self.visits, self.category, role):
            with self.subTest(part=part._name):
                self.assertEqual(part.used_run_ids, run)
                with self.refuses(UserError, "is used in 1 runs. Archive it instead."):
                    part.unlink()
                part.active = False
        self.assertFalse(rule.used_run_ids)
        rule.unlink()

    # -- problems

    def test_problems_are_named_and_found(self):
        lonely = self.create_pool("Rent")
        idle = self.create_activity("Idle", self.visits)
        unused = self.create_driver("Calls")
        broken = self.force(self.create_driver("Broken"), partner_path="nix")
        self.assertEqual(lonely.problem, "Takes nothing: add a rule.")
        self.assertEqual(idle.problem, "No pool gives it cost.")
        self.assertEqual(unused.problem, "No activity uses it.")
        self.assertRegex(broken.problem, '"nix" is not a field of')
        for part in (lonely, idle, unused):
            found = part.search([("problem", "!=", False)])
            self.assertIn(part, found)
            self.assertNotIn(part, part.search([("problem", "=", False)]))
        self.assertFalse(self.visit.problem)
        self.assertNotIn(self.visit, idle.search([("problem", "!=", False)]))
