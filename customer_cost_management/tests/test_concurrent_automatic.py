# two transactions at once need to be real ones
# pylint: disable=invalid-commit
from psycopg2.errors import SerializationFailure

from odoo.tests import tagged
from odoo.tools import mute_logger

from .two_cursors_case import TwoCursorsCase


@tagged("post_install", "-at_install")
class TestConcurrentAutomatic(TwoCursorsCase):
    """Of two small requests that one person submits at once, the second counts the first."""

    def asked_by_admin(self, env):
        user = env.ref("base.user_admin")
        return env["customer.cost.request"].new({"user_id": user.id})

    def test_the_second_of_two_is_run_again(self):
        first, second = (self.asked_by_admin(env) for env in (self.first, self.second))
        first._take_turns()
        self.first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            second._take_turns()
        self.roll_back()
        second._take_turns()  # run again, it meets nobody
        self.roll_back()

    def test_two_people_do_not_meet(self):
        first, second = (self.asked_by_admin(env) for env in (self.first, self.second))
        second.user_id = self.second.ref("base.user_root")
        first._take_turns()
        self.first.cr.commit()
        second._take_turns()
        self.roll_back()
