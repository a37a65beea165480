import json

from odoo import http
from odoo.tests import tagged

from .browser_case import BrowserCase
from .test_customer_quadrant import QuadrantCase


@tagged("post_install", "-at_install")
class TestChartPagesWeb(QuadrantCase, BrowserCase):
    """Quadrant and whale curve as their readers walk through them."""

    def test_auditor_reads_the_quadrant(self):
        self.start_tour("/odoo/customer-quadrant", "customer_cost_quadrant", login="auditor")

    def test_on_the_phone_four_tiles_say_it(self):
        self.browser_size = "375x667"
        self.touch_enabled = True
        self.start_tour(
            "/odoo/customer-quadrant", "customer_cost_quadrant_phone", login="customer_manager"
        )

    def test_controller_reads_the_whale_curve(self):
        self.start_tour(
            "/odoo/customer-whale-curve", "customer_cost_whale_curve", login="controller"
        )

    def save(self, page, **data):
        data = {name: json.dumps(value) for name, value in data.items()}
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(f"/customer_cost/{page}.xlsx", data=data)

    def test_tables_are_saved_by_who_may_export(self):
        self.authenticate("auditor", "auditor-password")
        with self.assertLogs("odoo.http", "WARNING"):
            self.assertEqual(self.save("whale-curve", domain=[]).status_code, 403)
        self.auditor.sudo().group_ids += self.env.ref("base.group_allow_export")
        for page in ("whale-curve", "customer-quadrant"):
            answer = self.save(page, domain=[], context={"customer_cost_period": False})
            self.assertEqual(answer.status_code, 200)
            self.assertIn("spreadsheetml", answer.headers["Content-Type"])
            self.assertIn(f"{page}.xlsx", answer.headers["Content-Disposition"])
            self.assertEqual(answer.content[:2], b"PK")
