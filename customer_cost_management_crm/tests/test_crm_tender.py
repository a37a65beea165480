from odoo import fields
from odoo.tests import tagged

from odoo.addons.customer_cost_management.tests.request_common import RequestCase


@tagged("post_install", "-at_install")
class TestCrmTender(RequestCase):
    """An opportunity in a stage for tenders opens the rules for tenders on its customer."""

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("sales_team.group_sale_manager")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tendering, cls.talking = cls.env["crm.stage"].create(
            [{"name": "Bid", "cost_is_tender": True}, {"name": "Talk"}]
        )

    def opportunity(self, partner=None, **values):
        return self.env["crm.lead"].create(
            {
                "name": "Lamps for the hall",
                "type": "opportunity",
                "partner_id": (partner or self.customer).id,
                "stage_id": self.tendering.id,
            }
            | values
        )

    def is_open(self, days=0, partner=None):
        self.env.invalidate_all()
        # as somebody who may not read opportunities
        return bool((partner or self.customer).with_user(self.rep)._in_tender(self.day(days)))

    def test_while_it_stands_in_the_stage(self):
        self.assertFalse(self.is_open())
        lead = self.opportunity()
        self.assertTrue(self.is_open())
        self.assertTrue(self.is_open(30))
        self.assertFalse(self.is_open(-2), "before it came into the stage")
        lead.stage_id = self.talking
        self.assertFalse(self.is_open())

    def test_lost_and_won_ones_do_not_count(self):
        lost = self.opportunity()
        lost.action_set_lost()
        self.assertFalse(self.is_open())
        self.opportunity().action_set_won()
        self.assertFalse(self.is_open())

    def test_a_contact_of_the_customer_and_no_other_customer(self):
        buyer = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        self.opportunity(buyer)
        self.assertTrue(self.is_open())
        self.assertTrue(self.is_open(partner=buyer))
        self.assertFalse(self.is_open(partner=self.other_customer))

    def test_a_request_says_so_and_the_rule_finds_it(self):
        self.spending_rule("tender_other", severity="inform")
        request = self.request()
        self.assertFalse(request.findings)
        self.opportunity()
        request = self.request(date=fields.Date.to_string(self.day(1)))
        self.assertIn("A tender with", request.tender_words)
        self.assertNotIn("Lamps", request.tender_words)
        self.assertEqual([found["code"] for found in request.findings], ["spending_during_tender"])
