from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestSettings(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create({"name": "Lumenway"})
        cls.other_company = cls.env["res.company"].create({"name": "Harbour"})
        cls.env.user.company_ids += cls.company + cls.other_company

    def settings_of(self, company):
        return self.env["res.config.settings"].with_company(company)

    def test_a_new_company_starts_with_the_documented_defaults(self):
        self.assertRecordValues(
            self.company,
            [
                {
                    "customer_cost_first_month": False,
                    "customer_cost_near_zero_percent": 1.0,
                    "customer_cost_clv_horizon_years": 5,
                    "customer_cost_discount_percent": 10.0,
                    "customer_cost_chinese_units": True,
                }
            ],
        )

    def test_settings_are_saved_for_their_company_alone(self):
        self.settings_of(self.company).create({"customer_cost_near_zero_percent": 2.5}).execute()
        self.assertEqual(self.company.customer_cost_near_zero_percent, 2.5)
        self.assertEqual(self.other_company.customer_cost_near_zero_percent, 1.0)

    @freeze_time("2026-10-20")
    def test_any_day_picked_means_its_month(self):
        with Form(self.settings_of(self.company)) as settings:
            settings.customer_cost_first_month = date(2026, 3, 17)
            self.assertEqual(settings.customer_cost_first_month, date(2026, 3, 1))

    @freeze_time("2026-10-20")
    def test_first_month_must_be_the_first_day_of_a_month(self):
        self.company.customer_cost_first_month = date(2026, 10, 1)
        with self.assertRaisesRegex(ValidationError, r"Harbour: .* not the first day"):
            (self.company + self.other_company).write({"customer_cost_first_month": False})
            self.other_company.customer_cost_first_month = date(2026, 9, 2)

    @freeze_time("2026-10-20")
    def test_first_month_must_have_begun(self):
        with self.assertRaisesRegex(ValidationError, "Harbour: .* is in the future"):
            self.env["res.company"].create(
                [
                    {"name": "Keystone", "customer_cost_first_month": "2026-10-01"},
                    {"name": "New Harbour", "customer_cost_first_month": "2026-11-01"},
                ]
            )

    def test_figures_out_of_range_are_refused(self):
        for field, values in {
            "customer_cost_near_zero_percent": (-0.01, 100.01),
            "customer_cost_clv_horizon_years": (0, 31),
            "customer_cost_discount_percent": (-1, 101),
        }.items():
            for value in values:
                with (
                    self.subTest(field=field, value=value),
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(IntegrityError),
                    self.cr.savepoint(),
                ):
                    self.other_company[field] = value
                    self.other_company.flush_recordset()

    def test_limits_themselves_are_allowed(self):
        self.other_company.write(
            {
                "customer_cost_near_zero_percent": 0,
                "customer_cost_clv_horizon_years": 30,
                "customer_cost_discount_percent": 100,
            }
        )
        self.other_company.flush_recordset()
        self.assertEqual(self.other_company.customer_cost_clv_horizon_years, 30)

    def test_only_administrators_change_the_settings(self):
        for login, groups in {
            "bookkeeper": "base.group_user,account.group_account_manager",
            "salesperson": "base.group_user",
        }.items():
            user = new_test_user(self.env, login, groups)
            with self.subTest(login=login):
                with self.assertRaises(AccessError):
                    self.env["res.config.settings"].with_user(user).create({})
                with self.assertRaises(AccessError):
                    self.env.company.with_user(user).customer_cost_near_zero_percent = 5
