from odoo.tests import Form, tagged

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestTimeZone(CustomerCostRunCommon):
    """Days and months of records with a time of day begin where the company is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        cls.company.partner_id.tz = False
        cls.company.country_id = False
        cls.company.resource_calendar_id.tz = "UTC"
        cls.driver = cls.create_driver("Made", date_field="create_date")
        cls.early = cls.invoice(cls.customer, 100)
        cls.env.flush_all()
        # half past seven on the first of April in Shanghai
        cls.env.cr.execute(
            "UPDATE account_move SET create_date = '2026-03-31 23:30' WHERE id = %s",
            [cls.early.id],
        )
        cls.env.invalidate_all()

    def volumes(self):
        """How many records count in March and in April."""
        found = []
        for first, last in (("2026-03-01", "2026-03-31"), ("2026-04-01", "2026-04-30")):
            run = self.env["customer.cost.run"].new(
                {"company_id": self.company.id, "date_from": first, "date_to": last}
            )
            customers, quantities = self.driver._measure_in(run)
            found.append(sum(quantities[customers == self.customer.id].tolist()))
        return tuple(found)

    def found(self):
        return [
            problem["message"]
            for problem in self.company._check_customer_cost_model()
            if problem["code"] == "no_time_zone"
        ]

    def test_nobody_knows(self):
        """Days begin in UTC, and the check of the model says which drivers that touches."""
        self.assertFalse(self.company._customer_cost_time_zone())
        self.assertEqual(self.volumes(), (1, 0))
        [message] = self.found()
        self.assertIn(
            f"Made: records count by date and time, but the time zone of "
            f"{self.company.name} is not known",
            message,
        )
        self.driver.date_field = "invoice_date"
        self.assertEqual(self.found(), [])

    def test_the_zone_of_the_working_hours(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        self.assertEqual(self.volumes(), (0, 1))
        self.assertEqual(self.found(), [])

    def test_the_zone_of_the_country(self):
        """A program that made the working hours left them in UTC; China has one time."""
        self.company.country_id = self.env.ref("base.cn")
        self.assertEqual(self.volumes(), (0, 1))
        self.assertEqual(self.found(), [])
        self.company.country_id = self.env.ref("base.fr")
        self.assertEqual(self.company._customer_cost_time_zone(), "Europe/Paris")

    def test_working_hours_that_were_made_elsewhere_tell_nothing(self):
        """Odoo copies the zone of whoever made them; of several zones they choose one."""
        self.company.country_id = self.env.ref("base.us")
        for hours, zone in (("Europe/Brussels", False), ("America/Chicago", "America/Chicago")):
            self.company.resource_calendar_id.tz = hours
            self.assertEqual(self.company._customer_cost_time_zone(), zone)
        self.company.country_id = self.env.ref("base.cn")
        self.assertEqual(self.company._customer_cost_time_zone(), "Asia/Shanghai")

    def test_the_zone_of_the_contact_comes_before_that_of_the_working_hours(self):
        self.company.resource_calendar_id.tz = "America/New_York"
        self.assertEqual(self.volumes(), (1, 0))
        self.company.partner_id.tz = "Asia/Shanghai"
        self.assertEqual(self.volumes(), (0, 1))

    def test_the_chosen_zone_comes_first(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        self.company.customer_cost_time_zone = "UTC"
        self.assertEqual(self.volumes(), (1, 0))
        self.assertEqual(self.found(), [])

    def test_the_settings_show_what_was_found_and_keep_a_choice(self):
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        settings = self.env["res.config.settings"].with_company(self.company)
        with Form(settings) as form:
            self.assertFalse(form.customer_cost_time_zone)
            self.assertEqual(form.customer_cost_time_zone_found, "Asia/Shanghai")
        form.record.execute()
        self.assertFalse(self.company.customer_cost_time_zone)
        settings.create({"customer_cost_time_zone": "Asia/Tokyo"}).execute()
        self.assertEqual(self.company._customer_cost_time_zone(), "Asia/Tokyo")

    def test_a_computed_month_keeps_its_zone(self):
        """The records behind a volume are those that were counted."""
        self.company.resource_calendar_id.tz = "Asia/Shanghai"
        activity = self.create_activity("Registering", self.driver)
        run = self.run_month("2026-04-01", "2026-04-30")
        self.company.resource_calendar_id.tz = "UTC"
        self.assertEqual(run.snapshot["time_zone"], "Asia/Shanghai")
        window = run._volume_window(activity.id, self.customer)
        self.assertEqual(self.env["account.move"].search(window["domain"]), self.early)
