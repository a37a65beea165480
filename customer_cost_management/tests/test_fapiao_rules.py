from odoo.tests import Form, tagged

from .bill_case import NUMBER, FapiaoCase


@tagged("post_install", "-at_install")
class TestFapiaoRules(FapiaoCase):
    """What spending rules say about fapiao, on expenses and bills."""

    def codes(self, document):
        return [finding["code"] for finding in document._judge()]

    def test_a_number_is_needed_from_an_amount_on(self):
        self.spending_rule("fapiao", amount=200)
        self.assertEqual(self.codes(self.expense(total_amount_currency=199)), [])
        expense = self.expense(total_amount_currency=200)
        self.assertEqual(self.codes(expense), ["fapiao_missing"])
        expense.fapiao_number = NUMBER
        self.assertEqual(self.codes(expense), [])
        self.assertEqual(self.codes(self.request(amount=500)), [], "a request has none yet")

    def test_more_than_its_total(self):
        self.spending_rule("fapiao_used")
        first = self.submitted(total_amount_currency=300, fapiao_total=480)
        self.assertEqual(self.codes(first), [])
        second = self.expense(total_amount_currency=181, fapiao_number=NUMBER, fapiao_total=480)
        self.assertEqual(self.codes(second), ["fapiao_overused"])
        second.total_amount_currency = 180
        self.assertEqual(self.codes(second), [])

    def test_numbers_in_a_row_of_one_seller(self):
        self.spending_rule("fapiao_row", count=1)
        seller = {"fapiao_seller": "Dragon Inn", "fapiao_date": self.day()}
        self.submitted(self.colleague, **seller)
        following = str(int(NUMBER) + 1)
        found = self.expense(
            fapiao_number=following, cost_customer_id=self.other_customer.id, **seller
        )
        self.assertEqual(self.codes(found), ["fapiao_consecutive"])
        self.assertIn("follows directly", found.findings[0]["message"])
        other = {"fapiao_seller": "Noodle Bar", "fapiao_date": self.day()}
        self.assertEqual(self.codes(self.expense(fapiao_number=following, **other)), [])

    def test_numbers_in_a_row_between_expense_and_bill(self):
        self.spending_rule("fapiao_row", count=1, severity="inform")
        seller = {"fapiao_seller": "Dragon Inn", "fapiao_date": self.day()}
        self.bill(fapiao_number=NUMBER, **seller).action_post()
        found = self.expense(fapiao_number=str(int(NUMBER) - 1), **seller)
        self.assertEqual(self.codes(found), ["fapiao_consecutive"])

    def test_too_old(self):
        self.spending_rule("fapiao_age", days=30)
        dated = {"fapiao_number": NUMBER, "date": self.day()}
        old = self.expense(fapiao_date=self.day(-31), **dated)
        self.assertIn("fapiao_too_old", self.codes(old))
        self.assertIn("31 days old; 30", old.findings[0]["message"])
        fresh = self.expense(fapiao_date=self.day(), **dated)
        self.assertEqual(self.codes(fresh), [])

    def test_written_to_somebody_else(self):
        self.company.sudo().vat = "91310000MA1K35XX0A"
        self.spending_rule("fapiao_buyer")
        for buyer in (self.company.name, self.company.vat, False):
            expense = self.expense(fapiao_number=NUMBER, fapiao_buyer=buyer)
            self.assertEqual(self.codes(expense), [], buyer)
        other = self.expense(fapiao_number=NUMBER, fapiao_buyer="Vela Robotics")
        self.assertEqual(self.codes(other), ["fapiao_buyer_not_ours"])

    def test_a_finding_names_nobody(self):
        self.spending_rule("fapiao_used")
        self.submitted()
        again = self.expense(self.colleague, fapiao_number=NUMBER)
        self.assertEqual(self.codes(again), ["fapiao_duplicate"])
        told = str(again.findings) + again.fapiao_duplicate
        self.assertNotIn(self.rep.name.lower(), told.lower())

    def test_shown_where_fapiao_are_written(self):
        country = self.company.account_fiscal_country_id
        self.assertNotEqual(country.code, "CN")
        expense = self.expense()
        self.assertFalse(expense.fapiao_shown)
        self.company.sudo().account_fiscal_country_id = self.env.ref("base.cn")
        expense.invalidate_recordset()
        self.assertTrue(expense.fapiao_shown)
        with Form(expense) as form:
            form.fapiao_number = NUMBER
