from .request_common import RequestCase


class ExpenseControlCase(RequestCase):
    """An expense manager who approves for the representative, and expenses for a customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.create_user("expense_manager", "hr_expense.group_hr_expense_manager")
        cls.hire(cls.manager, cls.director)
        cls.rep.sudo().employee_id.expense_manager_id = cls.manager
        cls.product_a.write({"can_be_expensed": True, "standard_price": 0})
        cls.product_a.supplier_taxes_id = False

    def expense(self, user=None, as_user=None, **values):
        user = user or self.rep
        return (
            self.env["hr.expense"]
            .with_user(as_user or user)
            .create(
                {
                    "name": "Dinner",
                    "employee_id": user.sudo().employee_id.id,
                    "product_id": self.product_a.id,
                    "total_amount_currency": 100,
                    "cost_customer_id": self.customer.id,
                    "company_id": self.company.id,
                }
                | values
            )
        )

    def approved_request(self, **values):
        request = self.request(submit=True, **values)
        self.decide(request, self.lead)
        return request
