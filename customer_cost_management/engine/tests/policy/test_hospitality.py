import unittest

from ...policy.hospitality import Claimant, HostLimit, HostStep, PerHead
from ...policy.rule import Limit
from ...policy.spending import Attendee
from .case import HOSTS, PER_HEAD, PUBLIC_HOSTS, dinner, hits


class TestPerHead(unittest.TestCase):
    def test_per_head_is_amount_by_guests_and_hosts(self):
        # 4,200 ÷ (8 + 6) = 300: allowed; one fen more is not
        self.assertEqual(hits(PER_HEAD, dinner()), [])
        values = {"per_head": 30000, "limit": 30000, "heads": 14}
        self.assertEqual(
            hits(PER_HEAD, dinner(amount=420001)), [("per_head_exceeded", ("dinner",), values)]
        )

    def test_the_limit_with_most_matching_features_counts(self):
        # tier A 450 × 14 = 6,300
        a = {"features": {"tier": "A"}}
        self.assertEqual(hits(PER_HEAD, dinner(amount=630000, **a)), [])
        self.assertEqual(hits(PER_HEAD, dinner(amount=630001, **a))[0][2]["limit"], 45000)

    def test_of_two_equally_specific_limits_the_lower_counts(self):
        found = hits(PER_HEAD, dinner(features={"tier": "A", "meal_type": "working_lunch"}))
        self.assertEqual(found[0][2]["limit"], 8000)

    def test_limits_by_city_class_and_guest_rank(self):
        check = PerHead(
            (
                Limit(30000),
                Limit(40000, {"city_class": 1}),
                Limit(60000, {"city_class": 1, "guest_rank": frozenset({"director", "owner"})}),
            )
        )
        big = {"amount": 14 * 50000}
        self.assertEqual(
            hits(check, dinner(**big, features={"city_class": 1}))[0][2]["limit"], 40000
        )
        ranked = {"city_class": 1, "guest_rank": "owner"}
        self.assertEqual(hits(check, dinner(**big, features=ranked)), [])

    def test_drinks_count_unless_left_out(self):
        check = PerHead((Limit(30000),), with_drinks=False)
        self.assertEqual(hits(check, dinner(amount=500000, drinks=80000)), [])
        self.assertTrue(hits(PER_HEAD, dinner(amount=500000, drinks=80000)))

    def test_a_meal_without_guests_cannot_be_judged(self):
        self.assertEqual(
            hits(PER_HEAD, dinner(guests=0, hosts=0)), [("guests_missing", ("dinner",), {})]
        )

    def test_without_a_fitting_limit_nothing_is_said(self):
        check = PerHead((Limit(1, {"tier": "Z"}),))
        self.assertEqual(hits(check, dinner()), [])


class TestHosts(unittest.TestCase):
    def test_up_to_five_guests_as_many_hosts_above_half_of_the_excess(self):
        allowed = [HOSTS.allowed(guests) for guests in range(11)]
        self.assertEqual(allowed, [0, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7])

    def test_public_guests_up_to_ten_three_hosts_above_a_third(self):
        allowed = {guests: PUBLIC_HOSTS.allowed(guests) for guests in (1, 10, 11, 12, 30)}
        self.assertEqual(allowed, {1: 3, 10: 3, 11: 3, 12: 4, 30: 10})

    def test_one_host_too_many_is_found(self):
        self.assertEqual(hits(HOSTS, dinner()), [])
        values = {"hosts": 7, "allowed": 6, "guests": 8}
        self.assertEqual(hits(HOSTS, dinner(hosts=7)), [("too_many_hosts", ("dinner",), values)])

    def test_parameters_are_checked(self):
        for step in (
            HostStep(-1, 0),
            HostStep(0, 0, "x"),
            HostStep(0, 0, -1),
            HostStep(0, 0, 1, 5),
        ):
            faults = list(HostLimit((HostStep(0, 0, 1), step)).faults())
            self.assertEqual(faults, ["steps"], step)
        self.assertEqual(list(HostLimit(()).faults()), ["steps"])
        self.assertEqual(list(PerHead(()).faults()), ["limits"])
        self.assertEqual(list(PerHead((Limit(1), Limit(-1))).faults()), ["limits"])
        self.assertEqual(list(PerHead((Limit(1, {"colour": 1}),)).faults()), ["limits"])
        self.assertEqual(list(HOSTS.faults()) + list(PER_HEAD.faults()), [])


class TestClaimant(unittest.TestCase):
    def found(self, *attendees):
        return hits(Claimant(), dinner(attendees=attendees))

    def test_who_claims_was_there(self):
        self.assertEqual(self.found(Attendee("Chen Hao", True), Attendee("guest")), [])
        self.assertEqual(
            self.found(Attendee("Lin Yue", True)), [("claimant_not_present", ("Chen Hao",), {})]
        )

    def test_nobody_claims_for_his_superior(self):
        found = self.found(Attendee("Chen Hao", True, rank=1), Attendee("Lin Yue", True, rank=3))
        self.assertEqual(found, [("claimed_for_superior", ("Chen Hao", "Lin Yue"), {})])

    def test_without_names_of_ours_nothing_is_said(self):
        self.assertEqual(self.found(Attendee("guest")), [])
