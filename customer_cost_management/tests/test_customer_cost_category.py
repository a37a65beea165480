from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestCategory(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.care, cls.gifts = cls.env["customer.cost.category"].create(
            [
                {"name": "Care", "company_id": cls.company.id},
                {"name": "Gifts to customers", "company_id": cls.company.id},
            ]
        )

    def test_a_category_is_not_part_of_itself(self):
        self.gifts.parent_id = self.care
        with self.refuses(UserError, "(?i)recurs|part of itself|cycle"):
            self.care.parent_id = self.gifts

    def test_the_avoidable_part_is_a_percentage(self):
        for percent in (-0.1, 100.1, float("nan")):
            with (
                self.subTest(percent=percent),
                self.refuses(ValidationError, "Snacks: .* from 0 to 100"),
            ):
                self.env["customer.cost.category"].create(
                    [
                        {"name": "Meals for two", "avoidable_percent": 100.0},
                        {"name": "Snacks", "avoidable_percent": percent},
                    ]
                )

    def test_accounts_and_parents_of_an_other_company_are_refused(self):
        account = self.create_account("612500", "Harbour gifts", company=self.other_company)
        parent = self.env["customer.cost.category"].create(
            {"name": "Harbour care", "company_id": self.other_company.id}
        )
        for vals in ({"account_ids": account.ids}, {"parent_id": parent.id}):
            with self.subTest(vals=vals), self.refuses(UserError, "Harbour"):
                self.care.write({"name": "Care"})
                self.gifts.write(vals)
