from odoo.tests import tagged

from .browser_case import BrowserCase
from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestRequestWeb(RequestCase, BrowserCase):
    """The journeys of who asks and of who decides (UX: first minutes)."""

    def on_the_phone(self):
        self.browser_size = "390x844"
        self.touch_enabled = True

    def guests_rule(self):
        self.meals.budget_controlled = True
        self.spending_rule("per_head", amount=300, severity="inform")

    def requests(self):
        return self.env["customer.cost.request"].search([("user_id", "=", self.rep.id)])

    def test_an_employee_asks_on_the_phone_by_seven_taps(self):
        self.guests_rule()
        self.request()
        self.on_the_phone()
        self.start_tour("/odoo", "customer_cost_request_phone", login="rep")
        request = self.requests().filtered(lambda r: r.state == "submitted")
        self.assertEqual((request.amount, request.purpose), (660, "Renewal"))
        self.assertEqual(self.waits_for(request), self.lead)

    def test_an_employee_asks_from_the_customer_by_four_taps(self):
        self.guests_rule()
        self.on_the_phone()
        url = f"/odoo/res.partner/{self.customer.id}"
        self.start_tour(url, "customer_cost_request_phone_customer", login="rep")
        self.assertEqual((self.requests().state, self.requests().amount), ("submitted", 660))

    def test_who_decides_agrees_on_the_phone_by_two_taps(self):
        request = self.request(submit=True)
        self.on_the_phone()
        url = f"/odoo/customer-cost-requests/{request.id}"
        self.start_tour(url, "customer_cost_request_phone_approve", login="lead")
        request.invalidate_recordset()
        self.assertEqual(request.state, "approved")

    def test_who_decides_gives_a_reason_by_one_more_tap(self):
        self.spending_rule("per_head", amount=100, severity="justify")
        values = {"guests": 1, "amount": 300, "justification": "x", "submit": True}
        self.decide(self.request(**values), self.lead, reason="The renewal depends on it")
        request = self.request(**values)
        self.on_the_phone()
        self.start_tour(
            "/odoo/customer-cost-approvals", "customer_cost_request_phone_reason", login="lead"
        )
        request.invalidate_recordset()
        self.assertEqual(request.state, "approved")
        step = request.sudo().approval_ids
        self.assertEqual(step.reason, "The renewal depends on it")

    def test_an_approval_is_undone_by_its_toast(self):
        request = self.request(submit=True)
        self.on_the_phone()
        self.start_tour("/odoo/customer-cost-approvals", "customer_cost_request_undo", login="lead")
        request.invalidate_recordset()
        self.assertEqual((request.state, self.waits_for(request)), ("submitted", self.lead))

    def test_several_are_approved_at_once(self):
        self.spending_rule("per_head", amount=100, severity="justify")
        self.env["customer.cost.delegation"].create(
            {
                "user_id": self.director.id,
                "substitute_id": self.lead.id,
                "date_from": self.day(),
                "date_to": self.day(3),
                "company_id": self.company.id,
            }
        )
        plain = [self.request(submit=True, guests=2, hosts=1) for _time in range(2)]
        dear = self.request(submit=True, guests=1, amount=300, justification="x")
        self.start_tour(
            "/odoo/customer-cost-approvals", "customer_cost_request_several", login="lead"
        )
        for request in (*plain, dear):
            request.invalidate_recordset()
        self.assertEqual([r.state for r in plain], ["approved", "approved"])
        self.assertEqual(dear.state, "submitted")

    def test_a_substitute_is_named_in_the_preferences(self):
        self.lead.tz = "Europe/Brussels"
        self.start_tour("/odoo", "customer_cost_substitute", login="lead")
        own = self.env["customer.cost.delegation"].search([("user_id", "=", self.lead.id)])
        self.assertEqual(own.substitute_id, self.colleague)

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
