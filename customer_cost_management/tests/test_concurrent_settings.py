from psycopg2.errors import SerializationFailure

from odoo import api
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestConcurrentSettings(BaseCase):
    """Two administrators at once, each with a real transaction of his own.

    These tests commit.  They clean up behind themselves, and the project's test
    command runs them in a process and on a database of their own.
    """

    def setUp(self):
        super().setUp()
        connection = db_connect(get_db_name())
        self.first, self.second = (self.open_environment(connection) for _user in range(2))

    def open_environment(self, connection):
        cursor = connection.cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, api.SUPERUSER_ID, {})

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
