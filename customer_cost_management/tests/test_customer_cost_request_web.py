from odoo.tests import tagged

from .browser_case import BrowserCase
from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestRequestWeb(RequestCase, BrowserCase):
    """The journeys of who asks and of who decides (UX: first minutes)."""

    def test_an_employee_asks(self):
        self.meals.budget_controlled = True
        self.spending_rule("per_head", amount=300, severity="inform")
        self.start_tour("/odoo/customer-cost-requests", "customer_cost_request_ask", login="rep")
        request = self.env["customer.cost.request"].search([("user_id", "=", self.rep.id)])
        self.assertEqual((request.state, request.amount), ("submitted", 660))
        self.assertEqual(self.waits_for(request), self.lead)

    def test_who_decides_agrees_by_one_tap(self):
        request = self.request(submit=True)
        self.start_tour(
            "/odoo/customer-cost-approvals", "customer_cost_request_approve", login="lead"
        )
        request.invalidate_recordset()
        self.assertEqual(request.state, "approved")

    def test_who_decides_sends_it_back_with_a_word(self):
        request = self.request(submit=True)
        self.start_tour(
            "/odoo/customer-cost-approvals", "customer_cost_request_return", login="lead"
        )
        request.invalidate_recordset()
        self.assertEqual((request.state, request.is_returned), ("draft", True))
