from odoo.exceptions import UserError
from odoo.tests import tagged

from .several_customers_case import SeveralCustomersCase

NOBODY = {"cost_customer_id": False, "cost_category_id": False}


@tagged("post_install", "-at_install")
class TestGiftRequest(SeveralCustomersCase):
    """Gifts bought in bulk on a request: the register says who gets them, not the request."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gifts, cls.bulk = cls.env["customer.cost.category"].create(
            [
                {
                    "name": name,
                    "company_id": cls.company.id,
                    "nature": "gift",
                    "budget_controlled": True,
                    "bulk_gifts": bulk,
                }
                for name, bulk in (("Gifts", False), ("Gifts in bulk", True))
            ]
        )

    def items(self, entry):
        lines = entry.line_ids.filtered("cost_request_id")
        return [(line.cost_customer_id, line.cost_category_id, line.balance) for line in lines]

    def test_its_bill_names_no_customer_and_is_not_spread(self):
        nobody = self.env["res.partner"]
        single = self.request(category_id=self.bulk.id, date=self.day(), submit=True)
        self.decide(single, self.waits_for(single)[:1])
        for request in (self.approved(category_id=self.bulk.id), single):
            bill = self.bill(line=NOBODY)
            bill.invoice_line_ids.cost_request_id = request
            self.assertEqual(self.items(bill), [(nobody, self.bulk, 100)])
            bill.action_post()
            self.assertEqual(self.items(bill), [(nobody, self.bulk, 100)])
            self.assertEqual((request.state, request.spent), ("spent", 100))

    def test_other_gifts_are_spread_as_ever(self):
        bill = self.bill(line=NOBODY | {"cost_request_id": self.approved().id})
        bill.action_post()
        self.assertEqual([item[2] for item in self.items(bill)], [50, 25, 25])

    def test_rules_for_gifts_wait_until_somebody_gets_one(self):
        """100 for all of them is no gift of 100; a line that names who got it is one."""
        self.spending_rule("gift_piece", amount=20, severity="block")
        with self.refuses(UserError, "20"):
            self.several(category_id=self.gifts.id).action_submit()
        request = self.approved(category_id=self.bulk.id)
        self.assertFalse(request.findings_found)
        bill = self.bill(line=NOBODY)
        bill.invoice_line_ids.cost_request_id = request
        self.assertFalse(bill._bill_findings())
        bill.invoice_line_ids.cost_customer_id = self.third
        self.assertEqual([f["code"] for f in bill._bill_findings()], ["gift_piece_exceeded"])

    # ------------------------------------------------------------------ expenses

    def bulk_expense(self, request, **values):
        """The expense that *Create Expense* would make of it."""
        filled = request._prepare_expense_values() | {"product_id": self.product_a.id} | values
        return self.expense(**filled)

    def agree(self, expense):
        expense.action_submit()
        expense.with_user(self.manager)._do_approve()
        return expense.sudo()

    def test_its_expense_names_no_customer_and_is_not_spread(self):
        """As of a bill; agreed to and not booked, it uses what its request has."""
        request = self.approved(category_id=self.bulk.id)
        expense = self.bulk_expense(request)
        self.assertFalse(expense.cost_share_words)
        expense = self.agree(expense)
        self.assertEqual(self.of_lines("committed"), [50, 25, 25])
        expense._post_without_wizard()
        nobody = self.env["res.partner"]
        self.assertEqual(self.items(expense.account_move_id), [(nobody, self.bulk, 100)])
        self.assertEqual((request.state, request.spent), ("spent", 100))

    def test_nor_is_what_the_company_paid(self):
        request = self.approved(category_id=self.bulk.id)
        expense = self.agree(self.bulk_expense(request, payment_mode="company_account"))
        expense.action_post()
        nobody = self.env["res.partner"]
        self.assertEqual(self.items(expense.account_move_id), [(nobody, self.bulk, 100)])

    def test_its_expense_of_one_customer_names_nobody(self):
        request = self.request(category_id=self.bulk.id, date=self.day(), submit=True)
        self.decide(request, self.waits_for(request)[:1])
        expense = self.bulk_expense(request)
        self.assertFalse(expense.cost_customer_id)
        typed = self.expense(cost_customer_id=False)
        typed.cost_request_id = request
        self.assertFalse(typed.cost_customer_id)
        self.assertEqual(typed.cost_category_id, self.bulk)

    def test_rules_for_gifts_do_not_look_at_its_expense_either(self):
        """100 for the register is no gift of 100; an expense that names who got it is one."""
        self.spending_rule("gift_piece", amount=20, severity="justify")
        expense = self.bulk_expense(self.approved(category_id=self.bulk.id))
        self.assertFalse(expense.findings_found)
        expense.cost_customer_id = self.third
        codes = [finding["code"] for finding in expense._judge()]
        self.assertEqual(codes, ["gift_piece_exceeded"])
        self.assertEqual(expense._cost_customers(), self.third)
