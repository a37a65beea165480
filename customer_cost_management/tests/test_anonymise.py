from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..models.platform.approval_seal import sealed
from .request_common import RequestCase

ATTENDEES = "customer.cost.attendee"


@tagged("post_install", "-at_install")
class TestAnonymise(RequestCase):
    """Names go after the time of the setting; sides, numbers and values of gifts stay."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ann = cls.env["res.partner"].create(
            {"name": "Ann Guest", "parent_id": cls.customer.id, "is_public_official": True}
        )
        cls.company.customer_cost_anonymise_months = 36

    def dinner(self, months, **values):
        """A dinner so many months ago: Ann, an official, Carl, who is no contact, and the host."""
        return self.request(
            date=fields.Date.subtract(fields.Date.today(), months=months, days=1),
            attendee_ids=[
                (0, 0, {"partner_id": self.ann.id, "role": "Buyer", "gift_value": 30}),
                (0, 0, {"name": "Carl", "side": "customer", "gift_value": 5, "gift_pieces": 2}),
                (0, 0, {"user_id": self.rep.id, "side": "ours"}),
            ],
            **values,
        )

    def facts(self, request):
        """(name, contact, colleague, role, side, value, pieces) of each attendee."""
        return [
            (a.name, a.partner_id.id, a.user_id.id, a.role, a.side, a.gift_value, a.gift_pieces)
            for a in request.sudo().attendee_ids.sorted("id")
        ]

    def test_names_go_and_numbers_stay(self):
        old, young = self.dinner(36), self.dinner(35)
        before = self.facts(young)
        self.env[ATTENDEES]._cron_anonymise()
        self.assertEqual(
            self.facts(old),
            [
                ("–", False, False, False, "official", 30, 1),
                ("–", False, False, False, "customer", 5, 2),
                ("–", False, False, False, "ours", 0, 1),
            ],
        )
        self.assertEqual(self.facts(young), before)
        self.assertEqual((old.guests, old.hosts, old.per_head), (2, 1, young.per_head))
        for name in ("Ann", "Carl"):
            found = self.env[ATTENDEES].search([("name", "ilike", name)])
            self.assertEqual(found.request_id, young)

    def test_it_is_said_on_the_request_and_in_its_chatter(self):
        old = self.dinner(40)
        self.env[ATTENDEES]._cron_anonymise()
        self.assertRegex(old.anonymised_words, r"Names removed on .* \(36 months\)\.")
        notes = old.message_ids.filtered(lambda note: "Names removed" in (note.body or ""))
        self.assertEqual(len(notes), 1)
        self.env[ATTENDEES]._cron_anonymise()
        old.invalidate_recordset()
        self.assertEqual(
            len(old.message_ids.filtered(lambda note: "Names removed" in (note.body or ""))), 1
        )

    def test_findings_no_longer_say_whom_they_are_about(self):
        self.spending_rule("gift_piece", amount=20, severity="inform")
        old = self.dinner(40, after_reason="Late", agreed_by_id=self.director.id)
        old.action_submit()
        key = f"p{self.ann.id}"
        self.assertNotIn(key, str(old.findings_found), "people are not kept with findings")
        # as versions before kept them
        old_findings = [finding | {"subjects": [key]} for finding in old.findings_found]
        sealed(old.sudo()).findings_found = old_findings
        words = old.findings
        self.env[ATTENDEES]._cron_anonymise()
        old.invalidate_recordset()
        self.assertNotIn(key, str(old.findings_found))
        self.assertEqual(old.findings, words)

    def test_zero_keeps_names_and_another_company_has_its_own_time(self):
        old = self.dinner(200)
        self.company.customer_cost_anonymise_months = 0
        self.other_company.customer_cost_anonymise_months = 13
        self.env[ATTENDEES]._cron_anonymise()
        self.assertEqual(self.facts(old)[1][0], "Carl")

    def test_names_stay_as_long_as_rules_ask_for_them(self):
        for company, months in ((self.company, 12), (self.company, -1), (self.other_company, 1)):
            with self.refuses(ValidationError, "at least 13"):
                company.customer_cost_anonymise_months = months
        self.company.customer_cost_anonymise_months = 13

    def test_many_names_cost_no_more_statements(self):
        counts = []
        for number in (1, 1, 12):
            for _dinner in range(number):
                self.dinner(50)
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.env[ATTENDEES]._anonymise(self.company, fields.Date.today())
            counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[2], counts[1] + 2)

    def test_recipients_of_the_gift_register(self):
        bulk = self.gifts.copy({"name": "Bulk", "bulk_gifts": True})
        tea = self.env["customer.cost.gift.purchase"].create(
            {
                "name": "Tea",
                "company_id": self.company.id,
                "category_id": bulk.id,
                "quantity": 9,
            }
        )
        line = {
            "purchase_id": tea.id,
            "partner_id": self.customer.id,
            "date": fields.Date.subtract(fields.Date.today(), months=40),
        }
        issues = self.env["customer.cost.gift.issue"].create(
            [
                line | {"recipient_id": self.ann.id},
                line | {"recipient_name": "Carl"},
                line | {"recipient_name": "Dora", "date": fields.Date.today()},
            ]
        )
        self.env[ATTENDEES]._cron_anonymise()
        self.assertEqual(issues.mapped("recipient_name"), [False, False, "Dora"])
        self.assertFalse(issues.recipient_id)
        self.assertEqual(issues.mapped("is_official"), [True, False, False])
        self.assertEqual(issues.mapped("quantity"), [1, 1, 1])
