from collections import Counter

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tests import TransactionCase

from .driver_case import DriverVerbs


class OdooDemoCase(DriverVerbs, TransactionCase):
    """The company of Odoo's own demo data, in a database of its own (suite ``odoo_demo``).

    What a driver measures there is counted once more by hand: record by record in Python, by
    another way than the one query of the driver, over three years around today.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref("base.main_company")
        today = fields.Date.context_today(cls.env["res.company"])
        cls.first_day = today - relativedelta(years=2)
        cls.last_day = today + relativedelta(years=1)
        cls.no_customers = cls.env["res.company"].search([]).partner_id
        users = cls.env["res.users"].with_context(active_test=False).search([])
        cls.no_customers |= users.filtered(lambda user: not user.share).partner_id

    def records(self, model, *domain):
        """Records of the company, archived or not."""
        own = ("company_id", "=", self.company.id)
        return self.env[model].with_context(active_test=False).search([own, *domain])

    def is_inside(self, day):
        """Whether a date or datetime is in the three years."""
        return bool(day) and self.first_day <= fields.Date.to_date(day) <= self.last_day

    def by_customer(self, pairs):
        """{customer: quantity} of pairs (contact, quantity)."""
        found = Counter()
        for contact, quantity in pairs:
            customer = contact.commercial_partner_id
            if customer and customer not in self.no_customers.commercial_partner_id:
                found[customer] += quantity
        return {customer: quantity for customer, quantity in found.items() if quantity}

    def assert_counts(self, code, pairs):
        """The driver says what was counted by hand, and there was something to count."""
        expected = self.by_customer(pairs)
        self.assertTrue(expected, f"{code}: nothing in the demo data to count")
        measured = self.measure(code, self.first_day, self.last_day)
        self.assertEqual(set(measured), set(expected), code)
        for customer, quantity in expected.items():
            self.assertAlmostEqual(measured[customer], quantity, 6, f"{code} {customer.name}")
