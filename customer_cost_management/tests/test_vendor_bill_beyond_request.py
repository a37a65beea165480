from odoo.tests import tagged

from .bill_case import BillBudgetCase


@tagged("post_install", "-at_install")
class TestBillBeyondRequest(BillBudgetCase):
    """A small request opens no budget for a bill: its excess asks as if there were none."""

    def test_a_bill_beyond_its_request_asks_the_owner_of_a_line_that_is_used_up(self):
        # 1,000 planned, 50 promised: 950 left
        request = self.approved_request(amount=50)
        bill = self.bill_on(request, price=1000)
        self.assertEqual(bill._bill_budget_asks(), (), "950 beyond the request are left")
        bill.invoice_line_ids.price_unit = 1001
        [finding] = bill.sudo()._bill_over_budget()
        self.assertEqual((finding.amount, finding.excess), (951, 1))
        self.assertEqual(bill._bill_budget_asks(), tuple(self.controller.ids))
        bill.cost_justification = "They all came"
        self.assertLessEqual(self.controller, self.ask(bill).sudo().approval_ids.user_id)
