from odoo import Command

from .common import CustomerCostCommon

YEAR = {"date_from": "2026-01-01", "date_to": "2026-12-31"}


class BudgetCase(CustomerCostCommon):
    """A budget-controlled category, an account, and budgets in force by one call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_role_users()
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        cls.meals, cls.gifts = cls.env["customer.cost.category"].create(
            [
                {"name": name, "company_id": cls.company.id, "budget_controlled": True}
                for name in ("Meals", "Gifts to customers")
            ]
        )
        cls.cost = cls.create_account("660102", "Entertainment")
        cls.bank = cls.create_account("100299", "Bank", "asset_cash")
        cls.ledger = cls.env["customer.cost.commitment"]
        cls.all_lines = cls.env["customer.cost.budget.line"]
        # some document, as the request will be one
        cls.document, cls.other_document = cls.env["res.partner.bank"].create(
            [
                {"acc_number": number, "partner_id": cls.company.partner_id.id}
                for number in ("DINNER", "PARTY")
            ]
        )

    @classmethod
    def create_budget(cls, *lines, **values):
        """A draft of 2026, of the whole year at once; lines are dicts with ``planned``."""
        values = {
            "name": "Care 2026",
            "company_id": cls.company.id,
            "window": "year",
            "reaction": "block",
            "owner_id": cls.controller.id,
            **YEAR,
        } | values
        contingency = values.get("contingency", 0)
        total = sum(line["planned"] for line in lines) + contingency
        line_ids = [Command.create(line) for line in lines]
        budgets = cls.env["customer.cost.budget"]
        return budgets.create({"total": total, "line_ids": line_ids} | values)

    @classmethod
    def approve_budget(cls, budget):
        budget.with_user(cls.controller).action_submit()
        budget.with_user(cls.second_controller).action_approve()
        return budget

    @classmethod
    def budget_in_force(cls, *lines, **values):
        return cls.approve_budget(cls.create_budget(*lines, **values))

    @classmethod
    def part(cls, amount, date="2026-03-10", **values):
        return {
            "company_id": cls.company.id,
            "date": date,
            "customer_id": cls.customer.id,
            "category_id": cls.meals.id,
            "amount": amount,
        } | values

    @classmethod
    def post_cost(cls, amount, date="2026-03-10", category=None, **values):
        """A posted entry of relationship cost for the customer."""
        item = {
            "cost_customer_id": cls.customer.id,
            "cost_category_id": (category or cls.meals).id,
        } | values
        return cls.post_entry(date, (cls.cost, amount, item.items()), (cls.bank, -amount))

    def figures(self, line):
        """(revised, committed, consumed, available) of a line."""
        of_line = line._availability()[line]
        return (of_line.revised, of_line.committed, of_line.consumed, of_line.available)
