from odoo.tests import tagged

from .results_common import ResultsCase


@tagged("post_install", "-at_install")
class TestProfitabilityGroup(ResultsCase):
    """Own earns 690 and Team 500 below a holding; Other, alone, loses 10."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.top, cls.middle = cls.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Top", "Middle")]
        )
        cls.middle.parent_id = cls.top
        cls.own.parent_id = cls.middle
        cls.team.parent_id = cls.top
        cls.period = cls.env["customer.profitability.period"]

    def sums(self, user):
        groups = self.period.with_user(user)._read_group([], ["group_id"], ["cm3:sum"])
        return {group: round(amount, 2) for group, amount in groups}

    def test_companies_stand_with_the_topmost_above_them(self):
        self.assertEqual(self.sums(self.controller), {self.top: 1190, self.env["res.partner"]: -10})

    def test_a_company_above_others_belongs_to_its_own_group(self):
        self.other.parent_id = self.own
        self.own.parent_id = False
        self.assertEqual(self.sums(self.controller), {self.own: 680, self.top: 500})

    def test_a_contact_below_a_company_makes_no_group(self):
        self.env["res.partner"].create({"name": "Buyer", "parent_id": self.other.id})
        row = self.period.search([("partner_id", "=", self.other.id)])
        self.assertFalse(row.group_id)

    def test_a_manager_sums_his_own_customers(self):
        self.team.user_id = self.stranger
        self.assertEqual(self.sums(self.customer_manager), {self.top: 690})

    def test_customers_are_found_by_their_group(self):
        rows = self.period.search([("group_id", "=", self.top.id)])
        self.assertEqual(rows.partner_id, self.own + self.team)
