from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerCostCommon


@tagged("post_install", "-at_install")
class TestAccountRole(CustomerCostCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rent = cls.create_account("612500", "Office rent")
        cls.freight = cls.create_account("612600", "Freight")
        cls.env["customer.cost.account.role"].search([]).unlink()

    def create_roles(self, *vals_list):
        return self.env["customer.cost.account.role"].create(
            [{"role": "operating", "company_id": self.company.id} | vals for vals in vals_list]
        )

    def test_a_balance_sheet_account_has_no_role(self):
        with self.refuses(ValidationError, "101790 Till is a balance sheet account"):
            till = self.create_account("101790", "Till", "asset_cash")
            self.create_roles({"account_id": self.rent.id}, {"account_id": till.id})

    def test_an_account_has_one_role_at_a_time(self):
        year = {"account_id": self.rent.id, "date_from": "2026-01-01", "date_to": "2026-12-31"}
        self.create_roles(year)
        next_year = year | {"date_from": "2027-01-01", "date_to": False}
        self.create_roles(next_year)
        with self.refuses(ValidationError, "612500 Office rent already has the role"):
            self.create_roles(
                {"account_id": self.freight.id}, year | {"date_from": False, "date_to": False}
            )
        with self.refuses(ValidationError, "612500 Office rent already has the role"):
            self.create_roles(year | {"date_from": "2026-12-31", "date_to": "2026-12-31"})
        self.create_roles(year | {"date_from": False, "date_to": "2025-12-31"})

    def test_an_archived_role_is_in_nobodys_way_until_restored(self):
        old = self.create_roles({"account_id": self.rent.id})
        old.active = False
        self.create_roles({"account_id": self.rent.id, "role": "excluded"})
        with self.assertRaises(ValidationError):
            old.active = True

    def test_a_role_ends_after_it_begins(self):
        with self.refuses(ValidationError, "612600 Freight: Operating ends on"):
            self.create_roles(
                {"account_id": self.rent.id},
                {
                    "account_id": self.freight.id,
                    "date_from": "2026-02-01",
                    "date_to": "2026-01-31",
                },
            )

    def test_accounts_of_an_other_company_are_refused(self):
        foreign = self.create_account("612500", "Harbour rent", company=self.other_company)
        with self.refuses(UserError, "Harbour rent"):
            self.create_roles({"account_id": self.rent.id}, {"account_id": foreign.id})

    def test_a_role_that_a_person_chose_is_certain(self):
        role = self.create_roles({"account_id": self.rent.id, "confidence": "guess"})
        role.role = "excluded"
        self.assertEqual((role.confidence, role.reason), ("certain", "Chosen by hand"))
