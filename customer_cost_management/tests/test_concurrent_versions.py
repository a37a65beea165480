# what two people do at once needs transactions that are real
# pylint: disable=invalid-commit
from unittest.mock import patch

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged

from .published_run_case import RUN, PublishedRunCase


@tagged("post_install", "-at_install")
class TestConcurrentVersions(PublishedRunCase):
    """Two workers or two people at one period: one goes on, the other waits or is told."""

    def test_the_background_waits_for_a_period_that_somebody_computes(self):
        third = self.new_run()
        self.env.cr.commit()
        self.queue()
        other = self.open_environment()
        other[RUN].browse(third.id).action_compute()
        self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual(self.run.state, "queued")
        other.cr.commit()
        self.assert_next_start_finishes()
        self.assertEqual(third.state, "computed")

    def test_two_versions_of_one_period_in_two_clicks(self):
        third = self.new_run()
        self.env.cr.commit()
        self.run.action_compute()
        other = self.open_environment()
        with self.assertRaisesRegex(UserError, "computed by somebody else"):
            other[RUN].browse(third.id).action_compute()
        other.cr.rollback()
        self.env.cr.commit()

    def test_two_controllers_publish_one_version_each_and_one_is_in_force(self):
        third = self.new_run()
        for run in (self.run, third):
            run.action_compute()
            run.reason = "Test"
        self.env.cr.commit()
        self.run.action_publish()
        other = self.open_environment()
        other.cr.execute("SET LOCAL lock_timeout = '300ms'")
        with self.assertRaises(psycopg2.Error), patch("odoo.sql_db._logger"):
            other[RUN].browse(third.id).action_publish()
            other.cr.flush()
        other.cr.rollback()
        self.env.cr.commit()
        other.invalidate_all()
        other[RUN].browse(third.id).action_publish()
        other.cr.commit()
        self.fresh()
        self.assertEqual(
            (self.published | self.run | third).mapped("state"),
            ["superseded", "superseded", "published"],
        )

    def test_stopping_keeps_the_month_that_is_being_computed(self):
        april = self.new_run(month=4)
        self.env.cr.commit()
        (self.run | april)._queue()
        self.env.cr.commit()
        other = self.open_environment()

        def stop(_run):
            other[RUN].browse(april.id).action_stop_after_month()
            other.cr.commit()

        with self.dying_at("_capture", stop):
            self.env[RUN]._cron_compute_queued()
        self.fresh()
        self.assertEqual((self.run.state, april.state), ("computed", "draft"))
        self.assertEqual(self.run.progress_text, "1 of 1 months computed")
