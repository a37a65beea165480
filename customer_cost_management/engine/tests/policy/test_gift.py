import unittest
from datetime import date

from ...policy.gift import (
    OCCASION,
    CashEquivalent,
    GiftPiece,
    GiftRecipient,
    GiftToOfficial,
    GiftTotal,
    OfficialEntertained,
    OpenTender,
    involves_official,
)
from ...policy.rule import Limit
from ...policy.spending import Attendee, Gift, Spending
from .case import DAY, GIFTS, hits


def gifts(*given, key="gifts", day=DAY, **values):
    features = {"nature": "gift", **values.pop("features", {})}
    return Spending(key, "Chen Hao", day, 0, "Qiming", features, gifts=given, **values)


class TestGiftCaps(unittest.TestCase):
    def test_each_piece_has_a_cap(self):
        check = GiftPiece((Limit(30000),))
        found = hits(check, gifts(Gift("Wu", 30000), Gift("Li", 30001, 2)))
        self.assertEqual(
            found, [("gift_piece_exceeded", ("Li",), {"value": 30001, "limit": 30000})]
        )

    def test_a_recipient_has_a_cap_for_the_year(self):
        # 250 + 2 × 200 = 650 > 600
        before = gifts(Gift("Wu", 25000), key=1, day=date(2025, 2, 1))
        found = hits(GIFTS, gifts(Gift("Wu", 20000, 2), Gift("Li", 60000)), before)
        self.assertEqual(
            found, [("gift_total_exceeded", ("Wu",), {"total": 65000, "limit": 60000})]
        )

    def test_last_year_does_not_count(self):
        before = gifts(Gift("Wu", 60000), key=1, day=date(2024, 12, 31))
        self.assertEqual(hits(GIFTS, gifts(Gift("Wu", 60000)), before), [])

    def test_tier_a_has_a_higher_cap(self):
        self.assertEqual(hits(GIFTS, gifts(Gift("Wu", 100000), features={"tier": "A"})), [])
        self.assertTrue(hits(GIFTS, gifts(Gift("Wu", 100001), features={"tier": "A"})))

    def test_a_cap_may_be_per_occasion(self):
        check = GiftTotal((Limit(30000),), OCCASION)
        autumn = {"features": {"occasion": "mid-autumn"}}
        before = gifts(Gift("Wu", 20000), key=1, features={"occasion": "new year"})
        self.assertEqual(hits(check, gifts(Gift("Wu", 20000), **autumn), before), [])
        same = gifts(Gift("Wu", 20000), key=2, **autumn)
        found = hits(check, gifts(Gift("Wu", 20000), **autumn), before, same)
        self.assertEqual(found[0][2], {"total": 40000, "limit": 30000})

    def test_a_returned_gift_does_not_count(self):
        self.assertEqual(hits(GIFTS, gifts(Gift("Wu", 70000, is_returned=True))), [])

    def test_above_an_amount_the_recipient_is_named(self):
        found = hits(GiftRecipient(10000), gifts(Gift(None, 10000), Gift(None, 10001)))
        self.assertEqual(found, [("recipient_missing", ("gifts",), {"value": 10001})])

    def test_a_gift_without_detail_is_one_unnamed_gift(self):
        plain = Spending("x", "Chen Hao", DAY, 50000, features={"nature": "gift"})
        self.assertEqual(hits(GiftRecipient(10000), plain)[0][0], "recipient_missing")

    def test_cash_is_found_even_if_it_is_worth_nothing_yet(self):
        found = hits(CashEquivalent(), gifts(Gift("Wu", 1), Gift("Li", 0, is_cash=True)))
        self.assertEqual(found, [("cash_equivalent", ("Li",), {"value": 0})])

    def test_money_to_a_person_of_the_customer_is_found(self):
        found = hits(CashEquivalent(), gifts(paid_to_person=True))
        self.assertEqual(found, [("payment_to_customer_person", ("gifts",), {})])

    def test_parameters_are_checked(self):
        self.assertEqual(list(GiftTotal((), "century").faults()), ["limits", "per"])
        self.assertEqual(list(GiftPiece(()).faults()), ["limits"])
        self.assertEqual(list(GiftRecipient(-1).faults()), ["amount"])
        for check in (CashEquivalent(), GiftToOfficial(), OfficialEntertained(), OpenTender()):
            self.assertEqual(list(check.faults()), [])


class TestOfficials(unittest.TestCase):
    def test_a_gift_of_any_value_to_an_official_is_found(self):
        found = hits(GiftToOfficial(), gifts(Gift("Wu", 1), Gift("Gao", 1, is_official=True)))
        self.assertEqual(found, [("gift_to_official", ("Gao",), {"value": 1})])

    def test_everybody_of_a_public_institution_counts(self):
        public = {"features": {"organisation_kind": "public_institution"}}
        self.assertEqual(len(hits(GiftToOfficial(), gifts(Gift("Wu", 1), **public))), 1)
        state_owned = {"features": {"organisation_kind": "state_owned"}}
        self.assertEqual(hits(GiftToOfficial(), gifts(Gift("Wu", 1), **state_owned)), [])
        wider = GiftToOfficial(frozenset({"state_owned"}))
        self.assertEqual(len(hits(wider, gifts(Gift("Wu", 1), **state_owned))), 1)

    def test_an_unnamed_gift_where_an_official_takes_part_counts_as_his(self):
        found = gifts(Gift(None, 5), attendees=(Attendee("Gao", is_official=True),))
        self.assertEqual(len(hits(GiftToOfficial(), found)), 1)

    def test_a_meal_with_an_official_goes_to_compliance(self):
        meal = Spending(
            "m",
            "Chen Hao",
            DAY,
            100,
            features={"nature": "meal"},
            attendees=(Attendee("Gao", is_official=True),),
        )
        self.assertEqual(hits(OfficialEntertained(), meal), [("official_entertained", ("m",), {})])
        self.assertTrue(involves_official(meal))

    def test_a_meal_without_officials_does_not(self):
        meal = Spending("m", "Chen Hao", DAY, 100, features={"nature": "meal"})
        self.assertEqual(hits(OfficialEntertained(), meal), [])
        self.assertFalse(involves_official(meal))

    def test_during_a_tender_gifts_and_the_rest_are_told_apart(self):
        gift = gifts(Gift("Wu", 1), open_tender=True)
        visit = Spending("v", "Chen Hao", DAY, 1, open_tender=True)
        self.assertEqual(hits(OpenTender(), gift)[0][0], "gift_during_tender")
        self.assertEqual(hits(OpenTender(gifts=False), gift), [])
        self.assertEqual(hits(OpenTender(), visit), [])
        self.assertEqual(hits(OpenTender(gifts=False), visit)[0][0], "spending_during_tender")
