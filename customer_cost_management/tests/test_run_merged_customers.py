from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from .gift_common import GiftCase

CLOCK = "odoo.addons.customer_cost_management.models.platform.customer_cost_clock"


@tagged("post_install", "-at_install")
class TestRunMergedCustomers(GiftCase):
    """The nightly comparison of published months after two customers became one."""

    def merge(self):
        """Lumber Inc becomes Acme Corp."""
        self.env["base.partner.merge.automatic.wizard"].create({})._merge(
            (self.customer + self.other_customer).ids, self.other_customer
        )
        self.env.invalidate_all()
        self.assertFalse(self.customer.exists())

    def assert_nothing_changed(self, run):
        """(changed entries, customers, reason why they could not be compared)"""
        self.assertEqual(run.sudo()._as_engine()._store_changes(), (0, [], None))

    def test_a_frozen_rule_for_a_customer_follows_a_merge(self):
        """Insurance of 50 is always Lumber's: 800 − 50 and 840 are 1,590 of one customer."""
        insurance = self.create_account("719604", "Insurance")
        self.create_role(insurance, "operating")
        self.env["customer.cost.attribution.rule"].create(
            {
                "name": "Insurance",
                "method": "fixed",
                "company_id": self.company.id,
                "account_ids": insurance.ids,
                "partner_id": self.customer.id,
            }
        )
        self.post_entry("2026-03-20", (insurance, 50), (self.bank, -50))
        run = self.publish_month(reason="Moon cakes")
        self.assertEqual(self.cm3(run), [750, 840])
        fingerprint = run.fingerprint
        self.merge()
        self.assert_nothing_changed(run)
        self.assertEqual((run.contribution, run.fingerprint), (1590, fingerprint))

    def test_a_frozen_correction_follows_a_merge(self):
        memo = self.correct(
            10,
            **self.from_customer(self.customer),
            to_place="pool",
            to_pool_id=self.pool.id,
            partner_id=False,
        )
        run = self.publish_month(reason="Moon cakes")
        self.merge()
        self.assertEqual(memo.from_partner_id, self.other_customer)
        self.assert_nothing_changed(run)

    def test_frozen_gifts_follow_a_merge(self):
        self.issue((self.customer, 60), (self.other_customer, 51))
        run = self.publish_month(reason="Moon cakes")
        self.merge()
        self.assert_nothing_changed(run)

    def test_a_merge_of_others_touches_no_frozen_model(self):
        self.issue((self.customer, 60))
        run = self.publish_month(reason="Moon cakes")
        first, second = self.env["res.partner"].create([{"name": "A"}, {"name": "B"}])
        self.assertEqual(run._runs_that_froze([first.id, second.id, self.pool.id + 10**6]), run[:0])
        self.assertEqual(run._runs_that_froze([first.id, self.customer.id]), run)

    # ------------------------------------------------------------------ the night

    def night(self, failing, error):
        """The nightly check; that of one run ends in an error."""
        model = type(self.env["customer.cost.run"])
        original = model._check_changes

        def check(run):
            if run == failing:
                raise error
            return original(run)

        with (
            freeze_time("2026-05-05 03:00:00"),
            patch.object(model, "_check_changes", check),
        ):
            self.env["customer.cost.run"].sudo()._cron_check_changes()

    def test_a_month_that_cannot_be_compared_is_not_in_the_way_of_the_others(self):
        march = self.publish_month(reason="Moon cakes")
        self.invoice(self.customer, 10, "2026-04-10")
        april = self.publish_month(date_from="2026-04-01", date_to="2026-04-30")
        for failing, other in ((march, april), (april, march)):
            (march | april)._as_engine().write({"checked_on": False})
            with self.subTest(failing=failing.display_name), mute_logger(CLOCK):
                self.night(failing, ValueError("fewer rows"))
                self.assertTrue(failing.checked_on)
                self.assertIn("server's log", failing.changed_customers["reason"])
                self.assertTrue(other.checked_on)
                self.assertFalse((other.changed_customers or {}).get("reason"))

    def test_a_conflict_of_transactions_is_left_to_odoo(self):
        march = self.publish_month(reason="Moon cakes")
        with self.assertRaises(SerializationFailure):
            self.night(march, SerializationFailure("could not serialize access"))
