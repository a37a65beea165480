from odoo import Command, fields

from .expense_control_case import ExpenseControlCase

#: Fapiao of twenty digits, and the lines of QR codes.
NUMBER = "25312000000012345678"
SCAN = f"01,32,,{NUMBER},480.00,20251103,,A1B2"
OLD_SCAN = "01,04,031001900104,12345678,100.00,20251103,69320123456789012345,A1B2"


class FapiaoCase(ExpenseControlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague.sudo().employee_id.expense_manager_id = cls.manager
        cls.billing = cls.create_user("billing", "account.group_account_invoice")

    def bill(self, user=None, **values):
        """A draft bill over 100 for a meal with the customer."""
        line = {
            "name": "Dinner",
            "account_id": self.company_data["default_account_expense"].id,
            "price_unit": values.pop("price", 100),
            "tax_ids": False,
            "cost_customer_id": self.customer.id,
            "cost_category_id": self.meals.id,
        } | values.pop("line", {})
        return (
            self.env["account.move"]
            .with_user(user or self.billing)
            .create(
                {
                    "move_type": "in_invoice",
                    "partner_id": self.partner_a.id,
                    "invoice_date": self.day(),
                    "company_id": self.company.id,
                    "invoice_line_ids": [Command.create(line)],
                }
                | values
            )
        )

    def submitted(self, user=None, **values):
        expense = self.expense(user, fapiao_number=NUMBER, **values)
        expense.action_submit()
        return expense


class BillCase(FapiaoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meals.budget_controlled = True
        cls.cost = cls.company_data["default_account_expense"]
        # whom those ask who have no manager
        cls.hire(cls.billing, cls.lead)

    def approved_request(self, **values):
        return super().approved_request(**({"payment_mode": "bill"} | values))

    def bill_on(self, request, price=100, **values):
        line = {"cost_request_id": request.id} | values.pop("line", {})
        return self.bill(price=price, line=line, **values)

    def ask(self, bill):
        bill.action_ask_cost_approval()
        return bill.sudo().cost_bill_ids[:1]


class BillBudgetCase(BillCase):
    """A budget of 1,000 that blocks, and requests of today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_controller = cls.create_user("second_controller", "group_controller")
        year = fields.Date.start_of(cls.day(), "year")
        budget = cls.env["customer.cost.budget"].create(
            {
                "name": "Care",
                "company_id": cls.company.id,
                "window": "year",
                "reaction": "block",
                "owner_id": cls.controller.id,
                "date_from": year,
                "date_to": fields.Date.end_of(year, "year"),
                "total": 1000,
                "line_ids": [Command.create({"planned": 1000})],
            }
        )
        budget.with_user(cls.controller).action_submit()
        budget.with_user(cls.second_controller).action_approve()
        cls.line = budget.line_ids

    def approved_request(self, **values):
        return super().approved_request(**({"date": self.day()} | values))

    def figures(self):
        """(committed, consumed, available)."""
        found = self.line._availability()[self.line]
        return (found.committed, found.consumed, found.available)
