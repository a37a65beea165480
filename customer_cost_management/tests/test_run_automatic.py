from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .run_common import CustomerCostRunCommon


@tagged("post_install", "-at_install")
class TestAutomaticRun(CustomerCostRunCommon):
    """Last month computes itself, and is published where a controller would be asked nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.bank = cls.create_account("101998", "Bank of the month", "asset_cash")
        cls.rent = cls.create_account("719101", "Rent")
        cls.fines = cls.create_account("719102", "Fines")
        cls.roles_for_all_accounts(excluded=cls.fines)
        cls.invoice(cls.customer, 1000, "2026-03-10")
        cls.company.write({"customer_cost_auto_run": True, "customer_cost_auto_publish": "publish"})

    def night(self, day):
        """What the two jobs do on a day; nothing is committed."""
        runs = self.env["customer.cost.run"]
        with (
            freeze_time(f"{day} 03:00:00"),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1000),
        ):
            runs.sudo()._cron_run_month()
            runs.sudo()._cron_compute_queued()
        return runs.search([("company_id", "=", self.company.id)])

    def told(self, run):
        """{user: note} of the activities of a run."""
        return {activity.user_id: activity.note for activity in run.sudo().activity_ids}

    def test_it_is_off_at_first_and_waits_for_its_day(self):
        self.assertFalse(self.other_company.customer_cost_auto_run)
        self.assertFalse(self.night("2026-04-04"))
        run = self.night("2026-04-05")
        self.assertRecordValues(
            run,
            [
                {
                    "state": "published",
                    "automatic": True,
                    "contribution": 1000,
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertEqual((str(run.date_from), str(run.date_to)), ("2026-03-01", "2026-03-31"))
        self.assertFalse(self.told(run))

    def test_a_company_that_fails_is_not_in_the_way_of_the_others(self):
        self.other_company.customer_cost_auto_run = True
        model = type(self.env["customer.cost.run"])
        begin = model._begin_month
        for failing, other in (
            (self.company, self.other_company),
            (self.other_company, self.company),
        ):
            begun = []

            def begin_or_fail(runs, company, month, failing=failing, begun=begun):
                if company == failing:
                    raise ValueError("broken")
                begun.append(company)
                return begin(runs, company, month)

            (self.company | self.other_company).customer_cost_auto_month = False
            with (
                self.subTest(failing=failing.name),
                patch.object(model, "_begin_month", begin_or_fail),
                mute_logger(
                    "odoo.addons.customer_cost_management.models.platform.customer_cost_clock"
                ),
            ):
                self.night("2026-04-05")
                self.assertIn(other, begun)
                # tomorrow it is tried again
                self.assertFalse(failing.customer_cost_auto_month)

    def test_once_a_month(self):
        run = self.night("2026-04-20")
        self.assertEqual(self.night("2026-04-21"), run)
        with self.refuses(UserError, "cannot be deleted"):
            run.unlink()
        may = self.night("2026-05-05") - run
        self.assertEqual(str(may.date_from), "2026-04-01")

    def test_a_month_that_somebody_computed_is_left_alone(self):
        own = self.run_month()
        own._as_engine().state = "computed"
        self.assertEqual(self.night("2026-04-05"), own)
        self.assertEqual((own.state, own.automatic), ("computed", False))

    def test_a_draft_of_the_month_is_taken(self):
        draft = self.env["customer.cost.run"].create(
            {"company_id": self.company.id, "date_from": "2026-03-01", "date_to": "2026-03-31"}
        )
        self.assertEqual(self.night("2026-04-05"), draft)
        self.assertEqual(draft.state, "published")

    def test_compute_only(self):
        self.company.customer_cost_auto_publish = "compute"
        run = self.night("2026-04-05")
        self.assertEqual(run.state, "computed")
        told = self.told(run)
        self.assertIn(self.controller, told)
        self.assertNotIn(self.cost_accountant, told)
        self.assertIn("Nothing speaks against publishing it", told[self.controller])

    def test_unassigned_cost_waits_for_a_controller(self):
        """100 of 100 are unassigned: coverage 0 %, and a reason would be needed."""
        self.post_entry("2026-03-20", (self.rent, 100), (self.bank, -100))
        run = self.night("2026-04-05")
        self.assertEqual(run.state, "computed")
        note = self.told(run)[self.controller]
        self.assertIn("0.0 % of the expenses found their place", note)
        self.assertIn("100.00 of cost are not assigned", note.replace("\xa0", " "))

    def test_the_wanted_coverage_decides(self):
        """5 of 100 unassigned need no reason; 95 % are enough for 95 and not for 96."""
        self.create_pool("Fines", rest_unallocated=True)
        self.post_entry("2026-03-20", (self.rent, 5), (self.bank, -5))
        self.post_entry("2026-03-20", (self.fines, 95), (self.bank, -95))
        warnings = patch.object(
            type(self.env["customer.cost.run"]), "_publication_warnings", lambda _run: []
        )
        self.company.customer_cost_auto_coverage = 96
        with warnings:
            run = self.night("2026-04-05")
        self.assertEqual((run.state, run.coverage), ("computed", 95))
        self.company.customer_cost_auto_month = False
        self.company.customer_cost_auto_coverage = 95
        run.action_reset()
        with warnings:
            self.assertEqual(self.night("2026-04-06").state, "published")

    def test_a_model_that_cannot_be_computed_is_told(self):
        self.env["customer.cost.account.role"].search([("role", "=", "revenue")]).unlink()
        run = self.night("2026-04-05")
        self.assertEqual(run.state, "draft")
        self.assertIn("has no account role", self.told(run)[self.controller])
        self.assertEqual(self.night("2026-04-06"), run)

    def test_a_failure_is_told(self):
        model = type(self.env["customer.cost.run"])
        with patch.object(model, "_measure", side_effect=UserError("No volumes today")):
            run = self.night("2026-04-05")
        self.assertEqual(run.state, "failed")
        self.assertIn("No volumes today", self.told(run)[self.controller])

    def test_what_somebody_computes_himself_is_his_to_publish(self):
        self.company.customer_cost_auto_publish = "compute"
        run = self.night("2026-04-05")
        run.with_user(self.cost_accountant).action_compute()
        self.assertFalse(run.automatic)
        with self.refuses(UserError, "use the buttons"):
            run.automatic = True

    def test_day_and_coverage_have_limits(self):
        for values in (
            {"customer_cost_auto_day": 0},
            {"customer_cost_auto_day": 29},
            {"customer_cost_auto_coverage": 100.5},
        ):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                (self.company + self.other_company)[1].write(values)
                self.env.flush_all()
