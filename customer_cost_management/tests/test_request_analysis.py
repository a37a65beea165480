from odoo.tests import tagged

from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestRequestAnalysis(RequestCase):
    """Requested, approved and spent of the requests that the reader may read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product_a.write({"can_be_expensed": True, "standard_price": 0})
        cls.product_a.supplier_taxes_id = False

    def spend(self, request, amount):
        return (
            self.env["hr.expense"]
            .with_user(self.rep)
            .create(
                {
                    "name": "Dinner",
                    "employee_id": self.rep.sudo().employee_id.id,
                    "product_id": self.product_a.id,
                    "total_amount_currency": amount,
                    "cost_request_id": request.id,
                    "company_id": self.company.id,
                }
            )
        )

    def sums(self, user):
        requests = self.env["customer.cost.request"].with_user(user)
        rows = requests._read_group(
            [("company_id", "=", self.company.id)],
            ["partner_id"],
            ["cost:sum", "approved_cost:sum", "spent:sum"],
        )
        return {
            partner: (cost, approved or 0, spent or 0) for partner, cost, approved, spent in rows
        }

    def test_requested_approved_and_spent(self):
        """100 and 50 approved, of which 30 and 40 are spent; 7 of a draft; 11 of a colleague."""
        first = self.request(submit=True)
        second = self.request(submit=True, amount=50, date=self.day(3))
        for request, amount in ((first, 30), (second, 40)):
            self.decide(request, self.lead)
            self.spend(request, amount)
        self.request(amount=7, partner_id=self.other_customer.id)
        self.request(user=self.colleague, amount=11, date=self.day(9))
        self.env.flush_all()
        own = {self.customer: (150, 150, 70), self.other_customer: (7, 0, 0)}
        self.assertEqual(self.sums(self.rep), own)
        everything = own | {self.customer: (161, 150, 70)}
        for user in (self.controller, self.auditor, self.compliance):
            self.assertEqual(self.sums(user), everything)
        self.assertEqual(sum(self.env["customer.cost.request"].search([]).mapped("spent")), 70)

    def test_the_pivot_offers_them(self):
        found = (
            self.env["customer.cost.request"]
            .with_user(self.auditor)
            .fields_get(["approved_cost", "spent"], ["aggregator"])
        )
        self.assertEqual(
            {name: each["aggregator"] for name, each in found.items()},
            {"approved_cost": "sum", "spent": "sum"},
        )
