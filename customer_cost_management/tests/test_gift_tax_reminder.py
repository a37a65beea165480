from odoo.tests import tagged

from .bill_case import BillCase


@tagged("post_install", "-at_install")
class TestGiftTaxReminder(BillCase):
    """Who books gifts in China is reminded of the taxes on them."""

    def codes(self, bill):
        bill.invalidate_recordset()
        return [found["code"] for found in bill.cost_findings or []]

    def test_gifts_in_china_alone(self):
        self.gifts.budget_controlled = True
        gift, meal = (
            self.bill(line={"cost_category_id": category.id})
            for category in (self.gifts, self.meals)
        )
        self.assertNotIn("gift_taxes", self.codes(gift))
        self.company.sudo().account_fiscal_country_id = self.env.ref("base.cn")
        self.assertIn("gift_taxes", self.codes(gift))
        self.assertNotIn("gift_taxes", self.codes(meal))
        gift.sudo().action_post()
        self.assertEqual(gift.state, "posted", "a reminder keeps nobody from confirming")
