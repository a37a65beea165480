from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestRequestRights(RequestCase):
    """Who reads and writes what; each right tried as the role that lacks it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.create_user("manager", "group_customer_manager")

    def reads(self, user, record):
        return bool(record.with_user(user).search([("id", "=", record.id)]))

    def test_who_reads_a_request(self):
        request = self.request(submit=True)
        readers = (self.rep, self.lead, self.controller, self.auditor, self.compliance)
        for user in readers:
            self.assertTrue(self.reads(user, request), user.name)
        for user in (self.colleague, self.director, self.manager):
            self.assertFalse(self.reads(user, request), user.name)
        self.customer.user_id = self.manager
        self.assertTrue(self.reads(self.manager, request))

    def test_who_decided_goes_on_reading(self):
        request = self.request(submit=True)
        self.decide(request, self.lead)
        self.assertTrue(self.reads(self.lead, request))
        self.assertTrue(self.reads(self.lead, request.sudo().approval_ids))

    def test_nobody_but_the_asker_writes(self):
        request = self.request()
        for user in (self.lead, self.colleague, self.controller, self.auditor, self.compliance):
            for do in (
                lambda user=user: request.with_user(user).write({"amount": 5}),
                lambda user=user: request.with_user(user).unlink(),
            ):
                with self.assertRaises(AccessError, msg=user.name), self.cr.savepoint():
                    do()

    def test_nobody_asks_in_the_name_of_another(self):
        request = self.request(user_id=self.colleague.id)
        self.assertEqual(request.user_id, self.rep)

    def test_names_of_guests_are_for_few(self):
        request = self.request(attendee_ids=[(0, 0, {"name": "Ann"})], submit=True)
        attendee = request.attendee_ids
        self.customer.user_id = self.manager
        for user in (self.rep, self.lead, self.compliance, self.auditor, self.controller):
            self.assertTrue(self.reads(user, attendee), user.name)
        for user in (self.colleague, self.manager):
            self.assertFalse(self.reads(user, attendee), user.name)

    def test_a_cost_accountant_reads_no_names_of_guests(self):
        """Nor by the request, its card, a search through it, an export or what rules found."""
        groups = ("group_cost_accountant", "base.group_allow_export")
        accountant = self.create_user("accountant", *groups)
        guest = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.spending_rule("gift_piece", amount=1, severity="justify")
        people = [{"side": "customer", "partner_id": guest.id, "gift_value": 9}]
        request = self.request(
            attendee_ids=[Command.create(one) for one in people],
            justification="Anniversary",
            submit=True,
        )
        attendee, seen = request.attendee_ids, request.with_user(accountant)
        self.env.invalidate_all()
        self.assertTrue(self.reads(accountant, request))
        self.assertEqual(seen.guests, 1, "how many came is no secret")
        self.assertFalse(seen.attendee_ids)
        self.assertFalse(
            seen.web_read({"attendee_ids": {"fields": {"name": {}}}})[0]["attendee_ids"]
        )
        for term in (
            ("attendee_ids.name", "=", "Ann"),
            ("attendee_ids.partner_id.name", "=", "Ann"),
            ("attendee_ids.partner_id", "in", guest.ids),
            ("attendee_ids", "ilike", "Ann"),
        ):
            self.assertFalse(seen.search([("id", "=", request.id), term]), term)
        with self.assertRaises(AccessError):
            attendee.with_user(accountant).read(["name"])
        self.assertNotIn("Ann", str(seen.export_data(["name", "attendee_ids/name"])))
        self.assertFalse(seen.approval_card["attendees"])
        self.assertFalse(request.sudo().approval_ids.with_user(accountant).card["attendees"])
        self.assertTrue(request.findings_found)
        self.assertNotIn(f"p{guest.id}", str(request.findings_found))
        for user in (self.lead, self.controller, self.auditor):
            request.invalidate_recordset()
            card = request.with_user(user).approval_card
            self.assertEqual([one["name"] for one in card["attendees"]], ["Ann"], user.name)

    def test_what_rules_find_in_a_draft_tells_no_names(self):
        """The server reads all guests to judge; its reader reads his list, in any order."""
        self.spending_rule("gift_piece", amount=1, severity="inform")
        request = self.request(attendee_ids=[Command.create({"name": "Ann", "gift_value": 9})])
        self.customer.user_id = self.manager
        accountant = self.create_user("accountant", "group_cost_accountant")
        people, found = {"attendee_ids": {"fields": {"name": {}}}}, {"findings": {}}
        for user in (self.manager, accountant):
            for spec in (people | found, found | people):
                self.env.invalidate_all()
                [read] = request.with_user(user).web_read(spec)
                self.assertEqual(read["attendee_ids"], [], user.name)
                self.assertEqual(len(read["findings"]), 1, user.name)

    def test_steps_are_for_who_is_asked_and_who_asked(self):
        request = self.request(submit=True)
        step = request.sudo().approval_ids
        for user in (self.rep, self.lead, self.controller, self.auditor, self.compliance):
            self.assertTrue(self.reads(user, step), user.name)
        for user in (self.colleague, self.director, self.manager):
            self.assertFalse(self.reads(user, step), user.name)

    def test_the_card_is_for_who_decides_not_for_who_asked(self):
        request = self.request(submit=True)
        step = request.sudo().approval_ids
        self.assertFalse(step.with_user(self.rep).card)
        self.assertEqual(step.with_user(self.lead).card["customer"], self.customer.name)
        self.decide(request, self.lead)
        self.assertFalse(step.with_user(self.rep).card)
        self.assertTrue(step.with_user(self.lead).card["decided"])
        for name in ("seen", "seen_profit"):
            with self.assertRaises(AccessError):
                step.with_user(self.rep).read([name])
            with self.assertRaises(AccessError):
                step.with_user(self.lead).search([(name, "!=", False)])

    def test_profit_is_on_the_card_of_its_readers_alone(self):
        self.env["customer.value"].sudo().create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "date": self.day(-1),
                "date_to": self.day(-10),
                "cm3": -212873,
                "history_months": 12,
                "current": True,
            }
        )
        self.approval_rule(self.lead, self.manager, self.controller)
        request = self.request(submit=True)
        step = request.sudo().approval_ids
        self.assertNotIn("profit", request.with_user(self.lead).approval_card)
        self.assertFalse(request.with_user(self.rep).approval_card)
        self.assertNotIn("-212", str(step.with_user(self.rep).read()))
        card = request.with_user(self.controller).approval_card
        self.assertEqual(card["profit"]["contribution"], -212873)
        self.decide(request, self.lead)
        self.decide(request, self.manager)
        self.decide(request, self.controller)
        of_controller = step.filtered(lambda s: s.user_id == self.controller)
        self.assertEqual(of_controller.seen_profit["contribution"], -212873)
        self.assertNotIn("profit", of_controller.seen)
        self.assertEqual(
            of_controller.with_user(self.auditor).card["profit"]["contribution"], -212873
        )
        of_lead = step.filtered(lambda s: s.user_id == self.lead)
        self.assertFalse(of_lead.seen_profit)

    def test_a_loss_shows_in_no_reason_of_a_step(self):
        self.env["customer.value"].sudo().create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "date": self.day(-1),
                "date_to": self.day(-10),
                "cm3": -1,
                "history_months": 12,
                "coverage_percent": 100,
                "current": True,
            }
        )
        rule = self.approval_rule(
            self.director, name="Loss-making", customer_state="loss_making", lane="strict"
        )
        request = self.request(submit=True)
        step = request.sudo().approval_ids
        self.assertEqual(step.user_id, self.director)
        for user in (self.rep, self.director):
            self.assertEqual(step.with_user(user).why_words, f"Approval by rule R{rule.id}.")
        self.assertEqual(step.with_user(self.controller).why_words, "Loss-making")

    def test_rules_are_kept_by_controllers(self):
        rule = self.approval_rule("manager")
        spending = self.spending_rule("cash", severity="block", turn_on=False)
        for user in (self.rep, self.lead, self.auditor, self.compliance, self.manager):
            for record, values in ((rule, {"name": "x"}), (spending, {"sequence": 3})):
                with self.assertRaises(AccessError, msg=user.name), self.cr.savepoint():
                    record.with_user(user).write(values)
        for user in (self.rep, self.lead):
            with self.assertRaises(AccessError), self.cr.savepoint():
                spending.with_user(user).action_turn_on()
        with self.assertRaises(AccessError):
            rule.with_user(self.rep).read(["name"])

    def test_staff_reads_rules_in_force_alone(self):
        spending = self.spending_rule("cash", severity="block", turn_on=False)
        self.assertFalse(self.reads(self.rep, spending))
        spending.action_turn_on()
        self.assertTrue(self.reads(self.rep, spending))

    def test_own_substitutes_alone(self):
        values = {
            "substitute_id": self.colleague.id,
            "date_from": self.day(),
            "date_to": self.day(2),
            "company_id": self.company.id,
        }
        delegations = self.env["customer.cost.delegation"]
        own = delegations.with_user(self.lead).create(values | {"user_id": self.lead.id})
        with self.assertRaises(AccessError), self.cr.savepoint():
            delegations.with_user(self.colleague).create(
                values | {"user_id": self.lead.id, "substitute_id": self.rep.id}
            )
        with self.assertRaises(AccessError), self.cr.savepoint():
            own.with_user(self.colleague).write({"date_to": self.day(90)})
        self.assertFalse(self.reads(self.rep, own))

    def test_the_partner_counts_what_its_reader_may_see(self):
        self.request()
        self.request(user=self.colleague)
        self.env.flush_all()
        for user, count in ((self.rep, 1), (self.controller, 2), (self.director, 0)):
            partner = self.customer.with_user(user)
            partner.invalidate_recordset()
            self.assertEqual(partner.customer_request_count, count, user.name)

    def test_request_spending_from_a_customer(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        action = contact.with_user(self.rep).action_request_spending()
        self.assertEqual(action["context"]["default_partner_id"], self.customer.id)
