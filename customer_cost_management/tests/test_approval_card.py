from odoo import Command
from odoo.tests import tagged

from .several_customers_case import SeveralCustomersCase


@tagged("post_install", "-at_install")
class TestApprovalCard(SeveralCustomersCase):
    """What the card tells beside the profit: people, per head, budget, and unused figures."""

    def figures(self, customer, **values):
        return (
            self.env["customer.value"]
            .sudo()
            .create(
                {
                    "partner_id": customer.id,
                    "company_id": self.company.id,
                    "date": self.day(-1),
                    "date_to": self.day(-10),
                    "cm3": -500,
                    "net_revenue": 1000,
                    "history_months": 12,
                    "coverage_percent": 100,
                    "current": True,
                }
                | values
            )
        )

    def card(self, document, user=None):
        document.invalidate_recordset()
        return document.with_user(user or self.lead).approval_card

    def test_it_says_that_figures_are_not_used(self):
        request = self.request(submit=True)
        self.assertIn("No reliable figures", self.card(request)["not_used"])
        value = self.figures(self.customer, date_to=self.day(-100))
        self.assertIn("100 days old", self.card(request)["not_used"])
        self.force(value, date_to=self.day(-10), coverage_percent=20)
        self.assertIn("Too little of the cost", self.card(request)["not_used"])
        self.force(value, coverage_percent=90, history_months=3)
        self.assertIn("Only 3 closed months", self.card(request)["not_used"])
        self.force(value, history_months=12)
        self.assertFalse(self.card(request)["not_used"])

    def test_a_band_instead_of_profit_where_the_company_wants_it(self):
        request = self.request(submit=True)
        value = self.figures(self.customer)
        self.assertNotIn("band", self.card(request))
        self.company.customer_cost_card_band = True
        self.company.customer_cost_near_zero_percent = 1
        card = self.card(request)
        self.assertEqual((card["band"], "profit" in card), ("loss", False))
        self.assertNotIn("-500", str({k: v for k, v in card.items() if k != "similar"}))
        self.force(value, cm3=5)
        self.assertEqual(self.card(request)["band"], "near_zero")
        self.force(value, cm3=50)
        self.assertEqual(self.card(request)["band"], "profit")
        self.force(value, history_months=2)
        self.assertFalse(self.card(request)["band"])
        self.assertNotIn("band", self.card(request, self.controller))

    def test_who_takes_part_is_on_the_card_and_not_kept_with_the_decision(self):
        people = [
            {"side": "ours", "user_id": self.rep.id},
            {"side": "official", "name": "Mayor", "role": "Host"},
        ]
        request = self.request(attendee_ids=[Command.create(one) for one in people], submit=True)
        found = [(one["name"], one["side"]) for one in self.card(request)["attendees"]]
        self.assertCountEqual(found, [(self.rep.name, "ours"), ("Mayor", "official")])
        step = self.step_of(request, self.lead)
        self.decide(request, self.lead)
        self.assertNotIn("Mayor", str(step.seen))

    def test_other_customers_with_their_shares(self):
        request = self.several(submit=True)
        card = self.card(request)
        found = [(one["customer"], one["cost"]) for one in card["others"]]
        self.assertEqual(found, [("Acme Corp", 25), ("Zinc Ltd", 25)])
        self.assertEqual(self.card(self.request(submit=True))["others"], [])

    def test_the_card_of_an_expense(self):
        self.approval_rule(self.director, document_type="expense")
        expense = self.expense(
            cost_category_id=self.meals.id,
            date=self.day(),
            cost_attendee_ids=[
                Command.create({"side": "ours", "user_id": self.rep.id}),
                Command.create({"side": "customer", "name": "Buyer"}),
            ],
        )
        expense.action_submit()
        card = self.card(expense, self.director)
        self.assertEqual((card["guests"], card["hosts"], card["per_head"]), (1, 1, 50))
        self.assertEqual(len(card["attendees"]), 2)
        [line] = card["budget"]
        self.assertEqual((line["left"], line["after"], line["total"]), (400, 300, 400))

    def test_the_card_of_a_bill_on_a_request(self):
        request = self.approved(payment_mode="bill", guests=3, hosts=2)
        bill = self.bill_on(request, price=200, line={"cost_customer_id": False})
        document = self.ask(bill)
        card = self.card(document, self.waits_for(document))
        self.assertEqual((card["guests"], card["hosts"], card["per_head"]), (3, 2, 40))
        self.assertEqual({line["after"] for line in card["budget"]}, {350, 375})
        self.assertEqual([other["cost"] for other in card["others"]], [50, 50])
