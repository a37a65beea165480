from dateutil.relativedelta import relativedelta

from odoo import fields
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

    def test_amounts_of_the_last_twelve_months_and_the_heavy_guesses(self):
        """Of 10,000 of expense a guess of 100 is 1 %, one of 101 is more; a role tells what was
        booked while it held."""
        today = fields.Date.context_today(self.rent)
        payable = self.company_data["default_account_payable"]
        income = self.company_data["default_account_revenue"]
        light, heavy = self.create_account("670100", "A"), self.create_account("670200", "B")
        roles = self.create_roles(
            {"account_id": self.rent.id},
            {"account_id": light.id, "confidence": "guess"},
            {"account_id": heavy.id, "confidence": "guess"},
            {"account_id": income.id, "role": "revenue"},
        )
        self.post_entry(
            today,
            (self.rent, 9799.0),
            (light, 100.0),
            (heavy, 101.0),
            (income, -500.0),
            (payable, -9500.0),
        )
        long_ago = today - relativedelta(years=1)
        self.post_entry(long_ago, (heavy, 7000.0), (payable, -7000.0))
        earnings = self.env["account.account"].search(
            [
                ("company_ids", "in", self.company.ids),
                ("account_type", "=", "equity_unaffected"),
            ],
            limit=1,
        )
        # the entry that closes the books leaves nothing on the accounts, and is no cost
        self.post_entry(today, (self.rent, -9799.0), (income, 500.0), (earnings, 9299.0))
        self.assertEqual(roles.mapped("amount_year"), [9799, 100, 101, 500])
        self.assertEqual(roles.mapped("guess_over_one_percent"), [False, False, True, False])
        found = roles.search([("guess_over_one_percent", "=", True), ("id", "in", roles.ids)])
        self.assertEqual(found, roles[2])
        self.assertEqual(
            roles.search([("guess_over_one_percent", "=", False), ("id", "in", roles.ids)]),
            roles - found,
        )
        roles[0].date_to = today - relativedelta(days=1)
        self.assertEqual(roles[0].amount_year, 0)

    def test_amounts_take_the_same_queries_for_one_role_as_for_many(self):
        accounts = [self.create_account(f"67{number:04}", "X") for number in range(20)]
        roles = self.create_roles(*({"account_id": account.id} for account in accounts))
        counts = []
        roles.mapped("amount_year")  # what is kept from one request to the next is known
        for some in (roles[:1], roles):
            self.env.flush_all()
            self.env.invalidate_all()
            some.mapped("company_id.name")
            before = self.env.cr.sql_log_count
            some.mapped("amount_year")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
