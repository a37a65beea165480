from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestVolumeRecords(CustomerCostRunCommon):
    """From the volume of an activity to the records that were counted for the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.bank = cls.create_account("101995", "Bank of the volumes", "asset_cash")
        cls.wages = cls.create_account("619501", "Wages")
        cls.roles_for_all_accounts()
        cls.customer.user_id = cls.customer_manager
        cls.contact = cls.env["res.partner"].create(
            {"name": "Purchasing", "parent_id": cls.customer.id}
        )
        cls.post_books()

    @classmethod
    def post_books(cls):
        cls.first = cls.invoice(cls.customer, 100)
        cls.second = cls.invoice(cls.contact, 50, "2026-03-31")
        cls.invoice(cls.other_customer, 70)
        cls.april = cls.invoice(cls.customer, 30, "2026-04-01")
        cls.invoice(cls.customer, 5, move_type="out_refund")
        for date in ("2026-03-31", "2026-04-30"):
            cls.post_entry(date, (cls.wages, 90), (cls.bank, -90))

    def measured_by(self, driver):
        """An activity that takes all wages."""
        self.activity = self.create_activity("Handling", driver)
        self.create_pool("Team", [(self.activity, 100)], self.wages)
        self.march = self.run_month()
        self.march._as_engine().write({"state": "computed"})
        self.march.reason = "a test"
        self.march.action_publish()
        return self.statement(self.march, self.customer)

    def opened(self, action, user=None):
        rows = self.env[action["res_model"]].with_user(user or self.auditor)
        return rows.with_context(**action["context"]).search(action["domain"])

    def records(self, row, user=None):
        action = row.with_user(user or self.auditor).action_open_volume(self.activity.id)
        return self.opened(action, user)

    def volume(self):
        return self.allocated(self.march, self.customer)["Handling"][0]

    def test_records_that_were_counted(self):
        statement = self.measured_by(self.create_driver())
        records = self.records(statement)
        self.assertEqual(records, self.first | self.second)
        self.assertEqual(self.volume(), 2)

    def test_the_allocation_opens_the_same(self):
        self.measured_by(self.create_driver())
        [allocation] = self.env["customer.cost.allocation"].search(
            [("run_id", "=", self.march.id), ("partner_id", "=", self.customer.id)]
        )
        action = allocation.with_user(self.auditor).action_open_volume()
        self.assertEqual(self.opened(action), self.first | self.second)
        self.assertEqual(action["name"], "Invoices · Lumber Inc")

    def test_a_field_that_was_added_up(self):
        driver = self.create_driver("Value", kind="sum", measure_field="amount_untaxed_signed")
        records = self.records(self.measured_by(driver))
        self.assertEqual(sum(records.mapped("amount_untaxed_signed")), 150)
        self.assertEqual(self.volume(), 150)

    def test_a_moment_counts_in_the_time_zone_of_the_company(self):
        """In Shanghai the last evening of February in UTC is the first of March."""
        self.company.partner_id.tz = "Asia/Shanghai"
        driver = self.create_driver("Made", date_field="create_date")
        self.env.flush_all()
        for moment, invoice in (("2026-02-28 16:30", self.first), ("2026-03-31 16:30", self.april)):
            self.env.cr.execute(
                "UPDATE account_move SET create_date = %s WHERE id = %s", [moment, invoice.id]
            )
        self.env.invalidate_all()
        self.assertEqual(self.records(self.measured_by(driver)), self.first)
        self.assertEqual(self.volume(), 1)

    def test_volumes_that_were_typed(self):
        driver = self.create_typed_driver("Calls", [(self.customer, 4), (self.contact, 3)])
        self.env["customer.cost.driver.volume"].create(
            {
                "driver_id": driver.id,
                "partner_id": self.customer.id,
                "date": "2026-04-15",
                "quantity": 9,
            }
        )
        records = self.records(self.measured_by(driver))
        self.assertEqual(sum(records.mapped("quantity")), 7)
        self.assertEqual(self.volume(), 7)

    def test_a_manager_reads_what_was_typed_for_his_own_customers(self):
        """The record rule of statements: Lumber is his, Acme nobody's.  A contact's volume is
        kept for his company."""
        driver = self.create_typed_driver("Calls", [(self.contact, 3), (self.other_customer, 5)])
        statement = self.measured_by(driver)
        manager = self.customer_manager
        action = statement.with_user(manager).action_open_volume(self.activity.id)
        volumes = self.env["customer.cost.driver.volume"].with_user(manager)
        fields = {"quantity": {}, "driver_id": {"fields": {"display_name": {}}}}
        [row] = volumes.web_search_read(action["domain"], fields)["records"]
        self.assertEqual((row["quantity"], row["driver_id"]["display_name"]), (3, "Calls"))
        # his own and no other, however he asks, and he changes none
        self.assertEqual(volumes.search([]).partner_id, self.customer)
        self.assertEqual(volumes._read_group([], [], ["quantity:sum"]), [(3,)])
        strange = self.env["customer.cost.driver.volume"].search(
            [("partner_id", "=", self.other_customer.id)]
        )
        with self.assertRaises(AccessError):
            strange.with_user(manager).read(["quantity"])
        for operation in ("create", "write", "unlink"):
            self.assertFalse(volumes.has_access(operation))
        # who is both reads all of them
        manager.group_ids += self.env.ref("customer_cost_management.group_auditor")
        self.assertEqual(len(volumes.search([])), 2)

    def test_an_active_customer_is_his_revenue(self):
        driver = self.create_driver(
            "Active", kind="active", model_name=False, date_field=False, partner_path=False
        )
        records = self.records(self.measured_by(driver), self.customer_manager)
        self.assertEqual(records._name, "customer.cost.capture")
        self.assertEqual(sum(records.mapped("result")), 145)

    def test_an_average_balance_is_its_items(self):
        driver = self.create_driver(
            "Receivable", kind="balance", model_name=False, date_field=False, partner_path=False
        )
        records = self.records(self.measured_by(driver))
        self.assertEqual(sum(records.mapped("balance")), 145)
        self.assertEqual(set(records.account_id.mapped("account_type")), {"asset_receivable"})

    def test_a_year_opens_the_records_of_all_its_months(self):
        self.measured_by(self.create_driver())
        run = self.run_month("2026-04-01", "2026-04-30")
        run._as_engine().write({"state": "computed"})
        run.reason = "a test"
        run.action_publish()
        [year] = self.env["customer.profitability.year"].search(
            [("window_kind", "=", "last_twelve"), ("partner_id", "=", self.customer.id)]
        )
        self.assertEqual(self.records(year), self.first | self.second | self.april)
        # the months were measured on other records: together they would be no volume
        snapshot = run.snapshot
        snapshot["drivers"][0]["model_name"] = "res.partner"
        self.force_snapshot(run, snapshot)
        with self.refuses(UserError, "Invoices was measured in different ways"):
            self.records(year)

    def force_snapshot(self, run, snapshot):
        run._as_engine().snapshot = snapshot
        self.env.flush_all()

    def test_who_may_not_read_the_records_is_told_which(self):
        statement = self.measured_by(self.create_driver())
        with self.refuses(UserError, "Invoices is counted on Journal Entry, which you may not"):
            self.records(statement, self.customer_manager)
        self.customer_manager.group_ids += self.env.ref("account.group_account_invoice")
        self.assertEqual(self.records(statement, self.customer_manager), self.first | self.second)

    def test_only_who_reads_the_statement_asks(self):
        statement = self.measured_by(self.create_driver())
        other = self.statement(self.march, self.other_customer)
        for user, row in (
            (self.staff, statement),
            (self.billing, statement),
            (self.customer_manager, other),
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                row.with_user(user).action_open_volume(self.activity.id)

    def test_an_activity_without_a_driver_says_so(self):
        statement = self.measured_by(self.create_driver())
        quiet = self.create_activity("Quiet", statement_line="facility")
        with self.refuses(UserError, "no driver"):
            statement.action_open_volume(quiet.id)
