from odoo import fields
from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestClosedMonths(ResultsCase):
    """A month that was closed beside a version that somebody had begun."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        action = cls.run_march.action_new_version()
        cls.second = cls.env["customer.cost.run"].browse(action["res_id"])
        cls.march, cls.april = map(fields.Date.to_date, ("2026-03-01", "2026-04-01"))

    def close_march(self):
        self.run_march._as_engine().state = "closed"

    def test_setting_up_computes_no_closed_month(self):
        setup = self.env["customer.cost.setup"]
        months = [self.march, self.april]
        runs = setup._runs_to_compute(self.company, months)
        self.assertEqual(runs.mapped("date_from"), months)
        self.assertEqual(runs[0], self.second)
        self.close_march()
        runs = setup._runs_to_compute(self.company, months)
        self.assertEqual(runs.mapped("date_from"), [self.april])
        box = setup._progress(self.company, months)["boxes"][0]
        self.assertEqual((box["run_id"], box["state"]), (self.run_march.id, "closed"))

    def test_the_overview_shows_the_version_that_closed_the_month(self):
        overview = self.env["customer.cost.overview"]
        self.second.action_compute()
        self.assertEqual(overview._runs(self.company), self.second)
        self.close_march()
        self.assertEqual(overview._runs(self.company), self.run_march)
