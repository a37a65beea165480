from odoo import Command, fields

from .request_common import RequestCase


class RequestBudgetCase(RequestCase):
    """Requests of today whose category a budget controls, and budgets by one call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        cls.meals.budget_controlled = True

    def line(self, planned=1000, **values):
        """A line of an approved budget of this year and the next."""
        year = fields.Date.start_of(self.day(), "year")
        budget = self.env["customer.cost.budget"].create(
            {
                "name": "Care",
                "company_id": self.company.id,
                "window": "year",
                "reaction": "justify",
                "owner_id": self.controller.id,
                "date_from": year,
                "date_to": fields.Date.end_of(year, "year"),
                "total": planned,
                "line_ids": [Command.create({"planned": planned})],
            }
            | values
        )
        budget.with_user(self.controller).action_submit()
        budget.with_user(self.second_controller).action_approve()
        return budget.line_ids

    def figures(self, line):
        """(pending, committed, available)."""
        found = line._availability()[line]
        return (found.pending, found.committed, found.available)

    def request(self, user=None, submit=False, **values):
        return super().request(user, submit, **({"date": self.day()} | values))
