from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .several_customers_case import SeveralCustomersCase


@tagged("post_install", "-at_install")
class TestSeveralCustomersJudged(SeveralCustomersCase):
    """Of several customers the strictest decides, wherever he stands in the list."""

    def codes(self, document):
        return [finding["code"] for finding in document._judge()]

    def test_a_public_body_among_them_is_sensitive(self):
        self.third.organisation_kind = "government"
        self.spending_rule("official_meal", severity="escalate")
        request = self.several(guests=1)
        self.assertIn("official_entertained", self.codes(request))
        self.assertTrue(request.sudo()._approval_case().sensitive)
        expense = self.expense(cost_customer_id=False, cost_request_id=request.id)
        self.assertTrue(expense.sudo()._approval_case().sensitive)

    def test_a_tender_of_any_customer_is_known_without_a_tick(self):
        self.spending_rule("tender_other", severity="escalate")
        self.spending_rule("tender_gift", severity="block")
        self.third.write({"tender_from": self.day(-2), "tender_to": self.day(2)})
        request = self.several()
        self.assertIn("Zinc Ltd", request.tender_words)
        self.assertEqual(self.codes(request), ["spending_during_tender"])
        self.assertTrue(request.sudo()._approval_case().sensitive)
        gift = self.several(category_id=self.gifts.id)
        self.assertEqual(self.codes(gift), ["gift_during_tender"])
        later = self.several(date=self.day(3))
        self.assertFalse(later.tender_words or self.codes(later))
        expense = self.expense(cost_customer_id=self.third.id)
        self.assertEqual(self.codes(expense), ["spending_during_tender"])
        bill = self.bill(line={"cost_customer_id": self.third.id})
        found = [finding["code"] for finding in bill._bill_findings()]
        self.assertEqual(found, ["spending_during_tender"])
        self.third.tender_to = False
        self.assertTrue(later.tender_words and self.codes(later))

    def test_who_says_when_a_tender_is_open(self):
        keeper = self.create_user("keeper", "base.group_partner_manager")
        values = {"tender_from": self.day(-2)}
        with self.refuses(AccessError, "Only customer managers"):
            (self.customer | self.third).with_user(keeper).write(values)
        with self.refuses(AccessError, "Only customer managers"):
            self.env["res.partner"].with_user(keeper).create({"name": "New", **values})
        manager = self.create_user(
            "manager", "group_customer_manager", "base.group_partner_manager"
        )
        self.third.with_user(manager).write(values)
        with self.refuses(ValidationError, "ends after it began"):
            (self.customer | self.third).with_user(manager).tender_to = self.day(-3)

    def test_each_rolling_total_takes_his_own_share(self):
        self.spending_rule("rolling_amount", amount=60, per="customer", window="year")
        self.several(submit=True)
        # 25 + 35 = 60 for the third
        self.assertEqual(self.codes(self.request(partner_id=self.third.id, amount=35)), [])
        more = self.request(partner_id=self.third.id, amount=35.01)
        self.assertEqual(self.codes(more), ["rolling_limit_exceeded"])
        # 36 for each: with 25 above 60 for the second and third, 86 for the first
        again = self.several(weights=(1, 1, 1), amount=108)
        self.assertEqual(self.codes(again), ["rolling_limit_exceeded"] * 3)

    def test_every_salesperson_is_asked(self):
        self.approval_rule({"who": "salesperson", "quorum": "all"})
        self.customer.user_id, self.third.user_id = self.director, self.compliance
        request = self.several(submit=True)
        asked = request.sudo().approval_ids.user_id
        self.assertEqual(asked, self.director | self.compliance)

    def test_one_that_loses_money_makes_it_strict(self):
        self.approval_rule(self.director, customer_state="loss_making", lane="strict")
        self.approval_rule(self.lead)
        self.env["customer.value"].sudo().create(
            {
                "partner_id": self.third.id,
                "company_id": self.company.id,
                "date": self.day(-1),
                "date_to": self.day(-10),
                "cm3": -1,
                "history_months": 12,
                "coverage_percent": 100,
                "current": True,
            }
        )
        request = self.several(submit=True)
        self.assertEqual(request.sudo().approval_ids.user_id, self.director | self.lead)

    def test_the_manager_of_any_customer_reads_the_request(self):
        manager, stranger = (
            self.create_user(login, "group_customer_manager") for login in ("hers", "stranger")
        )
        self.third.user_id = manager
        request = self.several(submit=True)
        requests = self.env["customer.cost.request"]
        self.assertIn(request, requests.with_user(manager).search([]))
        self.assertNotIn(request, requests.with_user(stranger).search([]))
        self.assertEqual(self.third.with_user(manager).customer_request_count, 1)

    def test_the_customer_s_button_counts_requests_he_shares(self):
        self.several(submit=True)
        self.approved(amount=40)
        self.request(partner_id=self.third.id)
        third = self.third.with_user(self.controller)
        self.assertEqual((third.customer_request_count, third.customer_request_cost), (3, 10))
        found = self.env["customer.cost.request"].search(
            third.action_open_customer_requests()["domain"]
        )
        self.assertEqual(len(found), 3)


@tagged("post_install", "-at_install")
class TestWhomTheMoneyReaches(SeveralCustomersCase):
    """Money for a person of the customer, and a superior who lets others claim."""

    def codes(self, document):
        return [finding["code"] for finding in document._judge()]

    def test_money_to_a_person_of_the_customer_is_found(self):
        self.spending_rule("cash", severity="block")
        buyer = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.third.id})
        shop = self.env["res.partner"].create(
            {"name": "Shop", "is_company": True, "parent_id": self.third.id}
        )
        paid = {"payment_mode": "company_account", "cost_customer_id": self.third.id}
        self.assertEqual(self.codes(self.expense(vendor_id=shop.id, **paid)), [])
        expense = self.expense(vendor_id=buyer.id, **paid)
        self.assertEqual(self.codes(expense), ["payment_to_customer_person"])
        with self.refuses(UserError, "person of the customer"):
            expense.action_submit()
        request = self.approved()
        several = self.expense(
            cost_request_id=request.id,
            cost_customer_id=False,
            vendor_id=buyer.id,
            payment_mode="company_account",
        )
        self.assertEqual(self.codes(several), ["payment_to_customer_person"])
        bill = self.bill(partner_id=buyer.id, line={"cost_customer_id": self.third.id})
        found = [finding["code"] for finding in bill._bill_findings()]
        self.assertEqual(found, ["payment_to_customer_person"])
        self.assertEqual(self.bill(partner_id=buyer.id)._bill_findings(), [])

    def test_a_superior_who_was_there_claims_himself(self):
        self.spending_rule("claimant")
        ours = [{"side": "ours", "user_id": user.id} for user in (self.rep, self.colleague)]
        request = self.request(attendee_ids=[Command.create(one) for one in ours])
        self.assertEqual(self.codes(request), [])
        lead = {"side": "ours", "user_id": self.lead.id}
        request.write({"attendee_ids": [Command.create(lead)]})
        self.assertEqual(self.codes(request), ["claimed_for_superior"])
        [finding] = request.findings
        self.assertIn("most senior", finding["message"])
        alone = self.request(self.lead, attendee_ids=[Command.create(one) for one in [*ours, lead]])
        self.assertEqual(self.codes(alone), [])
