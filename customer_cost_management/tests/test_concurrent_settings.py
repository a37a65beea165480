from psycopg2.errors import SerializationFailure

from odoo.service.model import retrying
from odoo.tests import tagged
from odoo.tools import mute_logger

from .two_cursors_case import TwoCursorsCase


@tagged("post_install", "-at_install")
class TestConcurrentSettings(TwoCursorsCase):
    """Two administrators at once."""

    def restore_defaults(self):
        self.second.cr.rollback()
        self.second.invalidate_all()
        self.second.ref("base.main_company").write(
            {"customer_cost_near_zero_percent": 1, "customer_cost_discount_percent": 10}
        )
        self.second.cr.commit()

    def save(self, env, values):
        env["res.config.settings"].create(values).execute()
        env.flush_all()

    def test_the_loser_saves_again_and_neither_change_is_lost(self):
        self.addCleanup(self.restore_defaults)
        # both have looked before either saves
        for env in (self.first, self.second):
            self.assertEqual(env.company.customer_cost_near_zero_percent, 1)
        self.save(self.first, {"customer_cost_near_zero_percent": 3})
        self.first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self.save(self.second, {"customer_cost_discount_percent": 12})
        self.second.cr.rollback()
        self.second.invalidate_all()
        retrying(
            lambda: self.save(self.second, {"customer_cost_discount_percent": 12}), self.second
        )
        self.second.cr.commit()
        self.first.cr.rollback()
        self.first.invalidate_all()
        self.assertRecordValues(
            self.first.ref("base.main_company"),
            [{"customer_cost_near_zero_percent": 3, "customer_cost_discount_percent": 12}],
        )
