from odoo import Command
from odoo.tests import tagged

from .sale_common import SaleCommon


@tagged("post_install", "-at_install")
class TestSaleAttribution(SaleCommon):
    """Cost that is rebilled on a sales order belongs to the customer of the order."""

    @classmethod
    def get_default_groups(cls):
        groups = "hr_expense.group_hr_expense_manager", "project.group_project_manager"
        return super().get_default_groups().union(*map(cls.env.ref, groups))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles_for_all_accounts()
        cls.travel = cls.create_account("719401", "Travel of the test")
        cls.create_role(cls.travel, "operating")
        cls.rule = cls.env["customer.cost.attribution.rule"].create(
            {
                "company_id": cls.company.id,
                "method": "sale_order",
                "account_ids": cls.travel.ids,
            }
        )
        cls.trip = cls.create_product("Trip", product_type="service", expense_policy="cost")
        cls.trip.property_account_expense_id = cls.travel
        cls.supplier = cls.env["res.partner"].create({"name": "Taxi", "is_company": True})

    def account_of_order(self, order):
        """An analytic account that Odoo finds the order by: that of its project."""
        plan, _others = self.env["account.analytic.plan"]._get_all_plans()
        account = self.env["account.analytic.account"].create(
            {"name": f"Account of {order.name}", "plan_id": plan.id}
        )
        order.project_id = self.env["project.project"].create(
            {"name": order.name, "account_id": account.id}
        )
        return account

    def bill_of(self, amount, **values):
        return self.invoice(
            self.supplier,
            amount,
            "2026-03-20",
            "in_invoice",
            account_id=self.travel.id,
            **values,
        )

    def direct(self, run):
        """{customer: direct cost} on the account of travel."""
        rows = self.env["customer.cost.capture"].search(
            [("run_id", "=", run.id), ("account_id", "=", self.travel.id)]
        )
        return {row.partner_id: row.balance for row in rows if row.destination == "direct"}

    def test_a_bill_rebilled_on_an_order(self):
        """80 of a taxi are rebilled on the order; 50 of another one are nobody's."""
        account = self.account_of_order(self.order())
        bill = self.bill_of(
            80, product_id=self.trip.id, analytic_distribution={str(account.id): 100}
        )
        self.assertTrue(bill.invoice_line_ids.analytic_line_ids.so_line)
        self.bill_of(50)
        run = self.run_month()
        self.assert_ties(run)
        self.assertEqual(self.direct(run), {self.customer: 80})
        self.assertEqual(self.reconciliation(run)["unassigned"], -50)

    def test_an_item_of_two_orders_of_two_customers_is_nobodys(self):
        orders = self.order() | self.order(self.other_customer)
        bill = self.bill_of(80)
        bill.invoice_line_ids.sale_line_ids = orders.order_line
        self.assertEqual(self.direct(self.run_month()), {})
        bill.invoice_line_ids.sale_line_ids = orders[1].order_line
        self.assertEqual(self.direct(self.run_month()), {self.other_customer: 80})

    def test_an_expense_of_an_order(self):
        if "sale_order_id" not in self.env["hr.expense"]._fields:
            self.skipTest("Expenses are not rebilled here")
        order = self.order(self.other_customer)
        # sudo: people and their claims are there, whoever computes
        env = self.env(su=True)
        employee = env["hr.employee"].create(
            {"name": "Traveller", "company_id": self.company.id, "work_email": "t@example.com"}
        )
        expense = env["hr.expense"].create(
            {
                "name": "Train",
                "employee_id": employee.id,
                "product_id": self.trip.id,
                "total_amount_currency": 60,
                "tax_ids": [Command.clear()],
                "company_id": self.company.id,
                "payment_mode": "company_account",
                "date": "2026-03-11",
            }
        )
        self.force(expense, sale_order_id=order.id)
        self.post_entry(
            "2026-03-12",
            (self.travel, 60, {"expense_id": expense.id}),
            (self.company_data["default_account_payable"], -60),
        )
        self.assertEqual(self.direct(self.run_month()), {self.other_customer: 60})

    def test_the_sentence_and_the_preview_say_what_it_does(self):
        self.assertIn("rebilled on a sales order", self.rule.sentence)
        order = self.order()
        bill = self.bill_of(80)
        bill.invoice_line_ids.sale_line_ids = order.order_line
        self.bill_of(50)
        self.env.flush_all()
        found = self.env["account.move.line"].search(self.rule._get_item_domain())
        self.assertEqual(found, bill.invoice_line_ids)
