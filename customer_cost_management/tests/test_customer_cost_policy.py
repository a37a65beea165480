from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .request_common import RequestCase


@tagged("post_install", "-at_install")
class TestPolicy(RequestCase):
    """What spending rules find, what follows, and how a rule is changed."""

    def codes(self, document):
        return [finding["code"] for finding in document._judge()]

    def test_per_head_with_an_other_amount_for_lunch(self):
        self.spending_rule(
            "per_head", amount=30, limit_ids=[(0, 0, {"amount": 8, "meal_type": "working_lunch"})]
        )
        request = self.request(amount=90, guests=2, hosts=1)
        self.assertEqual(self.codes(request), [])
        request.amount = 91
        self.assertEqual(self.codes(request), ["per_head_exceeded"])
        request.write({"amount": 25, "meal_type": "working_lunch"})
        self.assertEqual(self.codes(request), ["per_head_exceeded"])

    def test_hosts_beside_public_officials(self):
        """Up to ten guests three of us, above that a third of the guests: twelve allow four."""
        self.spending_rule("official_hosts", count=10, hosts=3, percent=33.33)

        def found(guests, hosts, side="official"):
            people = [{"side": side, "name": f"Guest {n}"} for n in range(guests)]
            people += [{"side": "ours", "name": f"Host {n}"} for n in range(hosts)]
            return self.codes(self.request(attendee_ids=[Command.create(one) for one in people]))

        self.assertEqual(found(10, 3), [])
        self.assertEqual(found(10, 4), ["too_many_hosts"])
        self.assertEqual(found(12, 4), [])
        self.assertEqual(found(12, 5), ["too_many_hosts"])
        self.assertEqual(found(2, 5, "customer"), [], "no official sits there")
        with self.refuses(ValidationError, "fill in Hosts"):
            self.spending_rule("official_hosts", count=10)

    def test_hosts_above_five_guests(self):
        self.spending_rule("hosts", count=5, percent=50)
        # 8 guests: 5 + half of 3, rounded down
        self.assertEqual(self.codes(self.request(guests=8, hosts=6)), [])
        self.assertEqual(self.codes(self.request(guests=8, hosts=7)), ["too_many_hosts"])

    def test_findings_are_told_in_words_with_rule_and_version(self):
        self.spending_rule("per_head", amount=30)
        request = self.request(amount=100, guests=2)
        [finding] = request.findings
        self.assertIn("50.00", finding["message"])
        self.assertEqual((finding["severity"], finding["rule"]), ("justify", "Hospitality v1"))

    def test_a_finding_to_justify_needs_a_reason_and_is_kept(self):
        self.spending_rule("per_head", amount=30)
        request = self.request(guests=2)
        with self.refuses(UserError, "Say why it is right"):
            request.action_submit()
        request.justification = "The only place near the plant"
        request.action_submit()
        self.assertEqual(request.severity, "justify")
        self.assertEqual(request.findings_found[0]["version"], 1)

    def test_a_rule_that_blocks(self):
        self.spending_rule("official_gift", severity="block")
        request = self.request(
            category_id=self.gifts.id,
            attendee_ids=[(0, 0, {"name": "Mayor", "side": "official", "gift_value": 20})],
        )
        with self.refuses(UserError, "Gifts to public officials"):
            request.action_submit()

    def test_a_rule_that_escalates_asks_compliance_first(self):
        group = self.env.ref("customer_cost_management.group_compliance")
        self.spending_rule("official_meal", severity="escalate", ask_group_id=group.id)
        request = self.request(
            attendee_ids=[(0, 0, {"name": "Mayor", "side": "official"})], justification="Opening"
        )
        request.action_submit()
        self.assertIn(self.compliance, self.waits_for(request))
        self.assertNotIn(self.lead, self.waits_for(request))
        self.decide(request, self.compliance)
        self.assertEqual(self.waits_for(request), self.lead)

    def test_an_official_by_his_company(self):
        self.spending_rule("official_gift", severity="block")
        self.customer.organisation_kind = "government"
        request = self.request(category_id=self.gifts.id)
        self.assertEqual(self.codes(request), ["gift_to_official"])

    def test_gifts_of_a_year_to_one_person(self):
        self.spending_rule("gift_year", amount=60)
        ann = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        gift = [(0, 0, {"partner_id": ann.id, "gift_value": 40})]
        first = self.request(category_id=self.gifts.id, attendee_ids=gift)
        self.assertEqual(self.codes(first), [])
        first.action_submit()
        second = self.request(category_id=self.gifts.id, attendee_ids=gift, user=self.colleague)
        self.assertEqual(self.codes(second), ["gift_total_exceeded"])

    def test_a_typed_name_counts_within_its_customer(self):
        """Ann of this customer is not the Ann of another."""
        self.spending_rule("gift_year", amount=60)
        gift = {"category_id": self.gifts.id}
        gift["attendee_ids"] = [(0, 0, {"name": "Ann", "gift_value": 40})]
        self.request(**gift).action_submit()
        other = self.request(partner_id=self.other_customer.id, **gift)
        self.assertEqual(self.codes(other), [])
        same = self.request(**gift)
        self.assertEqual(self.codes(same), ["gift_total_exceeded"])
        same.attendee_ids.side = "official"  # of nobody, and so the same everywhere
        self.assertEqual(self.codes(same), [])

    def test_one_dinner_cut_into_three_is_one_amount(self):
        self.spending_rule("splitting", days=3, amount=500, severity="inform")
        self.approval_rule("manager", to=500, automatic_limit=2000)
        self.approval_rule(self.director, above=500)
        first = self.request(amount=480, submit=True)
        self.assertEqual(first.state, "approved")
        second = self.request(amount=490, submit=True)
        self.assertEqual(self.waits_for(second), self.director)

    def test_the_same_dinner_of_two(self):
        self.spending_rule("duplicate")
        self.request(submit=True)
        self.assertEqual(self.codes(self.request(user=self.colleague)), ["duplicate_claim"])

    def test_number_over_time(self):
        self.spending_rule("rolling_count", count=1, per="customer", window="month")
        day = fields.Date.start_of(self.day(), "month")
        after = {"after_reason": "x", "agreed_by_id": self.director.id}
        self.request(date=day, submit=True, **after)
        request = self.request(date=day)
        self.assertEqual(self.codes(request), ["rolling_limit_exceeded"])
        self.assertIn("it is 2, above 1", request.findings[0]["message"])

    # ------------------------------------------------------------------ versions

    def test_a_rule_in_force_is_not_rewritten(self):
        rule = self.spending_rule("per_head", amount=30)
        for values in ({"amount": 40}, {"severity": "block"}, {"date_to": self.day()}):
            with self.refuses(UserError, "new version"):
                rule.write(values)
        with self.refuses(UserError, "new version"):
            self.env["customer.cost.policy.limit"].create({"rule_id": rule.id, "amount": 1})
        with self.refuses(UserError, "Turn On"):
            rule.write({"state": "ended"})
        with self.refuses(UserError, "new version"):
            rule.unlink()

    def test_a_new_version_takes_its_place(self):
        rule = self.spending_rule("per_head", amount=30, date_from=self.day(-30))
        newer = rule.browse(rule.action_new_version()["res_id"])
        newer.amount = 60
        newer.action_turn_on()
        self.assertEqual((rule.state, rule.date_to), ("ended", self.day(-1)))
        self.assertEqual((newer.version, newer.date_from), (2, self.day()))
        after = {"after_reason": "x", "agreed_by_id": self.director.id}
        today = self.request(guests=2, date=self.day())
        before = self.request(guests=2, date=self.day(-2), **after)
        self.assertEqual((self.codes(today), self.codes(before)), ([], ["per_head_exceeded"]))

    def test_two_versions_on_one_day_leave_one_in_force(self):
        rule = self.spending_rule("per_head", amount=30, date_from=self.day(-30))
        second = rule.browse(rule.action_new_version()["res_id"])
        second.action_turn_on()
        third = rule.browse(second.action_new_version()["res_id"])
        third.amount = 10
        third.action_turn_on()
        self.assertEqual(self.codes(self.request(guests=2)), ["per_head_exceeded"])

    def test_what_is_missing_is_named_in_a_batch_of_two(self):
        good = {"policy_id": self.policy.id, "kind": "cash"}
        bad = {"policy_id": self.policy.id, "kind": "per_head"}
        with self.refuses(ValidationError, "fill in Amount"):
            self.env["customer.cost.policy.rule"].create([good, bad])

    def test_templates_are_off(self):
        self.env["customer.cost.policy"].search([]).rule_ids.unlink()
        self.env["customer.cost.policy"].search([]).unlink()
        self.env["customer.cost.defaults"]._create_policies(self.company)
        rules = self.env["customer.cost.policy.rule"].search([("company_id", "=", self.company.id)])
        self.assertGreater(len(rules), 10)
        self.assertEqual(set(rules.mapped("state")), {"draft"})
        rules.action_turn_on()
        self.assertEqual(set(rules.mapped("state")), {"on"})
        self.assertIsInstance(self.codes(self.request(guests=2)), list)

    def test_templates_know_tiers_cities_occasions_and_totals(self):
        self.env["customer.cost.policy"].search([]).rule_ids.unlink()
        self.env["customer.cost.policy"].search([]).unlink()
        self.env["customer.cost.defaults"]._create_tiers(self.company)
        self.env["customer.cost.defaults"]._create_policies(self.company)
        rules = self.env["customer.cost.policy.rule"].search([("company_id", "=", self.company.id)])
        for kind, amount in (("per_head", 450), ("gift_year", 1000)):
            limits = rules.filtered_domain([("kind", "=", kind)]).limit_ids
            best = limits.filtered("tier_id")
            self.assertEqual((best.tier_id.name, best.amount), ("A", amount))
        self.assertTrue(rules.limit_ids.filtered(lambda one: one.city_class and one.guest_rank))
        self.assertIn("gift_occasion", rules.mapped("kind"))
        totals = rules.filtered(lambda rule: rule.kind == "rolling_amount")
        self.assertEqual(set(totals.mapped("per")), {"customer", "recipient", "employee"})

    def test_staff_opens_the_rule_behind_a_finding(self):
        rule = self.spending_rule("per_head", amount=30)
        request = self.request(guests=2)
        [finding] = request.findings
        self.assertEqual(finding["rule_id"], rule.id)
        self.assertEqual(rule.with_user(self.rep).amount, 30)
        request.justification = "The only place"
        request.action_submit()
        rule.action_turn_off()
        request.invalidate_recordset()
        [finding] = request.findings
        self.assertFalse(finding["rule_id"], "what is not in force any more is not read by staff")

    def test_staff_finds_the_rules_in_force(self):
        action = self.env.ref(
            "customer_cost_management.customer_cost_policy_rule_action_in_force"
        ).sudo()
        self.spending_rule("per_head", amount=30)
        self.spending_rule("cash", severity="block", turn_on=False)
        domain = safe_eval(action.domain)
        rules = self.env["customer.cost.policy.rule"].with_user(self.rep)
        self.assertEqual(set(rules.search(domain).mapped("state")), {"on"})

    def test_try_it_counts_what_it_would_have_caught(self):
        after = {"after_reason": "x", "agreed_by_id": self.director.id}
        self.request(guests=2, date=self.day(-5), submit=True, **after)
        self.request(guests=20, date=self.day(-5), submit=True, **after)
        rule = self.spending_rule("per_head", amount=30, turn_on=False)
        found, amount = rule._try()
        self.assertEqual((len(found), amount), (1, 100))
        message = rule.action_try()["params"]["message"]
        self.assertIn("1 documents", message)
