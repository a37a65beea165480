from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from .value_common import ValueCase


@tagged("post_install", "-at_install")
class TestValueSpending(ValueCase):
    """Budget left, open requests and relationship cost of the year on the page of a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        [cls.buyer] = cls.create_customers("Lumber", user_id=cls.customer_manager.id)
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        for year, months in ((2025, (12,)), (2026, (1, 2))):
            for month in months:
                cls.invoice(cls.buyer, 1000, f"{year}-{month:02}-10")
                cls.spend(f"{year}-{month:02}-20", cls.buyer, gifts=40)
            cls.publish(year, *months)

    def card(self, user):
        self.env.invalidate_all()
        return self.value_of(self.buyer).with_user(user)

    def approve_budget(self, owner):
        budget = self.env["customer.cost.budget"].create(
            {
                "name": "Care 2026",
                "company_id": self.company.id,
                "window": "year",
                "owner_id": owner.id,
                "total": 500,
                "date_from": "2026-01-01",
                "date_to": "2026-12-31",
                "line_ids": [
                    Command.create({"planned": 300, "partner_id": self.buyer.id}),
                    Command.create({"planned": 200}),
                ],
            }
        )
        budget.with_user(self.controller).action_submit()
        budget.with_user(self.second_controller).action_approve()
        return budget

    @freeze_time("2026-03-05")
    def test_budget_left_is_that_of_the_lines_that_name_him(self):
        self.evaluate("2026-03-05")
        self.assertFalse(self.card(self.auditor).has_budget)
        budget = self.approve_budget(self.controller)
        self.env["customer.cost.commitment"].flush_model()
        card = self.card(self.auditor)
        left = budget.line_ids[0].available
        self.assertEqual((card.budget_left, card.budget_revised), (left, 300))
        self.assertTrue(card.has_budget)
        lines = self.env["customer.cost.budget.line"].search(
            card.action_open_budget_lines()["domain"]
        )
        self.assertEqual(lines, budget.line_ids[0])
        with freeze_time("2027-01-05"):
            self.assertFalse(self.card(self.auditor).has_budget)

    @freeze_time("2026-03-05")
    def test_relationship_cost_of_the_year_opens_its_entries(self):
        """80 of January and February; December is of last year."""
        self.evaluate("2026-03-05")
        for user in (self.auditor, self.customer_manager):
            card = self.card(user)
            self.assertEqual(card.relationship_this_year, 80)
            action = card.action_open_relationship()
            rows = self.env[action["res_model"]].with_user(user).search(action["domain"])
            self.assertEqual(sum(rows.mapped("balance")), 80)

    @freeze_time("2026-03-05")
    def test_open_requests_are_those_that_the_reader_sees(self):
        self.evaluate("2026-03-05")
        self.assertEqual(self.card(self.auditor).open_request_count, 0)
        request = self.env["customer.cost.request"].create(
            {
                "partner_id": self.buyer.id,
                "category_id": self.categories["gifts"].id,
                "date": "2026-03-10",
                "amount": 50,
                "purpose": "Dinner",
            }
        )
        for user in (self.auditor, self.customer_manager):
            card = self.card(user)
            self.assertEqual(card.open_request_count, 1, user.login)
            found = self.env["customer.cost.request"].search(card.action_open_requests()["domain"])
            self.assertEqual(found, request)

    def test_the_page_shows_them(self):
        arch = self.env["customer.value"].get_view(
            self.env.ref("customer_cost_management.customer_value_view_kanban_partner").id, "kanban"
        )["arch"]
        for name in ("budget_left", "open_request_count", "relationship_this_year"):
            self.assertIn(f'name="{name}"', arch)
