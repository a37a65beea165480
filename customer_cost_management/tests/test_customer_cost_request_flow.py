from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestRequestFlow(RequestCase):
    """The way of a request through its states, and what is refused on the way."""

    def test_without_rules_the_manager_decides(self):
        request = self.request(submit=True)
        self.assertEqual(request.state, "submitted")
        self.assertEqual(self.waits_for(request), self.lead)
        self.decide(request, self.lead)
        self.assertEqual(request.state, "approved")
        self.assertEqual(request.valid_until, self.day(31))
        step = request.sudo().approval_ids
        self.assertEqual((step.state, step.decided_by_id), ("approved", self.lead))

    def test_who_decides_has_an_activity_and_nobody_else(self):
        request = self.request(submit=True)
        self.assertEqual(request.sudo().activity_ids.user_id, self.lead)
        self.decide(request, self.lead)
        self.assertFalse(request.sudo().activity_ids)

    def test_steps_are_asked_one_after_the_other(self):
        self.approval_rule("manager", self.director, self.controller)
        request = self.request(submit=True)
        for user in (self.lead, self.director, self.controller):
            self.assertEqual(self.waits_for(request), user)
            self.decide(request, user)
        self.assertEqual(request.state, "approved")

    def test_all_of_and_any_of_a_group(self):
        people = self.env["res.groups"].create(
            {"name": "Committee", "user_ids": [(6, 0, (self.director | self.controller).ids)]}
        )
        group = {"who": "group", "group_id": people.id}
        rule = self.approval_rule(group | {"quorum": "any"})
        request = self.request(submit=True)
        self.assertEqual(self.waits_for(request), self.director | self.controller)
        self.decide(request, self.controller)
        self.assertEqual(request.state, "approved")
        self.assertEqual(
            request.sudo().approval_ids.filtered(lambda s: s.user_id == self.director).state,
            "closed",
        )
        rule.step_ids.quorum = "all"
        request = self.request(submit=True)
        self.decide(request, self.controller)
        self.assertEqual(request.state, "submitted")
        self.decide(request, self.director)
        self.assertEqual(request.state, "approved")

    def test_small_cases_are_approved_without_asking_until_the_months_limit(self):
        self.approval_rule("manager", to=500, automatic_limit=250)
        first, second = self.request(submit=True), self.request(submit=True)
        self.assertEqual((first.state, second.state), ("approved", "approved"))
        third = self.request(submit=True)
        self.assertEqual((third.state, self.waits_for(third)), ("submitted", self.lead))

    def test_returned_corrected_and_sent_again(self):
        self.approval_rule("manager", self.director)
        request = self.request(submit=True)
        self.decide(request, self.lead)
        self.decide(request, self.director, "return", "Bring the repricing proposal")
        self.assertEqual((request.state, request.is_returned), ("draft", True))
        self.assertIn("repricing", request.returned_reason)
        request.purpose = "Agree weekly orders"
        request.action_submit()
        self.assertEqual(self.waits_for(request), self.director, "the lead agreed already")
        self.decide(request, self.director)
        self.assertEqual(request.state, "approved")

    def test_a_greater_amount_asks_everybody_again(self):
        self.approval_rule("manager", self.director)
        request = self.request(submit=True)
        self.decide(request, self.lead)
        self.decide(request, self.director, "return")
        request.amount = 101
        request.action_submit()
        self.assertEqual(self.waits_for(request), self.lead)

    def test_refused_for_good(self):
        request = self.request(submit=True)
        self.decide(request, self.lead, "refuse", "Not this year")
        self.assertEqual(request.state, "refused")
        with self.refuses(UserError, "refused"):
            request.action_submit()

    def test_withdrawn_while_nobody_decided(self):
        self.approval_rule("manager", self.director)
        request = self.request(submit=True)
        request.action_withdraw()
        self.assertEqual(request.state, "draft")
        self.assertFalse(self.waits_for(request))
        request.action_submit()
        self.decide(request, self.lead)
        with self.refuses(UserError, "agreed already"):
            request.action_withdraw()

    def test_passed_on_to_somebody_else(self):
        request = self.request(submit=True)
        self.decide(request, self.lead, "hand_over", user_id=self.director.id)
        self.assertEqual(self.waits_for(request), self.director)
        with self.refuses(UserError, "does not wait for you"):
            request.with_user(self.lead).action_approval_approve()

    def test_never_passed_on_to_who_asked(self):
        request = self.request(submit=True)
        with self.refuses(UserError, "took part"):
            self.decide(request, self.lead, "hand_over", user_id=self.rep.id)

    def test_cancelled_and_taken_back(self):
        request = self.request(submit=True)
        self.decide(request, self.lead)
        request.action_reset()
        self.assertEqual(request.state, "draft")
        request.action_submit()
        self.assertEqual(self.waits_for(request), self.lead, "what was agreed is void")
        request.action_cancel()
        self.assertEqual(request.state, "cancelled")
        self.assertFalse(self.waits_for(request))

    def test_closing_needs_an_outcome_above_an_amount(self):
        self.company.customer_cost_outcome_from = 50
        request = self.request(submit=True)
        self.decide(request, self.lead)
        close = self.env["customer.cost.request.close"].with_user(self.rep)
        with self.refuses(UserError, "what came of it"):
            close.create({"request_id": request.id}).action_close()
        close.create({"request_id": request.id, "outcome_result": "met"}).action_close()
        self.assertEqual((request.state, request.outcome_result), ("closed", "met"))

    def test_not_spent_in_time(self):
        request = self.request(submit=True)
        self.decide(request, self.lead)
        request._seal_and_write({"valid_until": self.day(-1)})
        self.env["customer.cost.request"].sudo()._cron_requests()
        self.assertEqual(request.state, "cancelled")

    def test_after_the_fact_is_asked_of_somebody_higher(self):
        request = self.request(date=self.day(-1))
        with self.refuses(UserError, "who agreed"):
            request.action_submit()
        request.write({"after_reason": "Abroad", "agreed_by_id": self.lead.id})
        request.action_submit()
        self.assertEqual(self.waits_for(request), self.director)

    # ------------------------------------------------------------------ nobody his own

    def test_nobody_decides_on_his_own_document(self):
        self.approval_rule(self.rep, self.lead)
        request = self.request(submit=True)
        self.assertNotIn(self.rep, request.sudo().approval_ids.user_id)
        with self.refuses(UserError, "does not wait for you"):
            request.action_approval_approve()
        with self.refuses(UserError, "does not wait|must decide|not a|own"):
            self.step_of(request, self.lead).with_user(self.rep)._decide("approve")

    def test_not_as_administrator_or_superuser_either(self):
        request = self.request(user=self.controller, submit=True)
        self.assertNotIn(self.controller, self.waits_for(request))
        for step in request.sudo().approval_ids:
            with self.refuses(UserError, "yourself"):
                step.with_user(self.controller).sudo()._decide("approve")

    def test_not_as_substitute_of_who_is_asked(self):
        self.delegate(self.lead, self.rep)
        request = self.request(submit=True)
        with self.refuses(UserError, "yourself"):
            self.step_of(request, self.lead).with_user(self.rep)._decide("approve")

    def test_not_as_somebody_who_took_part(self):
        request = self.request()
        request.attendee_ids = [(0, 0, {"side": "ours", "user_id": self.lead.id})]
        request.action_submit()
        self.assertEqual(self.waits_for(request), self.director)

    def test_two_do_not_decide_on_each_others_documents(self):
        everybody = self.env["res.groups"].create(
            {"name": "Peers", "user_ids": [(6, 0, (self.rep | self.colleague | self.lead).ids)]}
        )
        self.approval_rule({"who": "group", "group_id": everybody.id})
        theirs = self.request(user=self.colleague, submit=True)
        self.decide(theirs, self.rep)
        ours = self.request(submit=True)
        self.assertEqual(self.waits_for(ours), self.lead)

    def test_a_substitute_decides_for_the_time_he_is_named(self):
        self.delegate(self.lead, self.colleague)
        request = self.request(submit=True)
        self.decide(request, self.colleague)
        step = request.sudo().approval_ids
        self.assertEqual((step.user_id, step.decided_by_id), (self.lead, self.colleague))
        self.assertEqual(request.state, "approved")

    def test_a_substitute_of_yesterday_does_not(self):
        self.delegate(self.lead, self.colleague, -5, -1)
        request = self.request(submit=True)
        with self.assertRaises(AccessError):
            self.step_of(request, self.lead).with_user(self.colleague)._decide("approve")

    def delegate(self, user, substitute, first=0, last=3):
        return self.env["customer.cost.delegation"].create(
            {
                "user_id": user.id,
                "substitute_id": substitute.id,
                "date_from": self.day(first),
                "date_to": self.day(last),
                "company_id": self.company.id,
            }
        )

    # ------------------------------------------------------------------ what is sealed

    def test_the_state_is_not_written(self):
        request = self.request()
        forged = (
            {"state": "approved"},
            {"approval_flow": {}},
            {"valid_until": self.day(9)},
            {"cost": 1},
            {"is_after_the_fact": False},
            {"severity": False},
        )
        for values in forged:
            for user in (self.rep, self.env.user):
                with self.refuses(UserError, "."):
                    request.with_user(user).sudo().write(values)
        with self.refuses(UserError, "begins as a draft"):
            self.request(state="approved")
        context = {"customer_cost_approval_seal": True, "default_state": "approved"}
        made = request.with_context(**context).copy()
        self.assertEqual(made.state, "draft")
        with self.refuses(UserError, "buttons"):
            request.with_context(**context).write({"state": "approved"})

    def test_what_is_asked_for_is_sealed_from_submission_on(self):
        request = self.request(submit=True)
        for values in ({"amount": 90}, {"partner_id": self.other_customer.id}, {"guests": 3}):
            with self.refuses(UserError, "sealed"):
                request.write(values)
        for command in ([(0, 0, {"name": "Ann"})],):
            with self.refuses(UserError, "sealed"):
                request.write({"attendee_ids": command})
        with self.refuses(UserError, "sealed"):
            self.env["customer.cost.attendee"].with_user(self.rep).create(
                {"request_id": request.id, "name": "Ann"}
            )

    def test_only_who_asked_moves_it_on(self):
        request = self.request()
        with self.assertRaises(UserError):
            request.with_user(self.colleague).action_submit()
        with self.refuses(UserError, "alone may do this"):
            request.with_user(self.controller).action_submit()

    def test_a_submitted_request_is_not_deleted(self):
        request = self.request()
        request.copy().unlink()
        request.action_submit()
        request.action_withdraw()
        with self.refuses(UserError, "Cancel it instead"):
            request.unlink()

    def test_steps_are_written_by_their_document_alone(self):
        request = self.request(submit=True)
        step = request.sudo().approval_ids
        for user in (self.lead, self.controller, self.env.user):
            with self.assertRaises(UserError), self.cr.savepoint():
                step.with_user(user).write({"state": "approved"})
        with self.refuses(UserError, "written by the document"):
            step.write({"state": "approved"})

    # ------------------------------------------------------------------ amounts and customers

    def test_cost_is_shared_over_customers_to_the_cent(self):
        third = self.env["res.partner"].create({"name": "Third"})
        customers = self.customer | self.other_customer | third
        request = self.request(
            amount=100, split_ids=[(0, 0, {"partner_id": one.id}) for one in customers]
        )
        self.assertEqual(sorted(request.split_ids.mapped("cost")), [33.33, 33.33, 33.34])
        request.split_ids[0].weight = 2
        self.assertEqual(request.split_ids[0].cost, 50)
        self.assertEqual(sum(request.split_ids.mapped("cost")), 100)

    def test_the_share_of_a_customer_is_not_written(self):
        request = self.request(split_ids=[(0, 0, {"partner_id": self.customer.id})])
        with self.refuses(UserError, "Change the share"):
            request.split_ids.write({"cost": 1})

    def test_constraints_on_a_batch_of_two(self):
        good = {
            "partner_id": self.customer.id,
            "category_id": self.meals.id,
            "amount": 10,
            "company_id": self.company.id,
        }
        bad = (
            ({"amount": 0}, "above 0"),
            ({"guests": -1}, "negative"),
            ({"partner_id": self.company.partner_id.id}, "never its own customer"),
            ({"split_ids": [(0, 0, {"partner_id": self.other_customer.id})]}, "not among"),
        )
        for values, message in bad:
            with self.refuses(ValidationError, message):
                self.env["customer.cost.request"].create([good, good | values])

    def test_a_contact_becomes_his_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.assertEqual(self.request(partner_id=contact.id).partner_id, self.customer)
