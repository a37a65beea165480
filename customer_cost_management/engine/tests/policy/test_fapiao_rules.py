import unittest
from datetime import date

from ...policy.fapiao import Fapiao
from ...policy.fapiao_rules import FapiaoConsecutive, FapiaoDate, FapiaoParties, FapiaoUnique
from ...policy.spending import FapiaoUse, Spending
from .case import DAY, hits


def claim(key, number, amount=100, employee="Chen Hao", **values):
    spending = {name: values.pop(name) for name in ("asked_on", "claimed_on") if name in values}
    fapiao = Fapiao(number, **{"seller": "S1", **values})
    return Spending(key, employee, DAY, amount, fapiao=(FapiaoUse(fapiao, amount),), **spending)


class TestUnique(unittest.TestCase):
    def test_a_colleague_cannot_claim_the_same_fapiao(self):
        found = hits(FapiaoUnique(), claim(1, "12345678"), claim(2, "12345678", employee="Wang"))
        self.assertEqual(found, [("fapiao_duplicate", (2,), {"number": "12345678"})])

    def test_the_same_number_of_another_code_is_another_fapiao(self):
        other = claim(2, "12345678", employee="Wang", code="031001900104")
        self.assertEqual(hits(FapiaoUnique(), claim(1, "12345678"), other), [])

    def test_one_person_may_spread_it_up_to_its_total(self):
        own = claim(1, "12345678", 60, total=100)
        self.assertEqual(hits(FapiaoUnique(), own, claim(2, "12345678", 40)), [])
        found = hits(FapiaoUnique(), own, claim(2, "12345678", 41))
        expected = ("fapiao_overused", ("", "12345678"), {"total": 100, "used": 101})
        self.assertEqual(found, [expected])

    def test_no_number_is_no_fapiao(self):
        self.assertEqual(hits(FapiaoUnique(), claim(1, ""), claim(2, "", employee="Wang")), [])


class TestConsecutive(unittest.TestCase):
    def test_numbers_in_a_row_of_one_seller_are_found_once(self):
        found = hits(
            FapiaoConsecutive(), claim(2, "10000002"), claim(1, "10000001"), claim(3, "10000003")
        )
        values = {"numbers": ("10000001", "10000003")}
        self.assertEqual(found, [("fapiao_consecutive", (1, 3), values)])

    def test_other_sellers_codes_and_gaps_are_not_in_a_row(self):
        others = (
            claim(1, "10000001", seller="S2"),
            claim(3, "10000003", code="031001900104"),
            claim(4, "10000004"),
            claim(5, "10000002"),  # the same one is a duplicate, not a row
            claim(6, "x"),
        )
        self.assertEqual(hits(FapiaoConsecutive(), claim(2, "10000002"), *others), [])
        self.assertTrue(hits(FapiaoConsecutive(2), claim(2, "10000002"), *others))

    def test_an_unknown_seller_is_not_the_same_seller(self):
        one, other = claim(1, "10000001", seller=""), claim(2, "10000002", seller="")
        self.assertEqual(hits(FapiaoConsecutive(), one, other), [])


class TestDateAndParties(unittest.TestCase):
    key = ("", "12345678")

    def found(self, check, **values):
        return hits(check, claim(1, "12345678", **values))

    def test_an_old_fapiao_is_found(self):
        check = FapiaoDate(30)
        self.assertEqual(self.found(check, day=date(2025, 10, 4)), [])
        found = self.found(check, day=date(2025, 10, 4), claimed_on=date(2025, 11, 4))
        self.assertEqual(found, [("fapiao_too_old", self.key, {"days": 31, "limit": 30})])

    def test_a_fapiao_before_the_request_is_found(self):
        found = self.found(FapiaoDate(30), day=date(2025, 11, 1), asked_on=date(2025, 11, 2))
        self.assertEqual(found, [("fapiao_before_request", self.key, {})])
        # asked after the fact: of course it is earlier
        self.assertEqual(self.found(FapiaoDate(30), day=DAY, asked_on=date(2025, 11, 4)), [])

    def test_a_fapiao_of_another_year_is_found(self):
        found = self.found(FapiaoDate(900), day=date(2024, 12, 31))
        self.assertEqual(found, [("fapiao_of_other_year", self.key, {"year": 2024})])

    def test_it_is_written_to_us_by_strangers(self):
        check = FapiaoParties(frozenset({"OURS"}), (("S1", "Chen Hao"),))
        found = self.found(check, buyer="THEIRS")
        expected = [
            ("fapiao_buyer_not_ours", self.key, {"buyer": "THEIRS"}),
            ("fapiao_seller_related", self.key, {"seller": "S1"}),
        ]
        self.assertEqual(found, expected)
        self.assertEqual(self.found(check, buyer="OURS", seller="S2"), [])

    def test_parameters_are_checked(self):
        self.assertEqual(list(FapiaoConsecutive(0).faults()), ["gap"])
        self.assertEqual(list(FapiaoDate(-1).faults()), ["days"])
        self.assertEqual(list(FapiaoParties(frozenset()).faults()), ["own"])
        self.assertEqual(list(FapiaoUnique().faults()), [])
