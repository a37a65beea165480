from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .bill_case import NUMBER, SCAN, FapiaoCase

OTHER_NUMBER = "25312000000087654321"


@tagged("post_install", "-at_install")
class TestRequestFapiao(FapiaoCase):
    """What the tax office needs for a request: shown with its outcome, and filled in there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.sudo().account_fiscal_country_id = cls.env.ref("base.cn")

    def spent(self, amount=100, approve=True, **values):
        """An approved request of today with an expense that was submitted without fapiao."""
        request = self.request(submit=True, date=self.day(), amount=amount)
        self.decide(request, self.lead)
        expense = self.expense(
            cost_request_id=request.id,
            cost_category_id=self.meals.id,
            date=self.day(),
            total_amount_currency=amount,
            **values,
        )
        expense.action_submit()
        if approve:
            expense.with_user(self.manager)._do_approve()
        request.invalidate_recordset()
        return request, expense

    def closing(self, request, user=None, **line):
        """The dialog as it opens, with what is typed on its first line."""
        action = request.with_user(user or self.rep).action_close()
        dialog = self.env[action["res_model"]].with_user(user or self.rep)
        dialog = dialog.with_context(**action["context"])
        values = dialog.default_get(["request_id", "fapiao_ids"])
        lines = values.pop("fapiao_ids", [])
        lines = [Command.create(values | line) for _command, _id, values in lines]
        return dialog.create(values | {"outcome_result": "met", "fapiao_ids": lines})

    def test_which_are_missing(self):
        request, expense = self.spent()
        self.assertEqual(request.fapiao_missing_count, 1)
        self.assertEqual(request.fapiao_words, "Dinner: fapiao missing")
        dialog = self.closing(request)
        self.assertEqual(dialog.fapiao_ids.expense_id, expense)
        self.assertEqual(dialog.fapiao_ids.amount, 100)
        dialog.action_close()
        self.assertEqual(request.state, "closed", "a missing fapiao keeps nothing open")
        self.assertTrue(expense.fapiao_missing)

    def test_a_scan_while_closing_completes_an_approved_expense(self):
        request, expense = self.spent()
        self.closing(request, fapiao_scan=SCAN).action_close()
        self.assertEqual((expense.fapiao_number, expense.fapiao_total), (NUMBER, 480))
        self.assertEqual(expense.state, "approved", "nothing that was agreed to has changed")
        self.assertEqual(expense.sudo().fapiao_use_id.number, NUMBER)
        self.assertEqual((request.state, request.fapiao_missing_count), ("closed", 0))
        self.assertEqual(request.fapiao_words, f"Dinner: fapiao {NUMBER}")
        self.assertIn("came later", str(expense.sudo().message_ids.mapped("body")))

    def test_a_booked_expense_as_well(self):
        request, expense = self.spent()
        expense.sudo()._post_without_wizard()
        self.closing(request, fapiao_number=NUMBER).action_close()
        self.assertEqual(expense.fapiao_number, NUMBER)
        self.assertTrue(expense.sudo().account_move_id)

    def test_a_reason_why_there_is_none_is_enough(self):
        request, expense = self.spent()
        self.closing(request, fapiao_type="none", fapiao_reason="Abroad").action_close()
        self.assertFalse(expense.fapiao_missing)
        self.assertEqual(request.fapiao_words, "Dinner: none, Abroad")

    def test_one_that_a_colleague_uses_is_refused(self):
        self.submitted(self.colleague)
        request, expense = self.spent()
        with self.refuses(ValidationError, "already used by a colleague"):
            self.closing(request, fapiao_number=NUMBER).action_close()
        self.assertEqual((request.state, expense.fapiao_number), ("approved", False))

    def test_what_a_rule_would_have_asked_about_goes_the_ordinary_way(self):
        self.spending_rule("fapiao_age", days=30, severity="justify")
        request, expense = self.spent()
        with self.refuses(UserError, "reset to draft"):
            self.closing(request, fapiao_scan=SCAN).action_close()
        self.assertFalse(expense.fapiao_number)

    def test_nobody_changes_a_fapiao_or_fills_in_that_of_another(self):
        _request, expense = self.spent()
        with self.refuses(UserError, "only the employee"):
            expense.with_user(self.manager)._complete_fapiao({"fapiao_number": NUMBER})
        expense._complete_fapiao({"fapiao_number": NUMBER})
        with self.refuses(UserError, "has its fapiao"):
            expense._complete_fapiao({"fapiao_number": OTHER_NUMBER})
        with self.refuses(UserError, "booked|reset|draft"):
            expense.sudo()._post_without_wizard()
            expense.sudo().fapiao_number = OTHER_NUMBER

    def test_a_controller_who_closes_sees_what_is_missing_and_fills_in_nothing(self):
        request, _expense = self.spent()
        dialog = self.closing(request, self.controller)
        self.assertFalse(dialog.fapiao_ids)
        self.assertEqual(dialog.fapiao_missing_count, 1)
        dialog.action_close()
        self.assertEqual(request.state, "closed")

    def test_bills_of_the_request_are_named(self):
        request = self.request(submit=True, date=self.day(), payment_mode="bill")
        self.decide(request, self.lead)
        line = {"cost_request_id": request.id}
        self.bill(line=line, fapiao_number=NUMBER).sudo().action_post()
        self.bill(price=20, line=line)
        request.invalidate_recordset()
        self.assertEqual(request.fapiao_missing_count, 1)
        self.assertIn(f"fapiao {NUMBER}", request.fapiao_words)
        self.assertIn("Draft bill: fapiao missing", request.fapiao_words)

    def test_where_no_fapiao_are_written_nothing_is_asked(self):
        self.company.sudo().account_fiscal_country_id = self.env.ref("base.be")
        request, expense = self.spent()
        self.assertFalse(expense.fapiao_missing)
        self.assertEqual((request.fapiao_missing_count, request.fapiao_words), (0, ""))
