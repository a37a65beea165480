from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestRunScreens(ResultsCase):
    """What the list and the page of a run say beside the figures."""

    def new_run(self, month=3, user=None):
        runs = self.env["customer.cost.run"].with_user(user or self.cost_accountant)
        return runs.create(
            {
                "company_id": self.company.id,
                "date_from": f"2026-{month:02}-01",
                "date_to": f"2026-{month:02}-{30 if month in (4, 6) else 31}",
            }
        )

    def test_a_run_says_how_complete_it_is_by_whom_and_with_which_model(self):
        run = self.new_run()
        run.action_compute()
        # 40 of 1190 are unassigned
        self.assertAlmostEqual(run.coverage, 100 * (1 - 40 / 1190), places=1)
        self.assertEqual(run.computed_by_id, self.cost_accountant)
        self.assertGreater(run.duration, 0)
        self.assertEqual(run.fingerprint, self.run_march.fingerprint)
        self.assertRegex(run.fingerprint, "^[0-9a-f]{12}$")
        self.pool.avoidable_percent = 35
        run.action_compute()
        self.assertNotEqual(run.fingerprint, self.run_march.fingerprint)

    def test_nobody_writes_these_by_hand(self):
        run = self.new_run()
        for values in (
            {"coverage": 100},
            {"fingerprint": "x"},
            {"computed_by_id": self.controller.id},
            {"failure": False},
            {"model_check": {}},
            {"changed_customers": {}},
            {"queued_on": "2026-01-01 00:00:00"},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                run.with_user(self.controller).write(values)

    # ------------------------------------------------------------------ publishing

    def test_the_dialog_says_what_is_replaced_and_how_far_it_ties(self):
        run = self.new_run()
        run.action_compute()
        action = run.with_user(self.controller).action_ask_publish()
        dialog = self.env[action["res_model"]].with_user(self.controller).browse(action["res_id"])
        self.assertEqual(
            dialog.explanation,
            "Managers will see March 2026 · v2. It replaces v1, which stays readable. "
            "Difference $\xa00.00, coverage 96.6 %.",
        )
        self.assertFalse(dialog.warnings)
        dialog.action_publish()
        self.assertEqual((run.state, self.run_march.state), ("published", "superseded"))

    def test_a_warning_asks_for_a_reason_in_the_dialog(self):
        self.post_entry("2026-03-30", (self.sundry, 500), (self.bank, -500))
        first, second = self.new_run(), self.new_run(month=5)
        (first | second).action_compute()
        action = (first | second).with_user(self.controller).action_ask_publish()
        dialog = self.env[action["res_model"]].with_user(self.controller).browse(action["res_id"])
        self.assertEqual(len(dialog.explanation.splitlines()), 2)
        self.assertIn("540.00 of cost are not assigned", dialog.warnings)
        with self.refuses(UserError, "Give a reason"):
            dialog.action_publish()
        dialog.reason = "Rent follows"
        dialog.action_publish()
        self.assertEqual((first | second).mapped("state"), ["published"] * 2)
        self.assertEqual((first.reason, second.reason), ("Rent follows", False))

    def test_only_controllers_see_the_dialog(self):
        run = self.new_run()
        run.action_compute()
        for user in (self.cost_accountant, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                run.with_user(user).action_ask_publish()
        with self.assertRaisesRegex(UserError, "is Draft"):
            (run | self.new_run()).with_user(self.controller).action_ask_publish()

    # ------------------------------------------------------------------ check of the model

    def test_the_check_counts_what_must_be_fixed_and_what_is_in_order(self):
        run = self.new_run()
        run.action_check_model()
        check = run.model_check
        told = {finding["code"]: finding["severity"] for finding in check["findings"]}
        self.assertEqual((check["errors"], told), (0, {"coverage": "info", "ability": "info"}))
        # a role for each account, one pool with one rule, one activity, one driver, and rules
        parts = check["in_order"]
        self.assertGreater(parts, 4)
        self.pool.share_ids.share = 90
        stranger = self.create_account("610098", "Stranger")
        self.post_entry("2026-03-30", (stranger, 7), (self.bank, -7))
        run.action_check_model()
        found = {finding["code"]: finding for finding in run.model_check["findings"]}
        self.assertEqual(run.model_check["errors"], 2)
        self.assertEqual(run.model_check["in_order"], parts - 1)
        shares = found["shares_not_100"]
        self.assertEqual((shares["res_model"], shares["res_id"]), (self.pool._name, self.pool.id))
        self.assertIn("no_role", found)

    def test_what_must_be_fixed_stops_the_computation_with_all_reasons(self):
        self.pool.share_ids.share = 90
        stranger = self.create_account("610098", "Stranger")
        self.post_entry("2026-03-30", (stranger, 7), (self.bank, -7))
        run = self.new_run()
        with self.assertRaisesRegex(UserError, "fix 2 problems before computing") as raised:
            run.action_compute()
        self.assertIn("Stranger", str(raised.exception))
        self.assertIn("gives 90", str(raised.exception))
        self.assertEqual(run.state, "draft")

    def test_an_account_that_moved_in_another_month_does_not_stop_this_one(self):
        stranger = self.create_account("610098", "Stranger")
        self.post_entry("2026-02-27", (stranger, 7), (self.bank, -7))
        run = self.new_run()
        run.action_compute()
        self.assertEqual(run.state, "computed")

    def test_a_company_without_pools_is_computed(self):
        self.pool.active = False
        run = self.new_run()
        run.action_check_model()
        self.assertEqual(run.model_check["errors"], 0)
        run.action_compute()
        self.assertEqual(run.state, "computed")

    def test_auditors_do_not_start_the_check(self):
        with self.assertRaises(AccessError):
            self.run_march.with_user(self.auditor).action_check_model()

    # ------------------------------------------------------------------ background

    def queue(self, *runs):
        runs = self.env["customer.cost.run"].union(*runs).with_user(self.cost_accountant)
        runs._queue()
        return runs

    def test_progress_counts_the_months_queued_together(self):
        runs = self.queue(self.new_run(month=4), self.new_run(month=5))
        self.new_run(month=6)
        self.assertEqual(runs.mapped("progress"), [0, 0])
        runs[0]._compute_or_fail()
        runs[0]._as_engine().state = "computed"
        runs.invalidate_recordset()
        self.assertEqual(runs[1].progress_text, "1 of 2 months computed")
        self.assertEqual(runs[1].progress, 50)

    def test_stopping_sends_what_waits_back_to_draft(self):
        runs = self.queue(self.new_run(month=4), self.new_run(month=5))
        runs[0]._as_engine().state = "running"
        with self.assertRaises(AccessError):
            runs[0].with_user(self.auditor).action_stop_after_month()
        runs[0].action_stop_after_month()
        self.assertEqual(runs.mapped("state"), ["running", "draft"])
        self.assertEqual(runs[0].progress_text, "0 of 1 months computed")

    def test_the_end_is_told_once_to_who_asked(self):
        runs = self.queue(self.new_run(month=4), self.new_run(month=5))
        for run in runs:
            run.sudo()._compute_or_fail()
            run.sudo()._tell_the_end()
        activities = self.env["mail.activity"].search(
            [("res_model", "=", runs._name), ("res_id", "in", runs.ids)]
        )
        self.assertEqual(activities.user_id, self.cost_accountant)
        self.assertEqual(activities.summary, "2 of 2 months are computed.")

    def test_a_failure_names_the_step_and_opens_the_record(self):
        driver = self.create_driver("Calls", kind="typed", negative="stop")
        self.handling.driver_id = driver
        volume = self.env["customer.cost.driver.volume"].create(
            {
                "driver_id": driver.id,
                "partner_id": self.own.id,
                "date": "2026-03-15",
                "quantity": 4,
            }
        )
        # the form refuses it: somebody wrote it in SQL
        volume.flush_recordset()
        self.env.cr.execute(
            "UPDATE customer_cost_driver_volume SET quantity = -4 WHERE id = %s", volume.ids
        )
        volume.invalidate_recordset()
        [run] = self.queue(self.new_run())
        run.sudo()._compute_or_fail()
        self.assertEqual(run.state, "failed")
        self.assertEqual(
            run.failure_text,
            'Stopped at step 3 of 6, volumes: Volumes of "Calls" are negative.',
        )
        volumes = self.opened(run.action_open_failure())
        self.assertEqual(volumes.quantity, -4)
        self.assertFalse(run.note)
        volumes.quantity = 4
        run.action_compute()
        self.assertFalse(run.failure_text)
        self.assertEqual(self.run_march.state, "published")

    def test_a_failure_of_the_entries_is_step_two(self):
        [run] = self.queue(self.new_run())
        # roles that runs used cannot be deleted; here somebody did it all the same
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM customer_cost_account_role")
        self.env.invalidate_all()
        run.sudo()._compute_or_fail()
        self.assertRegex(run.failure_text, "^Stopped at step 2 of 6, entries: These accounts")
        self.assertFalse(run.failure_has_record)

    # ------------------------------------------------------------------ pages

    def test_activities_pools_and_volumes_are_pages_of_their_own(self):
        run = self.run_march.with_user(self.auditor)
        self.assertEqual(run.activity_node_ids.mapped("name"), ["Order handling"])
        self.assertEqual(run.pool_node_ids.mapped("name"), ["Sales team"])
        self.assertEqual(run.activity_node_ids.driver_name, "Invoices")
        [row] = run._volume_rows()
        self.assertEqual((row["volume"], row["customers"]), ("4", 3))
        self.assertIn("Order handling", run.volumes_html)

    def test_the_names_of_a_run_are_told_in_the_readers_language_until_they_change(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        activity, driver = self.run_march.activity_node_ids.activity_id, "Invoices"
        activity.with_context(lang="zh_CN").name = "订单处理"
        read = self.run_march.with_user(self.auditor).with_context(lang="zh_CN")
        self.assertEqual(read.activity_node_ids.display_name, "订单处理")
        self.assertEqual([row["activity"] for row in read._volume_rows()], ["订单处理"])
        self.assertEqual(self.run_march.activity_node_ids.display_name, "Order handling")
        # what is called otherwise since keeps the name under which it was computed
        self.assertEqual(list(read._frozen_names("driver").values()), [driver])
        activity.with_context(lang="zh_CN").name = "新名称"
        activity.name = "Another name"
        self.env.invalidate_all()
        self.assertEqual(read.activity_node_ids.display_name, "Order handling")
        self.assertEqual(read.pool_node_ids.display_name, "Sales team")
        self.assertIn("Order handling", read.model_html)

    def test_the_period_of_a_statement_is_written_as_its_reader_does(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        statement = self.env["customer.profitability"].search(
            [("run_id", "=", self.run_march.id)], limit=1
        )
        read = statement.with_context(lang="zh_CN")
        first, last = date(2025, 11, 1), date(2026, 3, 31)
        self.assertEqual(statement._period_text(first, last), "Nov 2025 – Mar 2026")
        self.assertEqual(read._period_text(first, last), "2025年11月 – 2026年3月")
        self.assertEqual(read._period_text(date(2026, 3, 1), last), "2026年3月")
        self.assertTrue(statement.display_name.endswith(" · Mar 2026"))
        self.assertTrue(read.display_name.endswith(" · 2026年3月"))
