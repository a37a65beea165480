from odoo import api
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name


class TwoCursorsCase(BaseCase):
    """Two users at once, each with a real transaction of his own.

    These tests commit.  They clean up behind themselves, and the project's test command runs
    them in a process and on a database of their own.
    """

    def setUp(self):
        super().setUp()
        connection = db_connect(get_db_name())
        self.first, self.second = (self.open_environment(connection) for _user in range(2))

    def open_environment(self, connection):
        cursor = connection.cursor()
        self.addCleanup(cursor.close)
        return api.Environment(cursor, api.SUPERUSER_ID, {})

    def roll_back(self):
        for env in (self.first, self.second):
            env.cr.rollback()
            env.invalidate_all()
