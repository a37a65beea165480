from odoo.tests import tagged

from .browser_case import BrowserCase
from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestRunWeb(ResultsCase, BrowserCase):
    """The page of a run in the browser."""

    def test_controller_closes_a_month_that_is_not_locked(self):
        self.start_tour("/odoo/customer-cost-runs", "customer_cost_close_run", login="controller")
        self.assertEqual(
            (self.run_march.state, self.run_march.close_reason),
            ("closed", "The books move to another system"),
        )
