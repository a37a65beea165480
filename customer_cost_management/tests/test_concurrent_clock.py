# transactions of two need to be real ones
# pylint: disable=invalid-commit
from unittest.mock import patch

from odoo.exceptions import ConcurrencyError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .two_cursors_case import TwoCursorsCase

CLOCK = "odoo.addons.customer_cost_management.models.platform.customer_cost_clock"


@tagged("post_install", "-at_install")
class TestConcurrentClock(TwoCursorsCase):
    """By the clock a document that others were faster on is tried again, and kept at once."""

    def setUp(self):
        super().setUp()
        requests = self.first["customer.cost.request"]
        self.clock = requests.with_context(ir_cron_progress_id=1)
        self.parameters = self.first["ir.config_parameter"]
        self.addCleanup(self.remove)

    def remove(self):
        self.roll_back()
        self.parameters.set_param("customer_cost_clock", False)
        self.first.cr.commit()

    def kept(self):
        """What another transaction reads."""
        self.second.cr.rollback()
        self.second.invalidate_all()
        self.second.registry.clear_cache()
        return self.second["ir.config_parameter"].get_param("customer_cost_clock")

    def test_a_conflict_is_tried_again(self):
        tries = []

        def task():
            tries.append(len(tries))
            self.parameters.set_param("customer_cost_clock", str(len(tries)))
            if len(tries) < 3:
                raise ConcurrencyError("somebody was faster")

        with patch("odoo.service.model.random.uniform", lambda *span: 0):
            self.clock._do_alone(task)
        self.assertEqual((len(tries), self.kept()), (3, "3"))

    def test_a_failure_leaves_nothing_and_ends_nothing(self):
        def fails():
            self.parameters.set_param("customer_cost_clock", "broken")
            self.first.flush_all()
            raise ValueError("disk full")

        with mute_logger(CLOCK):
            self.clock._do_alone(fails)
        self.clock._do_alone(lambda: None)
        self.assertFalse(self.kept())
